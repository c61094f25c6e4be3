"""The review of one visit: opens on what is open, closes each with one press, ends in the sign-off."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kypho_prep.look.announce import announce
from kypho_prep.look.cards import Rule
from kypho_prep.nurse.answers_panel import AnswersPanel
from kypho_prep.nurse.ask_again_panel import PANEL, again_panels
from kypho_prep.nurse.desk import Desk, Post
from kypho_prep.nurse.form import Form
from kypho_prep.nurse.inline import InlineForm
from kypho_prep.nurse.left import banners, groups
from kypho_prep.nurse.opened import Job, Opened
from kypho_prep.nurse.parts import empty, key, say, scrolling, shortcut
from kypho_prep.nurse.print_panel import PRINT, PRINTING
from kypho_prep.nurse.sheet import Bar
from kypho_prep.nurse.side import side_panels
from kypho_prep.nurse.sign_off_panel import SignOffPanel
from kypho_prep.nurse.since_panel import since_panels
from kypho_prep.prep.answers_in_words import plain_day_words
from kypho_prep.prep.chart import Patient
from kypho_prep.prep.times import age
from kypho_prep.workflow.errors import Invalid
from kypho_prep.workflow.review import Review

SIGNING = ("sign", "all_blockers")
# The Enter that opens a visit must not say that what changed in it was read, nor take anything back.
NOT_FIRST = ("mark_read", ":undo:")


class ReviewPage(QWidget):
    """One visit; it shows a frozen review and asks for jobs, and shows the next review that comes back."""

    handing_asked = Signal(str)
    edit_asked = Signal(str)
    end_asked = Signal(str)
    day_asked = Signal(str)
    visit_asked = Signal(str)
    lock_asked = Signal()
    left = Signal()

    def __init__(self, desk: Desk, post: Post, visit: str) -> None:
        super().__init__()
        self._desk = desk
        self._post = post
        self.visit = visit
        self._place = ""
        self._chapters: set[str] = set()
        self._busy = False
        self.review: Review | None = None
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(0)
        self._head = QVBoxLayout()
        room.addLayout(self._head)
        room.addWidget(Rule(desk.look))
        self._trouble = say(desk, "", "urgent/page", bold=True)
        self._trouble.setObjectName("trouble")
        self._trouble.setContentsMargins(desk.px(24), desk.px(8), desk.px(24), 0)
        self._trouble.hide()
        room.addWidget(self._trouble)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        room.addLayout(self._columns(), 1)
        shortcut(self, "Esc", self._escape)
        for letter, signal in (("K", self.handing_asked), ("E", self.edit_asked), ("D", self.day_asked)):
            shortcut(self, letter, partial(signal.emit, visit))
        shortcut(self, "S", lambda: self._go("sign"))
        shortcut(self, "P", lambda: self._go(PRINT))
        shortcut(self, "A", lambda: begin_inside(self._scroll, PANEL))

    def show_review(self, review: Review) -> None:
        """Show the visit as it stands now, at the same place as before."""
        self.review = review
        self._busy = False
        opened = Opened(
            self._desk, self._post, self.visit, review, self._place, self._do, self._go, self._tell,
            open_visit=self.visit_asked.emit,
        )  # fmt: skip
        self.setUpdatesEnabled(False)
        kept = self._scroll.verticalScrollBar().value()
        for layout in (self._head, self._left, self._right):
            empty(layout)
        self._head.addWidget(self._bar(review.situation.chart.patient))
        shown = (*banners(opened), *since_panels(opened), *groups(opened), *again_panels(opened, self._chapters))
        for widget in (*shown, AnswersPanel(opened, self._chapters)):
            self._left.addWidget(widget)
        for widget in (*side_panels(opened), SignOffPanel(opened)):
            self._right.addWidget(widget)
        self._left.addStretch(1)
        self._right.addStretch(1)
        self.setUpdatesEnabled(True)
        QTimer.singleShot(0, self, lambda: self._settle(kept))

    def refresh(self, review: Review) -> None:
        """Show what changed elsewhere, unless a form is open: then the nurse finishes it first.

        Her own change comes back with the board's next beat: it shows already, and the keyboard stays where it is.
        """
        if not self._place and not self._busy and not same(review, self.review):
            self.show_review(review)

    def patient(self) -> str:
        """Return the patient's name, empty before the review came."""
        person = self.review.situation.chart.patient if self.review else None
        return f"{person.family}, {person.given}" if person else ""

    def place(self) -> str:
        """Return the place whose form is open, empty when none is."""
        return self._place

    def _do(self, job: Job, form: Form | None) -> None:
        if self._busy:
            return
        self._busy = True
        self._trouble.hide()
        self._desk.ask(job, lambda review: self._done(review, form), lambda trouble: self._refused(trouble, form))

    def _done(self, review: Review, form: Form | None) -> None:
        if form is not None:
            form.saved()
        asking = holds_keyboard(self, PANEL)
        signing, self._place = self._place in SIGNING, ""
        announce(self, self._desk.words("desk.review.saved"))
        self.show_review(review)
        if signing:
            QTimer.singleShot(0, self, lambda: show_inside(self._side, "sign_off_panel"))
        if asking:
            QTimer.singleShot(0, self, lambda: begin_inside(self._scroll, PANEL))

    def _refused(self, trouble: Exception, form: Form | None) -> None:
        self._busy = False
        if isinstance(trouble, Invalid) and form is not None:
            form.show_problems({name: self._desk.words(said, **params) for name, said, params in trouble.problems})
            return
        sentence = self._desk.sentence(trouble)
        if form is not None:
            form.show_trouble(sentence)
        self._tell(sentence, "urgent/page")

    def _tell(self, sentence: str, pair: str = "text/page") -> None:
        """Say something above the columns; it stays until the next thing is done."""
        self._trouble.setText(sentence)
        self._trouble.set_pair(pair)
        self._trouble.show()
        announce(self, sentence)

    def _go(self, place: str) -> None:
        """Open the form of a place, or close the open one; what was typed in it is kept."""
        self._place = place
        if self.review is not None:
            self.show_review(self.review)

    def _escape(self) -> None:
        if self._place:
            self._go("")
        else:
            self.left.emit()

    def _settle(self, kept: int) -> None:
        """Keep the reader's place, and bring the open form or the named card into view with the keyboard in it."""
        for area in (self._scroll, self._side):
            lay_out(area)
        self._scroll.verticalScrollBar().setValue(kept)
        forms = self.findChildren(InlineForm)
        target: QWidget | None = forms[0] if forms else self._named_place()
        if target is None:
            if not any(one.hasFocus() for one in self.findChildren(QWidget)):
                keys = [
                    one
                    for one in self._scroll.findChildren(QPushButton)
                    if one.isVisible() and not any(part in one.objectName() for part in NOT_FIRST)
                ]
                (keys[0] if keys else self).setFocus()
            return
        for area in (self._scroll, self._side):
            inside = area.widget()
            if inside is not None and area.isAncestorOf(target):
                top = target.mapTo(inside, QPoint(0, 0)).y() - self._desk.px(96)
                area.ensureWidgetVisible(target, 0, self._desk.px(24))
                area.verticalScrollBar().setValue(min(area.verticalScrollBar().value(), top))
        if forms:
            forms[0].form.focus_first()
        else:
            buttons = target.findChildren(QPushButton)
            (buttons[0] if buttons else target).setFocus()

    def _named_place(self) -> QWidget | None:
        """Return the card or the panel that the place names, none when it names none."""
        if self._place in SIGNING:
            return self.findChild(QWidget, "sign_off_panel")
        if self._place in PRINTING:
            return self.findChild(QWidget, "print_panel")
        name = self._place.rpartition(":")[0]
        return self.findChild(QWidget, name) if name.startswith("card:") else None

    def _bar(self, patient: Patient) -> Bar:
        desk, words = self._desk, self._desk.words
        bar = Bar(desk, self.patient(), stretch=0)
        bar.before(key(desk, words("desk.review.board"), "back", self.left.emit))
        facts = [words("desk.board.age", age=age(patient.born, self._post.today))]
        facts += [words(f"desk.sex.{patient.sex}")] if patient.sex else []
        facts.append(words("desk.review.born", on=plain_day_words(words, patient.born)))
        facts += [words("desk.board.mrn", mrn=patient.mrn)] if patient.mrn else []
        facts += [patient.phone] if patient.phone else []
        facts.append(words.optional(f"desk.speaks.{patient.language}") or patient.language)
        bar.put(say(desk, " · ".join(facts), "text/surface"), 1)
        named = {"handing": self.handing_asked, "edit": self.edit_asked, "day": self.day_asked, "end": self.end_asked}
        for name, signal in named.items():
            bar.put(key(desk, words(f"desk.review.{name}"), name, partial(signal.emit, self.visit)))
        bar.put(key(desk, words("desk.lock"), "lock", self.lock_asked.emit))
        return bar

    def _columns(self) -> QHBoxLayout:
        desk = self._desk
        made: list[QScrollArea] = []
        line = QHBoxLayout()
        line.setContentsMargins(desk.px(24), desk.px(16), desk.px(12), 0)
        line.setSpacing(desk.px(8))
        for layout, name, stretch in ((self._left, "review", 7), (self._right, "review_side", 3)):
            inside = QWidget()
            inside.setLayout(layout)
            layout.setContentsMargins(0, 0, desk.px(12), desk.px(16))
            layout.setSpacing(desk.px(16))
            area = scrolling(inside, name)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            line.addWidget(area, stretch)
            made.append(area)
        self._scroll, self._side = made
        self._side.setMinimumWidth(desk.px(400))
        return line


