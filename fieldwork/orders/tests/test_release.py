import pytest

from fieldwork.masterdata.models import Client, Company
from fieldwork.orders.actions.create import create
from fieldwork.orders.actions.release import release, snapshot_digest
from fieldwork.orders.entry_types import ReleasedEntry
from fieldwork.orders.models import Release
from fieldwork.orders.rights import OWN_RELEASE_FORBIDDEN, available_actions
from fieldwork.orders.transitions import Action, State
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from fieldwork.rest.errors import Conflict, Forbidden
from fieldwork.signatures.signature import Typed, to_json
from tests.worked_example import INK, Team, again, journal, made, new_order, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def mei(team: Team) -> Person:
    """Coordinator and supervisor in one."""
    return person("mei", "Mei-Lin Chen", Role.COORDINATOR | Role.SUPERVISOR)


def test_a_release_keeps_signature_time_and_note(team: Team) -> None:
    order = made(team)
    entry = release(order.number, INK, by=team.ogechi, note="Stay within the hours")
    kept = Release.objects.get(order=order)
    assert (kept.author, kept.signature) == (team.ogechi, to_json(INK))
    assert entry.payload == ReleasedEntry(version=1, from_state=State.CREATED, note="Stay within the hours")
    assert (entry.text, entry.data) == ("Stay within the hours", {"version": 1, "from": "created", "left_out": []})
    assert (again(order).state, again(order).revision) == (State.RELEASED, 2)


def test_the_signature_belongs_to_the_content_it_was_given_for(team: Team) -> None:
    order = made(team)
    expected = snapshot_digest(order)
    release(order.number, INK, by=team.ogechi)
    assert Release.objects.get(order=order).digest == expected
    order.description = "Something else"
    assert snapshot_digest(order) != expected


def test_nobody_signs_for_what_they_did_not_see(team: Team) -> None:
    """Ogechi reads the form; meanwhile Noor changes the client's address, which the document will show."""
    order = made(team)
    seen = snapshot_digest(order)
    Client.objects.update(address="Somewhere else")
    with pytest.raises(Conflict, match="changed while you were reading"):
        release(order.number, INK, by=team.ogechi, displayed_digest=seen)
    assert not Release.objects.exists()
    release(order.number, INK, by=team.ogechi, displayed_digest=snapshot_digest(again(order)))


def test_control_without_what_was_seen_the_signature_covers_something_else(team: Team) -> None:
    order = made(team)
    seen = snapshot_digest(order)
    Client.objects.update(address="Somewhere else")
    release(order.number, INK, by=team.ogechi)
    assert Release.objects.get().digest != seen


def test_a_typed_name_is_a_signature_too(team: Team) -> None:
    order = made(team)
    release(order.number, Typed("Ogechi Adeola"), by=team.ogechi)
    assert order.versions.get().content["approved"]["signature"] == {"typed": "Ogechi Adeola"}


def test_the_content_names_who_approved(team: Team) -> None:
    order = made(team)
    release(order.number, INK, by=team.ogechi)
    approved = order.versions.get().content["approved"]
    assert (approved["name"], approved["job_title"]) == ("Ogechi Adeola", "Supervisor")


def test_a_second_release_is_refused_with_the_state_as_it_is_now(team: Team) -> None:
    order = made(team)
    release(order.number, INK, by=team.ogechi)
    with pytest.raises(Conflict) as refused:
        release(order.number, INK, by=team.ogechi)
    assert refused.value.facts == {"state": State.RELEASED, "version": 2}
    assert len(journal(order)) == 2


def test_ones_own_order_is_released_by_somebody_else(mei: Person, team: Team) -> None:
    order = create(new_order(), by=mei).order
    with pytest.raises(Forbidden) as forbidden:
        release(order.number, INK, by=mei)
    assert forbidden.value.reason == str(OWN_RELEASE_FORBIDDEN)
    release(order.number, INK, by=team.ogechi)
    assert again(order).state == State.RELEASED


def test_a_company_may_allow_releasing_ones_own_order(mei: Person) -> None:
    Company.objects.update(own_release_forbidden=False)
    order = create(new_order(), by=mei).order
    release(order.number, INK, by=mei)
    assert again(order).state == State.RELEASED


def test_the_button_tells_why_ones_own_order_is_not_released(mei: Person) -> None:
    order = create(new_order(), by=mei).order
    found = {each.transition.action: each for each in available_actions(order, mei)}
    assert found[Action.RELEASE].reason == str(OWN_RELEASE_FORBIDDEN)
    assert found[Action.REJECT].is_allowed
