"""A thread beside the requests that ended is told, and started again."""

import threading

import pytest
from django.test import Client

from fieldwork.orders.rounds import Rounds, dead, look_after

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


class Deadly:
    """Work whose first round ends its thread; the later ones are counted."""

    def __init__(self) -> None:
        self.begun = 0
        self.again = threading.Event()

    def __call__(self) -> None:
        self.begun += 1
        if self.begun == 1:
            raise SystemExit
        self.again.set()


@pytest.fixture
def deadly() -> Deadly:
    return Deadly()


def ended(rounds: Rounds) -> None:
    """Waits until the first thread is over."""
    thread = rounds._thread
    assert thread is not None
    thread.join(20)
    assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_a_dead_one_is_told_by_healthz_until_it_runs_again(deadly: Deadly) -> None:
    """faults.md C3."""
    rounds = Rounds("deadly", work=deadly, free=lambda: None)
    rounds.start()
    try:
        ended(rounds)
        assert dead() == ["deadly"]
        told = Client().get("/api/v1/healthz")
        assert (told.status_code, "deadly" in told.json()["detail"]) == (503, True)
        assert deadly.again.wait(20)
        assert (dead(), Client().get("/api/v1/healthz").status_code) == ([], 200)
    finally:
        rounds.stop()


@pytest.mark.django_db(transaction=True)
def test_the_living_start_the_dead_again(deadly: Deadly) -> None:
    """faults.md C3: nobody has to ask."""
    rounds, living = Rounds("deadly", work=deadly, free=lambda: None), Rounds("living", work=lambda: None, free=int)
    rounds.start()
    try:
        ended(rounds)
        living.start()
        assert deadly.again.wait(20)
    finally:
        living.stop()
        rounds.stop()


@pytest.mark.django_db(transaction=True)
def test_one_that_was_stopped_is_not_dead(deadly: Deadly) -> None:
    deadly.begun = 1
    rounds = Rounds("stopped", work=deadly, free=lambda: None)
    rounds.start()
    assert deadly.again.wait(20)
    rounds.stop()
    look_after()
    assert dead() == []
    assert rounds._thread is None
