"""The desk's own small parts: words by what they mean, keys, chips with a shape for each level, rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QHideEvent, QKeySequence, QPainter, QPainterPath, QPaintEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kypho_prep.look.buttons import Button, desk_button, desk_primary
from kypho_prep.look.face import Face
from kypho_prep.look.labels import Chip, Label
from kypho_prep.look.native import shape
from kypho_prep.look.theme import Look
from kypho_prep.nurse.desk import DeskContext

BOLD = QFont.Weight.Bold
LEVEL_PAIRS = {
    "red": "urgent/urgent_soft",
    "amber": "check/check_soft",
    "note": "text/note_soft",
    "done": "done/done_soft",
    "go": "go/go_soft",
}


def say(desk: DeskContext, text: str, pair: str = "text/surface", size: int = 17, *, bold: bool = False) -> Label:
    """Return words on the desk, wrapped and never cut off, in one legal pair of colours."""
    label = Label(text, desk.look, desk.look.metrics.text(size), pair)
    if bold:
        label.set_weight(BOLD)
    return label


class Passing(Label):
    """Words about what was just done, above a page: over once another page, or the lock, takes its place."""

    def __init__(self, desk: DeskContext, name: str) -> None:
        super().__init__("", desk.look, desk.look.metrics.desk_body, "urgent/page")
        self.setObjectName(name)
        self.set_weight(BOLD)
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        # Hidden with its page it would come back with it; hidden by itself it stays away.
        super().hideEvent(event)
        self.hide()


def key(desk: DeskContext, words: str, name: str, press: Callable[[], object], *, first: bool = False) -> Button:
    """Return a desk button that does one thing when pressed; the first is the one filled button of its place."""
    button = desk_primary(words, desk.look, name) if first else desk_button(words, desk.look, name)
    # Without it only Space presses a button that has the keyboard, Enter does not.
    button.setAutoDefault(True)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.clicked.connect(lambda *_: press())
    return button


def small_key(desk: DeskContext, words: str, name: str, press: Callable[[], object]) -> Button:
    """Return a quiet key for what stands beside an entry: correct it, take it back, record one more."""
    face = Face(
        desk.look.metrics.text(15),
        desk.px(34),
        desk.px(34),
        edge="card_edge",
        edge_width=2,
        radius=10,
        padding=desk.px(10),
    )
    button = Button(words, desk.look, face, name)
    button.setAutoDefault(True)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.clicked.connect(lambda *_: press())
    return button


def bar_key(desk: DeskContext, words: str, name: str, icon: str) -> Button:
    """Return a key as wide as its place, its words on the left: a chapter, a thing that blocks."""
    face = Face(
        desk.look.metrics.text(16),
        desk.px(44),
        desk.px(80),
        edge="card_edge",
        edge_width=2,
        radius=10,
        padding=desk.px(12),
        weight=QFont.Weight.DemiBold,
        centered=False,
        icon=icon,
    )
    button = Button(words, desk.look, face, name)
    button.setAutoDefault(True)
    return button


def shortcut(owner: QWidget, keys: str, press: Callable[[], object]) -> QShortcut:
    """Let a key press do something while its page shows; a field that is typed in keeps its letters."""
    made = QShortcut(QKeySequence(keys), owner)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(press)
    return made


class LevelChip(Chip):
    """A few words with the shape and the colour of their level: the shape tells it without the colour."""

    def __init__(self, words: str, look: Look, level: str, size: int = 15) -> None:
        super().__init__(words, look, look.metrics.text(size), LEVEL_PAIRS[level])
        self._level = level
        self.set_around(30, 4, 12, 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words and the level's shape before them."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.pair(LEVEL_PAIRS[self._level])[0])
        side = self._look.metrics.px(12)
        draw_shape(painter, self._level, QRectF(self._look.metrics.px(10), (self.height() - side) / 2, side, side))
        painter.end()


def draw_shape(painter: QPainter, level: str, box: QRectF) -> None:
    """Draw a level's own shape: red a diamond, amber a triangle, done a square, anything else a round dot."""
    path = QPainterPath()
    corners = {
        "red": ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
        "amber": ((0.5, 0.0), (1.0, 1.0), (0.0, 1.0)),
        "done": ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)),
    }.get(level)
    if corners is None:
        path.addEllipse(box.adjusted(1, 1, -1, -1))
    else:
        points = [(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in corners]
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.closeSubpath()
    painter.drawPath(path)


def row(*parts: QWidget | None, gap: int = 8) -> QHBoxLayout:
    """Return widgets side by side; None stands for the room that pushes the rest away."""
    line = QHBoxLayout()
    _fill(line, parts, gap)
    return line


def strip_row(desk: DeskContext, strip: QWidget, said: QWidget, *keys: QWidget, air: int = 8) -> None:
    """Lay a strip above the pages out: its words, and its keys beside them, with air above and below."""
    line = QHBoxLayout(strip)
    line.setContentsMargins(desk.px(24), desk.px(air), desk.px(24), desk.px(air))
    line.addWidget(said, 1)
    for one in keys:
        line.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)


def column(*parts: QWidget | None, gap: int = 8) -> QVBoxLayout:
    """Return widgets below each other; None stands for the room that pushes the rest away."""
    stack = QVBoxLayout()
    _fill(stack, parts, gap)
    return stack


def holder(layout: QLayout, name: str = "") -> QWidget:
    """Return a widget that holds a layout."""
    widget = QWidget()
    widget.setObjectName(name)
    widget.setLayout(layout)
    return widget


def scrolling(desk: DeskContext, inside: QWidget, name: str) -> QScrollArea:
    """Return an area that scrolls up and down, never sideways."""
    area = QScrollArea()
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    shape(area.verticalScrollBar(), desk.look)
    area.setWidget(inside)
    return area


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and let it go, so that nothing of the last visit stays behind."""
    while (held := layout.takeAt(0)) is not None:
        inner, widget = held.layout(), held.widget()
        if inner is not None:
            empty(inner)
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


def _fill(line: QBoxLayout, parts: tuple[QWidget | None, ...], gap: int) -> None:
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(gap)
    for part in parts:
        if part is None:
            line.addStretch(1)
        else:
            line.addWidget(part)
