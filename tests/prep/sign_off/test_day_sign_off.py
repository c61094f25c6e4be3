"""The sign-off of the procedure's day: what blocks it, what it binds, what revokes it."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kypho_prep.prep.chart import ActionKind, FactKind, InstructionAction, SignOffKind
from kypho_prep.prep.sign_off.day_sign_off import day_blockers, day_standing
from kypho_prep.prep.sign_off.prep_sign_off import blockers, standing
from kypho_prep.prep.sign_off.stage import Stage, stage
from tests.prep.builders import PROCEDURE, Story, ticks
from tests.prep.day_stories import (
    DECIDED,
    QUIET,
    all_checked,
    blocked,
    changed,
    checks,
    on_the_day,
    signs_the_day,
    takes,
)


def test_every_cause_is_named() -> None:
    story = Story(tests=("blood",)).says("bleeding.history", ticks("disorder", "bruises")).takes("e1", "Xarelto")
    story.today = PROCEDURE
    checks(story.evaluates(), "skin", found="no")
    found = day_blockers(story.situation())
    assert [one.key for one in found if one.kind == "prep"] == ["blocker.day_prep_unsigned"]
    reds = {one.finding.problem for one in found if one.finding is not None}
    assert reds == {"bleeding_disorder", "loop", "fasting_missing"}, "an amber is the preparation's"
    assert ("blocker.day_undecided", "skin") in blocked(story)
    assert ("blocker.day_dose_missing", "dose:e1") in blocked(story)
    assert ("blocker.day_missing", "results") in blocked(story)
    dose = next(one for one in found if one.key == "blocker.day_dose_missing")
    assert (dose.params, dose.words) == ((("name", "Xarelto"),), ())


def test_a_fallen_preparation_blocks_and_a_red_of_the_day_too() -> None:
    story = all_checked(on_the_day())
    assert blocked(story) == []
    assert blocked(story.says("ride.phone", "555 0199")) == [("blocker.day_prep_fallen", "")]
    story = all_checked(on_the_day()).says("fasting.last_food", "today_am").says("fasting.last_food_hour", 7)
    assert blocked(story.evaluates()) == [
        ("blocker.day_prep_fallen", ""),
        ("blocker.red", "fasting.last_food"),
        ("blocker.day_undecided", "last_food"),
    ]
    checks(story, "last_food", found="time", on="2026-11-24", at="07:00", **DECIDED)
    assert blocked(story.evaluates()) == [("blocker.day_prep_fallen", "")], "the red is settled, the signature is not"
    assert blocked(story.signs()) == []
    story.says("fasting.last_food_hour", 9)
    assert len(blocked(story.evaluates())) == 3, "said after the decision"


def test_a_red_closed_on_the_review_still_needs_the_line_that_says_who_decided() -> None:
    story = on_the_day().says("fasting.last_food", "today_am").says("fasting.last_food_hour", 7).evaluates()
    all_checked(story.acts("intake_late", ActionKind.PROCEED, decided_by="Dr. Lee", text="Wait two hours"))
    assert blocked(story) == [("blocker.day_prep_fallen", ""), ("blocker.day_undecided", "last_food")]
    assert blocked(story.signs()) == [("blocker.day_undecided", "last_food")]


def test_the_day_is_signed_on_its_own_and_never_touches_the_preparation() -> None:
    story = on_the_day()
    assert day_standing(story.situation()).sign_off is None
    signs_the_day(all_checked(story))
    found = day_standing(story.situation())
    assert (found.stands, found.changes) == (True, ())
    assert standing(story.situation()).stands
    assert (stage(story.situation()), blockers(story.situation())) == (Stage.SIGNED_OFF, ())
    story.today = PROCEDURE + timedelta(days=1)
    assert day_standing(story.situation()).stands, "the day being over changes nothing"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda story: checks(story, "temperature", value="99.0", unit="F"), "day:temperature"),
        (lambda story: story.says("fasting.last_drink", "earlier"), "reply:fasting.last_drink"),
        (lambda story: story.says("fasting.drink_milk", True), "reply:fasting.drink_milk"),
        (lambda story: story.says("now.symptoms", ticks("fever_chills")), "reply:now.symptoms"),
        (lambda story: story.changes(levels="L2"), "visit:levels"),
        (lambda story: story.instructs("e9", InstructionAction.OTHER), "instruction:e9:other"),
        (lambda story: takes(story, "e9", "Xarelto"), "day:dose:e9"),
    ],
)
def test_a_changed_value_revokes_the_day_and_is_named(change: Any, key: str) -> None:
    story = change(signs_the_day(all_checked(on_the_day())))
    assert not day_standing(story.situation()).stands
    assert key in changed(story)


def test_right_now_answered_none_and_a_new_look_at_the_preparation_change_nothing() -> None:
    story = signs_the_day(all_checked(on_the_day())).says("now.symptoms", ticks())
    assert day_standing(story.records(FactKind.IDENTIFIERS).signs().situation()).stands
    assert changed(story.signs(SignOffKind.NOT_COMPLETE)) == ["prep"]


@given(
    skipped=st.sets(st.sampled_from([one for one in QUIET if one != "results"])),
    days=st.integers(-3, 3).filter(bool),
    late=st.booleans(),
    decided=st.booleans(),
    fallen=st.booleans(),
)
def test_no_path_leaves_a_page_unblocked_that_lacks_anything(
    skipped: set[str], days: int, late: bool, decided: bool, fallen: bool
) -> None:
    """A line that was recorded on another day, or not at all, is named; so is each difference nobody decided about."""
    story = on_the_day()
    for key in (one for one in QUIET if one != "results"):
        story.today = PROCEDURE + timedelta(days=days) if key in skipped else PROCEDURE
        value = {"found": "time", "on": "2026-11-24", "at": "08:00"} if late and key == "last_food" else QUIET[key]
        checks(story, key, **value, **(DECIDED if decided else {}))
    story.today = PROCEDURE
    if fallen:
        story.says("ride.phone", "555 0199")
    expected = {("blocker.day_missing", key) for key in skipped}
    expected |= (
        {("blocker.day_undecided", "last_food")} if late and not decided and "last_food" not in skipped else set()
    )
    expected |= {("blocker.day_prep_fallen", "")} if fallen else set()
    assert set(blocked(story)) == expected


@given(st.sampled_from([one for one in QUIET if one != "results"]), st.booleans(), st.integers(0, 5))
def test_the_same_value_recorded_again_keeps_the_sign_off_and_a_changed_one_revokes_it(
    key: str, same: bool, times: int
) -> None:
    story = signs_the_day(all_checked(on_the_day()))
    for _ in range(times):
        checks(story, key, **QUIET[key])
    if not same:
        checks(story, key, **QUIET[key], note="corrected")
    assert day_standing(story.situation()).stands is same
    assert changed(story) == ([] if same else [f"day:{key}"])
