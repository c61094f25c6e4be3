"""One staff member's pages: the board and what opens from it. A lock empties them; she finds the same ones again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kypho_prep.look.cards import Ground
from kypho_prep.nurse.board.page import BoardPage
from kypho_prep.nurse.board.past_page import PastPage
from kypho_prep.nurse.board.watch import BoardWatch
from kypho_prep.nurse.clinic.clinic_pages import ClinicPages, ClinicsPage, Way
from kypho_prep.nurse.day.page import DayPage
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.nurse.views import put_on_record, view_of
from kypho_prep.nurse.visit.handing_page import EndPage, HandingPage
from kypho_prep.nurse.visit.page import VisitPage
from kypho_prep.nurse.widgets.overlay import Overlay
from kypho_prep.nurse.widgets.parts import say, strip_row
from kypho_prep.workflow.clinic.views import View
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.moving import at_stake

if TYPE_CHECKING:
    from kypho_prep.workflow.desk.review import Review
    from kypho_prep.workflow.visits.schedule import Board, BoardRow

Page = HandingPage | EndPage | ClinicsPage | VisitPage | ReviewPage | DayPage | PastPage


class Pages(QStackedWidget):
    """The pages of a workspace: the first stays, every other one goes when the next comes."""

    def swap(self, page: QWidget) -> None:
        """Show a page in the place of the one before."""
        old = self.currentWidget()
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        if old is not None and old is not page and self.indexOf(old) > 0:
            self.removeWidget(old)
            old.deleteLater()

    def uncover(self) -> None:
        """Take away whatever card lies over the page."""
        for card in self.findChildren(Overlay):
            card.hide()
            card.deleteLater()


class Workspace(QWidget):
    """Swaps the pages of one staff member, and forwards."""

    lock_asked = Signal()
    handed_over = Signal(str)

    def __init__(self, desk: DeskContext, session: StaffSession) -> None:
        super().__init__()
        self._desk = desk
        self.session = session
        self._stack = Pages()
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(0)
        if session.clinic.sample:
            room.addWidget(sample_strip(desk))
        room.addWidget(self._stack)
        self.board = BoardPage(desk, session)
        self._stack.addWidget(self.board)
        self.board.visit_opened.connect(self.open_review)
        self.board.day_asked.connect(lambda visit: self.open_day(visit, self.to_board))
        self.board.past_asked.connect(self.open_past)
        self.board.new_asked.connect(lambda: self.open_form(""))
        self.clinic = ClinicPages(desk, session, self._show, self.to_board)
        self.board.clinic_asked.connect(self.clinic.open_clinic)
        self.board.lock_asked.connect(self.lock_asked)
        self.watch = BoardWatch(desk, session, self)
        self.watch.moved.connect(self._moved)
        self.watch.failed.connect(self.board.show_trouble)
        self.watch.beat.connect(self.board.tick)
        self._seen: BoardRow | None = None
        self._way: Way | None = None
        self._again: Callable[[], object] | None = None
        self._resting = False

    def begin(self) -> None:
        """Show the board, or the page that was left, brought up to date."""
        self._resting, again, self._again = False, self._again, None
        self.watch.start()
        self.board.begin()
        if again is not None:
            again()
        else:
            put_on_record(self._desk, self.session, View.BOARD)

    def leave(self) -> None:
        """Let go of all that names a patient, and remember only which page showed."""
        self.watch.stop()
        self._resting = True
        self._again = self._way() if self._way is not None else None
        self._stack.uncover()
        self._stack.swap(self.board)
        self.session.rows, self.watch.board, self._way = (), None, None
        self.board.show_board(None)

    def page(self) -> QWidget:
        """Return the page that shows."""
        return self._stack.currentWidget() or self.board

    def to_board(self) -> None:
        """Go back to the board, the chosen visit still chosen."""
        self._way = self._again = None
        self._stack.swap(self.board)
        if not self._resting:
            put_on_record(self._desk, self.session, View.BOARD)
            self.watch.read()
            self.board.begin()

    def open_review(self, visit: str, place: str = "") -> None:
        """Open a visit's review, the form of a place open."""
        self._open(visit, ReviewPage, self.to_board, place)

    def open_day(self, visit: str, back: Callable[[], object] | None = None) -> None:
        """Open the page of the procedure's day; Back and Esc lead to the review, or where it was opened from."""
        self._open(visit, DayPage, back or partial(self.open_review, visit))

    def open_past(self, typed: str = "") -> None:
        """Open the search over all visits, past and ended ones too."""
        page = PastPage(self._desk, self.session, typed)
        page.visit_opened.connect(self.open_review)
        page.found.connect(partial(put_on_record, self._desk, self.session, View.SEARCH))
        self._show(page, self.to_board, lambda: partial(self.open_past, page.search.text()))
        page.begin()

    def open_form(self, visit: str) -> None:
        """Open the form of a new visit, or of one that is to be corrected."""

        def show(page: VisitPage, back: Callable[[], object]) -> None:
            page.visit_asked.connect(self.open_review)
            page.saved.connect(lambda saved: self.open_handing(saved, page.patient()))
            self._show(page, back, lambda: partial(self.open_form, visit))
            page.begin()

        if not visit:
            show(VisitPage(self._desk, self.session), self.to_board)
            return
        self._desk.ask(
            lambda: (schedule.forms(self._desk.workplace, visit=visit), at_stake(self._desk.workplace, visit=visit)),
            lambda known: show(VisitPage(self._desk, self.session, visit, *known), lambda: self.open_review(visit)),
            partial(to_board_with, self, self._desk),
        )

    def open_handing(self, visit: str, name: str = "") -> None:
        """Open the two ways to the kiosk."""
        name = name or patient_name(self.page(), self.watch.row(visit))
        page = HandingPage(self._desk, self.session, visit, name)
        page.handed_over.connect(self.handed_over)
        self.watch.beat.connect(page.look)
        page.chart_asked.connect(self.open_review)
        self._show(page, self.to_board, lambda: partial(self.open_handing, visit, name))
        page.slip.setFocus()

    def open_end(self, visit: str, name: str = "") -> None:
        """Open the page on which a visit ends."""
        name = name or patient_name(self.page(), self.watch.row(visit))
        page = EndPage(self._desk, self.session, visit, name)
        page.ended.connect(self.to_board)
        page.edit_asked.connect(self.open_form)
        self._show(page, lambda: self.open_review(visit), lambda: partial(self.open_end, visit, name))
        page.form.focus_first()

    def _show(self, page: Page, back: Callable[[], object], way: Way) -> None:
        """Show a page in the place of the one before; Back and Esc lead on by `back`."""
        if self._resting:
            # It was asked for before the lock and came after it: it opens when she is back.
            self._again = way()
            page.deleteLater()
            return
        put_on_record(self._desk, self.session, view_of(page), getattr(page, "visit", ""))
        page.left.connect(back)
        self._way = way
        self._stack.swap(page)

    def _open(self, visit: str, kind: type[ReviewPage | DayPage], back: Callable[[], object], place: str = "") -> None:
        """Read a visit and show it, the form of a place open; the page that shows it already takes what is new."""
        refused = partial(to_board_with, self, self._desk)
        if (already := self._showing(kind, visit)) is not None:
            already.read_again(refused)
            return

        def show(opened: Review) -> None:
            if (already := self._showing(kind, visit)) is not None:  # Enter was pressed twice
                already.refresh(opened)
                return
            made = kind(self._desk, self.session, visit)
            join(self, made)
            self._seen = self.watch.row(visit)
            self._show(made, back, lambda: partial(self._open, visit, kind, back, made.place()))
            made.show_review(opened)
            if place:
                made.go(place)

        staff, workplace = self.session.staff, self._desk.workplace
        self._desk.ask(
            lambda: review.open_chart(workplace, staff=staff, visit=visit),
            show,
            refused,
        )

    def _showing(self, kind: type[ReviewPage | DayPage], visit: str) -> ReviewPage | DayPage | None:
        page = self.page()
        return page if isinstance(page, kind) and page.visit == visit else None

    def _moved(self, board: Board) -> None:
        """Bring the page that shows up to date; a review only when its own visit moved."""
        if self._resting:
            return
        self.session.rows = board.rows
        self.board.show_board(board)
        page = self.page()
        if isinstance(page, ReviewPage | DayPage):
            row = self.watch.row(page.visit)
            moved, self._seen = row != self._seen, row
            if moved:
                page.read_again(partial(to_board_with, self, self._desk))


