"""A follow-up that ends its process stops the others once or twice, never for ever: real processes that die."""

import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.free_port import free_port
from tests.running.program import ROOT, command, running, surroundings
from tests.running.second_process import SecondProcess

pytestmark = pytest.mark.slow
DEADLY = {"DJANGO_SETTINGS_MODULE": "tests.running.crashing_settings"}
PATIENCE_SECONDS = 60


def stage(data: Path) -> tuple[SecondProcess, int, int]:
    """A deadly order, and one that was released after it; nothing was followed up yet."""
    second_process = SecondProcess(data)
    second_process.do("stage")
    return (
        second_process,
        second_process.do("release_called", name="Poison"),
        second_process.do("release_called", name="Good"),
    )


def run_until_it_ends(data: Path, **more: str) -> int:
    """The program's status."""
    process = subprocess.Popen(
        [sys.executable, "-m", "fieldwork", "run"],
        cwd=ROOT,
        env=surroundings(data, **DEADLY, PORT=str(free_port()), **more),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        return process.wait(PATIENCE_SECONDS)
    finally:
        process.kill()


def wait_for_step(second_process: SecondProcess, order: int, words: str) -> dict[str, object]:
    """How the step fares once its error has these words."""
    patience = time.monotonic() + PATIENCE_SECONDS
    while words not in (found := second_process.do("step", order=order))["error"]:
        assert time.monotonic() < patience, found
        time.sleep(0.1)
    return dict(found)


@pytest.mark.parametrize(("poison", "status"), [("kill", -9), ("exit", 0)])
def test_what_ends_its_process_lets_the_others_pass_and_is_given_up(tmp_path: Path, poison: str, status: int) -> None:
    """faults.md C3."""
    second_process, deadly, good = stage(tmp_path)
    assert run_until_it_ends(tmp_path, POISON=poison) == status
    assert second_process.do("told", order=good)["documents"] == 0
    second_process.do("time_passes", seconds=100)
    assert run_until_it_ends(tmp_path, POISON=poison) == status
    assert second_process.do("told", order=good)["documents"] == 1
    second_process.do("time_passes", seconds=100)
    with running(tmp_path, POISON=poison, **DEADLY) as program:
        aside = wait_for_step(second_process, deadly, "3 times")
        assert (aside["crashes"], aside["given_up"]) == (3, False)
        assert httpx.get(f"{program.address}/api/v1/healthz").status_code == 200
    assert command(tmp_path, "check").returncode == 0
    second_process.do("came_to_no_end", order=deadly, times=5)
    second_process.do("time_passes", seconds=100)
    late = second_process.do("release_called", name="Late")
    with running(tmp_path, POISON=poison, **DEADLY) as program:
        assert wait_for_step(second_process, deadly, "6 times")["given_up"] is True
        assert program.process.poll() is None
        while second_process.do("told", order=late)["documents"] == 0:
            assert program.process.poll() is None
            time.sleep(0.1)
    tries = (tmp_path / "tries").read_text().split()
    assert len(tries) == len(set(tries)) == 4
    checked = command(tmp_path, "check")
    assert (checked.returncode, f"order {deadly}: document" in checked.stderr) == (1, True)
    second_process.close()


def test_control_counted_after_the_run_it_ends_the_program_for_ever(tmp_path: Path) -> None:
    second_process, deadly, good = stage(tmp_path)
    for _start in range(4):
        assert run_until_it_ends(tmp_path, COUNTED="after") == -9
        second_process.do("time_passes", seconds=100)
    assert second_process.do("told", order=good)["documents"] == 0
    assert second_process.do("step", order=deadly)["crashes"] == 0
    second_process.close()
