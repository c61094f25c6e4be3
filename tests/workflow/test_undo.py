"""An action on a flag is taken back with a reason: its card opens again, and nothing of it is erased."""

import pytest

from kypho_prep.prep.chart import ActionKind
from kypho_prep.prep.rules.flags import Card
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import ActionForm, Review
from kypho_prep.workflow.errors import Changed, Invalid
from tests.workflow.ward import Ward

BRUISES = {"picked": ["bruises"], "unsure": False}


def card(opened: Review) -> Card:
    return next(one for one in opened.cards if one.finding.problem == "bruises")


def undo(ward: Ward, visit: str, action: str, reason: str = "wrong patient") -> Review:
    return review.undo(ward.workplace, staff=ward.nurse, visit=visit, action=action, reason=reason)


@pytest.fixture
def visit(ward: Ward) -> str:
    return ward.answered_visit(**{"bleeding.history": BRUISES})


def act(ward: Ward, visit: str) -> Review:
    thread = card(ward.open_chart(visit)).thread
    form = ActionForm(ActionKind.SEEN)
    return review.act(ward.workplace, staff=ward.nurse, visit=visit, thread=thread, action=form)


def test_an_action_taken_back_opens_its_card_and_stays_on_record(ward: Ward, visit: str) -> None:
    opened = act(ward, visit)
    assert (card(opened).open, opened.stage) == (False, Stage.FOLLOW_UP)
    (done,) = opened.situation.chart.actions
    opened = undo(ward, visit, done.id)
    assert (card(opened).open, card(opened).acted, card(opened).actions) == (True, False, ())
    assert opened.stage is Stage.TO_REVIEW, "nobody has done anything about it"
    old, back = opened.situation.chart.actions
    assert old == done
    assert (back.kind, back.answer, back.text, back.recorded_by) == (
        ActionKind.UNDONE,
        done.id,
        "wrong patient",
        ward.nurse.name,
    )
    assert "action_undone" in ward.events(visit)
    assert not card(act(ward, visit)).open, "and it can be done again"


def test_it_needs_a_reason_and_an_action_that_stands(ward: Ward, visit: str) -> None:
    done = act(ward, visit).situation.chart.actions[0].id
    with pytest.raises(Invalid):
        undo(ward, visit, done, " ")
    back = undo(ward, visit, done).situation.chart.actions[-1].id
    for gone in (done, back, "never"):
        with pytest.raises(Changed):
            undo(ward, visit, gone)
    with pytest.raises(ValueError, match="by its id"):
        review.act(
            ward.workplace, staff=ward.nurse, visit=visit, thread="t", action=ActionForm(ActionKind.UNDONE, answer=done)
        )


def not_complete(ward: Ward, visit: str) -> Review:
    return review.not_complete(ward.workplace, staff=ward.nurse, visit=visit, reason="Waits for the daughter")


def take_back(ward: Ward, visit: str, reason: str = "wrong patient") -> Review:
    return review.withdraw_not_complete(ward.workplace, staff=ward.nurse, visit=visit, reason=reason)


def test_not_complete_taken_back_lets_what_was_signed_count_again(ward: Ward) -> None:
    visit = ward.answered_visit()
    ward.close_the_rest(visit)
    assert ward.sign(visit).stage is Stage.SIGNED_OFF
    assert not_complete(ward, visit).stage is Stage.NOT_COMPLETE
    with pytest.raises(Invalid):
        take_back(ward, visit, "")
    opened = take_back(ward, visit)
    assert (opened.stage, len(opened.situation.chart.sign_offs)) == (Stage.SIGNED_OFF, 2)
    assert opened.situation.chart.facts[-1].reason == "wrong patient"
    with pytest.raises(Changed):
        take_back(ward, visit)


def test_of_two_not_complete_the_older_stands_once_the_newer_is_taken_back(ward: Ward, visit: str) -> None:
    not_complete(ward, visit)
    not_complete(ward, visit)
    assert take_back(ward, visit).stage is Stage.NOT_COMPLETE
    assert take_back(ward, visit).stage is Stage.TO_REVIEW
