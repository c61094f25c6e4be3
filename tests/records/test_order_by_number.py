"""The order of what happened to a visit is a number: rows of earlier versions get theirs, sittings have their own."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kypho_prep.prep.chart import (
    ActionKind,
    Chart,
    FactKind,
    FlagAction,
    Patient,
    SignOff,
    SignOffKind,
    StaffFact,
    Visit,
)
from kypho_prep.records.migrate import Steps
from kypho_prep.records.rows import SessionRow
from kypho_prep.records.store import Store
from kypho_prep.records.transaction import Transaction

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


def add_visit(records: Transaction, visit: str = "v") -> None:
    born = date(1950, 1, 2)
    records.visits.add(Patient(visit, "O'Brien", "Ann", born), Visit(visit, visit, date(2026, 12, 1)), NOW)


def fact(identity: str, at: datetime, seq: int = 0, visit: str = "v") -> StaffFact:
    return StaffFact(identity, visit, FactKind.IDENTIFIERS, "", {}, "Ann", at, seq=seq)


def placed(chart: Chart) -> list[str]:
    rows = (*chart.facts, *chart.actions, *chart.sign_offs)
    return [one.id for one in sorted(rows, key=lambda one: one.seq)]


def test_rows_of_an_earlier_version_get_their_places_by_their_moments(database: Store) -> None:
    with database.write(alone=True) as records:
        add_visit(records)
        add_visit(records, "w")
        records.charts.add_sign_off(
            SignOff("third", "v", SignOffKind.PREP, {}, {}, "", "Ann", NOW + 2 * HOUR, "1", seq=0)
        )
        action = FlagAction("second", "t", ActionKind.SEEN, "", "", "Ann", NOW + HOUR, seq=0)
        records.charts.add_action("v", action)
        for one in (fact("first", NOW), fact("fifth", NOW + 4 * HOUR), fact("other", NOW + 3 * HOUR, visit="w")):
            records.charts.add_fact(one)
        # Its clock had been put back: in its own table it comes after the one before it.
        records.charts.add_fact(fact("sixth", NOW))
        records.visits.change("v", wrong_person_at=NOW + 3 * HOUR)
        Steps().downgrade(records.connection, "0006")
        Steps().upgrade(records.connection)
        chart = records.charts.load("v")
        assert records.charts.load("w").facts[0].seq == 1
    assert placed(chart) == ["first", "second", "third", "fifth", "sixth"]
    assert chart.visit.wrong_person_seq == 4
    assert chart.newest == 5


def test_after_the_step_nothing_can_be_changed_again(database: Store) -> None:
    with database.write(alone=True) as records:
        add_visit(records)
        records.charts.add_fact(fact("f", NOW))
        Steps().downgrade(records.connection, "0006")
        Steps().upgrade(records.connection)
    with pytest.raises(IntegrityError, match="only added to"), database.write() as records:
        records.connection.execute(text("UPDATE staff_fact SET visit_seq = 9"))


def test_the_newest_sitting_is_the_one_that_was_opened_last_whatever_the_clock_said(database: Store) -> None:
    with database.write() as records:
        add_visit(records)
        for identity, at in (("z", NOW), ("y", NOW - 48 * HOUR), ("x", NOW - 49 * HOUR)):
            records.charts.load("v")
            sitting = SessionRow(identity, "v", "k", "patient", "", "en", 100, "light", at, "patient")
            records.sessions.add(sitting)
            records.sessions.change(identity, ended_at=at, ended_how="left")
        newest = records.sessions.newest_of("v")
        assert newest is not None
        assert (newest.id, newest.seq) == ("x", 3)
        assert [one.id for one in records.sessions.of_visit("v")] == ["z", "y", "x"]
