"""Remember how far somebody has read."""

from fieldwork.orders.actions.steps import mark_read_to
from fieldwork.orders.models import Order, ReadMark
from fieldwork.people.models import Person


def read(order: Order, seq: int, *, by: Person) -> None:
    """Marks `order` read up to `seq`; a mark never goes back, nor past the journal's end."""
    seq = max(0, min(seq, order.last_seq))
    mark = ReadMark.objects.filter(order=order, person=by).first()
    if mark is None or mark.seq < seq:
        mark_read_to(order.pk, by, seq)
