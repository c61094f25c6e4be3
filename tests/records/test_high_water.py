"""A log that is damaged, gone or from before: SQLite takes it for a short one, and the start refuses it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kypho_prep.records.sqlite import restoring
from kypho_prep.records.sqlite.closed import ClosedClinic
from kypho_prep.records.trouble import Trouble
from tests.disk_limit import at_most
from tests.records.places import Places
from tests.records.test_opening import trouble

pytestmark = pytest.mark.sqlite  # the encrypted file's own

AT = datetime(2026, 11, 23, tzinfo=UTC)
SAVED = 12


def save(places: Places, times: int, *, into: Path) -> list[Places]:
    """Save something so often, and return the folders as a kill after each leaves them."""
    database = places.open()
    left = []
    for number in range(times):
        with database.write() as records:
            records.settings.put("number", number)
        left.append(Places(into / f"{number}" / "data", into / f"{number}" / "config"))
        shutil.copytree(places.data, left[-1].data)
        shutil.copytree(places.config, left[-1].config)
    database.close()
    return left


def number_in(places: Places) -> object:
    database = places.open()
    with database.read() as records:
        found = records.settings.get("number")
    database.close()
    return found


def log(places: Places) -> Path:
    return places.data / "kypho-prep.db-wal"


def test_a_kill_after_any_change_is_no_loss(places: Places, tmp_path: Path) -> None:
    for number, left in enumerate(save(places, SAVED, into=tmp_path)):
        assert number_in(left) == number
    assert number_in(places) == SAVED - 1


def test_a_change_that_the_disk_did_not_take_is_not_noted(places: Places) -> None:
    (_,) = save(places, 1, into=places.data.parent)
    database = places.open()
    with pytest.raises(Trouble) as refused, at_most(100), database.write() as records:
        records.settings.put("number", 1)
    assert refused.value.what == "not_saved"
    # As of an answer that stands already: nothing is written, and nothing more was saved.
    with database.write():
        pass
    database.close()
    assert number_in(places) == 0


@pytest.mark.parametrize("part", [0.0, 0.3, 0.6, 0.98])
def test_a_flipped_byte_of_the_log_is_found_and_nothing_is_touched(places: Places, tmp_path: Path, part: float) -> None:
    *_, last = save(places, SAVED, into=tmp_path)
    content = bytearray(log(last).read_bytes())
    content[int(len(content) * part)] ^= 1
    log(last).write_bytes(content)
    before = last.file.read_bytes()
    assert trouble(last) == "damaged"
    with pytest.raises(Trouble) as caught:
        ClosedClinic(last.data, last.config).back_up(AT)
    assert caught.value.what == "damaged"
    assert (last.file.read_bytes(), log(last).read_bytes()) == (before, content)
    found = restoring.standing(last.data, last.config)
    assert found.rows is None
    assert found.newest is not None


def test_a_log_that_is_gone_or_older_is_found(places: Places, tmp_path: Path) -> None:
    earlier, *_, last = save(places, SAVED, into=tmp_path)
    shutil.copy(log(earlier), log(last))
    assert trouble(last) == "damaged"
    log(last).unlink()
    assert trouble(last) == "damaged"


def test_a_whole_older_file_is_found(places: Places, tmp_path: Path) -> None:
    earlier, *_ = save(places, SAVED, into=tmp_path)
    shutil.rmtree(places.data)
    shutil.copytree(earlier.data, places.data)
    assert trouble(places) == "damaged"


def test_a_back_up_that_is_brought_back_is_older_and_opens(places: Places, tmp_path: Path) -> None:
    database = places.open()
    with database.write() as records:
        records.settings.put("number", "backed up")
    back_up = database.back_up(AT)
    database.close()
    save(places, SAVED, into=tmp_path)
    log(places).unlink(missing_ok=True)
    restoring.bring_back(restoring.Place(places.data, places.config), back_up, "", AT)
    assert number_in(places) == "backed up"
    assert number_in(places) == "backed up"


def test_a_clinic_of_before_has_no_mark_and_gets_one(places: Places, tmp_path: Path) -> None:
    shutil.rmtree(places.config / "marks")
    *_, last = save(places, SAVED, into=tmp_path)
    log(last).unlink()
    assert trouble(last) == "damaged"


@pytest.mark.parametrize("content", [b"", b"0", b"x" * 54, bytes(54)])
def test_a_damaged_mark_keeps_nobody_out_and_is_said(
    places: Places, content: bytes, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    (mark,) = (places.config / "marks").iterdir()
    mark.write_bytes(content)
    places.open().close()
    assert [record.getMessage() for record in caplog.records] == [f"{mark}: damaged, begun anew"]
    caplog.clear()
    *_, last = save(places, SAVED, into=tmp_path)
    log(last).unlink()
    assert trouble(last) == "damaged"
