"""Sums of lines in minor units, and the rule of plan against confirmed (product.md §5). No database."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from fieldwork.orders.transitions import State


class LineKind(StrEnum):
    """What a line charges for."""

    MATERIAL = "material"
    SERVICE = "service"
    LABOUR = "labour"


class Summable(Protocol):
    """A line as far as sums care."""

    kind: str
    subtotal: int


@dataclass(frozen=True)
class Totals:
    """Minor units. `services` = services_only + labour."""

    materials: int = 0
    services_only: int = 0
    labour: int = 0

    @property
    def services(self) -> int:
        """Services and labour together."""
        return self.services_only + self.labour

    @property
    def total(self) -> int:
        """The sum of materials and services."""
        return self.materials + self.services

    def as_dict(self) -> dict[str, int]:
        """The five sums by their API names."""
        return {
            "materials": self.materials,
            "services_only": self.services_only,
            "labour": self.labour,
            "services": self.services,
            "total": self.total,
        }


def total_of(lines: Iterable[Summable]) -> Totals:
    """The sums of the lines' subtotals."""
    sums = dict.fromkeys(LineKind, 0)
    for line in lines:
        sums[LineKind(line.kind)] += line.subtotal
    return Totals(sums[LineKind.MATERIAL], sums[LineKind.SERVICE], sums[LineKind.LABOUR])


def effective_totals(state: str, plan: Totals, confirmed: Totals | None) -> Totals:
    """The order's value: the plan, until the first confirmation replaces it; nothing if not performed."""
    if state == State.NOT_PERFORMED:
        return Totals()
    return plan if confirmed is None else confirmed
