"""Several people acting at the same moment: real threads, each with its own connection to the database."""

import copy
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from typing import TypeVar

import pytest
from django.db import connections
from django.db.models import F

from fieldwork.orders.models import Order
from fieldwork.orders.transitions import State
from fieldwork.people.models import Person
from fieldwork.rest.errors import Conflict
from tests.hypothesis_effort import EFFORT

ROUNDS = 2 * EFFORT
"""How often a race is run."""

PATIENCE = 60
"""Seconds until a test that hangs is given up."""

T = TypeVar("T")


def at_once(*acts: Callable[[], T]) -> list[T | Exception]:
    """What each act gave back or raised, in the order named; all of them begin at the same moment."""
    together = threading.Barrier(len(acts))

    def alone(act: Callable[[], T]) -> T | Exception:
        together.wait(PATIENCE)
        try:
            return act()
        except Exception as fault:  # noqa: BLE001 (whatever it is, the test wants to see it)
            return fault
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(alone, acts, timeout=PATIENCE))


def results_of(*acts: Callable[[], T]) -> list[T]:
    """The same for acts of which none may fail: raises what the first of them raised."""
    found = at_once(*acts)
    for raised in found:
        if isinstance(raised, Exception):
            raise raised
    return [result for result in found if not isinstance(result, Exception)]


def told(results: Sequence[object]) -> Counter[str]:
    """How many were done, and how many ended in which exception."""
    return Counter(type(found).__name__ if isinstance(found, Exception) else "done" for found in results)


def refusals(results: Sequence[object]) -> list[Conflict]:
    """The refusals among the results."""
    return [found for found in results if isinstance(found, Conflict)]


def without_lock(monkeypatch: pytest.MonkeyPatch, order: Order, *files: ModuleType) -> None:
    """Removes the lock: everybody has read the order before anybody writes, as could happen without it."""
    stale = Order.objects.select_related("client", "order_type", "created_by").get(pk=order.number)
    for file in files:
        monkeypatch.setattr(file, "lock_order", lambda _number: copy.copy(stale))


def without_guard(monkeypatch: pytest.MonkeyPatch, *files: ModuleType) -> None:
    """Removes the guard: a state moves whatever it was."""

    def move(order: Order, target: State, *, by: Person) -> None:
        Order.objects.filter(pk=order.pk).update(state=target, revision=F("revision") + 1)
        order.state = target
        order.revision += 1

    for file in files:
        monkeypatch.setattr(file, "change_state", move)
