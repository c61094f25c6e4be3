"""Several stations write at once on one server: each visit has one writer at a time, and no change is passed over."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.records.postgresql.database import Database
from kypho_prep.records.postgresql.upgrade import bring_up
from kypho_prep.records.rows import Station
from kypho_prep.records.trouble import Trouble
from kypho_prep.workflow import errors, start
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.errors import Changed, SessionEnded
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.server_errors import ServerOld, StationOld, StationOpen
from kypho_prep.workflow.visits import schedule
from tests.clinic_server import ClinicServer
from tests.workflow.clock import Clock
from tests.workflow.ward import Ward

pytestmark = pytest.mark.server


@contextmanager
def station(ward: Ward, folders: Path, name: str) -> Iterator[Ward]:
    """The same clinic from a machine of its own, with a connection of its own."""
    config = folders / name
    known = enrolment.read(folders / "config")
    assert known is not None
    enrolment.write(config, Enrolment(name, "kiosk", known.url))
    database = start.open_or_create(folders / "data", config)
    workplace = start.workplace(
        database, ward.workplace.content, clock=Clock(ward.clock.at), kiosk="", passwords=ward.workplace.passwords
    )
    yield replace(ward, workplace=workplace, begun=None)
    database.close()


def test_nothing_is_signed_that_was_not_seen(ward: Ward, folders: Path) -> None:
    """The patient's answer waits for its commit while the nurse signs: she is told, and no signature stands on it."""
    visit = ward.answered_visit()
    ward.close_the_rest(visit)
    with station(ward, folders, "kiosk-2") as kiosk, ThreadPoolExecutor(1) as beside:
        opened = kiosk.sit_down(visit)
        bound = ward.open_chart(visit).bound
        with kiosk.workplace.writing() as records:
            seat = records.sessions.get(opened.session.id)
            assert seat is not None
            signing = beside.submit(review.sign_off, ward.workplace, staff=ward.nurse, visit=visit, bound=bound)
            until_waits(records)
            assert not signing.done()
            records.charts.add_reply(replace(last_of(opened), **another()))
        with pytest.raises(Changed):
            signing.result()
    assert ward.open_chart(visit).situation.chart.sign_offs == ()


def test_no_answer_is_stored_in_a_sitting_that_just_ended(ward: Ward, folders: Path) -> None:
    visit = ward.new_visit()
    with station(ward, folders, "kiosk-2") as kiosk, ThreadPoolExecutor(1) as beside:
        opened = kiosk.sit_down(visit)
        with ward.workplace.writing() as records:
            records.charts.load(visit)
            saying = beside.submit(kiosk.say, opened, "ride.adult", True)
            until_waits(records)
            records.sessions.change(opened.session.id, ended_at=ward.clock(), ended_how="ended")
        with pytest.raises(SessionEnded):
            saying.result()


def test_a_board_that_saw_a_number_saw_all_before_it(ward: Ward, folders: Path) -> None:
    """Two visits change at once: the later number waits for the earlier one's commit."""
    first, second = ward.new_visit(), ward.new_visit()
    with station(ward, folders, "kiosk-2") as kiosk, ThreadPoolExecutor(1) as beside:
        before = schedule.board_changed(ward.workplace)
        with ward.workplace.writing() as records:
            row = records.summaries.get(first)
            assert row is not None
            early = records.summaries.put(row).change_seq
            sitting = beside.submit(kiosk.sit_down, second)
            until_waits(records)
            assert not sitting.done()
        sitting.result()
        assert schedule.board_changed(ward.workplace) > early > before


def test_two_kiosks_that_guess_one_code_at_once_are_both_counted(ward: Ward, folders: Path) -> None:
    visit = ward.new_visit()
    slip = schedule.print_slip(ward.workplace, staff=ward.nurse, visit=visit)

    def guess(at: Ward) -> None:
        with pytest.raises(errors.WrongCode):
            intake.sign_in(at.workplace, code=slip.code, born=date(1900, 1, 1))

    with station(ward, folders, "kiosk-2") as other, ThreadPoolExecutor(2) as both:
        for _ in range(4):
            for done in [both.submit(guess, at) for at in (ward, other)]:
                done.result()
    with ward.workplace.reading() as records:
        assert records.connection.exec_driver_sql("SELECT code_misses FROM visit").scalars().all() == [8]


