"""What one person may do to one order, asked of the table."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldwork.masterdata.the_company import the_company
from fieldwork.orders.models import Order
from fieldwork.orders.states import TABLE, Action, Step, may_ever, not_now
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from fieldwork.rest.problems import Forbidden, Refused

OWN_RELEASE = gettext_lazy("You created this order, so somebody else has to release it.")
NOT_YOURS = gettext_lazy("Your roles do not allow this.")


@dataclass(frozen=True)
class Possibility:
    """One action for one person now. `reason` says why it is off."""

    step: Step
    may_ever: bool
    reason: str | None

    @property
    def allowed(self) -> bool:
        """Whether the action would go through now."""
        return self.reason is None


def possibilities(order: Order, person: Person) -> list[Possibility]:
    """Every action on an existing order, for buttons and the API."""
    on_order = is_on(order, person)
    own_forbidden = _own_release_forbidden(order, person)
    steps = [step for step in TABLE.values() if step.action is not Action.CREATE and not step.by_client]
    return [_possibility(step, order, person, on_order=on_order, own_forbidden=own_forbidden) for step in steps]


def ask(order: Order, action: Action, person: Person) -> Step:
    """The row of the table. Raises Forbidden for who may never, Refused for what is not possible now."""
    found = _possibility(
        TABLE[action],
        order,
        person,
        on_order=is_on(order, person),
        own_forbidden=_own_release_forbidden(order, person),
    )
    if not found.may_ever:
        raise Forbidden(found.reason or NOT_YOURS)
    if not found.allowed:
        raise now_told(order, found.reason or "", person)
    return found.step


def ask_of_client(order: Order, action: Action) -> Step:
    """The row of what a client may do by a link. Raises Refused for what is not possible now."""
    step = TABLE[action]
    assert step.by_client
    if reason := not_now(step, order.state):
        raise Refused(str(reason), state=order.state, version=order.version)
    return step


def now_told(order: Order, reason: str, person: Person) -> Refused:
    """A refusal that carries the state as it is now and who brought it there."""
    last = order.entries.filter(kind__in=("released", "rejected", "confirmed", "fast_closed", "not_performed"))
    entry = last.select_related("by").order_by("-seq").first()
    if entry is not None and entry.by is not None and entry.by != person:
        reason = _("%(reason)s %(name)s did it.") % {"reason": reason, "name": entry.by.name}
    return Refused(reason, state=order.state, version=order.version)


def is_on(order: Order, person: Person) -> bool:
    """Whether the person was added to carry out this order."""
    if not person.roles & Role.FIELD_WORKER:
        return False
    return any(row.person_id == person.pk for row in order.field_workers.all())


def _own_release_forbidden(order: Order, person: Person) -> bool:
    return order.created_by_id == person.pk and the_company().own_release_forbidden


def _possibility(step: Step, order: Order, person: Person, *, on_order: bool, own_forbidden: bool) -> Possibility:
    ever = person.is_active and may_ever(step, person.roles, on_order=on_order)
    reason: Promise | str | None = not_now(step, order.state) if ever else NOT_YOURS
    if ever and step.action is Action.RELEASE and own_forbidden:
        ever, reason = False, OWN_RELEASE
    return Possibility(step, ever, None if reason is None else str(reason))
