"""What patients said and staff recorded is only ever added to, whatever statement is tried."""

from datetime import UTC, date, datetime

import psycopg
import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError

from kypho_prep.prep.chart import Patient, Visit
from kypho_prep.records.rows import SessionRow
from kypho_prep.records.store import Store
from kypho_prep.records.tables import ONLY_ADDED_TO
from tests.clinic_server import ClinicServer

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
ROWS = {
    "reply": "('v', 1, 'x', 'now.fever', NULL, 'value', 'true', 'patient', '', '', 1, '1', 'en', '{}', 900, 100, 'k', "
    "'t', 't', NULL, NULL, NULL, 1)",
    "flag": "(1, 'x', 'v', 't', 'p', 's', 'red', 'cancel', 'f', TRUE, 't', '[]', 1)",
    "flag_action": "(1, 'x', 'v', 't', 'seen', '', '', 'Ann', 't', NULL, '', NULL, 1)",
    "instruction": "(1, 'x', 'v', 's', 'other', NULL, NULL, '', '', NULL, '', '', NULL, 'Ann', 't', 1, FALSE, NULL, "
    "'', FALSE, NULL, 1)",
    "staff_fact": "(1, 'x', 'v', 'call', '', '{}', 'Ann', 't', NULL, '', FALSE, NULL, 1)",
    "sign_off": "(1, 'x', 'v', 'prep', '{}', '{}', '', 'Ann', 't', '1', '[]', NULL, 1)",
    "audit": "(1, 't', 'Ann', 'viewed', '', 'v', '{}', NULL)",
}


@pytest.fixture
def with_rows(database: Store) -> Store:
    with database.write() as records:
        records.visits.add(Patient("p", "O'Brien", "Ann", date(1950, 1, 2)), Visit("v", "p", date(2026, 12, 1)), NOW)
        for table, values in ROWS.items():
            records.connection.exec_driver_sql(f"INSERT INTO {table} VALUES {values}")
    return database


def content(database: Store, table: str) -> list[tuple[object, ...]]:
    with database.read() as records:
        return [tuple(row) for row in records.connection.exec_driver_sql(f"SELECT * FROM {table}")]


@pytest.mark.parametrize("table", ONLY_ADDED_TO)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET {column} = {column}",
        "DELETE FROM {table}",
        "INSERT INTO {table} VALUES {values} ON CONFLICT (id) DO UPDATE SET {column} = excluded.{column}",
    ],
)
def test_no_statement_of_either_database_changes_a_row(with_rows: Store, table: str, statement: str) -> None:
    if table == "audit" and "ON CONFLICT" in statement:
        statement = statement.replace("(id)", "(seq)")
    refused(with_rows, table, statement)


@pytest.mark.sqlite
@pytest.mark.parametrize("table", ONLY_ADDED_TO)
@pytest.mark.parametrize(
    "statement", ["INSERT OR REPLACE INTO {table} VALUES {values}", "REPLACE INTO {table} SELECT * FROM {table}"]
)
def test_nor_does_a_statement_of_sqlite_s_own(with_rows: Store, table: str, statement: str) -> None:
    refused(with_rows, table, statement)


def test_a_server_s_table_cannot_be_emptied_at_once(server: ClinicServer) -> None:
    with psycopg.connect(server.url(server.new())) as connection:
        for table in ONLY_ADDED_TO:
            with pytest.raises(psycopg.IntegrityError, match="only added to"):
                connection.execute(f"TRUNCATE {table} CASCADE")
            connection.rollback()


def refused(with_rows: Store, table: str, statement: str) -> None:
    before = content(with_rows, table)
    column = "item" if table == "reply" else "seq"
    tried = statement.format(table=table, column=column, values=ROWS[table])
    with pytest.raises(IntegrityError, match="only added to"), with_rows.write() as records:
        records.connection.exec_driver_sql(tried)
    assert content(with_rows, table) == before
    assert len(before) == 1


def test_a_visit_has_one_open_sitting_at_most(with_rows: Store) -> None:
    def sitting(identity: str) -> SessionRow:
        return SessionRow(identity, "v", "k", "patient", "", "en", 100, "light", NOW, "patient")

    with with_rows.write() as records:
        records.sessions.add(sitting("a"))
    with pytest.raises(IntegrityError), with_rows.write() as records:
        records.sessions.add(sitting("b"))
    with with_rows.write() as records:
        records.sessions.change("a", ended_at=NOW, ended_how="left")
        records.sessions.add(sitting("b"))


def test_two_visits_never_have_the_same_code(with_rows: Store) -> None:
    with with_rows.write() as records:
        records.visits.add(Patient("q", "Lee", "Bo", date(1950, 1, 2)), Visit("w", "q", date(2026, 12, 1)), NOW)
        records.visits.change("v", code_hmac="same")
    with pytest.raises(IntegrityError), with_rows.write() as records:
        records.visits.change("w", code_hmac="same")


def test_a_moment_without_a_zone_is_refused(database: Store) -> None:
    with pytest.raises(Exception, match="a moment without a zone"), database.write() as records:
        records.visits.change("v", finished_at=datetime(2026, 11, 23, 15))  # noqa: DTZ001


def test_the_columns_of_each_table_are_all_there_is(database: Store) -> None:
    with database.read() as records:
        names = set(inspect(records.connection).get_table_names())
    assert names - {"audit_key", "code_key", "claim", "hand_over", "mask", "password_try"} == {
        "alembic_version", "audit", "audit_chain", "date_miss", "flag", "flag_action", "instruction", "kiosk_session",
        "patient",
        "reply", "setting", "sign_off", "staff", "staff_fact", "station", "visit", "visit_summary",
        "visit_word",
    }  # fmt: skip