def same(review: Review, shown: Review | None) -> bool:
    """Tell whether a review says nothing that is not shown already; that it was read again does not count."""
    return shown is not None and (review.situation, review.sessions) == (shown.situation, shown.sessions)


def show_inside(area: QScrollArea, name: str) -> None:
    """Bring a panel into view, its top first: after signing, the nurse sees that it is signed."""
    panel, inside = area.findChild(QWidget, name), area.widget()
    if panel is not None and inside is not None:
        area.verticalScrollBar().setValue(panel.mapTo(inside, QPoint(0, 0)).y())


def begin_inside(area: QScrollArea, name: str) -> None:
    """Bring a panel into view with the keyboard on its first key; nothing happens where there is no such panel."""
    panel = area.findChild(QWidget, name)
    if isinstance(panel, QWidget):
        show_inside(area, name)
        buttons = panel.findChildren(QPushButton)
        (buttons[0] if buttons else panel).setFocus()


def holds_keyboard(owner: QWidget, name: str) -> bool:
    """Tell whether the keyboard is inside a panel: it stays there after each thing done."""
    panel, focused = owner.findChild(QWidget, name), QApplication.focusWidget()
    return isinstance(panel, QWidget) and isinstance(focused, QWidget) and panel.isAncestorOf(focused)


def lay_out(area: QScrollArea) -> None:
    """Give everything inside its place now, the innermost first, so that a place can be scrolled to."""
    widget = area.widget()
    if widget is None:
        return
    for inner in reversed(widget.findChildren(QWidget)):
        layout = inner.layout()
        if layout is not None:
            layout.activate()
    across, down = area.viewport().width(), area.viewport().height()
    outer = widget.layout()
    if outer is not None:
        widget.resize(across, max(down, outer.totalHeightForWidth(across)))
