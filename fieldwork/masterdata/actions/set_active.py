"""Offer a row of master data, or no longer. Nothing is ever deleted: orders go on naming it."""

from fieldwork.audit.record_event import recorded_change
from fieldwork.masterdata.actions.save_row import Row, require_manage_master_data
from fieldwork.people.models import Person


def set_active(row: Row, *, active: bool, by: Person) -> None:
    """Forms offer `row` from now on, or do not. Raises Forbidden."""
    require_manage_master_data(by)
    row.active = active
    with recorded_change(row, by=by):
        row.save(update_fields=["active"])
