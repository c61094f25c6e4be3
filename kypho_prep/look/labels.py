"""Words on a page: plain text that wraps in the width it gets and is never clipped."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QMargins, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kypho_prep.look.icons import icon_pixmap
from kypho_prep.look.theme import Look
from kypho_prep.look.wrapping import Lettering, Wrapped, least_width, unbroken

BOLD = QFont.Weight.Bold
SEMI_BOLD = QFont.Weight.DemiBold
REGULAR = QFont.Weight.Normal


class Label(QLabel):
    """Plain words in one legal pair of colours; the label lays them out itself, so that no style sheet clips them."""

    weight: ClassVar[QFont.Weight] = REGULAR
    leading: ClassVar[float] = 1.25
    ground: ClassVar[bool] = False

    def __init__(self, words: str, look: Look, size: int, pair: str = "text/page") -> None:
        super().__init__()
        self._look = look
        self._size = size
        self._bold: QFont.Weight | None = None
        self._kept: tuple[tuple[str, int, bool], Wrapped] | None = None
        self._one_line: QSizeF | None = None
        self._set: Lettering | None = None
        self._least: QSize | None = None
        self._heights: dict[tuple[int, bool], float] = {}
        # A name that looks like a tag is shown as it was typed.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("pair", pair)
        self.setFont(look.letters(size, self.weight))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(words)

    def setText(self, words: str) -> None:
        """Show other words; nothing of the ones before stays in what was measured."""
        self._forget()
        super().setText(words)

    @property
    def letter_size(self) -> int:
        """Return the size of the letters in pixels."""
        return self._size

    def set_size(self, size: int) -> None:
        """Make the letters of another size in pixels."""
        if size != self._size:
            self._size = size
            self.setFont(self._look.letters(size, self._bold or self.weight))
            self.updateGeometry()

    def set_weight(self, weight: QFont.Weight) -> None:
        """Make the letters bolder or lighter."""
        self._bold = weight
        self.setFont(self._look.letters(self._size, weight))
        self.updateGeometry()

    def set_pair(self, pair: str) -> None:
        """Change the pair of colours; KeyError when it is not legal."""
        self._look.theme.pair(pair)
        self.setProperty("pair", pair)
        self.update()

    def text_rect(self) -> QRectF:
        """Return the room that the words take inside the label."""
        rect = self.contentsRect()
        laid = self._laid(rect.width())
        middle = bool(self.alignment() & Qt.AlignmentFlag.AlignVCenter)
        top = rect.top() + max(0.0, (rect.height() - laid.height) / 2) if middle else float(rect.top())
        return QRectF(rect.left(), top, rect.width(), laid.height)

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words take in a width."""
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        # A layout asks each label for the same few widths some thirty times before it settles.
        key = (inner, self.isRightToLeft())
        if key not in self._heights:
            # Most words fit on one line, which is measured once for all widths.
            unbroken = self._unbroken()
            self._heights[key] = unbroken.height() if unbroken.width() < inner else self._laid(inner).height
        return round(self._heights[key] + 0.49) + margins.top() + margins.bottom()

    def hasHeightForWidth(self) -> bool:
        """Tell the layout to ask for the height."""
        return True

    def sizeHint(self) -> QSize:
        """Return the size of the words on one line."""
        margins = self.contentsMargins()
        width = int(self._unbroken().width()) + 2 + margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest word and the height of one line."""
        if self._least is None:
            one_line = round(Wrapped("x", self._lettering(), 1000).height)
            self._least = QSize(int(least_width(self.text(), self._lettering())) + 1, one_line)
        return self._least.grownBy(self.contentsMargins())

    def changeEvent(self, event: QEvent) -> None:
        """Lay the words out anew in other letters."""
        if event.type() == QEvent.Type.FontChange:
            self._forget()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words in their pair's colour."""
        words, ground = self._look.theme.pair(self.property("pair"))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            radius = self._look.metrics.px(10)
            painter.drawRoundedRect(self.rect(), radius, radius)
        rect = self.text_rect()
        self._laid(self.contentsRect().width()).draw(painter, QPointF(rect.left(), rect.top()), words)
        painter.end()

    def _forget(self) -> None:
        self._kept = self._one_line = self._least = self._set = None
        self._heights.clear()

    def _lettering(self) -> Lettering:
        centered, right = bool(self.alignment() & Qt.AlignmentFlag.AlignHCenter), self.isRightToLeft()
        kept = self._set
        if kept is None or kept.centered != centered or kept.right_to_left != right:
            kept = self._set = Lettering(self.font(), self.leading, centered, right)
        return kept

    def _unbroken(self) -> QSizeF:
        """Return the room that the words take where nothing breaks them."""
        if self._one_line is None:
            self._one_line = unbroken(self.text(), self._lettering())
        return self._one_line

    def _laid(self, width: int) -> Wrapped:
        key = (self.text(), width, self.isRightToLeft())
        if self._kept is None or self._kept[0] != key:
            self._kept = (key, Wrapped(self.text(), self._lettering(), width))
        return self._kept[1]


