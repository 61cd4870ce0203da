"""A mail whose sending ends the process stops the others once or twice, never for ever: real processes that die."""

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.running.mail_server import Box, mail_server
from tests.running.program import running
from tests.running.second_process import SecondProcess
from tests.test_crashing_jobs import DEADLY, PATIENCE_SECONDS, run_until_it_ends

pytestmark = pytest.mark.slow
POISON = "poison@acme.example"


@pytest.fixture
def server() -> Iterator[tuple[str, Box]]:
    with mail_server() as found:
        yield found


def stage(data: Path, url: str) -> tuple[SecondProcess, int]:
    """A deadly mail, and one that was queued after it; the order that they are about."""
    second_process = SecondProcess(data, FIELDWORK_SMTP_URL=url)
    order = int(second_process.do("stage")["order"])
    for address in (POISON, "good@acme.example"):
        second_process.do("mail_to", order=order, address=address)
    return second_process, order


def wait_for_words(second_process: SecondProcess, words: str) -> dict[str, object]:
    """How the deadly mail fares once its error has these words."""
    patience = time.monotonic() + PATIENCE_SECONDS
    while words not in (found := second_process.do("mail_fares", address=POISON))["error"]:
        assert time.monotonic() < patience, found
        time.sleep(0.1)
    return dict(found)


def wait_for_status(second_process: SecondProcess, address: str, status: str) -> None:
    patience = time.monotonic() + PATIENCE_SECONDS
    while (found := second_process.do("mail_fares", address=address))["status"] != status:
        assert time.monotonic() < patience, found
        time.sleep(0.1)


@pytest.mark.parametrize(("poison", "status"), [("kill", -9), ("exit", 0)])
def test_a_mail_that_ends_its_process_lets_the_others_pass_and_is_given_up(
    tmp_path: Path, server: tuple[str, Box], poison: str, status: int
) -> None:
    """faults.md C3."""
    url, box = server
    more = {"POISON": poison, "FIELDWORK_SMTP_URL": url}
    second_process, order = stage(tmp_path, url)
    assert run_until_it_ends(tmp_path, **more) == status
    assert box.recipients == []
    first = second_process.do("mail_fares", address=POISON)
    assert (first["attempts"], first["crashes"], first["status"]) == (1, 1, "waiting")
    second_process.do("mail_time_passes", seconds=100)
    assert run_until_it_ends(tmp_path, **more) == status
    assert box.recipients == ["good@acme.example"]
    second = second_process.do("mail_fares", address=POISON)
    assert (second["attempts"], second["crashes"]) == (2, 2)
    second_process.do("mail_time_passes", seconds=100)
    second_process.do("mail_to", order=order, address="late@acme.example")
    with running(tmp_path, **more, **DEADLY) as program:
        third = wait_for_words(second_process, "3 times")
        assert (third["crashes"], third["status"]) == (3, "waiting")
        assert httpx.get(f"{program.address}/api/v1/healthz").status_code == 200
        box.wait_for(2)
        # Killed between the server's 250 and its own note of it, the program would send it again: SMTP knows no better.
        wait_for_status(second_process, "late@acme.example", "sent")
    second_process.do("mail_came_to_no_end", address=POISON, times=5)
    second_process.do("mail_time_passes", seconds=3600)
    with running(tmp_path, **more, **DEADLY) as program:
        assert wait_for_words(second_process, "6 times")["status"] == "refused"
        assert program.process.poll() is None
    assert box.recipients == ["good@acme.example", "late@acme.example"]
    tries = (tmp_path / "tries").read_text().split()
    assert len(tries) == len(set(tries)) == 4
    assert second_process.do("told", order=order)["kinds"].count("mail") == 6
    second_process.close()


def test_control_a_mail_counted_after_its_sending_ends_the_program_for_ever(
    tmp_path: Path, server: tuple[str, Box]
) -> None:
    """faults.md C3."""
    url, box = server
    second_process, _order = stage(tmp_path, url)
    for _start in range(3):
        assert run_until_it_ends(tmp_path, FIELDWORK_SMTP_URL=url, COUNTED="after") == -9
        second_process.do("mail_time_passes", seconds=100)
    assert box.recipients == []
    assert second_process.do("mail_fares", address=POISON)["crashes"] == 0
    second_process.close()
