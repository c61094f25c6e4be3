"""The review of one visit: opens on what is open, closes each with one press, ends in the sign-off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from kypho_prep.look.overrides import later
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.open_visit.panels import Panel, Room
from kypho_prep.nurse.review.focus import settle, spot_of
from kypho_prep.nurse.review.frame import ReviewFrame, review_bar
from kypho_prep.nurse.review.keys import bind, key_rows, letters, show_letters
from kypho_prep.nurse.review.panels.answers_panel import answers_panel
from kypho_prep.nurse.review.panels.ask_again_panel import again_panel
from kypho_prep.nurse.review.panels.left_column import banners, groups, read_only
from kypho_prep.nurse.review.panels.right_column import form_beside, side_panels
from kypho_prep.nurse.review.panels.sign_off_panel import SIGN_PLACES, signing_panel
from kypho_prep.nurse.review.panels.since_panel import since_panel
from kypho_prep.nurse.widgets.overlay import key_sheet, on_question_mark
from kypho_prep.nurse.widgets.parts import shortcut
from kypho_prep.workflow.desk.review import Review


class ReviewPage(ReviewFrame):
    """One visit; it shows a frozen review and asks for jobs, and shows the next review that comes back."""

    def __init__(self, desk: DeskContext, session: StaffSession, visit: str) -> None:
        super().__init__(desk, session, visit)
        self._chapters: set[str] = set()
        self._turned: set[str] = set()
        shortcut(self, "Esc", self._escape)
        bind(self, letters(self))
        on_question_mark(self, lambda: key_sheet(desk, key_rows(self, desk)).show_over(self))

    def show_review(self, review: Review, *, done: bool = False) -> None:
        """Show the visit as it stands now, at the same place as before; after something was done, at the next one."""
        spot = spot_of(self)
        opened = replace(
            self._take(review),
            turned=frozenset(self._turned),
            turn=self.turn,
            open_visit=self.visit_asked.emit,
            keep=self._keep,
        )
        # Nobody is to see the page between the panels that go and those that come.
        self.setUpdatesEnabled(False)
        kept = self.columns.scrolled()
        bar = Panel("bar", opened.around, lambda: [review_bar(opened, self.left.emit, self._leads())])
        left = (*banners(opened), since_panel(opened), *groups(opened), again_panel(opened, self._chapters))
        answers = answers_panel(opened, self._chapters)
        columns = self.columns.rooms((*left, answers), *beside(opened, side_panels(opened), signing_panel(opened)))
        stays = self._show([Room(self._head, [bar]), *columns], led=done)
        show_letters(self, self._desk)
        if self.is_over:
            read_only(self)
        self.setUpdatesEnabled(True)
        if stays:
            later(0, self, lambda: self.columns.settle(kept))
            return
        self.setFocus()  # the page's letters work until the next key has the keyboard
        later(0, self, lambda: settle(self, kept, spot, done=done))

    def refresh(self, review: Review) -> None:
        """Show what changed elsewhere, unless a form is open: then the nurse finishes it first.

        Her own change comes back with the board's next beat: it shows already, and the keyboard stays where it is.
        """
        if self._place:
            self.review = review
        elif not self._busy and not same(review, self.review):
            self.show_review(review)

    def _keep(self, job: Job) -> None:
        """Put on record what has happened already, though something else is under way: the worker does both in turn."""
        self._ask(job, None)

    def turn(self, name: str) -> None:
        """Open what was shut, shut what was open; a form that is open stays."""
        self._turned ^= {name}
        if self.review is not None:
            self.show_review(self.review)

    def _leads(self) -> dict[str, Callable[[], object]]:
        """Return what the keys of the bar do."""
        asked = {"handing": self.handing_asked, "edit": self.edit_asked, "day": self.day_asked, "end": self.end_asked}
        named: dict[str, Callable[[], object]] = {
            name: partial(signal.emit, self.visit) for name, signal in asked.items()
        }
        return {**named, "lock": self.lock_asked.emit}


def beside(opened: OpenVisit, panels: list[Panel], signing: Panel) -> tuple[list[Panel], list[Panel]]:
    """Return what scrolls on the right and what stands still below it: the sign-off, while no form needs its room."""
    if opened.place in SIGN_PLACES:
        return [signing, *panels], []
    if form_beside(panels, opened):
        return [*panels, signing], []
    return panels, [signing]


def same(review: Review, shown: Review | None) -> bool:
    """Tell whether a review says nothing that is not shown already; that it was read again does not count."""
    return shown is not None and (review.situation, review.sessions) == (shown.situation, shown.sessions)