class HeadingLabel(Label):
    """A page's question or title: takes the focus when the page shows, so that a screen reader starts there."""

    weight = BOLD
    leading = 1.2

    def __init__(self, words: str, look: Look, size: int | None = None, pair: str = "text/page") -> None:
        super().__init__(words, look, size or look.metrics.question, pair)
        self.setObjectName("heading")


class TitleLabel(Label):
    """A heading inside a card, or a small page's title."""

    weight = BOLD

    def __init__(self, words: str, look: Look, size: int | None = None, pair: str = "text/surface") -> None:
        super().__init__(words, look, size or look.metrics.body, pair)


class BodyLabel(Label):
    """Words to read: lessons, and what a card says."""

    leading = 1.35

    def __init__(self, words: str, look: Look, size: int | None = None, pair: str = "text/page") -> None:
        super().__init__(words, look, size or look.metrics.body, pair)


class HelpLabel(Label):
    """The one line of help below a question, in quiet words of the same size as the body."""

    def __init__(self, words: str, look: Look, size: int | None = None, pair: str = "quiet/page") -> None:
        super().__init__(words, look, size or look.metrics.body, pair)


class CaptionLabel(Label):
    """Small words in bars and beside numbers; never the only place of something that a patient must read."""

    def __init__(self, words: str, look: Look, size: int | None = None, pair: str = "quiet/surface") -> None:
        super().__init__(words, look, size or look.metrics.bar, pair)


class Chip(Label):
    """A few words on a soft ground: a state, a flag on the board, "In 6 days"."""

    weight = SEMI_BOLD
    ground = True

    def __init__(self, words: str, look: Look, size: int | None = None, pair: str = "go/go_soft") -> None:
        super().__init__(words, look, size or look.metrics.bar, pair)
        self._around = QMargins()
        self.set_around(12, 4, 12, 5)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_around(self, left: int, top: int, right: int, bottom: int) -> None:
        """Set the room around the words, in pixels at 100 dots an inch."""
        self._around = QMargins(*map(self._look.metrics.px, (left, top, right, bottom)))
        self.setContentsMargins(self._around)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the room around the words: Qt's frame loses it where it comes up before it has a size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ContentsRectChange and self.contentsMargins() != self._around:
            self.setContentsMargins(self._around)


class IconLabel(QWidget):
    """One icon in a meaning's colour; its words stand beside it, so a screen reader passes over it."""

    def __init__(self, name: str, look: Look, size: int, meaning: str = "go") -> None:
        super().__init__()
        self._name = name
        self._look = look
        self._meaning = meaning
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        color = self._look.color(self._meaning)
        painter.drawPixmap(
            0, 0, icon_pixmap(self._name, color, self.width(), self.devicePixelRatioF(), self.isRightToLeft())
        )
        painter.end()
