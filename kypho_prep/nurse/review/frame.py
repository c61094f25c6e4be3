"""What the keys and the focus of the review know about its page: its columns, its open place, what it asks for."""

from __future__ import annotations

from PySide6.QtCore import Signal

from kypho_prep.nurse.desk import Desk, Post
from kypho_prep.nurse.open_visit.columns import Columns
from kypho_prep.nurse.open_visit.visit_frame import VisitFrame


class ReviewFrame(VisitFrame):
    """A visit's page with its two columns, before anything stands in them."""

    handing_asked = Signal(str)
    edit_asked = Signal(str)
    end_asked = Signal(str)
    day_asked = Signal(str)
    visit_asked = Signal(str)

    def __init__(self, desk: Desk, post: Post, visit: str) -> None:
        self.columns = Columns(desk)
        super().__init__(desk, post, visit, self.columns)

    @property
    def is_over(self) -> bool:
        """Tell whether the visit ended: it is only read."""
        return self.review is not None and self.review.situation.chart.visit.ended is not None

    def turn(self, name: str) -> None:
        """Open what was shut, shut what was open; a form that is open stays."""
        raise NotImplementedError
