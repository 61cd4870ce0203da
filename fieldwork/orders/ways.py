"""How an amount came about, step by step: the rule of plan against confirmed (product.md §5), told. No database."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """What one step did."""

    PLANNED = "planned"
    UNPLANNED = "unplanned"
    WAITING = "waiting"
    AS_PLANNED = "as_planned"
    REPLACED = "replaced"
    ADDED = "added"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Step:
    """A verb and its amount, in the unit of the whole way; 0 for a verb that needs none."""

    verb: Verb
    amount: int = 0


@dataclass(frozen=True)
class Way:
    """From the plan to what counts now, all in one unit: thousandths, minutes or minor units."""

    steps: tuple[Step, ...]
    result: int

    @property
    def is_sum(self) -> bool:
        """Whether the result stands in none of the steps and has to be told."""
        return len(self.steps) > 2 or self.steps[-1].verb is Verb.CANCELLED


def way_of(planned: int, given: Sequence[int], *, fast: bool = False, cancelled: bool = False) -> Way:
    """`given` is what each confirmation brought, in their order, 0 for nothing; `fast` took the plan as it is."""
    start = Step(Verb.PLANNED, planned) if planned else Step(Verb.UNPLANNED)
    if cancelled:
        return Way((start, Step(Verb.CANCELLED)), 0)
    if not given:
        return Way((start, Step(Verb.WAITING)), planned)
    first, *later = given
    steps = [start]
    if fast and planned:
        steps.append(Step(Verb.AS_PLANNED))
    elif planned:
        steps.append(Step(Verb.REPLACED, first))
    elif first:
        steps.append(Step(Verb.ADDED, first))
    steps += [Step(Verb.ADDED, amount) for amount in later if amount]
    return Way(tuple(steps), sum(given))
