"""A thread beside the requests that ended is told, and started again."""

import threading

import pytest
from django.test import Client

from fieldwork.orders.background_loop import BackgroundLoop, dead_loops, revive_dead_loops

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


def ended(rounds: BackgroundLoop) -> None:
    """Waits until the first thread is over."""
    thread = rounds._thread
    assert thread is not None
    thread.join(20)
    assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_a_dead_one_is_told_by_healthz_until_it_runs_again(deadly: Deadly) -> None:
    """faults.md C3."""
    rounds = BackgroundLoop("deadly", work=deadly, free=lambda: None)
    rounds.start()
    try:
        ended(rounds)
        assert dead_loops() == ["deadly"]
        told = Client().get("/api/v1/healthz")
        assert (told.status_code, "deadly" in told.json()["detail"]) == (503, True)
        assert deadly.again.wait(20)
        assert (dead_loops(), Client().get("/api/v1/healthz").status_code) == ([], 200)
    finally:
        rounds.stop()


@pytest.mark.django_db(transaction=True)
def test_the_living_start_the_dead_again(deadly: Deadly) -> None:
    """faults.md C3: nobody has to ask."""
    rounds, living = (
        BackgroundLoop("deadly", work=deadly, free=lambda: None),
        BackgroundLoop("living", work=lambda: None, free=int),
    )
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
    rounds = BackgroundLoop("stopped", work=deadly, free=lambda: None)
    rounds.start()
    assert deadly.again.wait(20)
    rounds.stop()
    revive_dead_loops()
    assert dead_loops() == []
    assert rounds._thread is None
