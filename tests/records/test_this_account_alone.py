"""Whatever a clinic's files are made under, no other account of the machine reads them."""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.records.places import Places

pytestmark = [pytest.mark.sqlite, pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")]


@pytest.fixture
def no_umask() -> Iterator[None]:
    """An account that gives everybody everything."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if stat.S_IMODE(path.lstat().st_mode) & 0o077)


@pytest.mark.usefixtures("no_umask")
def test_no_file_of_a_clinic_is_open_to_others(tmp_path: Path) -> None:
    places = Places(tmp_path / "data", tmp_path / "config")
    database = places.open()
    database.back_up(datetime(2026, 11, 23, tzinfo=UTC))
    assert (tmp_path / "data" / "kypho-prep.db-wal").exists()
    assert open_to_others(tmp_path) == []
    database.close()


def test_what_an_earlier_version_left_open_is_closed_at_the_next_start(places: Places) -> None:
    places.file.chmod(0o644)
    places.open().close()
    assert stat.S_IMODE(places.file.stat().st_mode) == 0o600
