"""Data that is damaged while a patient answers: her answer is kept and she calls a nurse; nothing of copies is said."""

from pathlib import Path

import pytest

from kypho_prep.records.sqlite.database import Database
from tests.kiosk.full_disk import ITEM, held_back, said_in_the_log
from tests.kiosk.station import Station


@pytest.fixture
def file(station: Station) -> Path:
    assert isinstance(station.workplace.database, Database)
    return station.workplace.database.file


def forget_pages(station: Station) -> None:
    """Let the program read its file anew, as it does once what it needs is not in memory any more."""
    assert isinstance(station.workplace.database, Database)
    raw = station.workplace.database._raw
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.execute("PRAGMA cache_size=0")
    raw.execute("PRAGMA shrink_memory")


def test_an_answer_waits_and_a_nurse_is_to_be_called(
    station: Station, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("choice:aspirin")
    forget_pages(station)
    before = file.read_bytes()
    with file.open("r+b") as disk:
        disk.seek(4096)
        disk.write(b"\xff" * (len(before) - 4096))
    station.go_on()
    assert "Please call a nurse" in station.missing
    assert "copy" not in station.missing
    assert station.item == ITEM
    station.tap("leave")
    assert held_back(station).waiting >= 1, "for whoever brings a back-up back, in the same program"
    assert "All your answers are saved" not in station.said
    said_in_the_log(caplog)
