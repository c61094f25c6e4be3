"""A moved visit: the printed plan is void, what was told must be told again, and its cost is known before."""

from dataclasses import replace

import pytest

from kypho_prep.prep.chart import Anesthesia, FactKind, InstructionAction
from kypho_prep.prep.plan.move_consequences import Stake, at_stake
from kypho_prep.prep.plan.printed_plan import PlanState, must_print, plan_state, printed_value
from kypho_prep.prep.staff_entries.instructions import gaps, told_before_move
from tests.prep.builders import PROCEDURE, Story, ticks
from tests.prep.sign_off.test_prep_sign_off import kinds, ready


def prints(story: Story) -> Story:
    return story.records(FactKind.PLAN_PRINTED, **printed_value(story.situation()))


def moves(story: Story, **visit: object) -> Story:
    return story.changes(**visit, times_revision=story.chart.visit.times_revision + 1)


def test_no_plan_is_neither_current_nor_void() -> None:
    story = ready()
    assert (plan_state(story.situation()), must_print(story.situation())) == (PlanState.NONE, False)
    story.records(FactKind.PLAN_PRINTED, printed=False)
    assert (plan_state(story.situation()), must_print(story.situation())) == (PlanState.NONE, True)


@pytest.mark.parametrize(
    "harmless",
    [
        lambda story: story.says("ride.phone", "555 0199"),
        lambda story: story.says("medicines.groups_thin", ticks("aspirin")).instructs(
            "group:aspirin", InstructionAction.CONTINUE
        ),
        lambda story: story.changes(surgeon="Dr. Okafor"),
        lambda story: story.takes("e1", "Xarelto", "rivaroxaban"),
    ],
)
def test_a_print_stands_while_nothing_that_it_says_has_changed(harmless: object) -> None:
    story = harmless(prints(ready()))  # type: ignore[operator]
    assert (plan_state(story.situation()), must_print(story.situation())) == (PlanState.CURRENT, False)


def corrects(story: Story) -> Story:
    last = story.chart.instructions[-1]
    return story.instructs("", last.action, on=last.on, at="05:00", supersedes=last.id, reason="read back wrong")


def withdraws(story: Story) -> Story:
    last = story.chart.instructions[-1]
    return story.instructs("", last.action, supersedes=last.id, reason="another patient's", withdrawn=True)


@pytest.mark.parametrize(
    "change",
    [
        lambda story: moves(story, procedure_at="11:00"),
        lambda story: moves(story, anesthesia=Anesthesia.GENERAL),
        corrects,
        withdraws,
    ],
)
def test_a_move_or_a_changed_instruction_voids_it_until_it_is_printed_again(change: object) -> None:
    story = change(prints(ready()))  # type: ignore[operator]
    assert (plan_state(story.situation()), must_print(story.situation())) == (PlanState.VOID, True)
    assert plan_state(prints(story).situation()) is PlanState.CURRENT


def test_what_was_told_before_a_move_is_told_again() -> None:
    story = ready().says("medicines.groups_thin", ticks("aspirin")).says("medicines.group_names", {"entries": []})
    story.instructs("group:aspirin", InstructionAction.CONTINUE).evaluates()
    assert kinds(story) == []
    moves(story, procedure_at="11:00").evaluates()
    (one,) = [one for one in story.chart.current_instructions if one.subject == "group:aspirin"]
    assert told_before_move(one, story.chart)
    assert gaps(one, story.chart) == ("told_before_move",)
    assert ("c", "blocker.loop") in kinds(story)
    again = replace(one, id="again", supersedes=one.id, times_revision=2, recorded_at=story.now)
    story.chart = replace(story.chart, instructions=(*story.chart.instructions, again))
    assert gaps(again, story.chart) == ()
    assert ("c", "blocker.loop") not in kinds(story)


def test_a_dated_or_untold_instruction_is_not_merely_told_again() -> None:
    story = Story().instructs("e1", InstructionAction.LAST_DOSE, on=PROCEDURE)
    story.instructs("e1", InstructionAction.OTHER, told_by="")
    moves(story, procedure_at="11:00")
    dated, untold = story.chart.instructions
    assert gaps(dated, story.chart) == ("times_changed",)
    assert gaps(untold, story.chart) == ("not_told",)


def test_what_a_move_would_void_is_known_before_it() -> None:
    story = prints(ready()).instructs("e1", InstructionAction.LAST_DOSE, on=PROCEDURE)
    story.instructs("e2", InstructionAction.CONTINUE).instructs("e3", InstructionAction.OTHER, told_by="")
    assert at_stake(story.situation()) == Stake(fasting=True, dated=1, told=1, plan=True, adult=True)
    moved = moves(story, procedure_at="11:00")
    moved.records(FactKind.VISIT_CHANGED, before={"procedure_at": ""}, after={"procedure_at": "11:00"})
    assert at_stake(moved.situation()) == Stake()
    assert at_stake(Story().situation()) == Stake()
