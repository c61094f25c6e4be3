"""The page of the procedure's day: about a dozen lines asked again, and their own sign-off; by keyboard throughout."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kypho_prep.look.overrides import later
from kypho_prep.nurse.day.forms import DECIDE, RECORD
from kypho_prep.nurse.day.rows import DayLines, line_panels
from kypho_prep.nurse.day.signing import REVIEW, DaySigning, day_signing
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.open_visit.columns import lay_out
from kypho_prep.nurse.open_visit.inline_form import InlineForm
from kypho_prep.nurse.open_visit.panels import Panel, Room
from kypho_prep.nurse.open_visit.visit_frame import VisitFrame
from kypho_prep.nurse.widgets.form_page import Bar
from kypho_prep.nurse.widgets.overlay import key_sheet
from kypho_prep.nurse.widgets.parts import key, scrolling, shortcut
from kypho_prep.prep.rules.procedure_day import day_lines
from kypho_prep.prep.words import Words
from kypho_prep.workflow.desk.procedure_day import NotTheDay
from kypho_prep.workflow.desk.review import Review

KEYS = ("enter", "save", "sign", "review", "esc", "lock")


class DayPage(VisitFrame):
    """One visit on its day; it shows a frozen review, asks for jobs, and shows the next review that comes back."""

    stale = (*VisitFrame.stale, NotTheDay)

    review_asked = Signal(str, str)

    def __init__(self, desk: DeskContext, session: StaffSession, visit: str) -> None:
        self._lines, self._below, body = DayLines(desk), QVBoxLayout(), QVBoxLayout()
        body.addWidget(self._lines)
        body.addLayout(self._below)
        body.addStretch(1)
        self._scroll = scrolling(desk, _middle(desk, body), "day_page")
        super().__init__(desk, session, visit, self._scroll)
        shortcut(self, "Esc", self._escape)
        shortcut(self, "S", self._to_signing)
        shortcut(self, "R", lambda: self.review_asked.emit(visit, ""))
        shortcut(self, "?", lambda: key_sheet(desk, day_keys(desk.words)).show_over(self))

    def show_review(self, review: Review, *, done: bool = False) -> None:
        """Show the page as it stands now, at the same place as before; done or not, the next line that waits is it."""
        opened = self._take(review)
        self.setUpdatesEnabled(False)
        kept = self._scroll.verticalScrollBar().value()
        bar = Panel("bar", opened.around, lambda: [self._bar()])
        lines, signing = line_panels(opened), day_signing(opened)
        rooms = Room(self._head, [bar]), Room(self._lines.body, lines), Room(self._below, [signing])
        stays = self._show(rooms, led=done)
        self.setUpdatesEnabled(True)
        later(0, self, lambda: self._settle(kept, stays=stays))

    def refresh(self, review: Review) -> None:
        """Show what changed elsewhere; while a form is open it waits until the nurse has finished or closed it."""
        self.review = review
        if not self._place and not self._busy:
            self.show_review(review)

    def next_place(self, review: Review) -> str:
        """Return the form of who decided, where a line was just found to differ."""
        before = _undecided(self.review)
        found = [one for one in _undecided(review) if one not in before or self._place == RECORD + one]
        return DECIDE + found[0] if found else ""

    def go(self, place: str) -> None:
        """Open a line's form, or close the open one; what blocks the preparation is closed on the review."""
        where, _, there = place.partition(":")
        if where == REVIEW:
            self.review_asked.emit(self.visit, there)
            return
        super().go(place)

    def _to_signing(self) -> None:
        """Lead to the first key of the sign-off; where it has none to the way back, the page staying where it was."""
        panel = self.findChild(DaySigning)
        if panel is None:
            return
        keys = panel.findChildren(QPushButton)
        (keys or self.findChildren(QPushButton, "back"))[0].setFocus()
        if keys:
            self._scroll.ensureWidgetVisible(panel, 0, self._desk.px(16))

    def _settle(self, kept: int, *, stays: bool) -> None:
        """Keep the reader's place, and bring the open form into view, or the next line that waits."""
        lay_out(self._scroll)
        bar, inside = self._scroll.verticalScrollBar(), self._scroll.widget()
        bar.setValue(kept)
        if stays or _elsewhere(self):
            return
        forms = self.findChildren(InlineForm)
        if forms and inside is not None:
            line = forms[0].parentWidget() or forms[0]
            self._scroll.ensureWidgetVisible(line, 0, self._desk.px(24))
            bar.setValue(min(bar.value(), line.mapTo(inside, QPoint(0, 0)).y() - self._desk.px(24)))
            forms[0].form.focus_first()
            return
        waiting = [one for one in self._scroll.findChildren(QPushButton) if one.property("first")]
        if not waiting:
            self._to_signing()
            return
        waiting[0].setFocus()
        self._scroll.ensureWidgetVisible(waiting[0], 0, self._desk.px(96))

    def _bar(self) -> Bar:
        desk, words = self._desk, self._desk.words
        bar = Bar(desk, self.patient())
        bar.before(key(desk, words("desk.back"), "back", self.left.emit))
        bar.put(key(desk, words("desk.day.to_review"), "to_review", lambda: self.review_asked.emit(self.visit, "")))
        bar.put(key(desk, words("desk.lock"), "lock", self.lock_asked.emit))
        return bar


def day_keys(words: Words) -> list[tuple[str, str]]:
    """Return the keys of the page, each with what it does."""
    return [(words(f"desk.day.key.{name}"), words(f"desk.day.key.{name}_does")) for name in KEYS]


def _elsewhere(page: QWidget) -> bool:
    """Tell whether the keyboard is on something that lies over the page, as the sheet of keys does."""
    held: QWidget | None = page.window().focusWidget()
    return held is not None and held.isVisible() and not page.isAncestorOf(held) and held is not page


def _undecided(review: Review | None) -> list[str]:
    """Return the lines that are recorded, that differ, and that nobody has decided about."""
    lines = day_lines(review.situation) if review is not None else ()
    return [one.key for one in lines if one.recorded is not None and one.undecided]


def _middle(desk: DeskContext, body: QVBoxLayout) -> QWidget:
    """Return the one calm column in the middle of the page."""
    column = QWidget()
    column.setMaximumWidth(desk.px(1240))
    column.setLayout(body)
    body.setContentsMargins(0, 0, 0, desk.px(16))
    body.setSpacing(desk.px(16))
    inside = QWidget()
    across = QHBoxLayout(inside)
    across.setContentsMargins(desk.px(24), desk.px(16), desk.px(24), 0)
    across.addStretch(1)
    across.addWidget(column, 100)
    across.addStretch(1)
    return inside
