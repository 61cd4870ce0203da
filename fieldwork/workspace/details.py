"""What the details panel shows beside the timeline."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from fieldwork.orders.models import Order
from fieldwork.orders.rights import Possibility
from fieldwork.orders.states import Action, State
from fieldwork.orders.totals import LineKind, Totals, total_of, what_counts
from fieldwork.orders.views.rows import plan_and_confirmed
from fieldwork.people.models import Person
from fieldwork.workspace.timeline import StateLook, look_of

Actions = list[Possibility]


@dataclass(frozen=True)
class Amount:
    """Plan beside confirmed, in minor units."""

    label: str
    plan: int
    confirmed: int | None

    @property
    def difference(self) -> int | None:
        """More than planned is positive, as in a statement; None before anything is confirmed."""
        return None if self.confirmed is None else self.confirmed - self.plan


def details_of(order: Order, actions: Actions) -> dict[str, object]:
    """The panel's content: steps, sums, lines, documents and people of one order."""
    prefetch_related_objects([order], "lines")
    lines = list(order.lines.all())
    plan = total_of(line for line in lines if line.confirmation_id is None)
    done = [line for line in lines if line.confirmation_id is not None]
    confirmed = total_of(done) if done or order.state == State.FINALLY_CONFIRMED else None
    counts = what_counts(order.state, plan, confirmed)
    return {
        "steps": steps_of(order),
        "sums": _sums(plan, confirmed),
        "plan_total": plan.total,
        "confirmed_total": None if confirmed is None else confirmed.total,
        "counts": counts,
        "share": round(100 * confirmed.total / plan.total) if confirmed and plan.total else None,
        "lines": [_line(row) for row in plan_and_confirmed(order)],
        "versions": list(order.versions.select_related("document").defer("content").order_by("-number")),
        "people": _people(order),
        "may_change_people": any(a.step.action is Action.ADD_FIELD_WORKERS and a.allowed for a in actions),
    }


def buttons(actions: Actions) -> dict[str, object]:
    """The one action of the composer, or the menu: what this person may ever do here, with the reason if not now."""
    shown = [action for action in actions if action.step.form and action.may_ever]
    allowed = [action for action in shown if action.allowed]
    return {"one": allowed[0] if len(allowed) == 1 else None, "many": shown if len(allowed) > 1 else []}


def steps_of(order: Order) -> list[tuple[StateLook, str]]:
    """The way of the order: "done", "now" (more follows), "reached" (an end), or "" (still to come)."""
    path: list[State] = [state for state in State if state is not State.NOT_PERFORMED]
    if order.state == State.NOT_PERFORMED:
        return [(look_of(State.CREATED), "done"), (look_of(State.NOT_PERFORMED), "reached")]
    place = path.index(State(order.state))
    here = "now" if path[place + 1 :] else "reached"
    return [(look_of(state), "done" if at < place else here if at == place else "") for at, state in enumerate(path)]


def _sums(plan: Totals, confirmed: Totals | None) -> Sequence[Amount]:
    names = ("materials", "services_only", "labour", "total")
    return [Amount(name, getattr(plan, name), getattr(confirmed, name) if confirmed else None) for name in names]


def _line(row: dict[str, object]) -> dict[str, object]:
    planned, confirmed = int(str(row["planned"])), int(str(row["confirmed"]))
    return {
        **row,
        "labour": row["kind"] == LineKind.LABOUR,
        "percent": min(100, round(100 * confirmed / planned)) if planned else 100,
        "over": confirmed > planned,
    }


def _people(order: Order) -> list[tuple[Person, str]]:
    """Who takes part, each once, with what they are here."""
    found: dict[int, tuple[Person, str]] = {order.created_by_id: (order.created_by, "created")}
    for release in order.entries.filter(kind__in=("released", "rejected")).select_related("by"):
        if release.by is not None:
            found.setdefault(release.by.pk, (release.by, release.kind))
    for row in order.field_workers.all():
        found[row.person_id] = (row.person, "field_worker")
    return list(found.values())
