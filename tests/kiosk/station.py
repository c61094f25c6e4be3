"""A kiosk in a real clinic, as tests use it: what a hand and a keyboard can do, and what stands on the screen."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

from kypho_prep.kiosk import route
from kypho_prep.kiosk.item_view import Given
from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.window import KioskWindow
from kypho_prep.look.cards import NoteBox
from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.checklist import Control
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Reply, State
from kypho_prep.tour.driver.guest import Guest, quiet
from kypho_prep.tour.driver.hand import Hand
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.derived.refresh import situation_of
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm, Slip, VisitForm
from kypho_prep.workflow.workplace import Workplace
from tests.told import told

BORN = date(1950, 2, 3)
PROCEDURE = date(2026, 12, 8)
PATIENT = PatientForm("Quarrington", "Eleanor", BORN, phone="555-0123")
VISIT = VisitForm(PROCEDURE, "09:30", PROCEDURE, "08:00", "L1", Anesthesia.SEDATION, "Dr. Okafor", ("blood",))


@dataclass
class Ticks:
    """Monotonic seconds that pass only when a test says so."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class ClinicAtHand:
    """The clinic behind the kiosk: what staff enter, what is stored."""

    workplace: Workplace
    nurse: StaffMember
    ticks: Ticks
    window: KioskWindow

    def new_visit(self, patient: PatientForm = PATIENT, visit: VisitForm = VISIT) -> str:
        return schedule.new_visit(self.workplace, staff=self.nurse, patient=patient, visit=visit)

    def slip(self, visit: str) -> Slip:
        return schedule.print_slip(self.workplace, staff=self.nurse, visit=visit)

    def situation(self, visit: str) -> Situation:
        with self.workplace.reading() as records:
            return situation_of(self.workplace, records, visit)

    def reply(self, visit: str, item: str, entry: str | None = None) -> Reply | None:
        return self.situation(visit).chart.latest.get((item, entry))


# What stands before the checklist, and what a patient answers it who raises nothing by it.
OPENING = {
    "start.right_person": "yes",
    "start.who": "me",
    "start.interpreter": False,
    "now.symptoms": {"picked": [], "unsure": False},
    "about.what": "read",
}


TYPED = {Control.TEXT: "Sam Example", Control.PHONE: "555-0199", Control.NUMBER: "8"}


class Screened(ClinicAtHand):
    """What stands on the screen, and what a hand does there."""

    @cached_property
    def guest(self) -> Guest:
        return Guest(Hand(self.window), self.window, {})

    @property
    def page(self) -> QWidget:
        return self.guest.page

    @property
    def content(self) -> QWidget:
        return self.guest.content

    @property
    def item(self) -> str:
        return self.guest.item

    @property
    def said(self) -> str:
        """All words on the screen now."""
        shown = [one for one in self.window.findChildren(QLabel) if one.isVisible()]
        buttons = [one for one in self.window.findChildren(QAbstractButton) if one.isVisible()]
        return "\n".join([one.text() for one in shown] + [one.accessibleName() for one in buttons])

    @property
    def missing(self) -> str:
        """What the box above the lower bar says; empty while it is hidden."""
        boxes = [one for one in self.window.findChildren(NoteBox, "missing") if one.isVisible()]
        return boxes[0].label.text() if boxes else ""

    @property
    def hand(self) -> Hand:
        return self.guest.hand

    def find(self, name: str) -> QWidget:
        return self.hand.find(name)

    def names(self) -> set[str]:
        buttons = self.window.findChildren(QAbstractButton)
        return {one.objectName() for one in buttons if one.isVisible()}

    def tap(self, *names: str) -> None:
        for name in names:
            self.hand.tap(name)

    def bring(self, name: str) -> None:
        """Scroll until something can be touched, without touching it."""
        self.hand.bring(name)

    def tap_twice(self, name: str) -> None:
        """Tap twice in a row; Qt's own double tap leaves the button down, for every test that comes after."""
        touched = self.find(name)
        QTest.mouseDClick(touched, Qt.MouseButton.LeftButton)
        QTest.mouseRelease(touched, Qt.MouseButton.LeftButton)
        self.settle()

    def go_on(self) -> None:
        """Press Next until the page has turned or says why not: a long page is scrolled first."""
        before = self.page
        for _ in range(12):
            self.tap("next")
            if self.page is not before or self.missing:
                return

    def type_in(self, text: str) -> None:
        field = next(
            one for kind in (QLineEdit, QPlainTextEdit) for one in self.window.findChildren(kind) if one.isVisible()
        )
        field.setFocus()
        QTest.keyClicks(field, text)
        self.settle()

    def settle(self) -> None:
        self.hand.settle()


