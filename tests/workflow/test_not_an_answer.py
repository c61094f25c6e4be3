"""An answer that is none of its item's kind is refused in words before anything is written, at kiosk and desk."""

from typing import Any

import pytest

from kypho_prep.prep.answers.answer import Answer
from kypho_prep.prep.answers.kinds import KIND_OF, kind_of
from kypho_prep.prep.answers.single import Number, OneOf, OneOfOrText, Phone, Text, YesNo
from kypho_prep.prep.answers.structured import Entries, NamedMedicine, Scene, SomeOf
from kypho_prep.prep.checklist import Checklist, Control, Item
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import State
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.errors import NotAnAnswer
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given, Intake, new_entry_id
from tests.workflow.ward import SHOWN, Ward

# Answers of another kind, and answers of the right one that hold what no page gives.
WRONG: dict[Control, tuple[Any, ...]] = {
    Control.YES_NO: (Text("yes"), YesNo(1), SomeOf()),
    Control.CHOICE: (YesNo(True), OneOf(3), OneOf(["car"])),
    Control.CHOICE_OR_TEXT: (Number(5), OneOfOrText(typed=["a"]), OneOfOrText(choice=1), SomeOf(("a", "b"))),
    Control.DAY: (Text("yesterday"), OneOf("2026-02-30"), Number(5)),
    Control.TICKS: (OneOf("none"), SomeOf((5,)), Entries(("a",)), OneOfOrText(choice="a")),
    Control.TEXT: (Number(5), Text({"text": "x"})),
    Control.PHONE: (Number(5550100), Text("555-0100"), Phone(["555"])),
    Control.NUMBER: (Text("9"), Number("99:99"), Number(True), SomeOf()),
    Control.MEDICINE_NAME: (Text("Xarelto"), NamedMedicine(5), NamedMedicine("Xarelto", 5)),
    Control.LIST: (SomeOf(), Entries((5,))),
    Control.LESSON: (YesNo(True), Text("seen"), OneOf("read")),
    Control.SCENE: (OneOf("first_try"), Scene("1", "a", "first_try")),
}
CASES = [(control, answer) for control, answers in WRONG.items() for answer in answers]


def asked(checklist: Checklist, control: Control) -> Item:
    return next(item for item in checklist.items if item.control is control)


@pytest.fixture
def opened(ward: Ward) -> Intake:
    return ward.say(ward.sit_down(ward.new_visit()), "start.who", "me")


def test_every_kind_of_answer_is_tried() -> None:
    assert set(WRONG) == set(KIND_OF)


@pytest.mark.parametrize(("control", "answer"), CASES)
def test_the_kiosk_stores_nothing_of_it(ward: Ward, opened: Intake, control: Control, answer: Answer) -> None:
    item = asked(opened.situation.checklist, control)
    entry = new_entry_id() if item.entry_of else None
    before = ward.open_chart(opened.session.visit).situation.chart
    lines, row = ward.events(), ward.row(opened.session.visit)
    given = Given(item.id, entry, State.VALUE, answer, SHOWN)
    with pytest.raises(NotAnAnswer) as caught:
        intake.reply_to(ward.workplace, session=opened.session.id, given=given, next_page=PageRef("check.summary"))
    said = ward.workplace.content.words("en")(caught.value.words_key, **caught.value.params)
    assert said.startswith("This answer does not fit the question. It was not saved.")
    assert caught.value.__suppress_context__, "a log shows no value"
    assert (ward.events(), ward.row(opened.session.visit)) == (lines, row)
    after = ward.open_chart(opened.session.visit).situation.chart
    assert (after.replies, after.flags) == (before.replies, before.flags)
    again = ward.say(opened, "ride.adult", True)
    assert [one.item for one in again.situation.chart.replies] == ["start.who", "ride.adult"]


@pytest.mark.parametrize("control", list(WRONG))
def test_the_desk_stores_nothing_of_it(ward: Ward, opened: Intake, control: Control) -> None:
    item = asked(opened.situation.checklist, control)
    given = Given(item.id, new_entry_id() if item.entry_of else None, State.VALUE, WRONG[control][0], SHOWN)
    visit = opened.session.visit
    ward.open_chart(visit)
    lines = ward.events()
    with pytest.raises(NotAnAnswer):
        review.answer_for(ward.desk, staff=ward.nurse, visit=visit, given=given, source="phone")
    assert ward.events() == lines
    assert [one.item for one in ward.open_chart(visit).situation.chart.replies] == ["start.who"]


def test_a_state_without_a_value_needs_none_of_the_kind(ward: Ward, opened: Intake) -> None:
    for control in WRONG:
        item = asked(opened.situation.checklist, control)
        assert kind_of(item) is KIND_OF[control]
        opened = ward.say(opened, item.id, entry=new_entry_id() if item.entry_of else None)
    assert {one.state for one in opened.situation.chart.replies[1:]} == {State.NOT_SURE}
