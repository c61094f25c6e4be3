"""What is done at a kiosk goes with a kiosk's login, what is done at a desk with a desk's: nobody is held up."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from kypho_prep.content import Content
from kypho_prep.prep.chart import Ending
from kypho_prep.records import enrolment
from kypho_prep.records.clinic_tables import metadata
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.records.postgresql.database import Database
from kypho_prep.records.postgresql.logins import KINDS, RIGHTS
from kypho_prep.records.tables import visit as visit_table
from kypho_prep.settings import Settings
from kypho_prep.workflow import start
from kypho_prep.workflow import stations as own_stations
from kypho_prep.workflow.clinic import clock_watch, enrolling, staff
from kypho_prep.workflow.derived import refresh
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.errors import WrongBirthDate, WrongCode, WrongPassword
from kypho_prep.workflow.patient import intake, plan_print, resting
from kypho_prep.workflow.server_errors import NoEntry, StationOpen
from kypho_prep.workflow.visits import identifying, schedule
from tests.clinic_server import ClinicServer
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP, PASSWORD
from tests.workflow.ward import BORN, PATIENT, Ward

WRONG = date(1900, 1, 1)


@contextmanager
def stations(server: ClinicServer, folder: Path, content: Content) -> Iterator[tuple[Ward, Ward]]:
    """A desk and a kiosk, each with its own login, on a clinic in which Ann Lee works."""
    office, clock = folder / "office", Clock()
    enrolment.write(office, Enrolment("office", "desk", server.url(server.new())))
    databases = []
    for kind in ("desk", "kiosk"):
        added = enrolling.add(office, name=kind, kind=kind, folder=folder, now=clock())
        enrolling.enrol(added.file, Settings(folder / "data", folder / kind, "here"))
        databases.append(start.open_or_create(folder / "data", folder / kind))
    desk, kiosk = (start.workplace(one, content, clock=clock, kiosk="", passwords=CHEAP) for one in databases)
    for place in (desk, kiosk):
        assert refresh.close_left_over(place) == 0
    ann = staff.first_administrator(desk, name="Ann Lee", user="ann", password=PASSWORD)
    yield Ward(desk, clock, ann), Ward(kiosk, clock, ann)
    for database in databases:
        database.close()


def test_all_that_a_patient_and_staff_do_at_a_kiosk(server: ClinicServer, tmp_path: Path, content: Content) -> None:
    with stations(server, tmp_path, content) as (desk, kiosk):
        visit, place = desk.new_visit(), kiosk.workplace
        code = schedule.print_slip(desk.workplace, staff=desk.nurse, visit=visit).code
        opened = kiosk.answer_all(intake.sign_in(place, code=code, born=BORN))
        here = {"session": opened.session.id}
        opened = kiosk.say(opened, "medicines.name", {"typed": "the blue pill"}, entry="one")
        opened = kiosk.say(opened, "now.symptoms", {"picked": ["chest_pain"], "unsure": False})
        assert intake.emergency_on(place) == visit
        with pytest.raises(WrongPassword):
            staff.sign_in(place, user="ann", password="wrong")
        ann = staff.sign_in(place, user="ann", password=PASSWORD)
        intake.acknowledge_emergency(place, visit=visit, staff=ann)
        intake.comfort(place, **here, text_size=200)
        intake.call_nurse(place, **here)
        intake.take_back_call(place, **here)
        intake.turn_to(place, **here, page=None)
        plan_print.printed_papers(place, **here, sent=("plan",))
        resting.rest(place, **here)
        with pytest.raises(WrongBirthDate):
            resting.come_back(place, **here, born=WRONG)
        resting.come_back(place, **here, born=BORN)
        intake.not_me(place, **here)
        for ending in (intake.finish, partial(intake.leave, idle=True)):
            ann = staff.sign_in(place, user="ann", password=PASSWORD)
            assert identifying.visit_of(place, staff=ann, family=PATIENT.family, born=BORN) == visit
            ending(place, session=intake.hand_over(place, visit=visit, staff=ann).session.id)
        staff.sign_out(place, staff=ann)


def test_wrong_codes_are_counted_at_a_kiosk_until_the_code_is_dead(
    server: ClinicServer, tmp_path: Path, content: Content
) -> None:
    with stations(server, tmp_path, content) as (desk, kiosk):
        visit = desk.new_visit()
        code = schedule.print_slip(desk.workplace, staff=desk.nurse, visit=visit).code
        at_both = replace(kiosk, stations={"desk-1": desk.workplace})
        for typed in (*["nobody's"] * 3, *[code] * 10):
            assert not desk.row(visit).code_dead
            with pytest.raises(WrongCode):
                intake.sign_in(kiosk.workplace, code=typed, born=WRONG)
            at_both.let_pass(120)
        assert desk.row(visit).code_dead


@pytest.mark.parametrize("kind", KINDS)
def test_a_station_s_login_ends_its_own_lost_connection_and_takes_its_place_again(
    kind: str, server: ClinicServer, tmp_path: Path, content: Content
) -> None:
    with stations(server, tmp_path, content) as (desk, at_kiosk):
        place = (desk if kind == "desk" else at_kiosk).workplace
        assert isinstance(place.database, Database)
        with place.database._engine.connect() as lost:
            lost.detach()
            own_stations.renew(place)
            with pytest.raises(OperationalError):
                lost.exec_driver_sql("SELECT 1")
        with pytest.raises(StationOpen):
            start.open_or_create(tmp_path / "data", tmp_path / kind)


OWN = {
    "finished_at", "finished_by", "finished_by_id", "nurse_called_at",
    "wrong_person_at", "wrong_person_seq",
}  # fmt: skip


def test_a_kiosk_changes_of_a_visit_only_what_it_writes(server: ClinicServer, tmp_path: Path, content: Content) -> None:
    with stations(server, tmp_path, content) as (desk, kiosk):
        visit = desk.new_visit()
        kiosk.prove()
        identifying.visit_of(kiosk.workplace, staff=desk.nurse, family=PATIENT.family, born=BORN)
        for column in visit_table.columns:
            change = f"UPDATE visit SET {column.name} = {column.name} WHERE id = '{visit}'"
            with nullcontext() if column.name in OWN else pytest.raises(NoEntry), kiosk.workplace.writing() as records:
                records.connection.exec_driver_sql(change)


def test_a_kiosk_changes_its_own_settings_alone_and_a_desk_the_clinic_s(
    server: ClinicServer, tmp_path: Path, content: Content
) -> None:
    with stations(server, tmp_path, content) as (desk, kiosk):
        for place in (desk, kiosk):
            clock_watch.look(place.workplace)
        clinic = replace(staff.clinic(desk.workplace), name="Harbor Spine")
        staff.change_clinic(desk.workplace, staff=desk.nurse, clinic=clinic)
        with kiosk.workplace.reading() as records:
            kept = records.settings.beginning("")
        here, there = kiosk.workplace.station, desk.workplace.station
        assert {"clinic", f"clock:{here}", f"clock:{there}"} <= set(kept)
        for key in ("clinic", f"clock:{there}", f"wrong_codes:{there}", "another", f"clock:{here}0"):
            with pytest.raises(NoEntry), kiosk.workplace.writing() as records:
                records.settings.put(key, {"name": "changed"})
        with kiosk.workplace.writing() as records:
            records.connection.exec_driver_sql("UPDATE setting SET value = '1'")
            assert {key for key, value in records.settings.beginning("").items() if value == 1} == {f"clock:{here}"}
            records.settings.put(f"clock:{here}", kept[f"clock:{here}"])
        with pytest.raises(NoEntry), kiosk.workplace.writing() as records:
            records.connection.exec_driver_sql(f"UPDATE setting SET key = 'clock:{there}0' WHERE key = 'clock:{here}'")
        clock_watch.confirm(desk.workplace, staff=desk.nurse, station=here)
        with kiosk.workplace.reading() as records:
            assert records.settings.get("clinic") == kept["clinic"]


def test_all_that_staff_do_at_a_desk(server: ClinicServer, tmp_path: Path, content: Content) -> None:
    with stations(server, tmp_path, content) as (desk, kiosk):
        visit, how = desk.new_visit(), {"staff": desk.nurse}
        kiosk.prove()
        identifying.visit_of(kiosk.workplace, staff=desk.nurse, family=PATIENT.family, born=BORN)
        opened = kiosk.answer_all(intake.hand_over(kiosk.workplace, visit=visit, staff=desk.nurse))
        review.end_sitting(desk.workplace, visit=visit, **how)
        review.mark_for_review(desk.workplace, visit=visit, **how)
        desk.close_the_rest(visit)
        desk.sign(visit)
        review.not_complete(desk.workplace, visit=visit, reason="Waiting", **how)
        person, plan, revision = schedule.forms(desk.workplace, visit=visit)
        renamed = replace(person, family="Moss")
        schedule.edit_visit(desk.workplace, visit=visit, patient=renamed, form=plan, revision=revision, **how)
        assert [row.visit for row in schedule.find_visits(desk.workplace, text="moss", **how)] == [visit]
        schedule.record_print(desk.workplace, visit=visit, paper="plan", **how)
        schedule.end_visit(desk.workplace, visit=visit, ending=Ending.CANCELLED, **how)
        schedule.reopen_visit(desk.workplace, visit=visit, reason="By mistake", **how)
        clinic = replace(staff.clinic(desk.workplace), name="Harbor Spine")
        staff.change_clinic(desk.workplace, clinic=clinic, **how)
        nurse = staff.Role.NURSE
        staff.add_member(desk.workplace, name="Bo", user="bo", password=PASSWORD, role=nurse, **how)
        assert refresh.recompute_all(desk.workplace) == ()
        assert opened.session.visit == visit


@pytest.mark.parametrize("kind", KINDS)
def test_each_table_says_what_a_station_may_do_with_it(kind: str) -> None:
    nobody_s = {"kiosk": {"staff", "audit_chain", "audit_key", "date_miss"}, "desk": set()}
    assert set(RIGHTS[kind]) == {*metadata.tables, "alembic_version", "audit_key", "code_key"} - nobody_s[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_station_s_login_owns_nothing_and_erases_nothing(
    kind: str, server: ClinicServer, tmp_path: Path, content: Content
) -> None:
    either = (
        "DELETE FROM reply", "UPDATE reply SET value = '1'", "TRUNCATE audit", "DELETE FROM patient", "DROP TABLE flag",
        "ALTER TABLE reply DISABLE TRIGGER ALL", "UPDATE alembic_version SET version_num = '9'", "CREATE ROLE more",
        "UPDATE station SET kind = 'desk'", "UPDATE code_key SET key = ''", "CREATE TABLE mine (a int)",
        "SET session_replication_role = 'replica'", "SELECT rolpassword FROM pg_authid",
        "INSERT INTO audit_chain VALUES (9, 9, '')", "UPDATE audit_key SET key = ''", "SELECT audit_framed('x')",
        "SELECT audit_tag('', 1, 1, '', '', '', '', '', '', '')", "ALTER TABLE audit DISABLE TRIGGER ALL",
    )  # fmt: skip
    kiosk = (
        "SELECT actor FROM audit", "SELECT * FROM audit", "SELECT key FROM audit_key", "SELECT tag FROM audit_chain",
        "INSERT INTO sign_off SELECT * FROM sign_off", "UPDATE staff SET password_hash = ''",
        "UPDATE staff SET role = 'administrator'", "INSERT INTO staff SELECT * FROM staff",
        "INSERT INTO instruction SELECT * FROM instruction", "INSERT INTO visit SELECT * FROM visit",
        "UPDATE patient SET born = '2000-01-01'", "INSERT INTO flag_action SELECT * FROM flag_action",
    )  # fmt: skip
    with stations(server, tmp_path, content) as (desk, at_kiosk):
        place = (desk if kind == "desk" else at_kiosk).workplace
        for statement in (*either, *(kiosk if kind == "kiosk" else ())):
            with pytest.raises(NoEntry), place.writing() as records:
                records.connection.exec_driver_sql(statement)
