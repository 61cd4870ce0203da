from collections.abc import Callable

import pytest

from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.models import Assignment, Order
from fieldwork.people.actions.edit_person import edit_person
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from fieldwork.rest.errors import Conflict, Forbidden, Invalid
from tests.worked_example import Team, finally_confirmed, journal, made, person, released

pytestmark = pytest.mark.django_db


def seen_by(who: Person) -> list[int]:
    return list(Order.objects.visible_to(who).values_list("number", flat=True))


def test_who_is_added_sees_the_order_and_who_is_removed_does_not(team: Team) -> None:
    order = released(team)
    assert seen_by(team.diego) == [order.number]
    set_field_workers(order.number, [], by=team.ogechi)
    assert seen_by(team.diego) == []


def test_exactly_the_named_people_are_on_the_order(team: Team) -> None:
    order = released(team)
    entry = set_field_workers(order.number, [team.outsider.email], by=team.layla)
    assert entry is not None
    assert entry.data == {"added": ["Otto Outsider"], "removed": ["Diego González"]}
    assert [row.person for row in Assignment.objects.filter(order=order)] == [team.outsider]


def test_the_same_people_again_leave_no_entry(team: Team) -> None:
    order = released(team)
    before = len(journal(order))
    assert set_field_workers(order.number, ["  DIEGO@nadiya.example ", team.diego.email], by=team.layla) is None
    assert len(journal(order)) == before


@pytest.mark.parametrize("who", ["nobody@nadiya.example", "layla@nadiya.example", "noor@nadiya.example", ""])
def test_only_field_workers_are_added(team: Team, who: str) -> None:
    order = released(team)
    with pytest.raises(Invalid) as caught:
        set_field_workers(order.number, [team.diego.email, who], by=team.layla)
    assert set(caught.value.errors) == {"users.1"}


def test_a_deactivated_field_worker_is_not_added(team: Team) -> None:
    Person.objects.filter(pk=team.outsider.pk).update(is_active=False)
    with pytest.raises(Invalid):
        set_field_workers(released(team).number, [team.outsider.email], by=team.layla)


@pytest.mark.parametrize("state", [made, finally_confirmed])
def test_nobody_is_added_before_the_release_or_after_the_end(team: Team, state: Callable[[Team], Order]) -> None:
    order = state(team)
    with pytest.raises(Conflict):
        set_field_workers(order.number, [team.outsider.email], by=team.layla)


def test_a_field_worker_does_not_change_the_people(team: Team) -> None:
    with pytest.raises(Forbidden):
        set_field_workers(released(team).number, [], by=team.diego)


def test_an_order_that_is_not_released_is_invisible_to_field_workers(team: Team) -> None:
    order = made(team)
    Assignment.objects.create(order=order, person=team.diego, added_by=team.layla, added_at=order.created_at)
    assert seen_by(team.diego) == []


@pytest.mark.parametrize(("who", "sees"), [("layla", True), ("ogechi", True), ("noor", False), ("outsider", False)])
def test_coordinators_and_supervisors_see_every_order_and_outsiders_none(team: Team, who: str, sees: bool) -> None:
    order = released(team)
    made(team)
    assert seen_by(getattr(team, who)) == ([order.number + 1, order.number] if sees else [])


def test_a_field_worker_sees_exactly_their_orders(team: Team) -> None:
    released(team)
    second = released(team)
    set_field_workers(second.number, [team.outsider.email], by=team.layla)
    assert seen_by(team.outsider) == [second.number]


def test_who_loses_the_role_or_the_account_sees_nothing(team: Team) -> None:
    released(team)
    edit_person(team.diego, name="Diego", email=team.diego.email, job_title="", roles=Role.ADMINISTRATOR, password="")
    assert seen_by(team.diego) == []
    team.layla.is_active = False
    assert seen_by(team.layla) == []


def test_roles_combine(team: Team) -> None:
    both = person("both", "Both Roles", Role.FIELD_WORKER | Role.SUPERVISOR)
    order = made(team)
    assert seen_by(both) == [order.number]


def test_nobody_is_put_off_unseen(team: Team) -> None:
    """Ogechi opened the form before Layla added somebody, and sends it after."""
    order = released(team)
    seen = [team.diego.email]
    set_field_workers(order.number, [team.diego.email, team.outsider.email], by=team.layla, known_workers=seen)
    with pytest.raises(Conflict, match="Otto Outsider"):
        set_field_workers(order.number, [team.diego.email], by=team.ogechi, known_workers=seen)
    assert seen_by(team.outsider) == [order.number]


def test_control_without_what_was_seen_somebody_is_put_off(team: Team) -> None:
    order = released(team)
    set_field_workers(order.number, [team.diego.email, team.outsider.email], by=team.layla)
    set_field_workers(order.number, [team.diego.email], by=team.ogechi)
    assert seen_by(team.outsider) == []


def test_who_is_deactivated_may_stay_on_the_order(team: Team) -> None:
    order = released(team)
    Person.objects.filter(pk=team.diego.pk).update(is_active=False)
    set_field_workers(order.number, [team.diego.email, team.outsider.email], by=team.layla)
    assert {row.person_id for row in order.assignments.all()} == {team.diego.pk, team.outsider.pk}
