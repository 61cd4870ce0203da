"""Generated pages are what the tables say."""

import os
import subprocess
import sys
from pathlib import Path

PAGES = ("docs/states.md", "docs/rights.md", "docs/architecture.md")
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
    (tmp_path / "pyproject.toml").symlink_to(ROOT / "pyproject.toml")
    (tmp_path / "docs").mkdir()
    for page in PAGES:
        (tmp_path / page).write_text((ROOT / page).read_text())
    assert check(tmp_path).returncode == 0
    for page in PAGES:
        (tmp_path / page).write_text((ROOT / page).read_text().replace("|", "!", 1).replace("layer1[", "old[", 1))
    done = check(tmp_path)
    # A script that breaks ends with 1, too: it is what it says that tells.
    assert (done.returncode, done.stdout) == (1, "".join(f"{page} is stale: make docs\n" for page in PAGES))
