"""A clinic's database of the first version: it opens, keeps everything, and every old visit is found."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from kypho_prep.content import Content
from kypho_prep.prep.chart import Ending
from kypho_prep.prep.reply import State
from kypho_prep.records.migrate import Steps, revision
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.records.sqlite.database import Database
from kypho_prep.records.tables import ONLY_ADDED_TO
from kypho_prep.workflow import start
from kypho_prep.workflow.derived import refresh
from kypho_prep.workflow.visits import schedule
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP
from tests.workflow.test_day import record_all, sign
from tests.workflow.ward import PATIENT, Ward

pytestmark = pytest.mark.sqlite  # the encrypted file's own

XARELTO = {"typed": "xarelto 20", "confirmed": "Xarelto", "generics": ["rivaroxaban"], "list": "medicines.prescription"}


def shape(database: Database) -> set[tuple[str, ...]]:
    """Everything the file is made of, without white space; columns that came later stand last in any order."""
    with database.read() as records:
        rows = records.connection.execute(text("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        return {(kind, name, "".join(sql.split())) for kind, name, sql in rows}


def as_version_one(database: Database) -> None:
    """Take a database with all its rows back to the first version's tables."""
    database._raw.execute("PRAGMA foreign_keys=OFF")
    with database.write() as records:
        Steps().downgrade(records.connection, "0001")
    database._raw.execute("PRAGMA foreign_keys=ON")


def three_old_visits(ward: Ward) -> tuple[str, str, str]:
    """One with medicines, one taken off the list again, one that ended."""
    named = ward.new_visit(replace(PATIENT, family="Świątek-O'Neil", given="Ana", mrn="MRN-40", phone="(555) 555-0142"))
    opened = ward.say(ward.sit_down(named), "medicines.name", XARELTO, entry="one")
    opened = ward.say(opened, "medicines.name", {"typed": "the blue pill"}, entry="two")
    taken_off = ward.new_visit(replace(PATIENT, family="Moss"))
    opened = ward.say(ward.sit_down(taken_off), "medicines.name", XARELTO, entry="one")
    ward.say(opened, "medicines.name", None, entry="one", state=State.REMOVED)
    ended = ward.new_visit(replace(PATIENT, family="Zahn"))
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=ended, ending=Ending.CANCELLED, reason="Fever")
    return named, taken_off, ended


def test_the_first_version_s_tables_come_back_as_they_were(folders: Path, tmp_path: Path) -> None:
    database = start.open_or_create(folders / "data", folders / "config")
    as_version_one(database)
    taken_back = shape(database)
    with database.write() as records:
        Steps().downgrade(records.connection, "base")
        Steps().upgrade(records.connection, "0001")
    assert taken_back == shape(database)
    database.close()


def test_an_old_database_opens_and_every_visit_is_found(ward: Ward, folders: Path, content: Content) -> None:
    named, taken_off, ended = three_old_visits(ward)
    rows = {visit: ward.row(visit) for visit in (named, taken_off, ended)}
    database = ward.workplace.database
    as_version_one(database)
    with database.read() as records:
        assert revision(records.connection) == "0001"
        with pytest.raises(Exception, match="visit_word"):
            records.connection.execute(text("SELECT * FROM visit_word"))
    database.close()

    opened = start.open_or_create(folders / "data", folders / "config")
    again = Ward(start.workplace(opened, content, clock=Clock(ward.clock.at), kiosk="kiosk-1", passwords=CHEAP),
                 ward.clock, ward.nurse)  # fmt: skip
    assert {visit: again.row(visit) for visit in rows} == rows
    assert again.row(named).medicines == (("xarelto 20", "Xarelto", "rivaroxaban"), ("the blue pill",))
    for typed, found in (("swia", named), ("oneil", named), ("0142", named), ("mrn40", named), ("zah", ended)):
        assert [row.visit for row in schedule.find_visits(again.workplace, staff=ward.nurse, text=typed)] == [found]
    assert refresh.recompute_all(again.workplace) == ()
    assert [one.revision for one in Archive(folders / "data" / "backups").held()] == ["0001"]
    with opened.read() as records:
        triggers = records.connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
        assert len([name for name in triggers if "_refuses_" in name]) == 2 * len(ONLY_ADDED_TO)
    opened.close()


@pytest.mark.parametrize("fallen", [False, True])
def test_an_old_database_says_whether_a_day_stands_signed(
    ward: Ward, folders: Path, content: Content, fallen: bool
) -> None:
    visit = ward.answered_visit()
    ward.close_the_rest(visit)
    ward.sign(visit)
    ward.clock.pass_by(days=15)
    sign(ward, visit, record_all(ward, visit))
    if fallen:
        ward.say(ward.sit_down(visit), "start.interpreter", True)
    row = ward.row(visit)
    assert (row.day_signed_by, row.day_fallen) == ("" if fallen else "Ann Lee", fallen)
    as_version_one(ward.workplace.database)
    ward.workplace.database.close()

    opened = start.open_or_create(folders / "data", folders / "config")
    again = Ward(start.workplace(opened, content, clock=Clock(ward.clock.at), kiosk="kiosk-1", passwords=CHEAP),
                 ward.clock, ward.nurse)  # fmt: skip
    assert again.row(visit) == row
    assert refresh.recompute_all(again.workplace) == ()
    opened.close()
