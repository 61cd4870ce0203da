"""A mail's line in the workspace: queued, kept here, sent, or refused with the server's words."""

from fieldwork.mailing.models import Mail
from fieldwork.orders.actions.append_system_entry import append_system_entry
from fieldwork.orders.entry_types import MailEntry
from fieldwork.orders.models import Entry
from fieldwork.people.models import Person

MAX_REPLY = 300


def append_mail_entry(mail: Mail, *, resent_by: Person | None = None) -> Entry:
    """The entry about the mail as it stands now; `resent_by` sent it once more."""
    assert mail.order_id is not None
    assert mail.version is not None
    payload = MailEntry(
        mail=mail.pk,
        status=mail.status,
        to=mail.to,
        version=mail.version.number,
        rule=mail.rule.name if mail.rule else "",
        words=mail.error[:MAX_REPLY],
    )
    return append_system_entry(mail.order_id, payload, by=resent_by or mail.author)
