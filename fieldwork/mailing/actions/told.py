"""A mail's line in the workspace: queued, kept here, sent, or refused with the server's words."""

from fieldwork.mailing.models import Mail
from fieldwork.orders.actions.tell import tell
from fieldwork.orders.kinds import Kind
from fieldwork.orders.models import Entry
from fieldwork.orders.submission import Submission
from fieldwork.people.models import Person

LONGEST_WORDS = 300


def tell_mail(mail: Mail, *, again_by: Person | None = None, submission: Submission | None = None) -> Entry:
    """The entry about the mail as it stands now; `again_by` sent it once more, with that submission."""
    assert mail.order_id is not None
    assert mail.version is not None
    data: dict[str, object] = {
        "mail": mail.pk,
        "status": mail.status,
        "to": mail.to,
        "version": mail.version.number,
        "rule": mail.rule.name if mail.rule else "",
    }
    if mail.error:
        data["words"] = mail.error[:LONGEST_WORDS]
    return tell(mail.order_id, Kind.MAIL, data, by=again_by or mail.by, submission=submission)
