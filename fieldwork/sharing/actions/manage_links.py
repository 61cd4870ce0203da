"""Make a link for a client, take it back, replace it, note that it was opened. Each is told in the workspace."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.orders.actions.append_system_entry import append_system_entry
from fieldwork.orders.entry_types import LinkEntry
from fieldwork.orders.models import Order
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.errors import Forbidden, Invalid
from fieldwork.sharing.link_tokens import digest_of_token, token_of
from fieldwork.sharing.models import ClientLink

DEFAULT_DAYS = 30
MAX_DAYS = 366


def make_link(order: Order, *, by: Person | None, given_to: str = "", days: int = DEFAULT_DAYS) -> ClientLink:
    """A new link that holds for `days`; `by` None is a mail rule. Raises Forbidden, Invalid (days)."""
    may_share(by)
    if not 1 <= days <= MAX_DAYS:
        raise Invalid({"days": _("From 1 to %(most)s days") % {"most": MAX_DAYS}})
    nonce, now = secrets.token_hex(16), timezone.now()
    with transaction.atomic():
        link = ClientLink.objects.create(
            order=order,
            nonce=nonce,
            digest=digest_of_token(token_of(nonce)),
            given_to=given_to,
            created_by=by,
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
        _append_link_entry(link, "made", by=by)
    return link


def revoke_link(link: ClientLink, *, by: Person | None) -> bool:
    """Revokes the link: its holder sees nothing more. Raises Forbidden. Returns False, unchanged, if already done."""
    may_share(by)
    with transaction.atomic():
        if not ClientLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
            return False
        _append_link_entry(link, "revoked", by=by)
    return True


def replace_link(link: ClientLink, *, by: Person | None) -> ClientLink | None:
    """A new link in the place of one, for the same reader; None if that one was taken back already. Raises Forbidden.

    Of two that replace the same link one makes a new one.
    """
    with transaction.atomic():
        return make_link(link.order, by=by, given_to=link.given_to) if revoke_link(link, by=by) else None


def mark_opened(link: ClientLink) -> None:
    """Records the first time that the client's page was seen; later calls change nothing."""
    with transaction.atomic():
        if ClientLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now()):
            _append_link_entry(link, "opened", by=None)


def may_share(by: Person | None) -> None:
    """Raises Forbidden for a person who may not send documents."""
    if by is not None and not by.may(Right.SEND_DOCUMENTS):
        raise Forbidden(_("Only coordinators and supervisors send documents to clients."))


def _append_link_entry(link: ClientLink, event: str, *, by: Person | None) -> None:
    until = link.expires_at.date().isoformat()
    append_system_entry(link.order_id, LinkEntry(link=link.pk, event=event, to=link.given_to, until=until), by=by)
