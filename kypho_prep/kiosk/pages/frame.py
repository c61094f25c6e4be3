"""What every patient's page stands in: the two bars, and the dialog that opens over the page and leaves it as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.pages.bars import BarView, TopBar
from kypho_prep.kiosk.pages.bottom_bar import BottomBar, BottomView
from kypho_prep.look.labels import HeadingLabel
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words

WAYS = "ways_dialog"  # the name of the dialog that offers other ways to use the screen


class Frame(QWidget):
    """A page between its bars; a dialog covers page and lower bar, never the upper one."""

    dialog_changed = Signal()

    def __init__(self, content: QWidget, top: TopBar, bottom: BottomBar | None = None) -> None:
        super().__init__()
        self.content = content
        self.top = top
        self.bottom = bottom
        self._dialogs: list[QWidget] = []
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
    def dialog(self) -> QWidget | None:
        """Return the dialog that is open, the uppermost of two, or nothing."""
        return self._dialogs[-1] if self._dialogs else None

    @property
    def front(self) -> QWidget:
        """Return what stands below the upper bar: the uppermost dialog, else the page with its lower bar."""
        return self.dialog or self._page

    def open_dialog(self, dialog: QWidget, *, over: bool = False) -> None:
        """Show a dialog over the page, in place of one that is open or `over` it."""
        while self._dialogs and not over:
            self.close_dialog()
        self._dialogs.append(dialog)
        self._stack.addWidget(dialog)
        self._stack.setCurrentWidget(dialog)
        self.dialog_changed.emit()

    def close_dialog(self) -> None:
        """Take the dialog away; the page, or the dialog below, is as it was."""
        if not self._dialogs:
            return
        gone = self._dialogs.pop()
        below = self.front
        self._stack.setCurrentWidget(below)
        self._stack.removeWidget(gone)
        gone.hide()
        gone.setParent(None)  # at once: a page that is drawn anew carries over what stands on it, and not on this
        gone.deleteLater()
        heading = below.findChild(HeadingLabel)
        if heading is not None:
            heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self.dialog_changed.emit()


def framed(content: QWidget, bar: BarView, below: BottomView | None, look: Look, words: Words) -> Frame:
    """Return a page between the bars that its views describe."""
    return Frame(content, TopBar(bar, look, words), BottomBar(below, look) if below else None)
