"""THE table: which action leads from where to where, and who may take it (product.md §3).

Buttons, actions, the API and docs/states.md read it; nothing else decides.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldwork.people.roles import NOBODY, Role


class State(models.TextChoices):
    """Where an order stands. Names carry their number: people sort and speak by it."""

    CREATED = "created", _("1. Created")
    RELEASED = "released", _("2. Released")
    PARTIALLY_CONFIRMED = "partially_confirmed", _("3. Partially confirmed")
    FINALLY_CONFIRMED = "finally_confirmed", _("4. Finally confirmed")
    NOT_PERFORMED = "not_performed", _("5. Not performed")


TERMINAL_STATES = frozenset({State.FINALLY_CONFIRMED, State.NOT_PERFORMED})
OPEN_STATES = tuple(state for state in State if state not in TERMINAL_STATES)
_ANY_STATE = frozenset(State)
_WORK_STATES = frozenset({State.RELEASED, State.PARTIALLY_CONFIRMED})

STATE_ICONS = {
    State.CREATED: "circle-dashed",
    State.RELEASED: "circle-play",
    State.PARTIALLY_CONFIRMED: "contrast",
    State.FINALLY_CONFIRMED: "circle-check",
    State.NOT_PERFORMED: "ban",
}


class Action(StrEnum):
    """What can be done to an order."""

    CREATE = "create"
    RELEASE = "release"
    REJECT = "reject"
    ADD_FIELD_WORKERS = "field_workers"
    CONFIRM = "confirm"
    CONFIRM_LAST = "confirm_last"
    FAST_CLOSE = "fast_close"
    NOT_PERFORMED = "not_performed"
    WRITE = "write"
    ACCEPT = "accept"
    OBJECT = "object"


@dataclass(frozen=True)
class Transition:
    """One row. `target` None leaves the state. `assigned_workers_too`: field workers added to the order may, too.

    `form` is the address below the order where the action's form stands; "" where it has none of its own.
    `by_client`: nobody of the people may; the client does it, by a link.
    """

    action: Action
    sources: frozenset[State]
    target: State | None
    roles: Role
    assigned_workers_too: bool
    form: str
    icon: str
    label: Promise
    hint: Promise
    asks_for: Promise
    by_client: bool = False

    @property
    def is_destructive(self) -> bool:
        """Whether the button stands apart, in red."""
        return self.action is Action.NOT_PERFORMED


_OFFICE = Role.COORDINATOR | Role.SUPERVISOR

TRANSITIONS: dict[Action, Transition] = {
    step.action: step
    for step in (
        Transition(
            Action.CREATE, frozenset(), State.CREATED, Role.COORDINATOR, False, "", "plus",
            _("New order"), _("Plan the work from master data"), _("the create form"),
        ),
        Transition(
            Action.RELEASE, frozenset({State.CREATED}), State.RELEASED, Role.SUPERVISOR, False, "release", "stamp",
            _("Release service order"), _("Approve with your signature, or reject"), _("Yes and a signature"),
        ),
        Transition(
            Action.REJECT, frozenset({State.CREATED}), State.NOT_PERFORMED, Role.SUPERVISOR, False, "", "ban",
            _("Reject service order"), _("Close it before any work; a reason is required"), _("No and a reason"),
        ),
        Transition(
            Action.CONFIRM, _WORK_STATES, State.PARTIALLY_CONFIRMED, _OFFICE, True, "confirmation", "clipboard-check",
            _("Create confirmation"), _("Record products used and hours worked"), _("the confirmation form"),
        ),
        Transition(
            Action.CONFIRM_LAST, _WORK_STATES, State.FINALLY_CONFIRMED, _OFFICE, True, "", "circle-check",
            _("Create last confirmation"), _("Record the rest and close the order"), _("the confirmation form"),
        ),
        Transition(
            Action.FAST_CLOSE, frozenset({State.RELEASED}), State.FINALLY_CONFIRMED, _OFFICE, True, "fast-close", "zap",
            _("Fast close"), _("Confirm all planned values and close the order"), _("Yes"),
        ),
        Transition(
            Action.ADD_FIELD_WORKERS, _WORK_STATES, None, _OFFICE, False, "field-workers", "user-plus",
            _("Add or remove field workers"), _("Choose who carries out the order"), _("people"),
        ),
        Transition(
            Action.NOT_PERFORMED, frozenset({State.RELEASED}), State.NOT_PERFORMED, _OFFICE, True,
            "not-performed", "ban",
            _("Not performed"), _("Close without work; a reason is required"), _("a reason"),
        ),
        Transition(
            Action.WRITE, _ANY_STATE, None, _OFFICE, True, "", "send",
            _("Write a message"), _("Text and files for everyone here"), _("text or files"),
        ),
        Transition(
            Action.ACCEPT, frozenset({State.FINALLY_CONFIRMED}), None, NOBODY, False, "", "handshake",
            _("Accept"), _("Sign for the last statement"), _("name and signature"), by_client=True,
        ),
        Transition(
            Action.OBJECT, frozenset({State.FINALLY_CONFIRMED}), None, NOBODY, False, "", "message-square-warning",
            _("Object"), _("Say line by line what is not right"), _("name and words"), by_client=True,
        ),
    )
}  # fmt: skip

REFUSAL_REASONS: dict[State, Promise] = {
    State.CREATED: _("The order is not released yet."),
    State.RELEASED: _("The order is already released."),
    State.PARTIALLY_CONFIRMED: _("The order is already partially confirmed."),
    State.FINALLY_CONFIRMED: _("The order is finally confirmed and closed."),
    State.NOT_PERFORMED: _("The order is closed as not performed."),
}


def is_permitted(transition: Transition, roles: int, *, is_assigned: bool) -> bool:
    """Whether a person with these roles may take the step in some state."""
    if transition.roles & Role(roles) != NOBODY:
        return True
    return transition.assigned_workers_too and is_assigned and bool(Role.FIELD_WORKER & roles)


def refusal_reason(transition: Transition, state: str) -> Promise | None:
    """Returns the reason why the transition is not possible in `state`, or None if it is."""
    return None if state in transition.sources else REFUSAL_REASONS[State(state)]
