"""Say who carries out the order."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db.models import Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.masterdata.forms.fields import LONGEST_ADDRESS
from fieldwork.orders.actions.steps import acting, changed_nothing, lock, record, remember_nothing, replay
from fieldwork.orders.kinds import Kind
from fieldwork.orders.models import Entry, FieldWorker, Order
from fieldwork.orders.rights import ask, now_told
from fieldwork.orders.states import Action
from fieldwork.orders.submission import Submission
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from fieldwork.people.standing import announce_standing
from fieldwork.rest.problems import Invalid
from fieldwork.rest.texts import clean_text


def set_field_workers(
    number: int,
    emails: Sequence[str],
    *,
    by: Person,
    seen: Collection[str] | None = None,
    submission: Submission | None = None,
) -> Entry | None:
    """Exactly these people carry out the order from now on; None if nothing changed.

    `seen` are the addresses of those who did when `by` chose. Raises Forbidden; Refused also if they are others now,
    so that nobody is put off unseen; Invalid at "users.0" for somebody who is no active field worker.
    """
    with acting():
        order = lock(number)
        if done := replay(submission, by=by, order=order):
            return done
        if changed_nothing(submission, by=by):
            return None
        ask(order, Action.ADD_FIELD_WORKERS, by)
        there = {row.person_id: row.person for row in order.field_workers.select_related("person")}
        if seen is not None and set(seen) != {person.email for person in there.values()}:
            raise now_told(order, _changed(there.values()), by)
        wanted = _people(emails, there.values())
        added = [person for person in wanted if person.pk not in there]
        removed = [person for key, person in there.items() if key not in {wish.pk for wish in wanted}]
        if not added and not removed:
            remember_nothing(submission, by=by)
            return None
        now = timezone.now()
        _write(order, added, removed, by=by, at=now)
        for person in removed:
            announce_standing(person.pk)
        data = {"added": [person.name for person in added], "removed": [person.name for person in removed]}
        return record(order, Kind.FIELD_WORKERS, by=by, submission=submission, data=data, at=now)


def _changed(there: Iterable[Person]) -> str:
    names = ", ".join(sorted(person.name for person in there)) or _("nobody")
    return _("Somebody else has changed this meanwhile. The order is carried out by: %(names)s.") % {"names": names}


def _people(emails: Sequence[str], there: Iterable[Person]) -> list[Person]:
    """Active field workers, and whoever is on the order already: they may stay."""
    names = [clean_text(email, longest=LONGEST_ADDRESS).lower() for email in emails]
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
    """Who is added is so from the moment of the entry that tells of it: by that they are known to it."""
    FieldWorker.objects.filter(order=order, person__in=removed).delete()
    FieldWorker.objects.bulk_create(
        [FieldWorker(order=order, person=person, added_by=by, added_at=at) for person in added]
    )
    first = FieldWorker.objects.filter(order=order).order_by("pk").values("person")[:1]
    Order.objects.filter(pk=order.pk).update(first_worker=Subquery(first))
