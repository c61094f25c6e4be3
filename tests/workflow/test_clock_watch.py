"""A clock that somebody moved: waits neither end nor grow by it, no dead code lives again, and staff are told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kypho_prep.records.rows import AuditRow
from kypho_prep.workflow.clinic import clock_watch, staff
from kypho_prep.workflow.errors import NotSaved, StaffOnly, Wait, WrongCode, WrongPassword
from kypho_prep.workflow.lockout import Misses, Waits
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.workplace import LastLook, elapsed
from tests.disk_limit import disk
from tests.workflow.made_clinic import PASSWORD
from tests.workflow.ward import BORN, PROCEDURE, Ward

HOUR = 3600
PUT = [{"days": -120}, {"seconds": -2 * HOUR}, {"seconds": 2 * HOUR}, {"days": 400}]


def code_of(ward: Ward) -> str:
    return schedule.print_slip(ward.workplace, staff=ward.nurse, visit=ward.new_visit()).code


def wrong_codes(ward: Ward, code: str) -> None:
    for number in range(1, 6):
        with pytest.raises(WrongCode):
            intake.sign_in(ward.workplace, code=f"{(int(code) + number) % 1_000_000:06d}", born=BORN)


def wrong_passwords(ward: Ward) -> None:
    for _ in range(5):
        with pytest.raises(WrongPassword):
            staff.sign_in(ward.workplace, user="ann", password="wrong password")


def waited(attempt: Callable[[], object]) -> int:
    """How long somebody is told to wait."""
    with pytest.raises(Wait) as caught:
        attempt()
    return caught.value.seconds


def start_of_day() -> datetime:
    return datetime(2026, 11, 23, 12, tzinfo=UTC)


def all_lines(ward: Ward) -> list[AuditRow]:
    with ward.workplace.reading() as records:
        return list(records.audit.all())


@pytest.mark.parametrize("put", PUT)
def test_a_clock_that_is_moved_neither_ends_nor_lengthens_a_wait_for_the_code(ward: Ward, put: dict[str, int]) -> None:
    code = code_of(ward)
    wrong_codes(ward, code)
    ward.clock.put(**put)
    assert waited(lambda: intake.sign_in(ward.workplace, code=code, born=BORN)) == 30
    ward.clock.pass_by(seconds=20)
    ward.clock.put(**put)
    assert waited(lambda: intake.sign_in(ward.workplace, code=code, born=BORN)) == 10
    ward.clock.pass_by(seconds=10)
    if put != {"days": 400}:  # its day is long over then
        assert intake.sign_in(ward.workplace, code=code, born=BORN).situation.chart.patient.born == BORN


@pytest.mark.parametrize("put", PUT)
def test_nor_one_for_a_password(ward: Ward, put: dict[str, int]) -> None:
    wrong_passwords(ward)
    ward.clock.put(**put)
    assert waited(lambda: staff.sign_in(ward.workplace, user="ann", password=PASSWORD)) == 30
    ward.clock.pass_by(seconds=30)
    assert staff.sign_in(ward.workplace, user="ann", password=PASSWORD) == ward.nurse


def test_after_a_restart_on_a_clock_put_back_nobody_waits_longer_than_the_wait(ward: Ward) -> None:
    code = code_of(ward)
    wrong_codes(ward, code)
    ward.clock.put(days=-120)
    again = replace(ward, workplace=replace(ward.workplace, waits=Waits(), last_look=LastLook()))
    assert waited(lambda: intake.sign_in(again.workplace, code=code, born=BORN)) == 30
    ward.clock.pass_by(seconds=30)
    assert intake.sign_in(again.workplace, code=code, born=BORN)


def test_a_wait_that_was_over_before_the_program_began_is_over(ward: Ward) -> None:
    code = code_of(ward)
    wrong_codes(ward, code)
    ward.clock.pass_by(seconds=31)
    again = replace(ward.workplace, waits=Waits())
    assert intake.sign_in(again, code=code, born=BORN)


def test_another_wait_of_the_same_account_begins_anew() -> None:
    waits, clock = Waits(), start_of_day()
    first = Misses(4).one_more(clock, longest=900, most_in_a_week=50)
    waits.begin("a", first, 0)
    assert (waits.seconds_left("a", first, clock, 29.5), waits.seconds_left("a", first, clock, 30)) == (1, 0)
    second = first.one_more(clock, longest=900, most_in_a_week=50)
    waits.begin("a", second, 40)
    assert waits.seconds_left("a", second, clock, 41) == 59
    assert waits.seconds_left("b", Misses(2), clock, 41) == 0


def test_a_code_whose_day_is_over_stays_dead_on_a_clock_put_back(ward: Ward) -> None:
    code = code_of(ward)
    clock_watch.look(ward.workplace)
    ward.clock.pass_by(days=(PROCEDURE - ward.clock.at.date()).days + 1)
    clock_watch.look(ward.workplace)
    for seconds in (0, 700):
        ward.clock.pass_by(seconds=seconds)
        ward.clock.put(days=-2)
        with pytest.raises(WrongCode):
            intake.sign_in(ward.workplace, code=code, born=BORN)
        clock_watch.look(ward.workplace)
    clock_watch.confirm(ward.workplace, staff=ward.nurse, station=ward.workplace.station)
    assert intake.sign_in(ward.workplace, code=code, born=BORN), "staff say that this is the day"


def test_a_clock_that_was_put_forward_for_a_while_kills_no_code_for_longer(ward: Ward) -> None:
    code = code_of(ward)
    clock_watch.look(ward.workplace)
    ward.clock.put(days=30)
    for _ in range(3):
        ward.clock.pass_by(seconds=700)
        clock_watch.look(ward.workplace)
    with pytest.raises(WrongCode):
        intake.sign_in(ward.workplace, code=code, born=BORN)
    ward.clock.put(days=-30)
    clock_watch.look(ward.workplace)
    assert intake.sign_in(ward.workplace, code=code, born=BORN)
    assert clock_watch.moved_clocks(ward.workplace) == (), "it is where it was"
    assert ward.events().count("clock_moved") == 2


@pytest.mark.parametrize("put", PUT)
def test_a_move_is_on_record_and_told_until_staff_say_that_the_clock_is_right(ward: Ward, put: dict[str, int]) -> None:
    clock_watch.look(ward.workplace)
    ward.clock.pass_by(seconds=60)
    clock_watch.look(ward.workplace)
    ward.clock.put(**put)
    clock_watch.look(ward.workplace)
    ward.clock.pass_by(seconds=3000)
    clock_watch.look(ward.workplace)
    (moved,) = clock_watch.moved_clocks(ward.workplace)
    assert (moved.station, moved.name, moved.by) == (ward.workplace.station, "kiosk-1", timedelta(**put))
    (line,) = [one for one in all_lines(ward) if one.event == "clock_moved"]
    assert (line.subject, line.details) == ("kiosk-1", {"seconds": timedelta(**put).total_seconds()})
    clock_watch.confirm(ward.workplace, staff=ward.nurse, station=ward.workplace.station)
    assert clock_watch.moved_clocks(ward.workplace) == ()
    assert ward.events()[-1] == "clock_confirmed"
    clock_watch.look(ward.workplace)
    assert clock_watch.moved_clocks(ward.workplace) == ()


def test_time_that_passes_is_no_move_nor_is_what_the_network_corrects(ward: Ward) -> None:
    for seconds in (60, 60, 9 * HOUR, 60):
        ward.clock.pass_by(seconds=seconds)
        ward.clock.put(seconds=-90)
        clock_watch.look(ward.workplace)
    assert "clock_moved" not in ward.events()


def test_a_clock_put_back_while_the_program_was_off_is_noticed(ward: Ward) -> None:
    clock_watch.look(ward.workplace)
    ward.clock.put(days=-3)
    again = replace(ward.workplace, last_look=LastLook())
    clock_watch.look(again)
    clock_watch.look(replace(again, last_look=LastLook()))
    (moved,) = clock_watch.moved_clocks(again)
    assert round(moved.by / timedelta(days=1)) == -3
    assert ward.events().count("clock_moved") == 1


def test_one_station_s_clock_is_no_other_s_and_staff_alone_say_that_it_is_right(ward: Ward) -> None:
    other = ward.at("kiosk-2")
    for place in (ward, other):
        clock_watch.look(place.workplace)
    ward.clock.put(days=-1)
    clock_watch.look(replace(other.workplace, last_look=LastLook()))
    assert [one.station for one in clock_watch.moved_clocks(ward.workplace)] == ["kiosk-2"]
    with pytest.raises(StaffOnly):
        clock_watch.confirm(ward.workplace, staff=replace(ward.nurse, id="nobody"), station="kiosk-2")


def test_a_quiet_minute_writes_nothing(ward: Ward) -> None:
    clock_watch.look(ward.workplace)
    with ward.workplace.reading() as records:
        kept = records.settings.beginning(clock_watch.PREFIX)
    ward.clock.pass_by(seconds=60)
    clock_watch.look(ward.workplace)
    with ward.workplace.reading() as records:
        assert records.settings.beginning(clock_watch.PREFIX) == kept


def test_elapsed_seconds_grow() -> None:
    first = elapsed()
    assert elapsed() >= first


@pytest.mark.sqlite
def test_a_move_that_could_not_be_put_on_record_is_found_again_by_the_next_look(ward: Ward) -> None:
    clock_watch.look(ward.workplace)
    ward.clock.pass_by(seconds=60)
    ward.clock.put(seconds=-2 * HOUR)
    disk(ward.workplace, takes=False)
    with pytest.raises(NotSaved):
        clock_watch.look(ward.workplace)
    disk(ward.workplace, takes=True)
    ward.clock.pass_by(seconds=60)
    clock_watch.look(ward.workplace)
    (moved,) = clock_watch.moved_clocks(ward.workplace)
    assert moved.by == timedelta(hours=-2)
    assert [line.event for line in all_lines(ward)].count("clock_moved") == 1


def test_a_station_that_gets_another_name_keeps_its_own_clock_and_its_own_waits(ward: Ward) -> None:
    code = code_of(ward)
    clock_watch.look(ward.workplace)
    wrong_codes(ward, code)
    ward.clock.put(seconds=-HOUR)
    renamed = replace(ward.workplace, kiosk="front desk", last_look=LastLook(), waits=Waits())
    assert waited(lambda: intake.sign_in(renamed, code=code, born=BORN)) == 30
    clock_watch.look(renamed)
    (moved,) = clock_watch.moved_clocks(renamed)
    assert (moved.name, moved.by) == ("front desk", timedelta(seconds=-HOUR))
    other = replace(ward.workplace, station="another", waits=Waits())
    assert intake.sign_in(other, code=code, born=BORN), "it has the name of before, and no wait"
