"""What one person may do to one order, asked of the table."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldwork.masterdata.company import get_company
from fieldwork.orders.models import Order
from fieldwork.orders.transitions import TRANSITIONS, Action, Transition, is_permitted, refusal_reason
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from fieldwork.rest.errors import Conflict, Forbidden

OWN_RELEASE_FORBIDDEN = gettext_lazy("You created this order, so somebody else has to release it.")
ROLES_DO_NOT_ALLOW = gettext_lazy("Your roles do not allow this.")


@dataclass(frozen=True)
class AvailableAction:
    """One action for one person now. `reason` says why it is off."""

    transition: Transition
    is_permitted: bool
    reason: str | None

    @property
    def is_allowed(self) -> bool:
        """Whether the action would go through now."""
        return self.reason is None


def available_actions(order: Order, person: Person) -> list[AvailableAction]:
    """Returns every action on an existing order, for buttons and the API, except creation and the client's own."""
    on_order = is_assigned(order, person)
    own_forbidden = _own_release_forbidden(order, person)
    steps = [step for step in TRANSITIONS.values() if step.action is not Action.CREATE and not step.by_client]
    return [_available_action(step, order, person, on_order=on_order, own_forbidden=own_forbidden) for step in steps]


def authorize(order: Order, action: Action, person: Person) -> Transition:
    """The row of the table. Raises Forbidden for who may never, Conflict for what is not possible now."""
    found = _available_action(
        TRANSITIONS[action],
        order,
        person,
        on_order=is_assigned(order, person),
        own_forbidden=_own_release_forbidden(order, person),
    )
    if not found.is_permitted:
        raise Forbidden(found.reason or ROLES_DO_NOT_ALLOW)
    if not found.is_allowed:
        raise conflict_with_current_state(order, found.reason or "", person)
    return found.transition


def authorize_client(order: Order, action: Action) -> Transition:
    """The row of what a client may do by a link. Raises Conflict for what is not possible now."""
    step = TRANSITIONS[action]
    assert step.by_client
    if reason := refusal_reason(step, order.state):
        raise Conflict(str(reason), state=order.state, version=order.revision)
    return step


def conflict_with_current_state(order: Order, reason: str, person: Person) -> Conflict:
    """A refusal that carries the state as it is now and who brought it there."""
    last = order.entries.filter(kind__in=("released", "rejected", "confirmed", "fast_closed", "not_performed"))
    entry = last.select_related("author").order_by("-seq").first()
    if entry is not None and entry.author is not None and entry.author != person:
        reason = _("%(reason)s %(name)s did it.") % {"reason": reason, "name": entry.author.name}
    return Conflict(reason, state=order.state, version=order.revision)


def is_assigned(order: Order, person: Person) -> bool:
    """Whether the person was added to carry out this order."""
    if not person.roles & Role.FIELD_WORKER:
        return False
    return any(row.person_id == person.pk for row in order.assignments.all())


def _own_release_forbidden(order: Order, person: Person) -> bool:
    return order.created_by_id == person.pk and get_company().own_release_forbidden


def _available_action(
    step: Transition, order: Order, person: Person, *, on_order: bool, own_forbidden: bool
) -> AvailableAction:
    ever = person.is_active and is_permitted(step, person.roles, is_assigned=on_order)
    reason: Promise | str | None = refusal_reason(step, order.state) if ever else ROLES_DO_NOT_ALLOW
    if ever and step.action is Action.RELEASE and own_forbidden:
        ever, reason = False, OWN_RELEASE_FORBIDDEN
    return AvailableAction(step, ever, None if reason is None else str(reason))