class Station(Screened):
    """One kiosk window on one clinic, and the ways through its pages."""

    def sign_in(self, visit: str, born: date = BORN) -> None:
        self.enter(self.slip(visit).code, born)

    def enter(self, code: str, born: date = BORN) -> None:
        self.tap("start")
        self.tap(*[f"key:{digit}" for digit in code], "next")
        self.give_birth_date(born)

    def give_birth_date(self, born: date) -> None:
        self.tap("part:month", f"month:{born.month}", f"day:{born.day}")
        for digit in str(born.year):
            self.tap(f"key:{digit}")
        self.go_on()

    def come_in(self, visit: str) -> None:
        """Bring a patient past the pages of every session, and on from the checklist, which comes after them.

        The session itself is signed in and told the answers, without a hand that touches pages which most tests are
        not about: they took half their time. That it comes to the same is proved in `test_coming_in.py`.
        """
        opened = intake.sign_in(self.workplace, code=self.slip(visit).code, born=BORN)
        self.window.signed_out.signed_in.emit(opened)
        session = self.window.session
        assert session is not None
        here = route.opening(session.state.intake)
        while isinstance(here, PageRef) and here.item in OPENING:
            given = Given(State.VALUE, told(here.item, OPENING[here.item]))
            session.store_answers([(session.view_of(here), given)], None, lambda: None)
            here = route.after_reply(session.state.intake, here, "", None)
        session.open_page(here if isinstance(here, PageRef) else route.onward(session.state.intake))
        self.settle()

    def come_in_by_touch(self, visit: str) -> None:
        """The same by touches alone."""
        self.sign_in(visit)
        self.pass_gate()

    def pass_gate(self) -> None:
        for _ in range(6):
            if not isinstance(self.content, QuestionPage):
                self.tap("continue")
                return
            if self.item not in OPENING:
                return
            self.answer()

    def answer(self, **said: str) -> None:
        """Answer the page quietly by touch: the choice named, else one that raises nothing, and go on."""
        page = self.content
        if isinstance(page, OverviewPage):  # it comes by itself after the first chapter
            self.tap("continue")
            return
        assert isinstance(page, QuestionPage), self.item
        choose = said.get(page.view.page.item.replace(".", "_"), "")
        self.choose(page, choose)
        if page.view.second is not None:
            more = page.view.second
            self.tap(f"choice:{said.get(more.page.item.replace('.', '_'), '') or more.choices[0].id}")
        self.go_on()
        if page.view.control is Control.SCENE and self.content is page:
            self.go_on()

    def choose(self, page: QuestionPage, choice: str) -> None:
        """Touch the choice of that id, or type it; without one, what raises nothing."""
        control = page.view.control
        if control in TYPED:
            self.type_in(choice or TYPED[control])
        elif touches := quiet(replace(page.view, given=None)):
            self.tap(f"choice:{choice}" if choice else touches[0])

    def answer_until(self, item: str, **said: str) -> None:
        """Answer by touch until an item's page comes up; nothing is painted on the way, since nobody looks at it."""
        painted = self.window.updatesEnabled()
        self.window.setUpdatesEnabled(False)
        try:
            for _ in range(220):
                if self.item == item:
                    return
                self.answer(**said)
        finally:
            self.window.setUpdatesEnabled(painted)
            self.settle()
        raise AssertionError(f"{item} never came; the last page is {self.item}")


def is_value(reply: Reply | None, value: object) -> bool:
    return reply is not None and reply.state is State.VALUE and reply.value == value
