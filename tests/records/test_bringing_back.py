"""Bringing a back-up back, cut short at each step: the old data, the back-up, or a folder that says what is missing."""

from contextlib import suppress
from pathlib import Path

import pytest

from kypho_prep.records.sqlite import restoring
from kypho_prep.records.sqlite.backup import BackUp
from kypho_prep.records.sqlite.backup_key import Place
from kypho_prep.records.sqlite.database import Database
from kypho_prep.records.trouble import Trouble
from tests.records.backing_up import AT, add, back_up
from tests.records.failing_disk import FullDisk, PowerCut, SwitchedOff
from tests.records.places import Places

pytestmark = pytest.mark.sqlite  # the encrypted file's own


@pytest.fixture
def kept(places: Places) -> BackUp:
    """A back-up of one visit, of a clinic that has two by now, the second in its log alone."""
    opened = places.open()
    add(opened, "one")
    made = back_up(opened)
    add(opened, "two")
    logged = {name: (places.data / name).read_bytes() for name in ("kypho-prep.db", "kypho-prep.db-wal")}
    opened.close()
    # As a power cut leaves it.
    for name, content in logged.items():
        (places.data / name).write_bytes(content)
    return made


def visits(opened: Database) -> int:
    with opened.read() as records:
        found = len(list(records.visits.all()))
    opened.close()
    return found


def bring_back(places: Places, kept: BackUp, disk: FullDisk | None = None) -> restoring.Brought:
    return restoring.bring_back(Place(places.data, places.config), kept, "", AT, disk)


def steps(places: Places, kept: BackUp) -> int:
    """How many steps bringing it back takes."""
    counting = FullDisk()
    bring_back(places, kept, counting)
    return counting.steps


def hold_still(places: Places) -> dict[Path, bytes]:
    return {one: one.read_bytes() for one in places.data.rglob("*") if one.is_file()}


def put_again(places: Places, files: dict[Path, bytes]) -> None:
    for one in [*places.data.glob("replaced-*/*"), *places.data.glob(".*/*"), *places.data.glob("*")]:
        if one.is_file():
            one.unlink()
    for folder in [*places.data.glob("replaced-*"), *places.data.glob(".setting-aside")]:
        folder.rmdir()
    for file, content in files.items():
        file.write_bytes(content)


def start_of(places: Places) -> str:
    """What a start finds: so many visits, or why it does not open."""
    try:
        return str(visits(places.open(create=False)))
    except Trouble as trouble:
        return str(trouble)


@pytest.mark.parametrize("how", ["full", "off, names kept", "off, names lost"])
def test_cut_at_each_step_nothing_is_lost_and_done_again_it_goes_on(places: Places, kept: BackUp, how: str) -> None:
    before = hold_still(places)
    seen = set()
    count = steps(places, kept)
    for step in range(1, count + 1):
        put_again(places, before)
        disk = FullDisk(step) if how == "full" else SwitchedOff(step, names_kept=how.endswith("kept"))
        with suppress(Trouble, PowerCut):
            bring_back(places, kept, disk)
        if isinstance(disk, SwitchedOff):
            old = set(before.values())
            disk.come_back([one for one in places.data.glob(".incoming*") if one.read_bytes() not in old])
        seen.add(start_of(places))
        old_file = before[places.data / "kypho-prep.db"]
        assert old_file in {one.read_bytes() for one in places.data.rglob("kypho-prep.db")} or "2" in seen
        assert kept.whole
        bring_back(places, kept)
        assert visits(places.open(create=False)) == 1
    assert seen - {"1"} == {"2", "damaged: kypho-prep.db is gone"}
    assert count > 8


def test_what_is_only_looked_at_stays_as_it_was_log_and_all(places: Places, kept: BackUp) -> None:
    before = hold_still(places)
    found = restoring.standing(places.data, places.config)
    assert found.rows is not None
    assert found.rows["visit"] == 2
    assert kept.rows["visit"] == 1
    assert hold_still(places) == before
    damaged = places.data / "kypho-prep.db"
    damaged.write_bytes(before[damaged][:3000])
    before = hold_still(places)
    assert restoring.standing(places.data, places.config).rows is None
    assert hold_still(places) == before


def test_a_back_up_that_was_changed_is_not_brought_back(places: Places, kept: BackUp) -> None:
    before = hold_still(places)
    whole = kept.file.read_bytes()
    kept.file.write_bytes(whole[:9000] + bytes([whole[9000] ^ 1]) + whole[9001:])
    with pytest.raises(Trouble) as caught:
        bring_back(places, kept)
    assert caught.value.what == "damaged"
    for name in ("kypho-prep.db", "kypho-prep.db-wal", "database.json"):
        assert (places.data / name).read_bytes() == before[places.data / name]
    assert restoring.find(places.data, None) is None


def test_a_second_place_that_cannot_be_read_does_not_hide_the_back_up_that_stands(places: Places, kept: BackUp) -> None:
    assert restoring.find(places.data, places.data / ("x" * 300)) == kept
    assert restoring.find(places.data, None, places.data / ("x" * 300)) is None
