"""An instruction binds the substance: a second word about it, under whatever name, is a correction of the first."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kypho_prep.prep.chart import InstructionAction
from kypho_prep.workflow.desk.instruction_form import InstructionForm
from kypho_prep.workflow.errors import Invalid
from tests.workflow.ward import Ward

LAST = InstructionForm(
    "warfarin",
    InstructionAction.LAST_DOSE,
    on=date(2026, 12, 2),
    text="Last pill on Wednesday.",
    decided_by="Dr. Żak",
    restart="The day after.",
    bridging=False,
    read_back=True,
)
CONTINUE = replace(LAST, action=InstructionAction.CONTINUE, on=None, text="Keep on.", restart="", bridging=None)


def medicine(name: str) -> dict[str, Any]:
    return {"typed": name, "confirmed": name, "generics": ["warfarin"], "list": "medicines.also_list"}


@pytest.fixture
def visit(ward: Ward) -> str:
    """One medicine under two names."""
    made = ward.new_visit()
    opened = ward.say(ward.sit_down(made), "medicines.also", {"picked": ["prescription"], "unsure": False})
    opened = ward.say(opened, "medicines.name", medicine("warfarin"), entry="warfarin")
    ward.say(opened, "medicines.name", medicine("Coumadin"), entry="coumadin")
    return made


@pytest.mark.parametrize("subject", ["warfarin", "coumadin"])
@pytest.mark.parametrize("again", [LAST, CONTINUE])
def test_a_second_word_about_a_substance_is_a_correction(
    ward: Ward, visit: str, subject: str, again: InstructionForm
) -> None:
    first = ward.instruct(visit, LAST).situation.chart.instructions[0]
    again = replace(again, subject=subject)
    with pytest.raises(Invalid) as caught:
        ward.instruct(visit, again)
    assert [key for _, key, _ in caught.value.problems] == ["error.instruction_stands"]
    chart = ward.instruct(visit, replace(again, supersedes=first.id, reason="Said anew.")).situation.chart
    assert [one.action for one in chart.current_instructions] == [again.action]


def test_who_was_told_to_keep_on_is_not_told_to_stop(ward: Ward, visit: str) -> None:
    ward.instruct(visit, CONTINUE)
    with pytest.raises(Invalid):
        ward.instruct(visit, replace(LAST, subject="coumadin"))


def test_what_is_said_of_the_morning_stands_beside_the_last_dose(ward: Ward, visit: str) -> None:
    ward.instruct(visit, LAST)
    morning = replace(CONTINUE, subject="coumadin", action=InstructionAction.MORNING_OF, text="None that morning.")
    assert len(ward.instruct(visit, morning).situation.chart.current_instructions) == 2