def to_board_with(workspace: Workspace, desk: DeskContext, trouble: Exception) -> None:
    """Go back to the board and say there why a page could not be opened."""
    workspace.board.show_trouble(desk.sentence(trouble))
    workspace.to_board()


def join(workspace: Workspace, page: ReviewPage | DayPage) -> None:
    """Join what a visit's page asks for to the workspace."""
    page.lock_asked.connect(workspace.lock_asked)
    if isinstance(page, DayPage):
        page.review_asked.connect(workspace.open_review)
        return
    page.visit_asked.connect(workspace.open_review)
    page.handing_asked.connect(workspace.open_handing)
    page.edit_asked.connect(workspace.open_form)
    page.end_asked.connect(workspace.open_end)
    page.day_asked.connect(workspace.open_day)


def patient_name(page: QWidget, row: BoardRow | None) -> str:
    """Return whom a page is about: as the review shows it, else as the board does."""
    if isinstance(page, ReviewPage | DayPage):
        return page.patient()
    return row.patient if row else ""


def sample_strip(desk: DeskContext) -> QWidget:
    """Return the strip that says on every page that these patients are made up."""
    strip = Ground(desk.look, "note_soft")
    words = say(desk, desk.words("desk.sample"), "text/note_soft", 15, bold=True)
    words.setObjectName("sample")
    strip_row(desk, strip, words, air=4)
    return strip
