"""A stolen kiosk opens nothing: by plain SQL its login finds no visit but the one that it holds, nor a way to more."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import Connection, Table

from kypho_prep.content import Content
from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.records.migrate import Steps
from kypho_prep.records.postgresql.database import Database
from kypho_prep.records.postgresql.row_security import ROWS_AT_KIOSK
from kypho_prep.records.postgresql.upgrade import alone, bring_up
from kypho_prep.records.tables import kiosk_session, reply, staff_fact
from kypho_prep.workflow.derived import refresh
from kypho_prep.workflow.errors import WrongCode
from kypho_prep.workflow.patient import intake, plan_print
from kypho_prep.workflow.visits import schedule, slip_codes
from kypho_prep.workflow.workplace import Workplace
from tests.clinic_server import ClinicServer
from tests.workflow.test_station_rights import stations
from tests.workflow.ward import BORN, PATIENT, Ward

pytestmark = pytest.mark.by_logins(alone=True)

TODAY = "2026-11-23"


def copied(table: Table, **other: str) -> str:
    """What adds a copy of a table's first row, with some of its columns said anew."""
    columns = [column.name for column in table.columns]
    values = ", ".join(other.get(name, f'"{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table.name} ({names}) SELECT {values} FROM {table.name} LIMIT 1"


# What would make a row another visit's, or a new one of it.
MOVES = (
    "UPDATE kiosk_session SET visit_id = %s",
    "UPDATE visit_summary SET visit_id = %s",
    copied(reply, id="'new'", visit_id="%s"),
    copied(staff_fact, id="'new'", seq="900", visit_id="%s"),
    copied(kiosk_session, id="'new'", visit_id="%s"),
    "INSERT INTO audit (at, actor, event, subject, visit_id, details) VALUES ('', '', '', '', %s, '{}')",
)


@contextmanager
def plain(place: Workplace) -> Iterator[psycopg.Connection[Any]]:
    """A connection of a thief who has a station's login, and not its program."""
    assert isinstance(place.database, Database)
    with psycopg.connect(place.database.address.url(), autocommit=True) as connection:
        yield connection


def one(connection: psycopg.Connection[Any], question: str, *given: object) -> Any:
    row = connection.execute(question.encode(), given or None).fetchone()
    return row[0] if row is not None else None


def seen(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """How many rows of each table with a visit in it a login sees."""
    # Of the audit a kiosk reads some columns alone.
    columns = {table: "visit_id" if table == "audit" else "*" for table in ROWS_AT_KIOSK}
    asked = {table: connection.execute(f"SELECT {what} FROM {table}".encode()) for table, what in columns.items()}
    return {table: found.rowcount for table, found in asked.items()}


def digest(ward: Ward, code: str) -> str:
    return slip_codes._hmac(ward.workplace, code)


def code_of(ward: Ward, visit: str) -> str:
    return schedule.print_slip(ward.desk, staff=ward.nurse, visit=visit).code


def test_nobody_at_the_kiosk_is_no_row_of_anybody(ward: Ward) -> None:
    ward.answered_visit()
    ward.new_visit(replace(PATIENT, family="Moss"))
    with plain(ward.workplace) as thief, plain(ward.desk) as nurse:
        assert set(seen(thief).values()) == {0}
        assert all(
            seen(nurse)[table] for table in ("visit", "patient", "reply", "audit", "visit_summary", "visit_word")
        )


def test_of_whoever_sits_there_all_is_seen_and_of_nobody_else(ward: Ward) -> None:
    visit, other = ward.new_visit(), ward.new_visit(replace(PATIENT, family="Moss"))
    ward.at("kiosk-2").answer_all(ward.at("kiosk-2").sit_down(other))
    opened = ward.answer_all(ward.sit_down(visit))
    with plain(ward.workplace) as thief:
        for table in ROWS_AT_KIOSK.keys() - {"patient", "visit"}:
            found = thief.execute(f"SELECT DISTINCT visit_id FROM {table}".encode()).fetchall()
            assert found in ([(visit,)], []), table
        assert thief.execute("SELECT id FROM visit").fetchall() == [(visit,)]
        assert thief.execute("SELECT family FROM patient").fetchall() == [(PATIENT.family,)]
        # So that there is a row of each kind to copy.
        plan_print.printed_papers(ward.workplace, session=opened.session.id)
        for change in MOVES:
            with pytest.raises(InsufficientPrivilege):
                thief.execute(change.encode(), (other,))
        assert thief.execute("UPDATE visit SET nurse_called_at = 'x' WHERE id = %s", (other,)).rowcount == 0
    intake.leave(ward.workplace, session=opened.session.id)
    with plain(ward.workplace) as thief:
        assert set(seen(thief).values()) == {0}


def test_a_sitting_that_is_over_is_named_by_its_id_alone_and_by_its_own_station(ward: Ward) -> None:
    opened = ward.sit_down(ward.new_visit())
    intake.leave(ward.workplace, session=opened.session.id)
    with plain(ward.workplace) as own, plain(ward.at("kiosk-2").workplace) as other:
        for thief, found in ((own, 1), (other, 0)):
            thief.execute("SELECT set_config('kypho.sitting', %s, false)", (opened.session.id,))
            assert seen(thief)["visit"] == found


def test_a_claim_that_can_still_be_taken_back_is_not_answered(ward: Ward) -> None:
    code = code_of(ward, ward.new_visit())
    with plain(ward.workplace) as thief:
        for within in ("", "; SAVEPOINT later"):
            thief.execute(f"BEGIN{within}".encode())
            assert one(thief, "SELECT try_claim(%s, NULL, %s)", digest(ward, code), BORN.isoformat()) == 0
            if within:
                thief.execute("RELEASE later")
            with pytest.raises(InsufficientPrivilege):
                one(thief, "SELECT answer_claim(%s)", TODAY)
            thief.execute("ROLLBACK")
        assert one(thief, "SELECT answer_claim(%s)", TODAY) is None, "nothing was tried"
        assert set(seen(thief).values()) == {0}


def test_a_wrong_try_counts_whatever_becomes_of_its_answer(ward: Ward) -> None:
    """The connection drops after each try, or the answer is taken back: ten kill the code, five make the kiosk wait."""
    visit = ward.new_visit()
    code = code_of(ward, visit)
    for number in range(10):
        with plain(ward.workplace) as thief:
            assert one(thief, "SELECT try_claim(%s, NULL, %s)", digest(ward, code), "1900-01-01") == 0
            with thief.transaction(force_rollback=True):
                assert one(thief, "SELECT answer_claim(%s)", TODAY) is None
            if number >= 4:
                assert one(thief, "SELECT try_claim(%s, NULL, %s)", digest(ward, code), BORN.isoformat()) > 0
                ward.let_pass(120)
    with pytest.raises(WrongCode):
        intake.sign_in(ward.workplace, code=code, born=BORN)
    assert ward.row(visit).code_dead


def test_a_code_that_nobody_has_and_a_wrong_date_are_answered_alike(ward: Ward) -> None:
    code = code_of(ward, ward.new_visit())
    unknown = f"{(int(code) + 1) % 1_000_000:06d}"
    with plain(ward.workplace) as thief:
        answers = []
        for typed in (code, unknown):
            tried = one(thief, "SELECT try_claim(%s, NULL, %s)", digest(ward, typed), "1900-01-01")
            answers.append((tried, one(thief, "SELECT answer_claim(%s)", TODAY), seen(thief)))
        assert answers[0] == answers[1]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM claim", "UPDATE claim SET claimed_at = now()", "INSERT INTO claim (station_id) VALUES ('x')",
        "SELECT keep_tries('x', 0, NULL, NULL, 0, NULL)", "SELECT count_try('x')", "SELECT note_miss('x', 'y', 10)",
        "SELECT visit_named('{obrien}', '1950-02-03', '')", "SET ROLE owner", "SET row_security = off; TABLE visit",
        "ALTER TABLE visit DISABLE ROW LEVEL SECURITY", "CREATE FUNCTION held() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "UPDATE visit SET code_hmac = NULL", "UPDATE visit SET code_misses = 0",
    ],
)  # fmt: skip
def test_what_guards_is_not_for_a_kiosk_to_call_or_to_change(ward: Ward, statement: str) -> None:
    with plain(ward.workplace) as thief, pytest.raises(psycopg.Error) as refused:
        thief.execute(statement.encode())
    assert refused.value.sqlstate == "42501"


def test_a_kiosk_does_not_shorten_its_own_wait(ward: Ward) -> None:
    with pytest.raises(WrongCode):
        intake.sign_in(ward.workplace, code="000000", born=date(1900, 1, 1))
    with plain(ward.workplace) as thief:
        kept = "key LIKE 'wrong_codes:%'"
        assert one(thief, f"SELECT count(*) FROM setting WHERE {kept}") == 1
        assert thief.execute(f"UPDATE setting SET value = '{{}}' WHERE {kept}".encode()).rowcount == 0


def test_a_desk_claims_nothing(ward: Ward) -> None:
    with plain(ward.desk) as desk, pytest.raises(InsufficientPrivilege):
        one(desk, "SELECT try_claim(NULL, '{obrien}', '1950-02-03')")


def test_an_emergency_is_seen_at_its_own_kiosk_until_staff_came(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = ward.say(ward.sit_down(visit), "now.symptoms", {"picked": ["chest_pain"], "unsure": False})
    intake.leave(ward.workplace, session=opened.session.id)
    assert intake.emergency_on(ward.workplace) == visit
    with plain(ward.at("kiosk-2").workplace) as other:
        assert set(seen(other).values()) == {0}
    ward.acknowledge(visit)
    with plain(ward.workplace) as thief:
        assert set(seen(thief).values()) == {0}


def known_to_the_planner(connection: Connection) -> set[str]:
    asked = "SELECT attname FROM pg_stats WHERE schemaname = 'public'"
    return set(connection.exec_driver_sql(asked).scalars())


def test_an_older_clinic_s_kiosk_sees_no_more_after_the_upgrade(
    server: ClinicServer, tmp_path: Path, content: Content
) -> None:
    with stations(server, tmp_path, content) as (desk, kiosk):
        desk.new_visit()
        for station in (desk, kiosk):
            station.workplace.database.close()
        assert isinstance(kiosk.workplace.database, Database)
        url = server.url(kiosk.workplace.database.address.parts["dbname"])
        with alone(url) as connection:
            Steps().downgrade(connection, "0010")
            for table in ROWS_AT_KIOSK:
                connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
            login = kiosk.workplace.database.address.parts["user"]
            group = "SELECT roleid::regrole FROM pg_auth_members WHERE member = %s::regrole"
            role = connection.exec_driver_sql(group, (login,)).scalar_one()
            connection.exec_driver_sql(f"GRANT SELECT, UPDATE (misses) ON staff TO {role}")
            connection.exec_driver_sql("ANALYZE")
            assert "family" in known_to_the_planner(connection)
        with plain(kiosk.workplace) as thief:
            assert seen(thief)["visit"] == 1
            assert one(thief, "SELECT password_hash FROM staff") == desk.nurse.proof
        assert bring_up(url) == "0010"
        with alone(url) as connection:
            assert not known_to_the_planner(connection) & {"family", "born", "mrn", "word", "code_hmac"}
        with plain(kiosk.workplace) as thief:
            assert set(seen(thief).values()) == {0}
            for statement in ("SELECT password_hash FROM staff", "UPDATE staff SET misses = 0"):
                with pytest.raises(InsufficientPrivilege):
                    thief.execute(statement.encode())


def test_what_an_acknowledgement_writes_it_writes_before_the_visit_is_let_go(ward: Ward) -> None:
    """No rule reads an acknowledgement today; one that did would put the sign-off's fall on record all the same."""
    visit = ward.signed_visit()
    with ward.desk.reading() as records:
        signed = refresh.situation_of(ward.desk, records, visit)
    opened = ward.say(ward.sit_down(visit), "now.symptoms", {"picked": ["chest_pain"], "unsure": False})
    intake.leave(ward.workplace, session=opened.session.id)
    ward.acknowledge(visit)
    assert ward.events(visit).count("sign_off_revoked") == 1, "by the tick, not by the acknowledgement"
    opened = ward.say(ward.sit_down(visit), "now.symptoms", {"picked": ["chest_pain", "weak_legs"], "unsure": False})
    intake.leave(ward.workplace, session=opened.session.id)
    at = signed.chart.newest + 100
    ward.prove()
    with ward.workplace.writing() as records:
        kind, by = FactKind.EMERGENCY_ACKNOWLEDGED, ward.nurse
        fact = StaffFact("ack", visit, kind, "", {}, by.name, ward.clock(), recorded_by_id=by.id, seq=at)
        records.charts.add_fact(fact)
        refresh.refresh(ward.workplace, records, signed)
    assert ward.events(visit).count("sign_off_revoked") == 2
    with plain(ward.workplace) as thief:
        assert set(seen(thief).values()) == {0}
