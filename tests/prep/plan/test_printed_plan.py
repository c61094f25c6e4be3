"""What a print of the plan says: the same in other letters is the same plan, and a move back voids nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kypho_prep.prep.chart import FactKind, InstructionAction
from kypho_prep.prep.plan.printed_plan import PlanState, plan_number, plan_state, printed_value
from tests.prep.builders import CLINIC, PROCEDURE, Story
from tests.prep.plan.test_move_consequences import moves, prints
from tests.prep.sign_off.test_prep_sign_off import ready


def number(story: Story) -> int:
    return plan_number(story.situation())


def last(story: Story) -> int:
    return plan_number(story.situation(), last=True)


def test_a_second_print_that_says_the_same_is_the_same_plan() -> None:
    story = ready()
    assert (number(story), last(story)) == (1, 1)
    prints(story)
    assert (number(story), last(story)) == (1, 1)
    prints(story)
    assert (number(story), last(story)) == (1, 1)
    assert plan_state(story.situation()) is PlanState.CURRENT


def renamed(story: Story) -> Story:
    story.chart = replace(story.chart, patient=replace(story.chart.patient, family="Marsh"))
    return story


def moved_clinic(story: Story) -> Story:
    story.clinic = replace(CLINIC, address="4 Mill Lane")
    return story


@pytest.mark.parametrize(
    "change",
    [
        lambda story: story.instructs("e1", InstructionAction.CONTINUE),
        lambda story: story.takes("e2", "metformin"),
        lambda story: story.says("ride.adult", True),
        lambda story: story.records(FactKind.ADULT_VERIFIED, name="Ann Ng", phone="555 0109"),
        lambda story: story.says("questions.text", "May I drive?", "q1"),
        moved_clinic,
        renamed,
    ],
)
def test_what_says_anything_else_is_the_next_plan(change: Callable[[Story], Story]) -> None:
    story = change(prints(Story().fasts().takes("e1", "Xarelto")))
    assert (number(story), last(story)) == (2, 1)
    prints(story)
    assert (number(story), last(story)) == (2, 2)


def test_the_plan_of_before_is_a_new_one_when_it_comes_back() -> None:
    story = prints(ready())
    prints(moved_clinic(story))
    story.clinic = CLINIC
    assert (number(story), last(story)) == (3, 2)


def test_prints_of_before_they_kept_what_they_said_are_each_their_own() -> None:
    story = ready().records(FactKind.PLAN_PRINTED, printed=True).records(FactKind.PLAN_PRINTED, printed=True)
    assert (number(story), last(story)) == (3, 2)
    story.records(FactKind.PLAN_PRINTED, printed=False)
    assert (number(story), last(story)) == (3, 2), "no printer took that one"


def test_a_move_there_and_back_voids_no_paper_that_says_the_same() -> None:
    story = Story(procedure_at="09:00", arrival_on=PROCEDURE, arrival_at="07:00")
    prints(story)
    moves(story, procedure_at="11:00")
    assert plan_state(story.situation()) is PlanState.VOID
    moves(story, procedure_at="09:00")
    assert plan_state(story.situation()) is PlanState.CURRENT
    assert number(story) == 1


def test_of_a_print_that_kept_no_lines_only_a_move_tells() -> None:
    story = ready()
    revision = story.chart.visit.times_revision
    story.records(FactKind.PLAN_PRINTED, printed=True, times_revision=revision)
    assert plan_state(story.situation()) is PlanState.CURRENT
    moves(story, procedure_at="11:00")
    assert plan_state(story.situation()) is PlanState.VOID


def test_a_print_keeps_no_words_of_the_patient() -> None:
    value = printed_value(ready().situation())
    assert set(value) == {"printed", "times_revision", "lines", "says"}
    assert all(len(mark) == 16 for mark in (*value["lines"], value["says"]))
