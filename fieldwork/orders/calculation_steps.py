"""How an amount came about, step by step: the rule of plan against confirmed (product.md §5), told. No database."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class StepKind(StrEnum):
    """What one step did."""

    PLANNED = "planned"
    UNPLANNED = "unplanned"
    WAITING = "waiting"
    AS_PLANNED = "as_planned"
    REPLACED = "replaced"
    ADDED = "added"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class CalculationStep:
    """A verb and its amount, in the unit of the whole way; 0 for a verb that needs none."""

    kind: StepKind
    amount: int = 0


@dataclass(frozen=True)
class Calculation:
    """From the plan to what counts now, all in one unit: thousandths, minutes or minor units."""

    steps: tuple[CalculationStep, ...]
    result: int

    @property
    def is_sum(self) -> bool:
        """Whether the result stands in none of the steps and has to be told."""
        return len(self.steps) > 2 or self.steps[-1].kind is StepKind.CANCELLED


def explain_amount(planned: int, given: Sequence[int], *, fast: bool = False, cancelled: bool = False) -> Calculation:
    """`given` is what each confirmation brought, in their order, 0 for nothing; `fast` took the plan as it is."""
    start = CalculationStep(StepKind.PLANNED, planned) if planned else CalculationStep(StepKind.UNPLANNED)
    if cancelled:
        return Calculation((start, CalculationStep(StepKind.CANCELLED)), 0)
    if not given:
        return Calculation((start, CalculationStep(StepKind.WAITING)), planned)
    first, *later = given
    steps = [start]
    if fast and planned:
        steps.append(CalculationStep(StepKind.AS_PLANNED))
    elif planned:
        steps.append(CalculationStep(StepKind.REPLACED, first))
    elif first:
        steps.append(CalculationStep(StepKind.ADDED, first))
    steps += [CalculationStep(StepKind.ADDED, amount) for amount in later if amount]
    return Calculation(tuple(steps), sum(given))
