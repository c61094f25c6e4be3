"""What opens over a patient's page: something to read, a short question, a page to write on; Esc closes each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.look.announce import choices_of
from kypho_prep.look.buttons import primary, secondary
from kypho_prep.look.cards import Ground, Rule
from kypho_prep.look.labels import BodyLabel, HeadingLabel
from kypho_prep.look.scroll import PageScroll
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words


class Dialog(QWidget):
    """Stands over the page until `closed`; the page below is as it was."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class HeadedDialog(Dialog):
    """A dialog under a heading, which has the keyboard when it opens; `aloud` is what a screen reader says then."""

    def __init__(self, heading: str, aloud: str, look: Look, words: Words) -> None:
        super().__init__()
        self._aloud = aloud
        self._look = look
        m = look.metrics
        content = QWidget()
        self.column = QVBoxLayout(content)
        side = m.space(5) if m.large else m.space(12)
        self.column.setContentsMargins(side, m.space(4), side, m.space(3))
        self.heading = HeadingLabel(heading, look)
        self._outer.addWidget(PageScroll(content, look, words("controls.more_below")), 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the heading the focus and say everything."""
        super().showEvent(event)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.voice.say(self.heading, [self._aloud, *choices_of(self)])


class TextDialog(HeadedDialog):
    """A few words over a page, and one way back."""

    def __init__(self, heading: str, text: str, close: str, look: Look, words: Words) -> None:
        super().__init__(heading, f"{heading} {text}", look, words)
        self.column.setSpacing(look.metrics.space(3))
        self.column.addWidget(self.heading)
        for paragraph in text.split("\n\n"):
            self.column.addWidget(BodyLabel(" ".join(paragraph.split()), look))
        self.column.addStretch(1)
        button = primary(close, look, "close", "")
        button.clicked.connect(self.closed)
        self._outer.addWidget(foot(look, button))


class CallDialog(TextDialog):
    """What became of a call for a nurse; `take_back` are the words of the button that takes it back, "" for none."""

    taken_back = Signal()

    def __init__(self, heading: str, text: str, take_back: str, look: Look, words: Words) -> None:
        super().__init__(heading, text, words("kiosk.sheet.close"), look, words)
        if take_back:
            button = secondary(take_back, look, "take_back", "undo-2")
            button.clicked.connect(self.taken_back)
            # Above the stretch that keeps all of it together at the top.
            self.column.insertWidget(self.column.count() - 1, button, 0, Qt.AlignmentFlag.AlignLeading)


class MenuDialog(HeadedDialog):
    """What the slim bars leave out, as big buttons; `chosen` names the one that was touched."""

    chosen = Signal(str)

    def __init__(self, buttons: dict[str, str], look: Look, words: Words) -> None:
        super().__init__(words("kiosk.bar.menu"), words("kiosk.bar.menu"), look, words)
        self.column.setSpacing(look.metrics.gap)
        self.column.addWidget(self.heading)
        self._grid = QGridLayout()
        self._grid.setSpacing(look.metrics.gap)
        self._buttons = [secondary(said, look, name) for name, said in buttons.items()]
        for button in self._buttons:
            button.clicked.connect(partial(self.chosen.emit, button.objectName()))
        self.column.addLayout(self._grid)
        self.column.addStretch(1)
        close = primary(words("kiosk.sheet.close"), look, "close", "")
        close.clicked.connect(self.closed)
        self._outer.addWidget(foot(look, close))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in two columns, on an upright screen in one."""
        super().resizeEvent(event)
        columns = 1 if self.window().height() > self.window().width() else 2
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
        for number, button in enumerate(self._buttons):
            self._grid.addWidget(button, number // columns, number % columns)


class ChoiceDialog(HeadedDialog):
    """One short question over a page, with two answers as big buttons; Esc gives the first, which changes nothing."""

    kept = Signal()

    def __init__(self, question: str, answers: tuple[str, str], look: Look, words: Words) -> None:
        super().__init__(question, question, look, words)
        m = look.metrics
        self.column.setSpacing(m.space(4))
        self.column.addStretch(1)
        self.column.addWidget(self.heading)
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if m.large else QBoxLayout.Direction.LeftToRight)
        row.setSpacing(m.space(3))
        for name, said, signal in zip(("close", "keep"), answers, (self.closed, self.kept), strict=True):
            button = secondary(said, look, name)
            button.clicked.connect(signal)
            row.addWidget(button, 1)
        self.column.addLayout(row)
        self.column.addStretch(2)


class WritingDialog(Dialog):
    """A page to write a question for the nurse on, over the page that it is about."""

    kept = Signal()

    def __init__(self, page: QuestionPage, keep: str, close: str, look: Look) -> None:
        super().__init__()
        self.page = page
        cancel = secondary(close, look, "close")
        cancel.clicked.connect(self.closed)
        save = primary(keep, look, "keep", "")
        save.clicked.connect(self.kept)
        self._outer.addWidget(page, 1)
        self._outer.addWidget(foot(look, cancel, save))


def stack(page: QWidget, content: QWidget, look: Look, words: Words, *below: QWidget) -> None:
    """Lay a page out: its content scrolls, and what stands `below`, the foot last, is always in view."""
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(PageScroll(content, look, words("controls.more_below")), 1)
    for part in below:
        outer.addWidget(part)


def foot(look: Look, *buttons: QWidget) -> Ground:
    """Return a lower bar with its last button on the right and any other, or what reads aloud, on the left."""
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
