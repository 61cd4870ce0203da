"""Send a mail again: one that did not arrive with its own Message-ID, one that was sent as a new one."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.environment import SMTP_URL
from fieldwork.mailing.actions.queue import MESSAGE_HOST
from fieldwork.mailing.actions.renew import renew_link
from fieldwork.mailing.actions.told import tell_mail
from fieldwork.mailing.models import Mail, MailState
from fieldwork.mailing.waking import wake
from fieldwork.orders.actions.steps import acting, lock, replay
from fieldwork.orders.submission import Submission
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.problems import Forbidden, Refused


def send_again(mail: Mail, *, by: Person, submission: Submission | None = None) -> Mail:
    """The mail that waits now; the one that this submission sent before, if it did.

    Raises Forbidden; Refused while it waits, or without a mail server.
    """
    if not (by.may(Right.SEND_DOCUMENTS) or by.may(Right.KEEP_MAIL)):
        raise Forbidden(_("Only coordinators, supervisors and administrators send mails again."))
    if not SMTP_URL:
        raise Refused(_("There is no mail server: FIELDWORK_SMTP_URL is not set."))
    if mail.order_id is None:
        raise Refused(_("What is unread is told anew every day, so this mail is not sent again."))
    with acting():
        if done := replay(submission, by=by, order=lock(mail.order_id)):
            return Mail.objects.get(pk=done.data["mail"])
        kept = (
            Mail.objects.select_for_update(of=("self",))
            .select_related("version", "rule", "by", "link", "order")
            .get(pk=mail.pk)
        )
        if kept.status == MailState.WAITING:
            raise Refused(_("This mail is on its way already."))
        now = timezone.now()
        if kept.status == MailState.SENT:
            kept.pk, kept.entry, kept.submission_id = None, None, None
            kept._state.adding = True
            kept.message_id, kept.by = f"<{uuid.uuid4()}@{MESSAGE_HOST}>", by
        renew_link(kept)
        kept.status, kept.error, kept.sent_at, kept.attempts = MailState.WAITING, "", None, 0
        kept.unended = 0
        kept.queued_at = kept.next_try_at = now
        kept.save()
        tell_mail(kept, again_by=by, submission=submission)
        transaction.on_commit(wake, robust=True)
    return kept
