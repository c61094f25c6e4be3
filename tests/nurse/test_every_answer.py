"""Every question of the checklist answered at the desk: what is stored equals what the kiosk stores for that answer."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from kypho_prep.kiosk.controls.answer import Answer
from kypho_prep.kiosk.controls.build import control_for
from kypho_prep.kiosk.controls.lesson import Lesson
from kypho_prep.kiosk.controls.list_page import EntryList
from kypho_prep.kiosk.controls.medicine_name import MedicineName
from kypho_prep.kiosk.controls.number_pad import NumberPad
from kypho_prep.kiosk.controls.typing import FreeText, TextField
from kypho_prep.kiosk.item_view import item_view
from kypho_prep.look.buttons import Button
from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.review.forms.answer_form import answer_form
from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.nurse.widgets.form import Form
from kypho_prep.prep.answers.single import Day
from kypho_prep.prep.checklist import Control, Item
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.medicines.catalogue import suggest
from kypho_prep.prep.reply import Shown, State
from kypho_prep.sample.scripted_patient import Script
from kypho_prep.workflow.desk.review import answer_for
from kypho_prep.workflow.patient.intake import Given
from tests.kept_states import keep, restore
from tests.nurse.conftest import Open, Ward, problem, shown_text
from tests.nurse.day_steps import nurse
from tests.nurse.steps import fill, opened

UNSURE = "not_sure"
OWN = "5 mg, two at night"  # where no card fits
TYPED = {
    Control.TEXT: ("Own words, with a comma",),
    Control.PHONE: ("555-0199",),
    Control.NUMBER: ("9", "945"),
    Control.MEDICINE_NAME: ("Eliquis", "as typed: green pill"),
}
ONE_OF_EACH = Script(
    {
        "medicines.groups_thin": {"picked": ["blood_thinner"], "unsure": False},
        "allergies.treatment": {"picked": ["medicine"], "unsure": False},
    },
    {"Eliquis": {}},
    allergies=("penicillin",),
    questions=("How long does it take?",),
)


@dataclass
class Desk:
    """The staff's form and the kiosk's control for the same page of one opened visit."""

    opened: OpenVisit
    kept: Path

    def __post_init__(self) -> None:
        self.begun = self.opened
        keep(self.opened.desk.workplace.database, self.kept)

    def begin_again(self) -> None:
        """Go back to the visit as it was opened: hundreds of answers would make each later one slower."""
        restore(self.opened.desk.workplace.database, self.kept)
        self.opened = self.begun

    def takes(self, job: Job, _form: Form | None) -> None:
        self.opened = replace(self.opened, review=job())

    def page(self, item: Item) -> PageRef:
        entries = self.opened.situation.entries(item.entry_of) if item.entry_of else ()
        return PageRef(item.id, entries[0] if entries else None)

    def told_to_staff(self, page: PageRef, said: str) -> tuple[State, Any, str]:
        """Give an answer through the staff's form, and return how it is stored."""
        form = answer_form(replace(self.opened, do=self.takes, place=f"answer:{page.item}"), page)
        put_in = {"state": "not_sure"} if said == UNSURE else {"value": said} if said else {}
        put_in = {"own": OWN, "value": ""} if said == OWN else put_in
        for name, value in {**put_in, "source": "phone"}.items():
            form.form.fields[name].put(value)
        form.submit()
        wrong = {name: field.problem() for name, field in form.form.fields.items() if field.problem()}
        form.deleteLater()
        assert not wrong, (page, said, wrong)
        reply = self.opened.situation.chart.latest[(page.item, page.entry)]
        assert reply.answerer.source == "phone"
        return reply.state, reply.value, reply.shown.answer

    def told_to_kiosk(self, page: PageRef, said: str) -> tuple[State, Any]:
        """Give the same answer on the kiosk's control, and return what it hands in."""
        desk, situation = self.opened.desk, self.opened.situation
        view = replace(item_view(situation, desk.words, page), given=None)
        control = control_for(view, desk.look, desk.words, partial(suggest, situation.medicines, limit=4))
        touch(control, said)
        given = control.value()
        control.deleteLater()
        assert given is not None, (page, said)
        return given.state, json.loads(json.dumps(given.answer.stored() if given.answer is not None else None))


def go(page: ReviewPage, place: str) -> None:
    page.go(place)
    QApplication.processEvents()


def touch(control: Answer, said: str) -> None:
    """Touch or type an answer on the kiosk's control."""
    if said in (UNSURE, "question"):
        (control.unsure or button(control, "explain")).click()
    elif isinstance(control, FreeText):
        control.field.setPlainText(said)
    elif said == OWN:
        button(control, "another_way").click()
        control.findChildren(TextField)[0].setPlainText(said)
    elif isinstance(control, NumberPad):
        control.field.setText(said)
    elif isinstance(control, MedicineName):
        control.field.setText(said)
        (control.findChild(Button, f"suggestion:{said}") or button(control, "as_typed")).click()
    elif not isinstance(control, Lesson | EntryList):
        for one in said.split(","):
            touch_card(control, one)


