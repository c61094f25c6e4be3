"""The page of the procedure's day: which lines it has, and where they differ from what was entered or wanted."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kypho_prep.prep.chart import FactKind, InstructionAction, StaffFact
from kypho_prep.prep.rules.procedure_day import DayLine, day_facts, day_lines, said_at
from tests.prep.builders import PROCEDURE, Story, medicine, ticks
from tests.prep.day_stories import DECIDED, QUIET, all_checked, blocked, checks, keys, line, on_the_day, takes


def test_a_page_of_about_ten_lines_and_results_only_where_a_test_was_ordered() -> None:
    assert keys(on_the_day()) == [one for one in QUIET if one != "results"]
    assert keys(on_the_day(tests=("blood",))) == list(QUIET)


def test_a_dose_is_asked_of_each_medicine_that_was_flagged_and_of_no_other() -> None:
    story = on_the_day()
    for entry, typed in enumerate(("Xarelto", "ibuprofen", "celecoxib", "metformin", "Prolia", "Lantus"), start=1):
        takes(story, f"e{entry}", typed)
    assert [one.name for one in day_lines(story.situation()) if one.line is DayLine.DOSE] == [
        "Xarelto",
        "ibuprofen",
        "Lantus",
    ]


def test_a_ticked_group_has_its_line_until_its_medicine_is_named() -> None:
    story = on_the_day().says("medicines.groups_thin", ticks("blood_thinner"))
    assert line(story, "dose:group:blood_thinner").words == (("name", "medicines.groups_thin.choice.blood_thinner"),)
    story.says("medicines.name", medicine("Xarelto"), "e1")
    assert keys(story)[4:6] == ["dose:e1", "temperature"]
    assert (line(story, "dose:e1").words, line(story, "skin").words) == ((), (("name", "desk.day.line.skin"),))


@pytest.mark.parametrize(
    ("subject", "value", "differs"),
    [
        ("last_food", {"found": "time", "on": "2026-11-23", "at": "23:59"}, False),
        ("last_food", {"found": "time", "on": "2026-11-24", "at": "00:00"}, False),
        ("last_food", {"found": "time", "on": "2026-11-24", "at": "00:01"}, True),
        ("last_food", {"found": "time", "on": "2026-11-24"}, True),
        ("last_food", {"found": "unknown"}, True),
        ("last_drink", {"found": "time", "on": "2026-11-24", "at": "06:00"}, False),
        ("last_drink", {"found": "time", "on": "2026-11-24", "at": "06:01"}, True),
        ("last_drink", {"found": "time", "on": "2026-11-24", "at": "05:00", "milk": "yes"}, True),
        ("last_drink", {"found": "time", "on": "2026-11-23", "at": "20:00", "milk": "yes"}, False),
        ("symptoms", {"found": "no", "text": "cough"}, True),
        ("temperature", {"value": "102.9"}, False),
        ("escort", {"found": "no"}, True),
        ("leg_strength", {"found": "no", "text": "Left foot, for years"}, True),
        ("site", {"found": "no", "text": "Not marked"}, True),
        ("vitals", {"pressure": "190/110", "pulse": "120"}, False),
        ("identifiers", {"checked": "yes"}, False),
    ],
)
def test_what_was_recorded_differs_only_from_what_was_entered_or_wanted(
    subject: str, value: dict[str, str], differs: bool
) -> None:
    assert line(checks(on_the_day(), subject, **value), subject).differs is differs


def test_nothing_to_compare_with_is_no_difference() -> None:
    story = Story(times_revision=1).instructs("", InstructionAction.NO_FASTING)
    story.today = PROCEDURE
    for subject in ("last_food", "last_drink"):
        assert line(story, subject).entered[0].action is InstructionAction.NO_FASTING
        assert not line(checks(story, subject, found="unknown"), subject).differs
    takes(story, "e1", "Xarelto")
    assert not line(checks(story, "dose:e1", found="unknown"), "dose:e1").differs


def test_a_doctors_exemption_stands_for_an_escort_who_is_not_here() -> None:
    story = checks(on_the_day().records(FactKind.ESCORT_EXEMPT), "escort", found="no")
    found = line(story, "escort")
    assert [one.kind for one in found.known] == [FactKind.ADULT_VERIFIED, FactKind.ESCORT_EXEMPT]
    assert not found.differs


def test_what_the_patient_said_that_day_is_beside_it_and_compared() -> None:
    story = on_the_day().says("fasting.last_food", "today_am").says("fasting.last_food_hour", 7)
    story.says("fasting.last_drink", "today_am").says("fasting.last_drink_hour", 5).says("now.symptoms", ticks())
    assert [one.item for one in line(story, "last_food").said] == ["fasting.last_food", "fasting.last_food_hour"]
    assert [one.item for one in line(story, "symptoms").said] == ["now.symptoms"]
    assert line(story, "last_food").differs
    assert not line(story, "last_drink").differs
    assert line(story.says("fasting.drink_milk", True), "last_drink").differs
    checks(story, "last_food", found="time", on="2026-11-23", at="19:00")
    assert line(story, "last_food").differs, "the patient said another time"


def test_an_answer_of_another_day_says_nothing_about_this_one() -> None:
    story = on_the_day().says("fasting.last_food", "today_am").says("fasting.last_food_hour", 7)
    story.says("fasting.drink_milk", True).changes(procedure_on=PROCEDURE + timedelta(days=2))
    story.today = PROCEDURE + timedelta(days=2)
    assert line(story, "last_food").said == line(story, "last_drink").said == line(story, "symptoms").said == ()
    assert not line(story, "last_food").differs


@pytest.mark.parametrize(
    ("instruction", "value", "differs"),
    [
        ({"on": date(2026, 11, 20)}, {"found": "time", "on": "2026-11-20", "at": "22:00"}, False),
        ({"on": date(2026, 11, 20)}, {"found": "time", "on": "2026-11-21"}, True),
        ({"on": date(2026, 11, 20), "at": "08:00"}, {"found": "time", "on": "2026-11-20", "at": "08:30"}, True),
        ({"on": date(2026, 11, 20)}, {"found": "unknown"}, True),
        ({"on": date(2026, 11, 20)}, {"found": "not_taken"}, False),
        ({"on": date(2026, 11, 20), "times_revision": 7}, {"found": "time", "on": "2026-11-21"}, False),
        ({"on": None}, {"found": "time", "on": "2026-11-21"}, False),
    ],
)
def test_a_real_last_dose_against_the_instruction(
    instruction: dict[str, Any], value: dict[str, str], differs: bool
) -> None:
    story = takes(on_the_day(), "e1", "Xarelto").instructs("e1", InstructionAction.LAST_DOSE, **instruction)
    assert line(checks(story, "dose:e1", **value), "dose:e1").differs is differs


def test_the_earliest_of_two_last_doses_counts_and_the_patients_word_too() -> None:
    story = takes(on_the_day(), "e1", "Xarelto").instructs("e1", InstructionAction.CONTINUE)
    story.instructs("e1", InstructionAction.LAST_DOSE, on=date(2026, 11, 22))
    assert not line(story.says("medicines.last_taken", "2026-11-22", "e1"), "dose:e1").differs
    assert not line(story.says("medicines.last_taken", "before:2026-11-11", "e1"), "dose:e1").differs
    assert line(story.says("medicines.last_taken", "2026-11-24", "e1"), "dose:e1").differs
    story.says("medicines.last_taken", "2026-11-22", "e1")
    story.instructs("e1", InstructionAction.LAST_DOSE, on=date(2026, 11, 20))
    assert line(checks(story, "dose:e1", found="time", on="2026-11-21"), "dose:e1").differs


def test_a_difference_is_decided_by_three_names_recorded_after_all_that_it_is_about() -> None:
    late = {"found": "time", "on": "2026-11-24", "at": "07:00"}
    story = checks(on_the_day(), "last_food", **late, told="Dr. Lee", decided_by="Dr. Lee", decision=" ")
    assert line(story, "last_food").undecided
    assert not line(checks(story, "last_food", **late, **DECIDED), "last_food").undecided
    assert not line(story.says("ride.phone", "555 0100"), "last_food").undecided
    assert line(story.says("fasting.last_food", "today_am"), "last_food").undecided, "said after the decision"
    again = checks(story, "last_food", **late, **DECIDED).fasts("02:00", "05:00")
    assert line(again, "last_food").undecided, "entered after the decision"
    assert not line(on_the_day(), "last_food").decided


def test_the_time_that_the_patient_said_is_known_to_the_hour_or_not_at_all() -> None:
    story = on_the_day().says("fasting.last_food", "yesterday_pm").says("fasting.last_drink", "today_am")
    story.says("fasting.last_food_hour", 7).unsure("fasting.last_drink_hour").says("now.symptoms", ticks())
    said = {one.key: said_at(story.situation(), one) for one in day_lines(story.situation())}
    assert {key: f"{at:%Y-%m-%d %H:%M}" for key, at in said.items() if at} == {"last_food": "2026-11-23 19:59"}


def test_what_is_ticked_off_in_the_chart_stands_beside_its_line() -> None:
    story = on_the_day().records(FactKind.CHART_TICK, "consent", on="2026-11-20").records(FactKind.CHART_TICK, "weight")
    known = {one.key: [fact.subject for fact in one.known] for one in day_lines(story.situation()) if one.known}
    assert known == {"escort": [""], "consent": ["consent"]}


def test_a_line_recorded_on_another_day_does_not_count() -> None:
    story = on_the_day()
    story.today = PROCEDURE - timedelta(days=1)
    all_checked(story)
    story.today = PROCEDURE
    assert day_facts(story.situation()) == {}
    assert len([key for key, _subject in blocked(story) if key == "blocker.day_missing"]) == 12
    assert blocked(all_checked(story)) == []
    moved = story.changes(procedure_on=PROCEDURE + timedelta(days=1))
    assert day_facts(moved.situation()) == {}


@given(st.integers(-40, 40), st.integers(0, 23))
def test_a_line_counts_on_the_clinics_local_day_and_on_no_other(days: int, hour: int) -> None:
    at = Story().now.replace(hour=hour) + timedelta(days=days)
    fact = StaffFact("f", "v", FactKind.DAY_CHECK, "skin", {"found": "yes"}, "s", at, seq=1)
    story = Story()
    story.chart = replace(story.chart, facts=(fact,))
    local = at.astimezone(story.clinic.tz).date()
    assert bool(day_facts(story.situation())) is (local == PROCEDURE)
