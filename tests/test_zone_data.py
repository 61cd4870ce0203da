"""`fieldwork check` tells how old the rules of time zones are."""

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
    assert check.zone_data_version() == "" or check.zone_data_version()[:2] == "20"
