"""Create a service order from master data."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from fieldwork.attachments.actions.store_upload import files_of
from fieldwork.masterdata.company import get_company
from fieldwork.orders.actions.transaction import append_entry, claim_files
from fieldwork.orders.actions.write_lines import write_lines
from fieldwork.orders.commands import CreateOrder
from fieldwork.orders.entry_types import CreatedEntry
from fieldwork.orders.models import Entry, NumberSequence, Order
from fieldwork.orders.rights import ROLES_DO_NOT_ALLOW
from fieldwork.orders.transitions import TRANSITIONS, Action, State, is_permitted
from fieldwork.people.models import Person
from fieldwork.rest.errors import Forbidden


def create(command: CreateOrder, *, by: Person) -> Entry:
    """The first entry of the new order. Raises Forbidden, Invalid (files)."""
    if not by.is_active or not is_permitted(TRANSITIONS[Action.CREATE], by.roles, is_assigned=False):
        raise Forbidden(ROLES_DO_NOT_ALLOW)
    with transaction.atomic():
        series = _lock_number_sequence()
        files = claim_files(files_of(command.files, by=by))
        order = _write(command, number=series.last_number + 1, by=by)
        NumberSequence.objects.filter(pk=series.pk).update(last_number=F("last_number") + 1)
        write_lines(order, command.lines, confirmation=None)
        return append_entry(order, CreatedEntry(), by=by, files=files)


def _lock_number_sequence() -> NumberSequence:
    NumberSequence.objects.bulk_create([NumberSequence(name="order")], ignore_conflicts=True)
    return NumberSequence.objects.select_for_update().get(name="order")


def _write(command: CreateOrder, *, number: int, by: Person) -> Order:
    now, company = timezone.now(), get_company()
    return Order.objects.create(
        number=number,
        state=State.CREATED,
        name=command.name,
        description=command.description,
        order_type=command.order_type,
        client=command.client,
        work_start=command.work_start,
        work_completion=command.work_completion,
        currency=company.currency,
        digits=company.digits,
        created_at=now,
        created_by=by,
        last_news_at=now,
    )
