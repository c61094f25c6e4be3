"""Stations: each ends its own sittings alone, and one that is gone holds no patient for longer than two minutes."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from kypho_prep.prep.chart import Ending
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.records import enrolment
from kypho_prep.records.clinic_tables import station
from kypho_prep.records.database_clock import DatabaseNow
from kypho_prep.records.tables import kiosk_session
from kypho_prep.workflow import stations
from kypho_prep.workflow.derived import refresh
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.errors import SessionEnded, SessionTaken
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.server_errors import NoEntry
from kypho_prep.workflow.visits import schedule
from tests.workflow.ward import Ward

NONE = {"picked": [], "unsure": False}


def seen(ward: Ward, name: str, seconds: int) -> None:
    """Let a station have been seen last so long before now (or after, where somebody put the clock back)."""
    with ward.workplace.writing() as records:
        at = DatabaseNow(timedelta(seconds=seconds))
        records.connection.execute(update(station).where(station.c.name == name).values(seen_at=at))


def open_at(ward: Ward, visit: str) -> str:
    with ward.workplace.reading() as records:
        found = records.sessions.open_of(visit)
        return found.kiosk if found is not None else ""


def test_a_station_that_starts_ends_its_own_sittings_alone(ward: Ward) -> None:
    mine, other = ward.new_visit(), ward.new_visit()
    ward.sit_down(mine)
    ward.at("kiosk-2").sit_down(other)
    assert refresh.close_left_over(ward.workplace) == 1
    assert (open_at(ward, mine), open_at(ward, other)) == ("", "kiosk-2")


def test_a_second_machine_of_the_same_name_ends_nothing_and_is_told(ward: Ward) -> None:
    """Both are called what their system calls them; only one of them is this station."""
    visit = ward.new_visit()
    ward.sit_down(visit)
    double = replace(ward.workplace, station="another machine")
    with pytest.raises(NoEntry):
        refresh.close_left_over(double)
    with pytest.raises(SessionTaken):
        intake.hand_over(double, visit=visit, staff=ward.nurse)
    assert open_at(ward, visit) == "kiosk-1"


def test_a_station_that_is_called_something_else_now_is_the_same(ward: Ward) -> None:
    visit = ward.new_visit()
    ward.sit_down(visit)
    renamed = replace(ward.workplace, kiosk="Window")
    assert refresh.close_left_over(renamed) == 1
    with ward.workplace.reading() as records:
        assert [one.name for one in records.stations.all()] == ["Window"]


def test_a_kiosk_that_is_gone_holds_its_patient_for_two_minutes(ward: Ward) -> None:
    visit = ward.new_visit()
    gone = ward.at("kiosk-2")
    opened = gone.say(gone.say(gone.sit_down(visit), "start.who", "me"), "now.symptoms", NONE)
    opened = gone.say(opened, "start.right_person", "yes")
    seen(ward, "kiosk-2", -110)
    with pytest.raises(SessionTaken):
        ward.sit_down(visit)
    seen(ward, "kiosk-2", -121)
    again = ward.say(ward.say(ward.sit_down(visit), "start.who", "me"), "now.symptoms", NONE)
    assert again.page == opened.page == PageRef("start.interpreter")
    with pytest.raises(SessionEnded):
        gone.say(opened, "start.interpreter", True)
    with pytest.raises(SessionTaken):
        gone.sit_down(visit)
    assert [one.ended_how for one in ward.open_chart(visit).sessions] == ["taken_over", ""]


def test_a_station_that_renews_its_lease_keeps_its_patient(ward: Ward) -> None:
    visit = ward.new_visit()
    there = ward.at("kiosk-2")
    there.sit_down(visit)
    seen(ward, "kiosk-2", -600)
    stations.renew(there.workplace)
    with pytest.raises(SessionTaken):
        ward.sit_down(visit)


def test_a_clock_put_back_makes_no_lease_last_for_hours(ward: Ward) -> None:
    visit = ward.new_visit()
    ward.at("kiosk-2").sit_down(visit)
    seen(ward, "kiosk-2", 3600)
    ward.sit_down(visit)
    assert open_at(ward, visit) == "kiosk-1"


def test_a_nurse_closes_the_pages_at_a_kiosk_and_the_patient_goes_on_at_another(ward: Ward) -> None:
    visit = ward.new_visit()
    there = ward.at("kiosk-2")
    opened = there.say(there.sit_down(visit), "start.who", "me")
    shown = review.end_sitting(ward.workplace, staff=ward.nurse, visit=visit)
    assert [one.ended_how for one in shown.sessions] == ["by_staff"]
    assert ward.row(visit).who_now == ""
    with pytest.raises(SessionEnded):
        there.say(opened, "now.symptoms", NONE)
    ward.sit_down(visit)
    assert open_at(ward, visit) == "kiosk-1"
    with ward.workplace.reading() as records:
        lines = [one for one in records.audit.of_visit(visit) if one.subject == "by_staff"]
    assert [(one.actor, one.event) for one in lines] == [("Ann Lee", "session_ended")]
    intake.leave(ward.workplace, session=ward.open_chart(visit).sessions[-1].id)
    review.end_sitting(ward.workplace, staff=ward.nurse, visit=visit)
    assert [one.ended_how for one in ward.open_chart(visit).sessions] == ["by_staff", "left"]


@pytest.mark.parametrize(("kiosk", "own"), [("kiosk-1", 1), ("kiosk-9", 0)])
def test_a_sitting_from_before_stations_had_ids_goes_by_its_kiosk_s_name(ward: Ward, kiosk: str, own: int) -> None:
    visit = ward.new_visit()
    ward.sit_down(visit)
    with ward.workplace.writing() as records:
        records.connection.execute(update(kiosk_session).values(station_id=None, kiosk=kiosk))
    ward.at("kiosk-2").new_visit()
    assert refresh.close_left_over(ward.workplace) == own
    ward.sit_down(visit)
    assert open_at(ward, visit) == "kiosk-1"


def test_a_machine_enrolled_before_stations_had_ids_gets_its_own_once(tmp_path: Path) -> None:
    content = {"version": 1, "station": "desk", "kind": "desk", "url": "postgresql://here/clinic"}
    (tmp_path / enrolment.FILE).write_text(json.dumps(content), "utf-8")
    first = enrolment.read(tmp_path)
    assert first is not None
    assert first.id
    assert enrolment.read(tmp_path) == first


def test_the_end_of_a_sitting_is_on_record_also_where_the_visit_ended(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = ward.sit_down(visit)
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=visit, ending=Ending.CANCELLED, reason="Fever")
    with ward.workplace.reading() as records:
        lines = [one for one in records.audit.of_visit(visit) if one.event == "session_ended"]
    assert [(one.actor, one.actor_id, one.subject) for one in lines] == [("Ann Lee", ward.nurse.id, "ended")]
    assert lines[0].details == {"session": opened.session.id}