def test_of_two_desks_that_draw_one_code_at_once_the_later_draws_again(ward: Ward, folders: Path) -> None:
    first, second = ward.new_visit(), ward.new_visit()

    def draw(at: Ward) -> tuple[bool, bool]:
        with at.workplace.writing() as records:
            return records.visits.take_code(second, "same"), records.visits.take_code(second, "another")

    with station(ward, folders, "desk-2") as desk, ThreadPoolExecutor(1) as beside:
        with ward.workplace.writing() as records:
            assert records.visits.take_code(first, "same")
            drawing = beside.submit(draw, desk)
            until_waits(records)
        assert drawing.result() == (False, True)
    with ward.workplace.reading() as records:
        found = [records.visits.by_code(code) for code in ("same", "another")]
        assert [hit and hit.visit for hit in found] == [first, second]


def test_a_second_program_of_one_station_is_refused(ward: Ward, folders: Path) -> None:
    """Each of the two would end the other's sittings."""
    visit = ward.new_visit()
    ward.sit_down(visit)
    with pytest.raises(StationOpen) as caught:
        start.open_or_create(folders / "data", folders / "config")
    assert caught.value.params == {"detail": "kiosk-1"}
    assert ward.open_chart(visit).sessions[0].ended_at is None


def end_connection(ward: Ward, folders: Path) -> None:
    with ward.workplace.reading() as records:
        own = records.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
    with station(ward, folders, "desk-2") as desk, desk.workplace.writing() as records:
        records.connection.exec_driver_sql(f"SELECT pg_terminate_backend({own}, 3000)")


def test_a_station_whose_connection_broke_is_still_the_same_program_and_the_only_one(ward: Ward, folders: Path) -> None:
    for _ in range(2):
        end_connection(ward, folders)
        ward.new_visit()
        with pytest.raises(StationOpen):
            start.open_or_create(folders / "data", folders / "config")


def test_a_station_whose_connection_broke_is_refused_where_another_program_came_meanwhile(
    ward: Ward, folders: Path
) -> None:
    end_connection(ward, folders)
    second = start.open_or_create(folders / "data", folders / "config")
    with pytest.raises(StationOpen):
        ward.new_visit()
    second.close()
    ward.new_visit()


def test_a_connection_of_its_own_that_the_server_still_holds_keeps_no_station_out(ward: Ward) -> None:
    database = ward.workplace.database
    assert isinstance(database, Database)
    with database._engine.connect() as kept:
        kept.detach()
        ward.new_visit()
        with pytest.raises(OperationalError):
            kept.exec_driver_sql("SELECT 1")


def test_an_upgrade_waits_until_no_station_is_at_work(ward: Ward) -> None:
    database = ward.workplace.database
    assert isinstance(database, Database)
    url = f"postgresql://owner@/{database.address.parts['dbname']}?host={database.address.parts['host']}"
    with ward.workplace.reading(), pytest.raises(Trouble) as caught:
        bring_up(url)
    assert (caught.value.what, caught.value.detail) == ("stations_at_work", "kiosk-1")
    database.close()
    bring_up(url)


@pytest.mark.parametrize(("found", "refused"), [("9999", StationOld), ("0004", ServerOld)])
def test_tables_of_another_version_are_refused_and_not_touched(
    ward: Ward, folders: Path, found: str, refused: type[Exception]
) -> None:
    with ward.workplace.writing() as records:
        records.connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{found}'")
    ward.workplace.database.close()
    with pytest.raises(refused):
        start.open_or_create(folders / "data", folders / "config")


def test_a_server_that_is_not_there_and_one_without_a_clinic_are_named(server: ClinicServer, tmp_path: Path) -> None:
    for url, what in (
        (f"postgresql://owner@/clinic?host={tmp_path}", "no_server"),
        (server.url("no_such_database"), "no_clinic_there"),
        (server.url("postgres"), "no_clinic_there"),
        ("mysql://clinic", "address"),
        ("postgresql://owner@server.example/clinic?sslmode=prefer", "insecure"),
    ):
        with pytest.raises(Trouble) as caught:
            Database.open(url, Station("id", "test", "desk"))
        assert caught.value.what == what


def until_waits(records: Any) -> None:
    """Return once another connection waits for what this one holds."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    for _ in range(100_000):
        if records.connection.exec_driver_sql(waiting).scalar():
            return
    raise AssertionError("nobody waits")


def last_of(opened: intake.Intake) -> Any:
    return next(one for one in opened.situation.chart.replies if one.item == "ride.adult")


def another() -> dict[str, Any]:
    return {"id": "another", "seq": 10_000, "value": False}
