"""Generated pages are what the tables say."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def check(cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(cwd / "scripts/docs.py"), "--check"]
    return subprocess.run(command, env=os.environ, capture_output=True, text=True, check=False)


def test_the_generated_pages_are_not_stale() -> None:
    done = check()
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_stale_page_is_found(tmp_path: Path) -> None:
    for folder in ("fieldwork", "scripts"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / "scripts").unlink()
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts/docs.py").write_text((ROOT / "scripts/docs.py").read_text())
    (tmp_path / "docs").mkdir()
    for name in ("states.md", "rights.md"):
        (tmp_path / "docs" / name).write_text("something old")
    assert check(tmp_path).returncode == 1
