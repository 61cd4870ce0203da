"""Acts of SecondProcess: mails that wait."""

from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from fieldwork.documents.actions.make_pdf import make_pdf
from fieldwork.mailing.actions.queue_mails import MailDraft, send_by_hand
from fieldwork.mailing.models import Mail, Rule
from fieldwork.orders.models import Order
from fieldwork.people.models import Person


def mail_by_rule() -> None:
    """The rule that stands ready is on."""
    Rule.objects.update(active=True)


def mails_of(order: int) -> int:
    """How many mails there are about the order."""
    return Mail.objects.filter(order=order).count()


def hurry_mails() -> None:
    """What waits for its next try may be tried now."""
    Mail.objects.update(next_try_at=timezone.now())


def mail_to(order: int, address: str) -> None:
    """Layla sends the first version by hand, which is made already."""
    version = Order.objects.get(pk=order).versions.get(number=1)
    make_pdf(version)
    letter = MailDraft(address, "", "en", "Your order", "Please read.")
    send_by_hand(version, [letter], by=Person.objects.get(email="layla@nadiya.example"))


def mail_time_passes(seconds: int) -> None:
    """Every waiting mail stands as it would so much later."""
    gone = timedelta(seconds=seconds)
    Mail.objects.update(next_try_at=F("next_try_at") - gone, lease_until=F("lease_until") - gone)


def mail_came_to_no_end(address: str, times: int) -> None:
    """As if the mail had ended its process so often."""
    Mail.objects.filter(to=address).update(crashes=times)


def mail_fares(address: str) -> dict[str, Any]:
    """How the mail to this address fares."""
    return dict(Mail.objects.values("status", "attempts", "crashes", "error").get(to=address))


MAIL_ACTS = (
    mail_by_rule, mails_of, hurry_mails, mail_to, mail_time_passes, mail_came_to_no_end, mail_fares,
)  # fmt: skip
