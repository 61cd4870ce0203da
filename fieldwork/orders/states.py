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


ENDS = frozenset({State.FINALLY_CONFIRMED, State.NOT_PERFORMED})
OPEN = tuple(state for state in State if state not in ENDS)
_EVERY = frozenset(State)
_AT_WORK = frozenset({State.RELEASED, State.PARTIALLY_CONFIRMED})

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
class Step:
    """One row. `target` None leaves the state. `on_order`: field workers added to the order may, too.

    `form` is the address below the order where the action's form stands; "" where it has none of its own.
    `by_client`: nobody of the people may; the client does it, by a link.
    """

    action: Action
    origins: frozenset[State]
    target: State | None
    roles: Role
    on_order: bool
    form: str
    icon: str
    label: Promise
    hint: Promise
    asks_for: Promise
    by_client: bool = False

    @property
    def ends_badly(self) -> bool:
        """Whether the button stands apart, in red."""
        return self.action is Action.NOT_PERFORMED


_OFFICE = Role.COORDINATOR | Role.SUPERVISOR

TABLE: dict[Action, Step] = {
    step.action: step
    for step in (
        Step(
            Action.CREATE, frozenset(), State.CREATED, Role.COORDINATOR, False, "", "plus",
            _("New order"), _("Plan the work from master data"), _("the create form"),
        ),
        Step(
            Action.RELEASE, frozenset({State.CREATED}), State.RELEASED, Role.SUPERVISOR, False, "release", "stamp",
            _("Release service order"), _("Approve with your signature, or reject"), _("Yes and a signature"),
        ),
        Step(
            Action.REJECT, frozenset({State.CREATED}), State.NOT_PERFORMED, Role.SUPERVISOR, False, "", "ban",
            _("Reject service order"), _("Close it before any work; a reason is required"), _("No and a reason"),
        ),
        Step(
            Action.CONFIRM, _AT_WORK, State.PARTIALLY_CONFIRMED, _OFFICE, True, "confirmation", "clipboard-check",
            _("Create confirmation"), _("Record products used and hours worked"), _("the confirmation form"),
        ),
        Step(
            Action.CONFIRM_LAST, _AT_WORK, State.FINALLY_CONFIRMED, _OFFICE, True, "", "circle-check",
            _("Create last confirmation"), _("Record the rest and close the order"), _("the confirmation form"),
        ),
        Step(
            Action.FAST_CLOSE, frozenset({State.RELEASED}), State.FINALLY_CONFIRMED, _OFFICE, True, "fast-close", "zap",
            _("Fast close"), _("Confirm all planned values and close the order"), _("Yes"),
        ),
        Step(
            Action.ADD_FIELD_WORKERS, _AT_WORK, None, _OFFICE, False, "field-workers", "user-plus",
            _("Add or remove field workers"), _("Choose who carries out the order"), _("people"),
        ),
        Step(
            Action.NOT_PERFORMED, frozenset({State.RELEASED}), State.NOT_PERFORMED, _OFFICE, True,
            "not-performed", "ban",
            _("Not performed"), _("Close without work; a reason is required"), _("a reason"),
        ),
        Step(
            Action.WRITE, _EVERY, None, _OFFICE, True, "", "send",
            _("Write a message"), _("Text and files for everyone here"), _("text or files"),
        ),
        Step(
            Action.ACCEPT, frozenset({State.FINALLY_CONFIRMED}), None, NOBODY, False, "", "handshake",
            _("Accept"), _("Sign for the last statement"), _("name and signature"), by_client=True,
        ),
        Step(
            Action.OBJECT, frozenset({State.FINALLY_CONFIRMED}), None, NOBODY, False, "", "message-square-warning",
            _("Object"), _("Say line by line what is not right"), _("name and words"), by_client=True,
        ),
    )
}  # fmt: skip

NOT_NOW: dict[State, Promise] = {
    State.CREATED: _("The order is not released yet."),
    State.RELEASED: _("The order is already released."),
    State.PARTIALLY_CONFIRMED: _("The order is already partially confirmed."),
    State.FINALLY_CONFIRMED: _("The order is finally confirmed and closed."),
    State.NOT_PERFORMED: _("The order is closed as not performed."),
}


def may_ever(step: Step, roles: int, *, on_order: bool) -> bool:
    """Whether a person with these roles may take the step in some state."""
    if step.roles & Role(roles) != NOBODY:
        return True
    return step.on_order and on_order and bool(Role.FIELD_WORKER & roles)


def not_now(step: Step, state: str) -> Promise | None:
    """Why the step is not possible in `state`, or None if it is."""
    return None if state in step.origins else NOT_NOW[State(state)]
