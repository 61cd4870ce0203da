"""Every cell of state × action × role, against product.md §3 written out once more."""

from collections.abc import Callable
from functools import partial

import pytest

from fieldwork.orders.actions import release as release_file
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.create import create
from fieldwork.orders.actions.fast_close import fast_close
from fieldwork.orders.actions.not_performed import not_performed
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.reject import reject
from fieldwork.orders.actions.release import release
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.models import Order
from fieldwork.orders.rights import available_actions
from fieldwork.orders.transitions import TRANSITIONS, Action, State
from fieldwork.people.models import Person
from fieldwork.people.roles import EVERY_ROLE, NOBODY, Role
from fieldwork.rest.errors import Conflict, Forbidden
from tests.isolation import rolled_back
from tests.worked_example import (
    IN_STATE,
    INK,
    Team,
    again,
    first_confirmation,
    journal,
    new_order,
    person,
    second_confirmation,
    text,
)

pytestmark = pytest.mark.django_db

AT_WORK = {"released", "partially_confirmed"}
EVERY = {"created", "released", "partially_confirmed", "finally_confirmed", "not_performed"}
LAW: dict[str, tuple[set[str], str | None, str]] = {
    "release": ({"created"}, "released", "supervisor"),
    "reject": ({"created"}, "not_performed", "supervisor"),
    "field_workers": (AT_WORK, None, "coordinator supervisor"),
    "confirm": (AT_WORK, "partially_confirmed", "on-order coordinator supervisor"),
    "confirm_last": (AT_WORK, "finally_confirmed", "on-order coordinator supervisor"),
    "fast_close": ({"released"}, "finally_confirmed", "on-order coordinator supervisor"),
    "not_performed": ({"released"}, "not_performed", "on-order coordinator supervisor"),
    "write": (EVERY, None, "on-order coordinator supervisor"),
}
"""From, to (None: the same) and who, as product.md §3 has it; "on-order" is a field worker on the order."""

BY_CLIENT = {"accept", "object"}
"""Nobody of the people may: fieldwork/sharing has their tests."""

ROLES: dict[str, tuple[Role, set[str]]] = {
    "layla": (Role.COORDINATOR, {"coordinator"}),
    "ogechi": (Role.SUPERVISOR, {"supervisor"}),
    "diego": (Role.FIELD_WORKER, {"on-order"}),
    "noor": (Role.ADMINISTRATOR, set()),
    "outsider": (Role.FIELD_WORKER, set()),
    "nobody": (NOBODY, set()),
    "everything": (EVERY_ROLE, {"coordinator", "supervisor"}),
    "former": (EVERY_ROLE, set()),
}
"""Who tries; "former" has every role but may not sign in any more."""

Act = Callable[[Order, Person], object]
ACTS: dict[str, Act] = {
    "release": lambda order, by: release(order.number, INK, by=by),
    "reject": lambda order, by: reject(order.number, "No budget", by=by),
    "field_workers": lambda order, by: set_field_workers(order.number, ["otto@nadiya.example"], by=by),
    "confirm": lambda order, by: confirm(order.number, first_confirmation(order), by=by),
    "confirm_last": lambda order, by: confirm(order.number, second_confirmation(order), by=by),
    "fast_close": lambda order, by: fast_close(order.number, by=by),
    "not_performed": lambda order, by: not_performed(order.number, "Repaired by the client", by=by),
    "write": lambda order, by: post_message(order.number, text("Hello"), by=by),
}


@pytest.fixture
def everybody(team: Team) -> dict[str, Person]:
    """The people of the table by name."""
    former = person("former", "Former", EVERY_ROLE)
    former.is_active = False
    former.save(update_fields=["is_active"])
    more = {"nobody": person("nobody", "Nobody", NOBODY), "everything": person("all", "Every Role", EVERY_ROLE)}
    return (
        {name: getattr(team, name) for name in ("layla", "ogechi", "diego", "noor", "outsider")}
        | more
        | {"former": former}
    )


def expected(action: str, state: str, who: str) -> str:
    """ "done", "refused" (not now) or "forbidden" (never), from the literal table alone."""
    origins, _target, allowed = LAW[action]
    roles = ROLES[who][1] - ({"on-order"} if state == "created" else set())
    if not roles & set(allowed.split()):
        return "forbidden"
    return "done" if state in origins else "refused"


def outcome(act: Callable[[], object]) -> str:
    """What became of it; a refusal says why."""
    try:
        act()
    except Forbidden as forbidden:
        return "forbidden" if forbidden.reason else "forbidden without a word"
    except Conflict as refused:
        return "refused" if refused.reason and refused.facts["state"] in EVERY else "refused without a word"
    return "done"


@pytest.mark.parametrize("state", State, ids=str)
@pytest.mark.parametrize("action", LAW)
def test_an_action_is_done_by_whom_and_when_the_law_says(
    team: Team, everybody: dict[str, Person], action: str, state: State
) -> None:
    order = IN_STATE[state](team)
    before, entries = again(order), len(journal(order))
    for who, by in everybody.items():
        with rolled_back():
            found = outcome(partial(ACTS[action], order, by))
            assert found == expected(action, state, who), f"{who}: {action} in {state}"
            target = LAW[action][1] if found == "done" else None
            assert again(order).state == (target or state)
            assert len(journal(order)) == entries + (found == "done")
        assert again(order).revision == before.revision


@pytest.mark.parametrize("state", State, ids=str)
def test_buttons_say_the_same_as_the_actions(team: Team, everybody: dict[str, Person], state: State) -> None:
    order = IN_STATE[state](team)
    for who, by in everybody.items():
        for possibility in available_actions(order, by):
            cell = expected(possibility.transition.action.value, state, who)
            assert possibility.is_allowed == (cell == "done")
            assert possibility.is_permitted == (cell != "forbidden")
            assert possibility.is_allowed or possibility.reason


def test_only_coordinators_create(everybody: dict[str, Person]) -> None:
    done = {who for who, by in everybody.items() if outcome(partial(create, new_order(), by=by)) == "done"}
    assert done == {"layla", "everything"}


def test_the_law_names_every_row_of_the_table() -> None:
    assert {action.value for action in Action} == {*LAW, "create", *BY_CLIENT}
    assert {step.action.value for step in TRANSITIONS.values() if step.by_client} == BY_CLIENT
    for action, (origins, target, allowed) in LAW.items():
        step = TRANSITIONS[Action(action)]
        assert ({*step.sources}, step.target, step.assigned_workers_too) == (origins, target, "on-order" in allowed)


def test_without_asking_the_table_an_outsider_releases(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with the question removed, the cell is no longer what the law says."""
    order = IN_STATE[State.CREATED](team)
    monkeypatch.setattr(release_file, "authorize", lambda *_question: TRANSITIONS[Action.RELEASE])
    assert outcome(partial(ACTS["release"], order, team.outsider)) == "done"
    assert expected("release", "created", "outsider") == "forbidden"


def test_who_lost_the_role_but_not_the_place_on_the_order_does_nothing(team: Team) -> None:
    order = IN_STATE[State.RELEASED](team)
    team.diego.roles = int(Role.ADMINISTRATOR)
    assert outcome(partial(ACTS["write"], order, team.diego)) == "forbidden"
