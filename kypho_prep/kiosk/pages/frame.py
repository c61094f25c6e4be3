"""What every patient's page stands in: the two bars, and sheets that open over the page and leave it as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.pages.bars import BarView, BottomBar, BottomView, TopBar
from kypho_prep.look.announce import announce
from kypho_prep.look.buttons import primary, secondary
from kypho_prep.look.cards import Ground, Rule
from kypho_prep.look.labels import BodyLabel, HeadingLabel
from kypho_prep.look.scroll import PageScroll
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words


class Frame(QWidget):
    """A page between its bars; a sheet covers page and lower bar, never the upper one."""

    def __init__(self, content: QWidget, top: TopBar, bottom: BottomBar | None = None) -> None:
        super().__init__()
        self.content = content
        self.top = top
        self.bottom = bottom
        self._sheet: QWidget | None = None
        self._page = QWidget()
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(content, 1)
        if bottom is not None:
            page.addWidget(bottom)
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(middle, 1)

    @property
    def sheet(self) -> QWidget | None:
        """Return the sheet that is open, or nothing."""
        return self._sheet

    def open_sheet(self, sheet: QWidget) -> None:
        """Show a sheet over the page."""
        self.close_sheet()
        self._sheet = sheet
        self._stack.addWidget(sheet)
        self._stack.setCurrentWidget(sheet)

    def close_sheet(self) -> None:
        """Take the sheet away; the page is as it was."""
        if self._sheet is None:
            return
        self._stack.setCurrentWidget(self._page)
        self._stack.removeWidget(self._sheet)
        self._sheet.hide()
        self._sheet.deleteLater()
        self._sheet = None
        heading = self._page.findChild(HeadingLabel)
        if heading is not None:
            heading.setFocus(Qt.FocusReason.OtherFocusReason)


class Sheet(QWidget):
    """A few words over a page, and one way back; Esc closes it."""

    closed = Signal()

    def __init__(self, heading: str, text: str, close: str, look: Look, words: Words) -> None:
        super().__init__()
        self._text = f"{heading} {text}"
        m = look.metrics
        content = QWidget()
        column = QVBoxLayout(content)
        side = m.space(5) if m.large else m.space(12)
        column.setContentsMargins(side, m.space(4), side, m.space(3))
        column.setSpacing(m.space(3))
        self.heading = HeadingLabel(heading, look)
        column.addWidget(self.heading)
        for paragraph in text.split("\n\n"):
            column.addWidget(BodyLabel(" ".join(paragraph.split()), look))
        column.addStretch(1)
        button = primary(close, look, "close", "")
        button.clicked.connect(self.closed)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(PageScroll(content, look, words("controls.more_below")), 1)
        outer.addWidget(foot(look, button))

    def showEvent(self, event: QShowEvent) -> None:
        """Give the heading the focus and say everything."""
        super().showEvent(event)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.heading, self._text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class ChoiceSheet(QWidget):
    """One short question over a page, with two answers as big buttons; Esc gives the first, which changes nothing."""

    kept = Signal()
    closed = Signal()

    def __init__(self, question: str, answers: tuple[str, str], look: Look, words: Words) -> None:
        super().__init__()
        self._question = question
        m = look.metrics
        content = QWidget()
        column = QVBoxLayout(content)
        side = m.space(5) if m.large else m.space(12)
        column.setContentsMargins(side, m.space(4), side, m.space(3))
        column.setSpacing(m.space(4))
        column.addStretch(1)
        self.heading = HeadingLabel(question, look)
        column.addWidget(self.heading)
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if m.large else QBoxLayout.Direction.LeftToRight)
        row.setSpacing(m.space(3))
        for name, said, signal in zip(("close", "keep"), answers, (self.closed, self.kept), strict=True):
            button = secondary(said, look, name)
            button.clicked.connect(signal)
            row.addWidget(button, 1)
        column.addLayout(row)
        column.addStretch(2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(PageScroll(content, look, words("controls.more_below")))

    def showEvent(self, event: QShowEvent) -> None:
        """Give the heading the focus and say the question."""
        super().showEvent(event)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.heading, self._question)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class AskSheet(QWidget):
    """A page to write a question for the nurse on, over the page that it is about."""

    kept = Signal()
    closed = Signal()

    def __init__(self, page: QWidget, keep: str, close: str, look: Look) -> None:
        super().__init__()
        self.page = page
        cancel = secondary(close, look, "close")
        cancel.clicked.connect(self.closed)
        save = primary(keep, look, "keep", "")
        save.clicked.connect(self.kept)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(page, 1)
        outer.addWidget(foot(look, cancel, save))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def foot(look: Look, *buttons: QWidget) -> Ground:
    """Return a lower bar with its last button on the right and any other on the left."""
    m = look.metrics
    ground = Ground(look)
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Rule(look))
    row = QHBoxLayout()
    row.setContentsMargins(m.space(3.5), m.space(1.5), m.space(3.5), m.space(1.5))
    row.setSpacing(m.gap)
    for button in buttons[:-1]:
        row.addWidget(button)
    row.addStretch(1)
    row.addWidget(buttons[-1])
    column.addLayout(row)
    return ground


def framed(content: QWidget, bar: BarView, below: BottomView | None, look: Look, words: Words) -> Frame:
    """Return a page between the bars that its views describe."""
    return Frame(content, TopBar(bar, look, words), BottomBar(below, look) if below else None)
