"""`fieldwork check --files` reads all that is stored, names what is damaged, and says so by its status."""

import os
from pathlib import Path

import httpx
import pytest

from tests.api_caller import ROOT
from tests.running.program import command, running
from tests.running.second_process import SecondProcess

pytestmark = pytest.mark.slow


def test_check_reads_every_file_and_names_the_damaged(tmp_path: Path) -> None:
    """faults.md B6: content before, whatever was stored."""
    second_process = SecondProcess(tmp_path)
    facts = second_process.do("stage")
    second_process.close()
    with running(tmp_path) as program:
        api = httpx.Client(
            base_url=program.address + ROOT,
            headers={"Authorization": f"Bearer {facts['tokens']['ogechi']}"},
            timeout=30,
        )
        identities = [
            api.post("/files", files={"file": (name, b"x" * 5000)}).json()["id"] for name in ("a.bin", "b.bin", "c.bin")
        ]
        written = api.post(f"/orders/{facts['order']}/messages", json={"text": "", "files": identities[:2]})
        assert written.status_code == 201
        path = f"/orders/{facts['order']}/documents/1"
        pdf = api.get(path).content
        told = command(tmp_path, "check", "--files")
        assert "Read: 3 files and 1 PDFs. Damaged: 0." in told.stdout
        assert (told.returncode, told.stderr) == (0, "")

        changed, lost, never_sent = (
            tmp_path / "files" / one.replace("-", "")[:2] / one.replace("-", "") for one in identities
        )
        changed.write_bytes(b"x" * 4999 + b"y")
        lost.unlink()
        os.truncate(never_sent, 10)
        (kept,) = (tmp_path / "files" / "documents").rglob("*.pdf")
        kept.write_bytes(pdf[:-1] + b"x")
        assert command(tmp_path, "check").returncode == 0
        for words in (("check", "--files"), ("check",)):
            told = command(tmp_path, *words)
            assert told.returncode == 1
            named = ("order 1, a.bin (", "order 1, b.bin (", "never sent, c.bin (", "order 1, version 1 (documents/")
            assert [name for name in named if name not in told.stderr] == []
        assert api.get(path).content == pdf
        assert api.get(f"{program.address}/api/v1/healthz").status_code == 200
        changed.write_bytes(b"x" * 5000)
        told = command(tmp_path, "check", "--files")
        assert "Damaged: 2." in told.stdout
        assert "a.bin" not in told.stderr
        assert "version 1" not in told.stderr
