"""The layers hold: a copy with one wrong import, or an app without a layer, must be refused."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINTER = str(Path(sys.executable).parent / "lint-imports")
APPS = ["people", "measures", "orders", "workspace", "documents"]


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """A few empty apps under the real contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for app in ["", *APPS]:
        (tmp_path / "fieldwork" / app).mkdir()
        (tmp_path / "fieldwork" / app / "__init__.py").touch()
    return tmp_path


def refused(copy: Path) -> str:
    """What the linter says against the copy; "" when it has nothing against it."""
    said = subprocess.run([LINTER, "--no-cache"], cwd=copy, capture_output=True, text=True, check=False)
    return said.stdout + said.stderr if said.returncode else ""


def write(copy: Path, app: str, text: str) -> None:
    (copy / "fieldwork" / app / "__init__.py").write_text(text)


def test_imports_that_go_down_are_allowed(small_house: Path) -> None:
    write(small_house, "workspace", "import fieldwork.orders")
    write(small_house, "orders", "import fieldwork.people")
    assert refused(small_house) == ""


def test_an_import_that_goes_up_is_refused(small_house: Path) -> None:
    write(small_house, "orders", "import fieldwork.workspace")
    assert "fieldwork.orders is not allowed to import fieldwork.workspace" in refused(small_house)


def test_rooms_on_one_floor_do_not_know_each_other(small_house: Path) -> None:
    write(small_house, "documents", "import fieldwork.workspace")
    assert "fieldwork.documents is not allowed to import fieldwork.workspace" in refused(small_house)


def test_a_room_without_a_floor_is_refused(small_house: Path) -> None:
    (small_house / "fieldwork" / "stray").mkdir()
    write(small_house, "stray", "")
    assert "stray" in refused(small_house)


def test_measures_know_no_django(small_house: Path) -> None:
    write(small_house, "measures", "import django")
    assert "fieldwork.measures is not allowed to import django" in refused(small_house)
