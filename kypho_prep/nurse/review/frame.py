"""What the keys and the focus of the review know about its page: its columns, its open place, what it asks for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kypho_prep.nurse.desk import Desk
from kypho_prep.nurse.review.columns import Columns
from kypho_prep.workflow.review import Review


class ReviewFrame(QWidget):
    """A visit's page with its two columns, before anything stands in them."""

    handing_asked = Signal(str)
    edit_asked = Signal(str)
    end_asked = Signal(str)
    day_asked = Signal(str)
    visit_asked = Signal(str)
    lock_asked = Signal()
    left = Signal()

    def __init__(self, desk: Desk, visit: str) -> None:
        super().__init__()
        self.visit = visit
        self.review: Review | None = None
        self.columns = Columns(desk)

    @property
    def is_over(self) -> bool:
        """Tell whether the visit ended: it is only read."""
        return self.review is not None and self.review.situation.chart.visit.ended is not None

    def place(self) -> str:
        """Return the place whose form is open, empty when none is."""
        raise NotImplementedError

    def go(self, place: str) -> None:
        """Open the form of a place, or close the open one; what was typed in it is kept."""
        raise NotImplementedError

    def turn(self, name: str) -> None:
        """Open what was shut, shut what was open; a form that is open stays."""
        raise NotImplementedError
