"""Create a service order from master data."""

from django.db.models import F
from django.utils import timezone

from fieldwork.attachments.actions.keep import files_of
from fieldwork.masterdata.the_company import the_company
from fieldwork.orders.actions.lines import write_lines
from fieldwork.orders.actions.steps import acting, record, replay, unused
from fieldwork.orders.forms import NewOrder
from fieldwork.orders.kinds import Kind
from fieldwork.orders.models import Entry, Order, Series
from fieldwork.orders.rights import NOT_YOURS
from fieldwork.orders.states import TABLE, Action, State, may_ever
from fieldwork.orders.submission import Submission
from fieldwork.people.models import Person
from fieldwork.rest.problems import Forbidden


def create(form: NewOrder, *, by: Person, submission: Submission | None = None) -> Entry:
    """The first entry of the new order. Raises Forbidden, Invalid (files)."""
    if not by.is_active or not may_ever(TABLE[Action.CREATE], by.roles, on_order=False):
        raise Forbidden(NOT_YOURS)
    with acting():
        series = _lock_series()
        if done := replay(submission, by=by):
            return done
        files = unused(files_of(form.files, by=by))
        order = _write(form, number=series.last + 1, by=by)
        Series.objects.filter(pk=series.pk).update(last=F("last") + 1)
        write_lines(order, form.lines, confirmation=None)
        return record(order, Kind.CREATED, by=by, submission=submission, files=files)


def _lock_series() -> Series:
    Series.objects.bulk_create([Series(name="order")], ignore_conflicts=True)
    return Series.objects.select_for_update().get(name="order")


def _write(form: NewOrder, *, number: int, by: Person) -> Order:
    now, company = timezone.now(), the_company()
    return Order.objects.create(
        number=number,
        state=State.CREATED,
        name=form.name,
        description=form.description,
        order_type=form.order_type,
        client=form.client,
        work_start=form.work_start,
        work_completion=form.work_completion,
        currency=company.currency,
        digits=company.digits,
        created_at=now,
        created_by=by,
        last_at=now,
    )
