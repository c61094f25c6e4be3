"""The command that lets finished visits go: what it says first, what it removes, and when it does nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kypho_prep import settings
from kypho_prep.prep.chart import Ending
from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import clock_watch, enrolling, staff
from kypho_prep.workflow.visits import ending, legal_hold, schedule
from kypho_prep.workflow.workplace import Workplace
from tests.clinic_back_ups import Out, call, names_of
from tests.clinic_server import ClinicServer
from tests.shipped import shipped
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP, PASSWORD
from tests.workflow.ward import PATIENT, VISIT

DAYS = 45


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic that works since 45 days: two visits of its first week, one of them under a hold, and one to come."""
    monkeypatch.setenv("KYPHO_PREP_CONFIG", str(tmp_path / "config"))
    work(tmp_path / "data")
    return tmp_path / "data"


def work(folder: Path) -> None:
    clock = Clock(datetime.now(UTC) - timedelta(days=DAYS, hours=1))
    database = start.open_or_create(folder, settings.load(str(folder)).config)
    place = start.workplace(database, shipped(), clock=clock, kiosk="kiosk 1", passwords=CHEAP, ticks=clock.ticks)
    ann = staff.first_administrator(place, name="Ann Lee", user="ann", password=PASSWORD)
    for name in ("Osterhout", "Quarrington"):
        visit = visit_of(place, name)
        ending.end_visit(place, staff=ann, visit=visit, ending=Ending.DONE)
        schedule.record_print(place, staff=ann, visit=visit, paper="nurse_sheet")
    legal_hold.place_hold(place, staff=ann, visit=visit, reason="a claim")
    if not database.shared:
        database.back_up(clock())
    for _ in range(DAYS):
        clock.pass_by(days=1)
        clock_watch.look(place)
        schedule.record_day_list(place, staff=ann, on=clock().date())
    visit_of(place, "Brandt")
    database.close()


def visit_of(place: Workplace, family: str) -> str:
    day = place.now().date() + timedelta(days=3)
    (ann,) = (staff.member_of(row) for row in rows(place))
    planned = replace(VISIT, procedure_on=day, arrival_on=day)
    return schedule.new_visit(place, staff=ann, patient=replace(PATIENT, family=family), visit=planned)


def rows(place: Workplace) -> list[staff.StaffRow]:
    with place.reading() as records:
        return list(records.staff.all())


def purged(data: Path) -> int:
    return names_of(data).count("visit_purged")


def test_a_dry_run_says_what_would_go_and_what_stays(data: Path, capsys: Out) -> None:
    before = names_of(data)
    assert call("retention", "--dry-run", "--data", str(data)) == 0
    said = capsys.readouterr().out
    assert "kept for 30 days" in said
    assert "To be removed: visits: 1, back-ups that are older: 1." in said
    assert "legal hold: a claim" in said
    assert "Nothing was removed." in said
    assert "Osterhout" not in said
    assert names_of(data) == before


def test_where_nobody_can_be_asked_nothing_goes(data: Path, capsys: Out) -> None:
    assert call("retention", "--data", str(data)) == 0
    assert "Nothing was removed." in capsys.readouterr().out
    assert purged(data) == 0


def test_it_removes_them_and_the_back_ups_that_are_older(data: Path, capsys: Out) -> None:
    (old,) = Archive(data / "backups").held()
    (data / "replaced-20260101-0900").mkdir()
    (data / "backups" / "000099-20260101-090000").mkdir()  # nothing of a back-up's papers
    assert call("retention", "--without-asking", "--data", str(data)) == 0
    said = capsys.readouterr().out
    assert "removed for good: visits: 1, back-ups: 1." in said
    assert "replaced-20260101-0900 was set aside" in said
    assert "000099-20260101-090000 is damaged and may hold such visits" in said
    assert purged(data) == 1
    # The one that was made before the removal stays until it is as old.
    (made,) = Archive(data / "backups").held()
    assert made.number > old.number
    assert call("retention", "--data", str(data)) == 0
    assert "removed for good: visits: 0, back-ups: 0." in capsys.readouterr().out


def test_the_second_place_is_cleared_too(data: Path, tmp_path: Path) -> None:
    chosen, stick = settings.load(str(data)), tmp_path / "stick"
    stick.mkdir()
    (tmp_path / "config" / settings.FILE).write_text(f'backups = "{stick}"\n', "utf-8")
    database = start.open_or_create(data, chosen.config)
    second = Archive(stick / database.station.id)
    (old,) = Archive(data / "backups").held()
    second.take(old)
    made = database.back_up(datetime.now(UTC))
    second.take(made)
    database.close()
    assert call("retention", "--without-asking", "--data", str(data)) == 0
    assert [one.number for one in second.held()] == [made.number]


def test_a_clock_in_doubt_is_said_in_words(data: Path, capsys: Out) -> None:
    database = start.open_or_create(data, settings.load(str(data)).config)
    ahead = Clock(datetime.now(UTC) + timedelta(days=9))
    place = start.workplace(database, shipped(), clock=ahead, kiosk="kiosk 1", passwords=CHEAP)
    schedule.record_day_list(place, staff=staff.member_of(rows(place)[0]), on=ahead().date())
    database.close()
    assert call("retention", "--without-asking", "--data", str(data)) == 2
    assert "clock was moved" in capsys.readouterr().err
    assert purged(data) == 0


def test_not_while_the_program_is_open(data: Path, capsys: Out) -> None:
    database = start.open_or_create(data, settings.load(str(data)).config)
    assert call("retention", "--without-asking", "--data", str(data)) == 2
    database.close()
    assert "already open" in capsys.readouterr().err


def test_on_a_server_the_owners_computer_does_it(
    server: ClinicServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    office, desk, data = tmp_path / "office", tmp_path / "desk", tmp_path / "data"
    enrolment.write(office, Enrolment("office", "desk", server.url(server.new())))
    monkeypatch.setenv("KYPHO_PREP_CONFIG", str(office))
    work(data)
    added = enrolling.add(office, name="desk", kind="desk", folder=tmp_path, now=datetime.now(UTC))
    enrolling.enrol(added.file, settings.Settings(data, desk, "here"))
    monkeypatch.setenv("KYPHO_PREP_CONFIG", str(desk))
    assert call("retention", "--without-asking", "--data", str(data)) == 2
    assert "nor remove any of it" in capsys.readouterr().err
    monkeypatch.setenv("KYPHO_PREP_CONFIG", str(office))
    assert call("retention", "--without-asking", "--data", str(data)) == 0
    assert "removed for good: visits: 1, back-ups: 0." in capsys.readouterr().out
    assert purged(data) == 1
