"""Dangers that began before today, or begin at home: red for the nurse, the emergency line at once for the patient."""

import pytest

from kypho_prep.prep.chart import ActionKind
from kypho_prep.prep.checklist import Control, Kind, Level
from kypho_prep.prep.reply import State
from kypho_prep.prep.rules.flags import cards
from tests.prep.builders import Story, ticks
from tests.shipped import shipped

CONTENT = shipped()
NEW = "health.new_back"
WORDS = CONTENT.languages["en"]
AT_ONCE = {
    "after.sign_breathing": ("hard to breathe", "more short of breath", "chest hurts", "cough up blood"),
    "after.sign_numbness": (
        "a leg, an arm or your face gets weak",
        "legs or groin get numb",
        "cannot pee",
        "hold your pee or stool",
    ),
}


def real() -> Story:
    story = Story()
    story.checklist, story.medicines = CONTENT.checklist, CONTENT.medicines
    return story


@pytest.mark.parametrize("new", ["weak_legs", "bladder_bowel"])
def test_a_deficit_since_the_decision_is_red_though_it_is_no_news_of_today(new: str) -> None:
    story = real()
    revision = CONTENT.checklist.item(NEW).revision
    story.says("now.symptoms", ticks()).says(NEW, ticks(new), revision=revision)
    (card,) = [one for one in cards(story.situation()) if one.finding.problem == "new_deficit"]
    assert (card.level, card.kind, card.open) == (Level.RED, Kind.CANCEL, True)


def test_not_sure_of_a_new_deficit_is_red_until_somebody_knows() -> None:
    story = real()
    story.says("now.symptoms", ticks())
    story.says(NEW, None, state=State.NOT_SURE, revision=CONTENT.checklist.item(NEW).revision)
    (card,) = [one for one in cards(story.situation()) if one.finding.problem == "not_sure"]
    assert (card.finding.subject, card.level, card.kind) == (NEW, Level.RED, Kind.CANCEL)
    assert ActionKind.SEEN not in card.closing


@pytest.mark.parametrize("item", AT_ONCE)
def test_each_danger_after_the_procedure_means_the_emergency_line_at_once(item: str) -> None:
    at_once, *rest = WORDS(f"{item}.body", emergency_line="112").split("\n\n")
    assert WORDS(f"{item}.question").startswith("Call for help at once: ")
    assert at_once.strip().startswith("Call 112 at once")
    assert all(sign in at_once for sign in AT_ONCE[item])
    assert "your doctor" not in at_once
    assert "your doctor" in " ".join(rest)


def test_what_means_the_emergency_line_stands_before_what_means_the_doctor() -> None:
    signs = [one.id for one in CONTENT.checklist.items if one.id.startswith("after.sign_")]
    assert set(signs[: len(AT_ONCE)]) == set(AT_ONCE)
    for item in signs[len(AT_ONCE) :]:
        assert WORDS(f"{item}.question").startswith("Call your doctor: ")
        assert "chest" not in WORDS(f"{item}.body", emergency_line="911")


def test_a_card_that_the_nurse_reads_of_is_named_as_the_patient_sees_it() -> None:
    named = 0
    for item in CONTENT.checklist.items:
        for flag in item.flags:
            told = WORDS.table.get(f"flag.{flag.problem}.{flag.reason}", "")
            if item.control is Control.LESSON and "about the card “" in told and item.entry_of == "":
                named += 1
                assert f"“{WORDS(f'{item.id}.question')}”" in told
    assert named > 20


def test_what_was_ticked_before_the_sign_was_parted_in_two_stays_raised_until_asked_anew() -> None:
    story = real().says("now.symptoms", ticks("cannot_pass_urine", "fever_chills"), revision=1)
    found = {one.finding.problem: one.finding for one in cards(story.situation()) if one.open}
    assert [one.key for one in found["emergency_now"].reasons] == ["flag.emergency_now.cannot_pass_urine"]
    assert (found["fever_now"].level, found["fever_now"].kind) == (Level.RED, Kind.CANCEL)
    story.says("now.symptoms", ticks("none"), revision=CONTENT.checklist.item("now.symptoms").revision)
    problems = {one.finding.problem for one in cards(story.situation()) if one.open}
    assert "emergency_now" in problems
    assert "fever_now" not in problems
