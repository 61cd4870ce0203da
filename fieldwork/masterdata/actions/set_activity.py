"""Offer a row of master data, or no longer. Nothing is ever deleted: orders go on naming it."""

from fieldwork.audit.recording import recorded_change
from fieldwork.masterdata.actions.keep_row import Row, ask
from fieldwork.people.models import Person


def set_activity(row: Row, *, active: bool, by: Person) -> None:
    """Forms offer `row` from now on, or do not. Raises Forbidden."""
    ask(by)
    row.active = active
    with recorded_change(row, by=by):
        row.save(update_fields=["active"])
