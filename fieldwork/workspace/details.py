"""What the details panel shows beside the timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language

from fieldwork.measures.formats import format_money
from fieldwork.orders.calculation_steps import Calculation, explain_amount
from fieldwork.orders.models import Order
from fieldwork.orders.rights import AvailableAction
from fieldwork.orders.totals import LineKind, effective_totals, total_of
from fieldwork.orders.transitions import Action, State
from fieldwork.orders.views.line_rows import plan_with_confirmed
from fieldwork.people.models import Person
from fieldwork.workspace.media import KINDS, media_of
from fieldwork.workspace.order_context import history_of, other_orders_of_client, timing_of
from fieldwork.workspace.timeline import StateBadge, badge_for

Actions = list[AvailableAction]

MAX_SIDE_BY_SIDE = 10
"""Characters of an amount: three of them and the name fill the panel, 21.5rem wide."""


@dataclass(frozen=True)
class Amount:
    """Plan beside confirmed, in minor units, and how what counts came about."""

    label: str
    plan: int
    confirmed: int | None
    calculation: Calculation | None = None

    @property
    def difference(self) -> int | None:
        """More than planned is positive, as in a statement; None before anything is confirmed."""
        return None if self.confirmed is None else self.confirmed - self.plan


def details_of(order: Order, actions: Actions, *, person: Person) -> dict[str, object]:
    """The panel's content: time, steps, sums, lines, documents, people and history of one order."""
    prefetch_related_objects([order], "lines", "confirmations")
    return {
        "steps": progress_steps(order),
        "timing": timing_of(order, _ended_at(order)),
        **_sums(order),
        "lines": [_line(row, order) for row in plan_with_confirmed(order)],
        "versions": list(order.versions.select_related("document").defer("content").order_by("-number")),
        "people": _people(order),
        "may_change_people": any(a.transition.action is Action.ADD_FIELD_WORKERS and a.is_allowed for a in actions),
        "media": media_of(order),
        "media_kinds": KINDS,
        "history": history_of(order),
        "others": other_orders_of_client(order, person),
    }


def action_buttons(actions: Actions) -> dict[str, object]:
    """The one action of the composer, or the menu: what this person may ever do here, with the reason if not now."""
    shown = [action for action in actions if action.transition.form and action.is_permitted]
    allowed = [action for action in shown if action.is_allowed]
    return {"one": allowed[0] if len(allowed) == 1 else None, "many": shown if len(allowed) > 1 else []}


def progress_steps(order: Order) -> list[tuple[StateBadge, str]]:
    """The way of the order: "done", "now" (more follows), "reached" (an end), or "" (still to come)."""
    path: list[State] = [state for state in State if state is not State.NOT_PERFORMED]
    if order.state == State.NOT_PERFORMED:
        return [(badge_for(State.CREATED), "done"), (badge_for(State.NOT_PERFORMED), "reached")]
    place = path.index(State(order.state))
    here = "now" if path[place + 1 :] else "reached"
    return [(badge_for(state), "done" if at < place else here if at == place else "") for at, state in enumerate(path)]


def _ended_at(order: Order) -> datetime | None:
    return next((one.created_at for one in order.confirmations.all() if one.last), None)


def _sums(order: Order) -> dict[str, object]:
    lines = list(order.lines.all())
    plan = total_of(line for line in lines if line.confirmation_id is None)
    done = [line for line in lines if line.confirmation_id is not None]
    confirmed = total_of(done) if done or order.state == State.FINALLY_CONFIRMED else None
    given = [total_of(line for line in done if line.confirmation_id == one.pk) for one in order.confirmations.all()]

    def amount(name: str) -> Amount:
        calculation = _calculation(order, getattr(plan, name), [getattr(one, name) for one in given])
        return Amount(name, getattr(plan, name), getattr(confirmed, name) if confirmed else None, calculation)

    sums = [amount(name) for name in ("materials", "services", "services_only", "labour", "total")]
    return {
        "sums": sums,
        "sums_are_long": any(_is_long(minor, order) for one in sums for minor in (one.plan, one.confirmed)),
        "counts": effective_totals(order.state, plan, confirmed),
        "share": round(100 * confirmed.total / plan.total) if confirmed and plan.total else None,
    }


def _is_long(minor: int | None, order: Order) -> bool:
    """Whether three such amounts have no room side by side in the panel."""
    return minor is not None and len(format_money(minor, order.priced_in, get_language() or "en")) > MAX_SIDE_BY_SIDE


def _line(row: dict[str, Any], order: Order) -> dict[str, object]:
    planned, confirmed = row["planned"], row["confirmed"]
    return {
        **row,
        "labour": row["kind"] == LineKind.LABOUR,
        "percent": min(100, round(100 * confirmed / planned)) if planned else 100,
        "over": confirmed > planned,
        "calculation": _calculation(order, planned, [row["given"][one.pk] for one in order.confirmations.all()]),
    }


def _calculation(order: Order, planned: int, given: Sequence[int]) -> Calculation:
    fast = any(one.fast for one in order.confirmations.all())
    return explain_amount(planned, given, fast=fast, cancelled=order.state == State.NOT_PERFORMED)


def _people(order: Order) -> list[tuple[Person, str]]:
    """Returns the participants, each once, with their part: "created", the release or rejection, or "field_worker"."""
    found: dict[int, tuple[Person, str]] = {order.created_by_id: (order.created_by, "created")}
    for release in order.entries.filter(kind__in=("released", "rejected")).select_related("author"):
        if release.author is not None:
            found.setdefault(release.author.pk, (release.author, release.kind))
    for row in order.assignments.all():
        found[row.person_id] = (row.person, "field_worker")
    return list(found.values())
