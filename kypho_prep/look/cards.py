"""Grounds that words stand on: a card, the patient's one neutral note box, a line, a bar of progress."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kypho_prep.look.labels import BodyLabel, IconLabel
from kypho_prep.look.theme import Look


class Card(QFrame):
    """A rounded ground with an edge; `body` is the layout to put things in."""

    def __init__(self, look: Look, ground: str = "surface", edge: str = "card_edge", edge_width: int = 2) -> None:
        super().__init__()
        self._look = look
        self._ground = ground
        self._edge = edge
        self._wide = look.metrics.px(edge_width)
        self.body = QVBoxLayout(self)
        space = look.metrics.space(3)
        self.body.setContentsMargins(space, space, space, space)
        self.body.setSpacing(look.metrics.space(1))

    def set_colors(self, ground: str, edge: str) -> None:
        """Change the ground and the edge, both as meanings."""
        self._ground, self._edge = ground, edge
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color(self._edge), self._wide) if self._wide else Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color(self._ground))
        half = self._wide / 2
        radius = self._look.metrics.card_radius
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        painter.end()


class NoteBox(Card):
    """The patient's only emphasis: a neutral box with an icon and words, never a colour that alarms."""

    def __init__(
        self, words: str, look: Look, icon: str = "info", *, slim: bool = False, size: int | None = None
    ) -> None:
        """Make the box, its letters of a `size` or the body's.

        A `slim` one stands above answers that must stay in sight, so that it grows less than they.
        """
        super().__init__(look, "note_soft")
        self.setObjectName("note")
        m = look.metrics
        space = m.space(1.5 if slim else 2)
        high, side = (self._wide, m.card_radius) if slim else (space, m.space(3))
        self.body.setContentsMargins(side, high, side, high)
        row = QHBoxLayout()
        row.setSpacing(space)
        row.addWidget(IconLabel(icon, look, m.warning if slim else m.text(38)), 0, Qt.AlignmentFlag.AlignVCenter)
        self.label = BodyLabel(words, look, m.warning if slim else size or m.body, "text/note_soft")
        row.addWidget(self.label, 1)
        self.body.addLayout(row)

    def set_words(self, words: str) -> None:
        """Change what the note says."""
        self.label.setText(words)
        self.label.updateGeometry()


class Rule(QWidget):
    """A thin line between two parts."""

    def __init__(self, look: Look, meaning: str = "card_edge") -> None:
        super().__init__()
        self._color = look.color(meaning)
        self.setFixedHeight(look.metrics.px(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._color)
        painter.end()


class Ground(QWidget):
    """A plain area in a meaning's colour: a bar above or below a page."""

    def __init__(self, look: Look, meaning: str = "surface") -> None:
        super().__init__()
        self._look = look
        self._meaning = meaning

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color(self._meaning))
        painter.end()


class ProgressBar(QWidget):
    """How much is done, as a bar that fills in reading direction; the words beside it say the same."""

    def __init__(self, look: Look, done: int, of: int, words: str = "") -> None:
        super().__init__()
        self._look = look
        self._share = done / of if of else 0.0
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.metrics.px(14))

    def sizeHint(self) -> QSize:
        """Return a width of 40 mm."""
        return QSize(self._look.metrics.mm(40), self._look.metrics.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track and what is done."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(self._look.color("track"))
        painter.drawRoundedRect(self.rect(), radius, radius)
        wide = self.width() * self._share
        if wide > 0:
            wide = max(wide, self.height())
            left = self.width() - wide if self.isRightToLeft() else 0.0
            painter.setBrush(self._look.color("go"))
            painter.drawRoundedRect(QRectF(left, 0, wide, self.height()), radius, radius)
        painter.end()
