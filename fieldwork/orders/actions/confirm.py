"""Report what was really done."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.attachments.actions.store_upload import files_of
from fieldwork.orders.actions.create_version import create_version
from fieldwork.orders.actions.transaction import (
    append_entry,
    change_state,
    claim_files,
    lock_order,
)
from fieldwork.orders.actions.write_lines import write_lines
from fieldwork.orders.commands import ConfirmOrder
from fieldwork.orders.document_types import DocumentType
from fieldwork.orders.entry_types import ConfirmedEntry
from fieldwork.orders.models import Confirmation, Entry, Line, Order
from fieldwork.orders.rights import authorize
from fieldwork.orders.transitions import TRANSITIONS, Action, State
from fieldwork.people.models import Person
from fieldwork.rest.errors import Invalid


def confirm(
    number: int,
    command: ConfirmOrder,
    *,
    by: Person,
    excluded_recipients: Sequence[str] = (),
) -> Entry:
    """The entry of the confirmation; the next version is frozen with it. Raises Forbidden, Conflict, Invalid.

    `excluded_recipients` are addresses that no rule mails this once.
    """
    action = Action.CONFIRM_LAST if command.last else Action.CONFIRM
    with transaction.atomic():
        order = lock_order(number)
        authorize(order, action, by)
        before = State(order.state)
        _check_lines(order, command)
        files = claim_files(files_of(command.files, by=by))
        now = timezone.now()
        confirmation = Confirmation.objects.create(
            order=order,
            number=order.confirmations.count() + 1,
            author=by,
            created_at=now,
            last=command.last,
            note=command.note,
            office_note=command.office_note,
        )
        write_lines(order, command.lines, confirmation=confirmation)
        target = TRANSITIONS[action].target
        assert target is not None
        change_state(order, target, by=by)
        version = create_version(order, title=DocumentType.STATEMENT, at=now, release=order.release, files=files)
        confirmed = ConfirmedEntry(
            confirmation=confirmation.number,
            version=version.number,
            from_state=before,
            last=command.last,
            note=command.note,
            office_note=command.office_note,
            excluded_recipients=sorted(excluded_recipients),
        )
        return append_entry(order, confirmed, by=by, files=files)


def _check_lines(order: Order, command: ConfirmOrder) -> None:
    if command.lines:
        return
    if not command.last:
        raise Invalid({"lines": _("Add at least one product or worker")})
    if not Line.objects.filter(order=order, confirmation__isnull=False).exists():
        raise Invalid({"lines": _("Nothing was confirmed so far. Add lines, or close the order as not performed.")})
