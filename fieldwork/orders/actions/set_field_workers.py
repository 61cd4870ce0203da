"""Say who carries out the order."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.masterdata.forms.fields import MAX_ADDRESS
from fieldwork.orders.actions.transaction import (
    append_entry,
    lock_order,
)
from fieldwork.orders.entry_types import FieldWorkersEntry
from fieldwork.orders.models import Assignment, Entry, Order
from fieldwork.orders.rights import authorize, conflict_with_current_state
from fieldwork.orders.transitions import Action
from fieldwork.people.access_changes import publish_access_change
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from fieldwork.rest.errors import Invalid
from fieldwork.rest.text_rules import clean_text


def set_field_workers(
    number: int,
    emails: Sequence[str],
    *,
    by: Person,
    known_workers: Collection[str] | None = None,
) -> Entry | None:
    """Exactly these people carry out the order from now on; None if nothing changed.

    `known_workers` are the addresses of those who did when `by` chose. Raises Forbidden; Conflict also if they are
    others now, so that nobody is put off unseen; Invalid at "users.0" for somebody who is no active field worker.
    """
    with transaction.atomic():
        order = lock_order(number)
        authorize(order, Action.ADD_FIELD_WORKERS, by)
        there = {row.person_id: row.person for row in order.assignments.select_related("person")}
        if known_workers is not None and set(known_workers) != {person.email for person in there.values()}:
            raise conflict_with_current_state(order, _changed(there.values()), by)
        chosen = _people(emails, there.values())
        added = [person for person in chosen if person.pk not in there]
        removed = [person for key, person in there.items() if key not in {person.pk for person in chosen}]
        if not added and not removed:
            return None
        now = timezone.now()
        _write(order, added, removed, by=by, at=now)
        for person in removed:
            publish_access_change(person.pk)
        changed = FieldWorkersEntry(
            added=[person.name for person in added], removed=[person.name for person in removed]
        )
        return append_entry(order, changed, by=by, at=now)


def _changed(there: Iterable[Person]) -> str:
    names = ", ".join(sorted(person.name for person in there)) or _("nobody")
    return _("Somebody else has changed this meanwhile. The order is carried out by: %(names)s.") % {"names": names}


def _people(emails: Sequence[str], there: Iterable[Person]) -> list[Person]:
    """Active field workers, and whoever is on the order already: they may stay."""
    names = [clean_text(email, max_length=MAX_ADDRESS).lower() for email in emails]
    found = {person.email: person for person in Person.objects.filter(email__in=names, is_active=True)}
    known = {email for email, person in found.items() if person.roles & Role.FIELD_WORKER}
    found |= {person.email: person for person in there}
    known |= {person.email for person in there}
    unknown = {
        f"users.{place}": _("%(email)s is no field worker here") % {"email": email}
        for place, email in enumerate(names)
        if email not in known
    }
    if unknown:
        raise Invalid(unknown)
    return [found[email] for email in dict.fromkeys(names)]


def _write(order: Order, added: Sequence[Person], removed: Sequence[Person], *, by: Person, at: datetime) -> None:
    """Writes assignments and `first_worker`; notices find the added workers by `added_at`, the time of the entry."""
    Assignment.objects.filter(order=order, person__in=removed).delete()
    Assignment.objects.bulk_create(
        [Assignment(order=order, person=person, added_by=by, added_at=at) for person in added]
    )
    first = Assignment.objects.filter(order=order).order_by("pk").values("person")[:1]
    Order.objects.filter(pk=order.pk).update(first_worker=Subquery(first))
