"""`fieldwork check` tells how old the rules of time zones are."""

from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import pytest

from fieldwork.commands import check


@pytest.mark.parametrize(
    ("file", "line", "version"),
    [("tzdata.zi", "# version 2019c\n", "2019c"), ("+VERSION", "2031b\n", "2031b"), ("tzdata.zi", "broken", "")],
)
def test_the_version_is_that_of_the_files_that_are_read(
    file: str, line: str, version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """faults.md E4."""
    (tmp_path / file).write_text(line)
    monkeypatch.setattr(check, "TZPATH", (str(tmp_path / "nowhere"), str(tmp_path)))
    assert check.zone_data_version() == version
    fault = check.zone_data()
    assert (fault is not None and "2019c" in fault) is (version == "2019c")


def test_without_files_of_the_system_the_package_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "TZPATH", ())
    package = find_spec("tzdata")
    assert check.zone_data_version() == (version_of_package() if package else "")


def version_of_package() -> str:
    """What stands in the package's own file; it writes it into its module, too."""
    return resources.files("tzdata").joinpath("zoneinfo/tzdata.zi").read_text().split("\n", 1)[0].split()[-1]
