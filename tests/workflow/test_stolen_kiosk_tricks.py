"""What a thief with a kiosk's login and SQL tries beside reading the tables: none of it reaches another patient."""

from dataclasses import replace
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from kypho_prep.records.postgresql.database import Database
from kypho_prep.records.tables import reply, staff_fact
from kypho_prep.workflow import stations
from kypho_prep.workflow.patient import intake, plan_print
from kypho_prep.workflow.visits import schedule
from tests.clinic_server import ClinicServer
from tests.workflow.test_stolen_kiosk import copied, one, plain
from tests.workflow.ward import PATIENT, Ward

pytestmark = pytest.mark.by_logins(alone=True)

# Called for each row that a scan meets, before the policy if the server let it: it costs next to nothing.
LEAK = """
CREATE FUNCTION pg_temp.leak(one text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
$$ BEGIN RAISE NOTICE '%', one; RETURN true; END $$
"""


def test_no_function_of_its_own_is_shown_a_row_that_it_does_not_hold(ward: Ward) -> None:
    ward.new_visit()
    with plain(ward.workplace) as thief:
        heard: list[Any] = []
        thief.add_notice_handler(heard.append)
        thief.execute(LEAK)
        for column, table in (("family", "patient"), ("id", "visit"), ("word", "visit_word"), ("event", "audit")):
            thief.execute(f"SELECT count(*) FROM {table} WHERE pg_temp.leak({column}::text)".encode())
        assert heard == []


def test_no_table_of_its_own_stands_for_one_that_guards(ward: Ward) -> None:
    other = ward.new_visit()
    with plain(ward.workplace) as thief:
        login = one(thief, "SELECT session_user")
        for made in (
            f"kiosk_session AS SELECT 's' AS id, '{other}' AS visit_id, NULL AS ended_at, 'x' AS station_id",
            f"station AS SELECT 'x' AS id, 'x' AS name, '{login}' AS login, 'desk' AS kind, NULL AS revoked_at",
            f"visit_summary AS SELECT '{other}' AS visit_id, 'x' AS emergency_kiosk",
            f"claim AS SELECT 'x' AS station_id, '{other}' AS visit_id, now() AS claimed_at",
            f"visit AS SELECT '{other}' AS id, 'x' AS patient_id",
            "password_try AS SELECT 'x' AS station_id, 'x' AS proved, now() AS proved_at",
        ):
            thief.execute(f"CREATE TEMP TABLE {made}".encode())
        thief.execute("SET search_path = pg_temp, public")
        assert one(thief, "SELECT count(*) FROM held()") == 0
        assert {one(thief, f"SELECT count(*) FROM public.{table}") for table in ("visit", "patient", "reply")} == {0}
        assert not one(thief, "SELECT works_here(%s, false)", ward.nurse.id)


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT * FROM pg_stats WHERE tablename IN ('patient', 'visit', 'staff', 'visit_word', 'reply', 'audit')",
        "SELECT query FROM pg_stat_activity WHERE usename <> session_user AND query NOT LIKE '<%'",
        "SELECT * FROM pg_prepared_statements", "SELECT * FROM pg_cursors",
        "SELECT * FROM pg_largeobject_metadata", "SELECT * FROM pg_policies WHERE qual LIKE '%password%'",
    ],
)  # fmt: skip
def test_the_server_s_own_tables_tell_nothing_of_anybody(ward: Ward, server: ClinicServer, asked: str) -> None:
    for _ in range(3):
        ward.new_visit()
    assert isinstance(ward.desk.database, Database)
    with psycopg.connect(server.url(ward.desk.database.address.parts["dbname"]), autocommit=True) as owner:
        owner.execute("ANALYZE")
        assert one(owner, "SELECT count(*) FROM pg_stats WHERE tablename = 'patient'")
    with plain(ward.desk) as desk, plain(ward.workplace) as thief:
        desk.execute("SELECT family FROM patient")
        assert thief.execute(asked.encode()).fetchall() == []


def test_it_ends_no_other_station_s_lease_and_holds_none(ward: Ward) -> None:
    stations.renew(ward.at("kiosk-2").workplace)
    with plain(ward.workplace) as thief:
        assert thief.execute("UPDATE station SET seen_at = NULL").rowcount == 1, "its own"
        assert thief.execute("SELECT FROM station FOR UPDATE").rowcount == 1
        assert one(thief, "SELECT count(*) FROM station WHERE seen_at IS NOT NULL") >= 1


# What staff say, and what would withdraw it.
STAFF_S = ("identifiers", "adult_verified", "sign_off_withdrawn", "legal_hold", "emergency_acknowledged")


def test_of_the_visit_that_it_holds_it_writes_what_a_patient_does_alone(ward: Ward) -> None:
    opened = ward.answer_all(ward.sit_down(ward.new_visit()))
    plan_print.printed_papers(ward.workplace, session=opened.session.id)
    author = f"'{ward.nurse.id}'"
    forged = [
        copied(staff_fact, id="'new'", seq="900", kind=f"'{kind}'", recorded_by_id=author) for kind in STAFF_S
    ] + [
        copied(staff_fact, id="'new'", seq="900", supersedes="id"),
        copied(staff_fact, id="'new'", seq="900", withdrawn="true"),
        copied(reply, id="'new'", seq="900", who="'staff'", who_id=author),
        copied(reply, id="'new'", seq="900", session_id="NULL"),
    ]
    with plain(ward.workplace) as thief:
        for statement in forged:
            with pytest.raises(InsufficientPrivilege):
                thief.execute(statement.encode())


def guess(connection: psycopg.Connection[Any], rows: str, value: str) -> str:
    """How many rows the planner thinks there are."""
    asked = sql.SQL("EXPLAIN SELECT FROM {} {}").format(sql.SQL(rows), sql.Literal(value))
    row = connection.execute(asked).fetchone()
    assert row is not None
    return str(row[0]).partition("rows=")[2]


# By what a person is known, and what was said or written of them, wherever it stands.
PERSONAL = {
    "patient": ("family", "given", "born", "mrn", "phone"),
    "visit": ("code_hmac",),
    "visit_summary": ("patient", "born", "mrn", "phone", "helper", "medicines"),
    "visit_word": ("word",),
    "reply": ("value", "who_name"),
    "kiosk_session": ("helper_name",),
    "flag": ("subject", "reasons", "fingerprint"),
    "staff_fact": ("subject", "value", "reason"),
}


def test_the_planner_s_guesses_tell_no_name(ward: Ward, server: ClinicServer) -> None:
    for number in range(12):
        person = replace(PATIENT, mrn=f"M{number % 2}", phone=f"555-010{number % 2}")
        schedule.print_slip(ward.desk, staff=ward.nurse, visit=ward.new_visit(person))
    intake.leave(ward.workplace, session=ward.answer_all(ward.sign_in(ward.new_visit())).session.id)
    assert isinstance(ward.desk.database, Database)
    with psycopg.connect(server.url(ward.desk.database.address.parts["dbname"]), autocommit=True) as owner:
        owner.execute("ANALYZE")
        there = {
            (table, column): one(owner, f"SELECT {column}::text FROM {table} ORDER BY {column} DESC LIMIT 1")
            for table, columns in PERSONAL.items()
            for column in columns
        }
    with plain(ward.workplace) as thief:
        for (table, column), value in there.items():
            for how in ("=", "<"):
                assert len({guess(thief, f"{table} WHERE {column} {how}", one) for one in (value, "0", "no one")}) == 1
