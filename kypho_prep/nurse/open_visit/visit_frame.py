"""What every page of one visit does alike: it shows a frozen review, asks for jobs, and takes what comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from kypho_prep.look.cards import Rule
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.open_visit.context import AfterPassword, Job, OpenVisit
from kypho_prep.nurse.open_visit.panels import Panels, Room
from kypho_prep.nurse.widgets.form import Form
from kypho_prep.nurse.widgets.parts import say
from kypho_prep.nurse.widgets.password_card import PasswordCard
from kypho_prep.workflow.desk.review import Review, read_again
from kypho_prep.workflow.errors import Changed, Invalid, VisitEnded


class VisitFrame(QWidget):
    """A page of one visit: a bar on top, below it what was said last, then `body`; one place may hold a form."""

    # After such a refusal the page no longer shows what is stored: it is read again.
    stale: tuple[type[Exception], ...] = (Changed, VisitEnded)

    lock_asked = Signal()
    left = Signal()

    def __init__(self, desk: DeskContext, session: StaffSession, visit: str, body: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._session = session
        self.visit = visit
        self.review: Review | None = None
        self._place = ""
        self._busy = False
        self._led = False
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(0)
        self._panels = Panels()
        self._head = QVBoxLayout()
        room.addLayout(self._head)
        room.addWidget(Rule(desk.look))
        self._trouble = say(desk, "", "urgent/page", bold=True)
        self._trouble.setObjectName("trouble")
        self._trouble.setContentsMargins(desk.px(24), desk.px(8), desk.px(24), 0)
        self._trouble.hide()
        room.addWidget(self._trouble)
        room.addWidget(body, 1)

    def show_review(self, review: Review, *, done: bool = False) -> None:
        """Show the visit as it stands now, at the same place as before; after something was done, at the next one."""
        raise NotImplementedError

    def refresh(self, review: Review) -> None:
        """Show what changed elsewhere, unless that would take a form from under the nurse's hands."""
        raise NotImplementedError

    def patient(self) -> str:
        """Return the patient's name, empty before the review came."""
        person = self.review.situation.chart.patient if self.review else None
        return f"{person.family}, {person.given}" if person else ""

    def place(self) -> str:
        """Return the place whose form is open, empty when none is."""
        return self._place

    def go(self, place: str) -> None:
        """Open the form of a place, or close the open one; what was typed in it is kept."""
        self._place, self._led = place, True
        if self.review is not None:
            self.show_review(self.review)

    def next_place(self, _review: Review) -> str:
        """Return the place to open after something was done; here none."""
        return ""

    def _take(self, review: Review) -> OpenVisit:
        """Work by this review from now on; return what the panels are handed, none of them busy any more."""
        self.review, self._busy = review, False
        return OpenVisit(self._desk, self._session, self.visit, review, self._place, self._do, self.go, self._tell)

    def _show(self, rooms: Sequence[Room], *, led: bool) -> bool:
        """Show what stands on the page now; tell whether the keyboard is where it was and nothing leads it on."""
        held = QApplication.focusWidget()
        self._panels.show(rooms, self)
        led, self._led = led or self._led, False
        here = held is not None and held is not self and self.isAncestorOf(held)
        return here and not led and held is QApplication.focusWidget()

    def _do(self, job: Job | AfterPassword, form: Form | None) -> None:
        if self._busy:
            return
        if isinstance(job, AfterPassword):
            ends = {"took": partial(self._done, form=form), "refused": partial(self._refused, form=form)}
            PasswordCard(self._desk, self._session.staff, job.says, job.run, **ends).show_over(self)
        else:
            self._ask(job, form)

    def _ask(self, job: Job, form: Form | None) -> None:
        self._busy = True
        self._trouble.hide()
        self._desk.ask(job, lambda review: self._done(review, form), lambda trouble: self._refused(trouble, form))

    def _done(self, review: Review, form: Form | None) -> None:
        if form is not None:
            form.saved()
        if not isValid(self):  # locked, or left, before the answer came
            return
        self._place = self.next_place(review)
        self._desk.look.voice.say(self, [self._desk.words("desk.review.saved")])
        self.show_review(review, done=True)

    def _refused(self, trouble: Exception, form: Form | None) -> None:
        if not isValid(self):
            return
        self._busy = False
        if isinstance(trouble, Invalid) and form is not None:
            form.show_problems({name: self._desk.words(said, **params) for name, said, params in trouble.problems})
            return
        sentence = self._desk.sentence(trouble)
        if form is not None:
            form.show_trouble(sentence)
        self._tell(sentence, "urgent/page")
        if isinstance(trouble, self.stale):
            # What somebody else recorded meanwhile shows at once; what was typed here stays in its form.
            self._read_again(self.show_review, lambda _still: None)

    def read_again(self, failed: Callable[[Exception], object]) -> None:
        """Show what changed elsewhere since the visit was opened; a refusal goes to `failed` while the page shows."""
        self._read_again(self.refresh, failed)

    def _read_again(self, show: Callable[[Review], object], failed: Callable[[Exception], object]) -> None:
        job = partial(read_again, self._desk.workplace, staff=self._session.staff, visit=self.visit)
        self._desk.ask(job, partial(self._while_here, show), partial(self._while_here, failed))

    def _while_here(self, take: Callable[[Any], object], came: object) -> None:
        """Hand on what came back, unless the page was left or locked before it came."""
        if isValid(self):
            take(came)

    def _tell(self, sentence: str, pair: str = "text/page") -> None:
        """Say something above the page; it stays until the next thing is done."""
        self._trouble.setText(sentence)
        self._trouble.set_pair(pair)
        self._trouble.show()
        self._desk.look.voice.say(self, [sentence])

    def _escape(self) -> None:
        if self._place:
            self.go("")
        else:
            self.left.emit()