def touch_card(control: Answer, one: str) -> None:
    if one == "unsure":
        assert control.unsure is not None
        control.unsure.click()
    else:
        button(control, f"choice:{one}").click()


def button(control: Answer, name: str) -> Button:
    found = control.findChild(Button, name)
    assert found is not None, name
    return found


def answers(desk: Desk, item: Item) -> Iterator[str]:
    """Yield the answers that are tried for an item, each as it is put into the staff's form."""
    if item.control is Control.YES_NO:
        yield from ("yes", "no")
    elif item.control is Control.DAY:
        view = item_view(desk.opened.situation, desk.opened.desk.words, desk.page(item))
        yield from (one.id for one in view.choices)
    elif item.control in (Control.CHOICE, Control.CHOICE_OR_TEXT):
        yield from (one.id for one in item.offered)
        yield from [OWN] * (item.control is Control.CHOICE_OR_TEXT)
    elif item.control is Control.TICKS:
        real = [one.id for one in item.offered if not one.none]
        yield from [*(one.id for one in item.offered), ",".join(real)]
        yield from [f"{real[0]},unsure"] if item.unsure else []
    elif item.control is Control.LESSON:
        yield from ("read", "question")
    elif item.control is Control.LIST:
        yield ""
    else:
        yield from TYPED[item.control]
    if item.unsure and item.control is not Control.LESSON:
        yield UNSURE


@pytest.fixture
def desk(ward: Ward, open_window: Open, tmp_path: Path) -> Desk:
    _window, page = opened(ward, open_window, ONE_OF_EACH)
    assert page.review is not None
    made = OpenVisit(page._desk, page._session, page.visit, page.review, "", page._do, page.go, page._tell)
    return Desk(made, tmp_path / "as-opened.db")


@pytest.mark.parametrize("control", [one for one in Control if one is not Control.SCENE])
def test_the_desk_stores_what_the_kiosk_stores(desk: Desk, control: Control) -> None:
    items = [one for one in desk.opened.situation.checklist.items if one.control is control]
    assert items
    for item in items:
        desk.begin_again()
        for said in answers(desk, item):
            page = desk.page(item)
            kiosk = desk.told_to_kiosk(page, said)
            state, value, shown = desk.told_to_staff(page, said)
            assert (state, value) == kiosk, (item.id, said)
            assert shown or control is Control.LIST
        QApplication.processEvents()


def test_the_day_of_the_last_dose_is_answered_by_window(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, ONE_OF_EACH)
    entry = page.review.situation.entries("medicine")[0]  # type: ignore[union-attr]

    def answer(state: str = "value", value: str = "", on: str = "") -> None:
        go(page, f"answer:medicines.last_taken:{entry}")
        fill(window, state=state, value=value, on=on, source="phone")

    def stored() -> tuple[State, Any]:
        reply = page.review.situation.reply("medicines.last_taken", entry)  # type: ignore[union-attr]
        assert reply is not None
        return reply.state, reply.value

    for back in (one.stored() for one in Day.offered(date(2026, 12, 1))):
        answer(value=back)
        assert stored() == (State.VALUE, back)
    assert "before Wednesday, November 18" in shown_text(window)
    answer("not_sure")
    assert stored() == (State.NOT_SURE, None)
    answer(on="10/2/2026")
    assert stored() == (State.VALUE, "2026-10-02")


def test_a_day_that_cannot_be_meant_is_refused(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, ONE_OF_EACH)
    entry = page.review.situation.entries("medicine")[0]  # type: ignore[union-attr]
    go(page, f"answer:medicines.last_taken:{entry}")
    for on, value, said in (
        ("12/2/2026", "", "still to come"),
        ("a while ago", "", "“a while ago”"),
        ("10/2/2026", "2026-12-01", "not both"),
    ):
        fill(window, value=value, on=on, source="phone")
        assert said in problem(window, "on")
        assert not problem(window, "value")


def test_not_sure_alone_is_no_tick_and_none_excludes_it(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, ONE_OF_EACH)
    go(page, "answer:bleeding.history:")
    fill(window, value="none,unsure", source="phone")
    assert "None of these" in problem(window, "value")
    fill(window, value="unsure", source="phone")
    reply = page.review.situation.reply("bleeding.history")  # type: ignore[union-attr]
    assert reply is not None
    assert (reply.state, reply.value) == (State.NOT_SURE, None)


def test_a_mended_name_stays_with_the_picture_it_came_from(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, ONE_OF_EACH)
    entry = page.review.situation.entries("medicine")[0]  # type: ignore[union-attr]
    before = page.review.situation.reply("medicines.name", entry)  # type: ignore[union-attr]
    assert before is not None
    given = Given("medicines.name", entry, State.VALUE, replace(before.answer, group="shot"), Shown("Name?"))
    page.show_review(answer_for(ward.workplace, staff=nurse(ward), visit=page.visit, given=given, source="phone"))
    go(page, f"answer:medicines.name:{entry}")
    fill(window, value="Xarelto", source="pharmacy")
    after = page.review.situation.reply("medicines.name", entry)  # type: ignore[union-attr]
    assert after is not None
    assert (after.value["confirmed"], after.value["group"]) == ("Xarelto", "shot")
