"""One field of a desk form: its label, its editor, what it was understood as, and its own sentence when it is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from kypho_prep.look.buttons import Button
from kypho_prep.look.face import Face
from kypho_prep.look.icons import icon_pixmap
from kypho_prep.look.native import keep_in, shape
from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.widgets.parse import as_typed
from kypho_prep.nurse.widgets.parts import say

Option = tuple[str, str]
MOST = 2000
LETTERS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class Field(QWidget):
    """A labelled editor that holds one value as text; subclasses say which editor it is."""

    changed = Signal()
    secret = False

    def __init__(self, desk: DeskContext, name: str, label: str, editor: QWidget) -> None:
        super().__init__()
        self.name = name
        self.editor = editor
        editor.setObjectName(name)
        editor.setAccessibleName(label)
        editor.setFont(desk.look.letters(desk.look.metrics.desk_body))
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(desk.px(4))
        self.label = say(desk, label, size=16, bold=True)
        self._echo = say(desk, "", "quiet/surface", size=15)
        self._problem = say(desk, "", "urgent/surface", size=15, bold=True)
        self._problem.setObjectName(f"problem:{name}")
        for part in (self.label, editor, self._echo, self._problem):
            self._room.addWidget(part)
        self._room.addStretch(1)
        self._offered: QWidget | None = None
        self._echo.hide()
        self._problem.hide()

    def value(self) -> str:
        """Return what stands in the editor, trimmed."""
        raise NotImplementedError

    def put(self, value: str) -> None:
        """Set the editor's value."""
        raise NotImplementedError

    def offer(self, keys: QWidget | None) -> None:
        """Put keys that fill the field below its editor, in the place of those that stood there."""
        if self._offered is not None:
            self._room.removeWidget(self._offered)
            self._offered.hide()
            self._offered.deleteLater()
        self._offered = keys
        if keys is not None:
            self._room.insertWidget(self._room.indexOf(self.editor) + 1, keys)

    def echo(self, words: str) -> None:
        """Show how the typed value was understood, or a hint; nothing when empty."""
        self._echo.setText(words)
        self._echo.setVisible(bool(words) and not self._problem.text())

    def complain(self, sentence: str) -> None:
        """Show the sentence that says what is wrong, or take it away when empty."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self._echo.setVisible(bool(self._echo.text()) and not sentence)
        self.editor.setAccessibleDescription(sentence)

    def problem(self) -> str:
        """Return the sentence that stands beside the field, empty when nothing is wrong."""
        return self._problem.text()

    def _touched(self) -> None:
        if self._problem.text():
            self.complain("")
        self.changed.emit()


class LineField(Field):
    """One line of text."""

    def __init__(self, desk: DeskContext, name: str, label: str, *, secret: bool = False) -> None:
        self.line = QLineEdit()
        shape(self.line, desk.look)
        self.line.setMaxLength(MOST + 1)  # one more than is kept: it is refused in words, never cut off unseen
        self.line.setMinimumHeight(desk.px(44))
        self.line.setProperty("pair", "text/surface")
        self.secret = secret
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        super().__init__(desk, name, label, self.line)
        self.line.textChanged.connect(self._touched)

    def value(self) -> str:
        # A password may begin or end with a space.
        return self.line.text() if self.secret else self.line.text().strip()

    def put(self, value: str) -> None:
        self.line.setText(as_typed(value) if is_timed(self.name) else value)


class TextField(Field):
    """A few lines of text; what is too long is refused in words, never cut off unseen."""

    def __init__(self, desk: DeskContext, name: str, label: str, *, lines: int = 2) -> None:
        self.text = QPlainTextEdit()
        shape(self.text, desk.look)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(desk.px(26 * lines + 26))
        self.text.setProperty("pair", "text/surface")
        super().__init__(desk, name, label, self.text)
        self.text.textChanged.connect(self._touched)

    def value(self) -> str:
        return self.text.toPlainText().strip()

    def put(self, value: str) -> None:
        self.text.setPlainText(value)


class Picker(QComboBox):
    """A choice that is drawn like the lines beside it; it keeps its letters, and leaves the wheel to the page."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        shape(self, desk.look)  # for the scroll bar of its list
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def event(self, event: QEvent) -> bool:
        """Keep typed letters, by which a choice is found, from the page's keys of one letter."""
        typed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if typed and isinstance(event, QKeyEvent) and event.text().isalnum() and event.modifiers() in LETTERS:
            event.accept()
            return True
        return super().event(event)

    def showPopup(self) -> None:
        """Show the choices; their list, which Qt makes now, has no menu of its own either."""
        super().showPopup()
        keep_in(self.view())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        # Who scrolls the page over a choice must not change it unseen.
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge, the chosen words and the arrow."""
        px, color = self._desk.px, self._desk.look.color
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("go" if self.hasFocus() else "edge"), 3 if self.hasFocus() else 2))
        painter.setBrush(color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), px(12), px(12))
        arrow = icon_pixmap("chevron-down", color("text"), px(20), self.devicePixelRatioF())
        painter.drawPixmap(self.width() - px(32), (self.height() - px(20)) // 2, arrow)
        painter.setPen(color("text" if self.isEnabled() else "quiet"))
        painter.setFont(self.font())
        room = self.rect().adjusted(px(14), 0, -px(38), 0)
        words = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()


class PickField(Field):
    """One of a few options; an option whose value is empty stands for "not said"."""

    def __init__(self, desk: DeskContext, name: str, label: str, options: Sequence[Option]) -> None:
        self.box = Picker(desk)
        self.box.setMinimumHeight(desk.px(44))
        self.box.setProperty("pair", "text/surface")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        for value, words in options:
            self.box.addItem(words, value)
        super().__init__(desk, name, label, self.box)
        self.box.currentIndexChanged.connect(self._touched)

    def value(self) -> str:
        return str(self.box.currentData())

    def put(self, value: str) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(value)))


class TickField(Field):
    """Any of a few options; its value is their ids, joined by commas."""

    def __init__(self, desk: DeskContext, name: str, label: str, options: Sequence[Option], columns: int = 1) -> None:
        holder = QWidget()
        super().__init__(desk, name, label, holder)
        self.ticks = {value: tick_box(desk, f"{name}:{value}", words) for value, words in options}
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(desk.px(4))
        for at, tick in enumerate(self.ticks.values()):
            grid.addWidget(tick, at // columns, at % columns)
            tick.toggled.connect(self._touched)
        self.label.setVisible(bool(label))
        if self.ticks:
            holder.setFocusProxy(next(iter(self.ticks.values())))

    def value(self) -> str:
        return ",".join(value for value, tick in self.ticks.items() if tick.isChecked())

    def put(self, value: str) -> None:
        for one, tick in self.ticks.items():
            tick.setChecked(one in value.split(","))


class YesField(TickField):
    """One tick box that says a whole sentence; its value is "yes" or empty."""

    def __init__(self, desk: DeskContext, name: str, sentence: str) -> None:
        super().__init__(desk, name, "", [("yes", sentence)])
        self.editor.setObjectName(f"{name}_holder")
        self.ticks["yes"].setObjectName(name)


def is_timed(name: str) -> bool:
    """Tell whether a field of that name holds a date or a clock time."""
    return name in ("on", "at", "born") or name.endswith(("_on", "_at"))


def tick_box(desk: DeskContext, name: str, words: str) -> Button:
    """Return a tick box at desk size; its words wrap."""
    face = Face(
        desk.look.metrics.desk_body,
        desk.px(40),
        desk.px(60),
        edge="card_edge",
        edge_width=2,
        radius=10,
        padding=desk.px(12),
        weight=QFont.Weight.Normal,
        centered=False,
        mark="tick",
    )
    return Button(words, desk.look, face, name)
