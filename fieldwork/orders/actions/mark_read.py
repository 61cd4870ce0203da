"""Remember how far somebody has read."""

from fieldwork.orders.events import publish_read
from fieldwork.orders.models import Order, ReadReceipt
from fieldwork.people.models import Person


def mark_read(order: Order, seq: int, *, by: Person) -> None:
    """Marks `order` read up to `seq`; a mark never goes back, nor past the journal's end."""
    last = order.entries.filter(seq__lte=seq).order_by("-seq").values_list("seq", "news_count").first()
    seq, news = last or (0, 0)
    marks = ReadReceipt.objects.filter(order=order, person=by)
    mark = marks.first()
    if mark is None:
        ReadReceipt.objects.bulk_create(
            [ReadReceipt(order=order, person=by, seq=seq, news_count=news)], ignore_conflicts=True
        )
    if mark is None or mark.seq < seq:
        # Another page of the same person may have read further since: the database compares again.
        marks.filter(seq__lt=seq).update(seq=seq, news_count=news)
        publish_read(order.pk, by.pk, seq)
