"""A patient whose language the kiosk does not have: the nurse has a card, until an interpreter is arranged."""

from dataclasses import replace

from kypho_prep.prep.chart import ActionKind
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.rules.flags import Card
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import ActionForm
from tests.workflow.ward import PATIENT, Ward

BOOKED = ActionForm(
    ActionKind.PREPARED, text="Interpreter booked, in person", decided_by="Ann Lee", answer="the patient"
)


def cards(ward: Ward, visit: str) -> dict[str, Card]:
    return {one.finding.problem: one for one in ward.open_chart(visit).cards}


def test_it_is_an_amber_card_until_an_interpreter_is_arranged(ward: Ward) -> None:
    visit = ward.new_visit(replace(PATIENT, language="so"))
    card = cards(ward, visit)["language_missing"]
    assert (card.open, card.level, card.kind) == (True, Level.AMBER, Kind.PREPARE)
    assert "language_missing" in {line.problem for line in ward.row(visit).open_lines}
    review.act(ward.desk, staff=ward.nurse, visit=visit, thread=card.thread, action=BOOKED)
    assert not cards(ward, visit)["language_missing"].open


def test_a_language_that_is_there_needs_nothing(ward: Ward) -> None:
    assert "language_missing" not in cards(ward, ward.new_visit())


def test_who_asks_for_an_interpreter_has_one_card_and_not_two(ward: Ward) -> None:
    visit = ward.new_visit(replace(PATIENT, language="so"))
    opened = ward.say(ward.sit_down(visit), "start.interpreter", False)
    assert cards(ward, visit)["language_missing"].open
    ward.say(opened, "start.interpreter", True)
    found = cards(ward, visit)
    assert "language_missing" not in found
    assert found["interpreter"].open
