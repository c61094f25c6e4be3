"""A card over a page: it holds the keyboard until it is closed, and gives it back to where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from kypho_prep.look.cards import Card, Ground
from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.widgets.parts import key, say, scrolling, shortcut

SHADE = 150


class Overlay(QWidget):
    """A titled card in the middle of a shaded page; Esc and its key close it."""

    closed = Signal()

    def __init__(self, desk: DeskContext, name: str, title: str, *, width: int = 720) -> None:
        super().__init__()
        self._desk = desk
        self._title = title
        self._before: QWidget | None = None
        self.setObjectName(name)
        self._card = card = Card(desk.look, edge="edge")
        card.setMaximumWidth(desk.px(width))
        heading = say(desk, title, "go/surface", 22, bold=True)
        heading.setObjectName("heading")
        card.body.setSpacing(desk.px(14))
        card.body.addWidget(heading)
        self._inside = inside = Ground(desk.look, "surface")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(*(desk.px(6), desk.px(6)) * 2)  # the focus ring lies outside its key
        self._area = scrolling(desk, inside, f"{name}:inside")
        card.body.addWidget(self._area, 1)
        self.close_key = key(desk, desk.words("desk.overlay.close"), "close_overlay", self.dismiss)
        foot = QHBoxLayout()
        foot.addWidget(self.close_key)
        foot.addStretch(1)
        card.body.addLayout(foot)
        room = QHBoxLayout(self)
        room.setContentsMargins(*(desk.px(24), desk.px(24)) * 2)
        room.addStretch(1)
        room.addWidget(card, 100)
        room.addStretch(1)
        shortcut(self, "Esc", self.dismiss)

    def show_over(self, page: QWidget, first: QWidget | None = None) -> None:
        """Cover a page and take the keyboard; `first` is what holds it at once."""
        window = page.window()
        self._before = window.focusWidget()
        # Beside the page, not in it: the page's own keys rest while the card is open.
        self.setParent(page.parentWidget())
        self.setGeometry(page.geometry())
        around = self._desk.px(180)
        self._card.setMaximumHeight(self._inside.sizeHint().height() + around)
        page.installEventFilter(self)
        page.destroyed.connect(self.deleteLater)
        self.show()
        self.raise_()
        (first or self.close_key).setFocus()
        self._desk.look.voice.say(self, [self._title])

    def fit(self) -> None:
        """Give the card the height that its words take in its width, where the page has it; else its middle scrolls."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        inside, card = self._inside, self._card
        needed = max(inside.heightForWidth(inside.width()), inside.sizeHint().height())
        card.setMaximumHeight(needed + card.height() - self._area.height())

    def dismiss(self) -> None:
        """Go, and give the keyboard back."""
        # First the keyboard: a card that is hidden with it would pass it on to whatever comes next.
        if self._before is not None and isValid(self._before):  # the page may have been drawn anew meanwhile
            self._before.setFocus()
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the page whatever size it takes, and go when another page comes in its place."""
        if isinstance(watched, QWidget):
            if event.type() == QEvent.Type.Resize:
                self.setGeometry(watched.geometry())
            elif event.type() == QEvent.Type.Hide and watched.isHidden():
                self.deleteLater()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab among the fields and the keys of the card."""
        fields, keys = self.findChildren(QLineEdit), self.findChildren(QPushButton)
        stops = [one for one in (*fields, *keys) if one.isVisible() and one.isEnabled()]
        if not stops:
            return super().focusNextPrevChild(forward)
        held = self.focusWidget()
        at = stops.index(held) if isinstance(held, QLineEdit | QPushButton) and held in stops else -1
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade = QColor(self._desk.look.color("text" if self._desk.look.theme.name == "light" else "page"))
        shade.setAlpha(SHADE)
        painter = QPainter(self)
        painter.fillRect(self.rect(), shade)


def key_sheet(desk: DeskContext, rows: Iterable[tuple[str, str]]) -> Overlay:
    """Return the sheet of a page's keys, each with what it does; `show_over(page)` shows it."""
    sheet = Overlay(desk, "key_sheet", desk.words("desk.keys.title"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(desk.px(24))
    grid.setVerticalSpacing(desk.px(2))
    grid.setColumnStretch(1, 1)
    for at, (keys, does) in enumerate(rows):
        grid.addWidget(say(desk, keys, "text/surface", 16, bold=True), at, 0)
        grid.addWidget(say(desk, does, "text/surface", 16), at, 1)
    sheet.body.setContentsMargins(0, 0, desk.px(8), 0)
    sheet.body.addLayout(grid)
    sheet.body.addStretch(1)
    on_question_mark(sheet, sheet.dismiss)
    return sheet


def on_question_mark(owner: QWidget, press: Callable[[], object]) -> None:
    """Let "?" do something; keyboards differ in whether Shift comes with it, and some send both."""
    for keys in ("?", "Shift+?"):
        shortcut(owner, keys, press).activatedAmbiguously.connect(press)
