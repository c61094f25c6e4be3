"""The nurse sees beside the fasting times whether the patient taught them back at the kiosk."""

from typing import Any

import pytest

from kypho_prep.prep.chart import InstructionAction
from kypho_prep.prep.reply import Shown, State
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import InstructionForm
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given
from tests.nurse.conftest import Open, Ward, shown_text
from tests.nurse.steps import CALM, review_of
from tests.told import told

SNACK = "Eat a small snack"


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("", "not asked yet about these times"),
        ("first_try", "right at once"),
        ("second_try", "right at the second try"),
        ("handed_over", "not right. Go over it"),
    ],
)
def test_each_outcome_stands_below_the_times(ward: Ward, open_window: Open, outcome: str, said: str) -> None:
    visit = ward.answered_visit(CALM)
    fast(ward, visit)
    if outcome:
        teach_back(ward, visit, {"attempt": 1, "pick": "small_snack", "outcome": outcome})
    window, _page = review_of(ward, open_window, visit)
    assert f"Taught back at the kiosk: {said}" in shown_text(window)


def test_what_was_missed_is_quoted_on_its_card_after_the_times_have_changed(ward: Ward, open_window: Open) -> None:
    visit = ward.answered_visit(CALM)
    fast(ward, visit)
    teach_back(ward, visit, {"attempt": 2, "pick": "small_snack", "outcome": "handed_over"})
    fast(ward, visit, "05:00")
    window, _page = review_of(ward, open_window, visit)
    assert SNACK in shown_text(window)
    assert "Taught back at the kiosk: not asked yet about these times" in shown_text(window)


def fast(ward: Ward, visit: str, at: str = "06:00") -> None:
    assert ward.nurse is not None
    chart = review.open_chart(ward.workplace, staff=ward.nurse, visit=visit).situation.chart
    before = {one.action: one.id for one in chart.current_instructions}
    for action in (InstructionAction.FASTING_FOOD, InstructionAction.FASTING_LIQUIDS):
        old = before.get(action)
        why = {"supersedes": old, "reason": "later"} if old else {}
        form = InstructionForm("fasting", action, chart.visit.procedure_on, at, "Nothing more", "Dr. Okafor", **why)
        review.instruct(ward.workplace, staff=ward.nurse, visit=visit, form=form)


def teach_back(ward: Ward, visit: str, answer: dict[str, Any]) -> None:
    assert ward.nurse is not None
    opened = intake.hand_over(ward.workplace, visit=visit, staff=ward.nurse)
    given = Given("fasting.scene", None, State.VALUE, told("fasting.scene", answer), Shown("?", "", SNACK))
    intake.reply_to(ward.workplace, session=opened.session.id, given=given)
    intake.leave(ward.workplace, session=opened.session.id)
