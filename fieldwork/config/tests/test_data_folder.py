"""The data folder is its owner's alone."""

import os
import stat
from pathlib import Path

import pytest

from fieldwork.config.data_folder import make_folder, read_or_create
from fieldwork.config.setting_values import InvalidSetting

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has rights of another kind")


def rights(place: Path) -> int:
    return stat.S_IMODE(place.stat().st_mode)


def test_a_new_folder_and_what_is_made_in_it_are_private(tmp_path: Path) -> None:
    """faults.md C13."""
    data = tmp_path / "new" / "data"
    os.umask(0o022)
    make_folder(data)
    (data / "fieldwork.sqlite3").touch()
    (data / "files").mkdir()
    assert [rights(place) for place in (data, data / "fieldwork.sqlite3", data / "files")] == [0o700, 0o600, 0o700]


def test_an_older_installation_is_narrowed(tmp_path: Path) -> None:
    """faults.md C13."""
    data = tmp_path / "data"
    (data / "files").mkdir(parents=True)
    for name in ("secret_key", "fieldwork.sqlite3", "fieldwork.sqlite3-wal", "server.log"):
        (data / name).touch()
        (data / name).chmod(0o644)
    for folder in (data, data / "files"):
        folder.chmod(0o755)
    make_folder(data)
    assert {rights(place) for place in (data, data / "files")} == {0o700}
    assert {rights(place) for place in data.iterdir() if place.is_file()} == {0o600}


def test_a_folder_of_something_else_keeps_its_rights(tmp_path: Path) -> None:
    """faults.md C13: a home or /tmp, named by mistake, must not be closed to the others who live there."""
    home, shared = tmp_path / "home", tmp_path / "shared"
    for folder, mode in ((home, 0o755), (shared, 0o1777)):
        folder.mkdir()
        (folder / "somebody").touch()
        folder.chmod(mode)
    (shared / "secret_key").touch()
    for folder in (home, shared):
        before = rights(folder), rights(folder / "somebody")
        make_folder(folder)
        assert (rights(folder), rights(folder / "somebody")) == before


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    """faults.md C13."""
    data, other = tmp_path / "data", tmp_path / "other"
    data.mkdir()
    other.touch()
    other.chmod(0o644)
    (data / "secret_key").touch()
    (data / "link").symlink_to(other)
    make_folder(data)
    assert rights(other) == 0o644


def test_a_key_is_kept_for_its_owner_and_stays(tmp_path: Path) -> None:
    """faults.md C13."""
    assert read_or_create(tmp_path / "data", "secret_key", lambda: "first") == "first"
    assert read_or_create(tmp_path / "data", "secret_key", lambda: "second") == "first"
    assert rights(tmp_path / "data" / "secret_key") == 0o600


def test_a_folder_that_is_a_file_is_refused_with_its_setting(tmp_path: Path) -> None:
    """faults.md C11."""
    (tmp_path / "file").touch()
    for place in (tmp_path / "file", tmp_path / "file" / "data"):
        with pytest.raises(InvalidSetting, match="FIELDWORK_DATA"):
            make_folder(place)


def test_a_key_that_is_no_text_is_refused_with_its_setting(tmp_path: Path) -> None:
    """faults.md C11."""
    (tmp_path / "secret_key").write_bytes(b"\xff\xfe")
    with pytest.raises(InvalidSetting, match="FIELDWORK_DATA"):
        read_or_create(tmp_path, "secret_key", lambda: "new")
