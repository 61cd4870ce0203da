"""Send a mail again: one that did not arrive with its own Message-ID, one that was sent as a new one."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.config import SMTP_URL
from fieldwork.mailing.actions.append_mail_entry import append_mail_entry
from fieldwork.mailing.actions.queue_mails import MESSAGE_HOST
from fieldwork.mailing.actions.renew_link import renew_link
from fieldwork.mailing.models import Mail, MailState
from fieldwork.mailing.sender_wakeup import wake
from fieldwork.orders.actions.transaction import lock_order
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.errors import Conflict, Forbidden


def resend(mail: Mail, *, by: Person) -> Mail:
    """The mail that waits now.

    Raises Forbidden; Conflict while it waits, or without a mail server.
    """
    if not (by.may(Right.SEND_DOCUMENTS) or by.may(Right.MANAGE_MAIL)):
        raise Forbidden(_("Only coordinators, supervisors and administrators send mails again."))
    if not SMTP_URL:
        raise Conflict(_("There is no mail server: FIELDWORK_SMTP_URL is not set."))
    if mail.order_id is None:
        raise Conflict(_("What is unread is told anew every day, so this mail is not sent again."))
    with transaction.atomic():
        lock_order(mail.order_id)
        locked = (
            Mail.objects.select_for_update(of=("self",))
            .select_related("version", "rule", "author", "link", "order")
            .get(pk=mail.pk)
        )
        if locked.status == MailState.WAITING:
            raise Conflict(_("This mail is on its way already."))
        now = timezone.now()
        if locked.status == MailState.SENT:
            locked.pk, locked.entry = None, None
            locked._state.adding = True
            locked.message_id, locked.author = f"<{uuid.uuid4()}@{MESSAGE_HOST}>", by
        renew_link(locked)
        locked.status, locked.error, locked.sent_at, locked.attempts = MailState.WAITING, "", None, 0
        locked.crashes = 0
        locked.queued_at = locked.next_try_at = now
        locked.save()
        append_mail_entry(locked, resent_by=by)
        transaction.on_commit(wake, robust=True)
    return locked
