"""The chain over the audit: any edit, swap, removal or entry put in past it is named, on either database."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from kypho_prep.records import enrolment
from kypho_prep.records.audit_chain import Anchor, AuditChain, Checked, Fault, FaultKind
from kypho_prep.records.migrate import Steps
from kypho_prep.records.postgresql.database import Database
from kypho_prep.records.rows import AuditRow, StaffRow, Station
from kypho_prep.records.store import Store
from kypho_prep.workflow import start
from tests.clinic_folders import enrol
from tests.clinic_server import ClinicServer

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
MANY = 10_000
EDITS = {
    "at": "'2026-11-22T15:00:00.000000Z'",
    "actor": "'somebody else'",
    "actor_id": "'somebody'",
    "event": "'chart_viewed '",
    "subject": "subject || '.'",
    "visit_id": "NULL",
    "details": "'{}'",
}
KINDS = (*EDITS, "swap", "remove", "remove with its place", "close the gap", "put in")


class Undone(Exception):
    """What was tampered with is as it was."""


def line(number: int) -> AuditRow:
    """An entry unlike all others."""
    said = {"n": number, "ä": "é"}
    return AuditRow(NOW + timedelta(seconds=number), f"Ann {number}", "chart_viewed", f"s-{number}", "v", said)


def fill(database: Store, many: int) -> None:
    with database.write() as records:
        records.staff.add(StaffRow("somebody", "somebody", "Somebody Else", "nurse", "-", NOW))
        for number in range(many):
            records.audit.add(line(number))


@contextmanager
def tampering(database: Store) -> Iterator[Connection]:
    """Hand out what somebody has who took the triggers away; all is as it was at the end."""
    with suppress(Undone), database.write() as records:
        connection = records.connection
        if database.shared:
            for table in ("audit", "audit_chain"):
                connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            found = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('audit', 'audit_chain')"
            for name in connection.exec_driver_sql(found).scalars().all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield connection
        raise Undone


def checked(database: Store, connection: Connection, at_once: int = 2000) -> Checked:
    found = Checked()
    while not found.done:
        found = AuditChain(connection).check(database.audit_key, found, at_once)
    return found


def checked_upto(database: Store, place: int) -> Anchor:
    with database.read() as records:
        return records.audit_chain.check(database.audit_key, Checked(), place).upto


def tamper(connection: Connection, kind: str, place: int, other: int) -> int:
    """Do it to an entry, and return the place at which it must be found."""
    say = connection.exec_driver_sql
    at, there = (f"(SELECT seq FROM audit_chain WHERE place = {one})" for one in (place, other))
    if kind == "swap":
        say(f"UPDATE audit SET seq = -1 WHERE seq = {at}")
        say(f"UPDATE audit SET seq = {at} WHERE seq = {there}")
        say(f"UPDATE audit SET seq = {there} WHERE seq = -1")
        return min(place, other)
    if kind == "put in":
        say("INSERT INTO audit (seq, at, actor, event, subject, details) VALUES (-5, '', '', '', '', '{}')")
        return int(say("SELECT max(place) FROM audit_chain").scalar_one())
    if kind.startswith(("remove", "close")):
        say(f"DELETE FROM audit WHERE seq = {at}")
        if kind != "remove":
            say(f"DELETE FROM audit_chain WHERE place = {place}")
        if kind == "close the gap":
            # By way of places that nobody has: each is taken once.
            say(f"UPDATE audit_chain SET place = -place WHERE place > {place}")
            say("UPDATE audit_chain SET place = -place - 1 WHERE place < 0")
        return place
    say(f"UPDATE audit SET {kind} = {EDITS[kind]} WHERE seq = {at}")
    return place


def test_ten_thousand_entries_are_whole_and_any_tampering_is_named(database: Store) -> None:
    # The check is one for both; a server's tags are worked out by itself, which a tenth shows as well.
    many = MANY // 10 if database.shared else MANY
    fill(database, many)
    with database.read() as records:
        whole = checked(database, records.connection)
        assert whole == Checked(records.audit_chain.head(), done=True)
        assert whole.upto.place == many

    @settings(max_examples=20, deadline=None, derandomize=True, database=None)
    @given(st.sampled_from(KINDS), st.integers(1, many - 1), st.integers(1, many - 1))
    def named(kind: str, place: int, other: int) -> None:
        other = other if other != place else other + 1
        with tampering(database) as connection:
            where = tamper(connection, kind, place, other)
            fault = checked(database, connection).fault
        assert fault is not None
        assert fault.place == where

    named()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_tampering_is_called_what_it_is(database: Store, kind: str) -> None:
    fill(database, 5)
    wanted = {"remove": FaultKind.GONE, "remove with its place": FaultKind.CUT_OUT, "put in": FaultKind.SLIPPED_IN}
    with tampering(database) as connection:
        tamper(connection, kind, 2, 4)
        fault = checked(database, connection, 3).fault
    assert fault is not None
    assert fault.kind is wanted.get(kind, FaultKind.EDITED)


def test_a_tail_that_is_cut_and_an_older_copy_show_where_an_anchor_is_newer(database: Store) -> None:
    fill(database, 5)
    older = checked_upto(database, 3)
    with database.read() as records:
        anchor = records.audit_chain.head()
        assert records.audit_chain.fault_at(anchor) is None
    with tampering(database) as connection:
        connection.exec_driver_sql("DELETE FROM audit WHERE subject = 's-4'")
        connection.exec_driver_sql("DELETE FROM audit_chain WHERE place = 5")
        assert checked(database, connection).fault is None, "what is left holds together: only an anchor tells"
        chain = AuditChain(connection)
        assert chain.fault_at(older) is None
        assert chain.fault_at(anchor) == Fault(FaultKind.SHORTER, 5)
        assert chain.check(database.audit_key, Checked(anchor)).fault == Fault(FaultKind.SHORTER, 5)
    with database.write() as records:
        records.audit.add(line(5))
    with database.read() as records:
        assert records.audit_chain.fault_at(Anchor(5, "0" * 64)) == Fault(FaultKind.ANOTHER, 5)
        assert records.audit_chain.fault_at(anchor) is None


def test_the_check_goes_on_from_where_it_was(database: Store) -> None:
    fill(database, 5)
    with database.read() as records:
        some = records.audit_chain.check(database.audit_key, Checked(), 3)
        assert (some.upto.place, some.done) == (3, False)
        rest = records.audit_chain.check(database.audit_key, some, 3)
        assert (rest.upto.place, rest.done, rest.fault) == (5, True, None)
    with database.write() as records:
        records.audit.add(line(5))
    with database.read() as records:
        assert records.audit_chain.check(database.audit_key, rest, 3).upto.place == 6


def test_what_is_undone_leaves_no_gap_in_the_chain(database: Store) -> None:
    with suppress(Undone), database.write() as records:
        records.audit.add(line(0))
        raise Undone
    fill(database, 2)
    with database.read() as records:
        assert checked(database, records.connection).upto.place == 2


@pytest.mark.parametrize("statement", ["UPDATE audit_chain SET tag = tag", "DELETE FROM audit_chain"])
def test_no_statement_changes_a_place_of_the_chain(database: Store, statement: str) -> None:
    fill(database, 1)
    with pytest.raises(IntegrityError, match="only added to"), database.write() as records:
        records.connection.exec_driver_sql(statement)


@pytest.mark.server
def test_stations_that_write_at_once_are_chained_in_the_order_of_their_commits(
    server: ClinicServer, tmp_path: Path
) -> None:
    enrol(tmp_path, server)
    start.open_or_create(tmp_path / "data", tmp_path / "config").close()
    found = enrolment.read(tmp_path / "config")
    assert found is not None
    one, other = (Database.open(found.url, Station("", name, "desk")) for name in ("one", "other"))
    with one.write() as first:
        first.audit.add(line(1))
        with other.write() as second:
            second.audit.add(line(2))
    with other.read() as records:
        order = "SELECT subject FROM audit JOIN audit_chain USING (seq) ORDER BY place"
        assert records.connection.exec_driver_sql(order).scalars().all() == ["s-2", "s-1"]
        whole = records.audit_chain.check(other.audit_key, Checked())
        assert (whole.upto.place, whole.fault) == (2, None)
    one.close()
    other.close()


def test_entries_of_before_are_brought_into_the_chain(database: Store) -> None:
    fill(database, 5)
    with database.write() as records:
        Steps().downgrade(records.connection, "0015")
        Steps().upgrade(records.connection)
    if isinstance(database, Database):
        with database.read() as records:
            database._audit_key = bytes(records.connection.exec_driver_sql("SELECT key FROM audit_key").scalar_one())
    with database.read() as records:
        assert checked(database, records.connection).upto.place == 5
