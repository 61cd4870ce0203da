"""What a client sends through a link: looked at again under the lock, so that a revoked link answers nothing."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.orders.actions.client_answer import ClientSignatory, accept_statement, object_to_statement
from fieldwork.orders.entry_types import Objection
from fieldwork.orders.models import ClientAnswer, Entry
from fieldwork.rest.errors import Conflict
from fieldwork.sharing.models import ClientLink
from fieldwork.signatures.signature import Drawn, Typed

MAX_OBJECTIONS = 20
"""Of one order: a link may be passed on, and the timeline is for people."""


def accept_by_link(
    link: ClientLink,
    version: int,
    signature: Drawn | Typed,
    *,
    by: ClientSignatory,
    comment: str,
) -> Entry:
    """The entry of the acceptance. Raises Conflict."""
    with transaction.atomic():
        _still_holds(link)
        return accept_statement(link.order_id, version, signature, by=replace(by, link=link.pk), comment=comment)


def object_by_link(
    link: ClientLink,
    version: int,
    objections: Sequence[Objection],
    *,
    by: ClientSignatory,
    comment: str,
) -> Entry:
    """The entry of the objection. Raises Conflict."""
    with transaction.atomic():
        _still_holds(link)
        objected = ClientAnswer.objects.filter(order=link.order_id, accepted=False).count()
        if objected >= MAX_OBJECTIONS:
            raise Conflict(_("There are many objections already. Please call the company."), state=link.order.state)
        return object_to_statement(link.order_id, version, objections, by=replace(by, link=link.pk), comment=comment)


def _still_holds(link: ClientLink) -> None:
    held = ClientLink.objects.select_for_update().filter(pk=link.pk, revoked_at=None, expires_at__gt=timezone.now())
    if not held.exists():
        raise Conflict(_("This link does not work any more. Ask the company for a new one."), state=link.order.state)
