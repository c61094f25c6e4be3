"""A chart comes back exactly as it was stored, whatever a patient typed."""

import string
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kypho_prep.prep.chart import (
    ActionKind,
    Anesthesia,
    FactKind,
    FlagAction,
    FlagRow,
    Instruction,
    InstructionAction,
    Patient,
    SignOff,
    SignOffKind,
    StaffFact,
    Visit,
)
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.reply import Answerer, Reply, Shown, State, Who
from kypho_prep.records.ids import new_id
from kypho_prep.records.store import Store

NOW = datetime(2026, 11, 23, 15, 0, 0, 123456, tzinfo=UTC)
PERSON = Patient("p", "O'Brien-Łukasiewicz", "هدى", date(1950, 2, 28), "female", "MRN-1", "555-0100", "ar")
VISIT = Visit(
    "v",
    "p",
    date(2026, 12, 1),
    "08:30",
    date(2026, 12, 1),
    "07:00",
    "T12, L1",
    Anesthesia.SEDATION,
    "Dr. Żak",
    ("inr", "platelets"),
    ask_pregnancy=True,
)

words = some.text(some.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)
ids = some.text(string.ascii_lowercase + "_", min_size=1, max_size=12)
values = some.one_of(
    some.booleans(),
    ids,
    words,
    some.integers(-(10**9), 10**9),
    some.floats(allow_nan=False, allow_infinity=False),
    some.fixed_dictionaries({"picked": some.lists(ids, unique=True, max_size=8), "unsure": some.booleans()}),
    some.fixed_dictionaries({"entries": some.lists(some.uuids().map(str), max_size=5)}),
    some.fixed_dictionaries({"attempt": some.integers(1, 2), "pick": ids, "outcome": ids}),
    some.fixed_dictionaries({"typed": words, "confirmed": some.none() | words, "generics": some.lists(words)}),
)


def reply(number: int, value: Any, shown: Shown, state: State = State.VALUE) -> Reply:
    return Reply(
        id=new_id(NOW),
        visit="v",
        seq=number,
        item="ride.adult",
        entry=None,
        state=state,
        value=value,
        answerer=Answerer(Who.HELPER_FOR, "Zoë"),
        revision=2,
        content_version="2026.11.1",
        language="ar",
        shown=shown,
        shown_ms=1234,
        text_size=140,
        kiosk="kiosk-1",
        at=NOW,
        local="2026-11-23 10:00",
        supersedes="another",
    )


def test_a_whole_chart_comes_back_as_it_was_stored(database: Store) -> None:
    order = Instruction(
        "i", "v", "fasting", InstructionAction.FASTING_FOOD, date(2026, 11, 30), "23:00", "Nothing", "Dr. Żak", None,
        "", "", None, "Ann", NOW, 3, read_back=True, supersedes="h", reason="moved", seq=2,
    )  # fmt: skip
    fact = StaffFact("f", "v", FactKind.RESULT_SEEN, "inr", {"value": "1.1"}, "Ann", NOW, withdrawn=True, seq=3)
    row = FlagRow("r", "t", "ride", "ride.adult", Level.RED, Kind.CANCEL, "mark", True, NOW, ("a", "b"), seq=4)
    action = FlagAction("a", "t", ActionKind.NEEDS_CALL, "Rang", "", "Ann", NOW, NOW, "no answer", seq=5)
    signed = SignOff(
        "s", "v", SignOffKind.PREP, {"a": "b"}, {"a": "Bé"}, "", "Ann", NOW, "2026.11.1", ("x", "y"), seq=6
    )
    said = reply(1, None, Shown("Q", "H", "A"), State.NOT_SURE)
    with database.write() as records:
        records.visits.add(PERSON, VISIT, NOW)
        records.charts.add_reply(said)
        records.charts.add_instruction(order)
        records.charts.add_fact(fact)
        records.charts.add_flags("v", (row,))
        records.charts.add_action("v", action)
        records.charts.add_sign_off(signed)
    with database.read() as records:
        chart = records.charts.load("v")
    assert (chart.patient, chart.visit, chart.replies) == (PERSON, VISIT, (said,))
    assert (chart.instructions, chart.facts, chart.flags) == ((order,), (fact,), (row,))
    assert (chart.actions, chart.sign_offs) == ((action,), (signed,))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=some.lists(some.tuples(values, words), min_size=1, max_size=4), name=words)
def test_any_answer_and_any_words_come_back(database: Store, said: list[tuple[Any, str]], name: str) -> None:
    visit = new_id(NOW)
    given_replies = tuple(reply(number, *_value_and_shown(one)) for number, one in enumerate(said, 1))
    stored = tuple(_of(one, visit) for one in given_replies)
    with database.write() as records:
        person = Patient(visit, name, name, date(1950, 1, 1))
        records.visits.add(person, Visit(visit, visit, date(2026, 12, 1)), NOW)
        for one in stored:
            records.charts.add_reply(one)
    with database.read() as records:
        chart = records.charts.load(visit)
    assert chart.replies == stored
    assert [type(one.value) for one in chart.replies] == [type(one.value) for one in stored]
    assert chart.patient.family == name


def _value_and_shown(said: tuple[Any, str]) -> tuple[Any, Shown]:
    return said[0], Shown(said[1], "", said[1])


def _of(one: Reply, visit: str) -> Reply:
    from dataclasses import replace

    return replace(one, visit=visit)
