"""The mark over what is being read aloud: the words of one sentence on a ground of their own."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from kypho_prep.look.buttons import Button
from kypho_prep.look.face import Room
from kypho_prep.look.labels import Label
from kypho_prep.look.theme import Look
from kypho_prep.look.wrapping import Lettering, Wrapped

PAIR = "mark_text/mark"
EDGE = 5  # pixels at 100 dpi: around what is typed, whose letters are Qt's own, and around an icon


class ReadingMark(QWidget):
    """Lies over a widget and draws the words from `begin` to `end` of it once more, marked; a button's words whole.

    It lets every touch through, and goes with the widget.
    """

    def __init__(self, widget: QWidget, look: Look, begin: int, end: int) -> None:
        super().__init__(widget)
        self.setObjectName("reading_mark")
        self._below = widget
        self._look = look
        self._span = begin, end
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(widget.size())
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marked words in their legal pair."""
        below = self._below
        if self.size() != below.size():
            self.resize(below.size())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(below, Label):
            self._label(painter, below)
        elif isinstance(below, Button) and below.words:
            self._button(painter, below)
        else:
            wide = self._look.metrics.px(EDGE)
            painter.setPen(QPen(self._look.color("go"), wide))
            painter.drawRect(QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2))
        painter.end()

    def _label(self, painter: QPainter, label: Label) -> None:
        centered = bool(label.alignment() & Qt.AlignmentFlag.AlignHCenter)
        lettering = Lettering(label.font(), label.leading, centered, label.isRightToLeft())
        room = label.text_rect()
        self._draw(painter, Wrapped(label.text(), lettering, label.contentsRect().width()), room.topLeft(), self._span)

    def _button(self, painter: QPainter, button: Button) -> None:
        rect = button.text_rect()
        words, below = Room(button.words, button.face, self._look, button.isRightToLeft()).laid(rect.width())
        self._draw(painter, words, rect.topLeft(), (0, len(button.words)))
        if below is not None:
            at = QPointF(rect.left(), rect.top() + words.height)
            self._draw(painter, below, at, (0, len(button.face.detail)))

    def _draw(self, painter: QPainter, words: Wrapped, at: QPointF, span: tuple[int, int]) -> None:
        ink, ground = self._look.theme.pair(PAIR)
        marked = [one.translated(at) for one in words.places(*span)]
        for place in marked:
            painter.fillRect(place, ground)
        region = QRegion()
        for place in marked:
            region += place.toAlignedRect()
        painter.setClipRegion(region)
        if marked:
            words.draw(painter, at, ink)
        painter.setClipping(False)
