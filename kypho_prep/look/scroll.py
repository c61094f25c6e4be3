"""A page that scrolls up and down only, says "More below", and remembers what has been on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QScroller, QVBoxLayout, QWidget

from kypho_prep.look.announce import UNREAD
from kypho_prep.look.labels import SEMI_BOLD, CaptionLabel, IconLabel
from kypho_prep.look.native import shape
from kypho_prep.look.overrides import later
from kypho_prep.look.theme import Look

SETTLED = 150  # milliseconds in which a page has its height
SLACK = 8  # pixels of empty margin that nobody needs to have seen


class MoreBelow(QWidget):
    """The strip that says that the page goes on; tapping anywhere on it scrolls on."""

    def __init__(self, look: Look, words: str, page: PageScroll) -> None:
        super().__init__(page)
        self.setObjectName("more_below")
        self.setProperty(UNREAD, True)
        self._page = page
        m = look.metrics
        row = QHBoxLayout(self)
        air = 0 if m.large else m.px(4)
        row.setContentsMargins(0, air, 0, air)
        row.setSpacing(m.space(1))
        self._label = label = CaptionLabel(words, look, m.text(22), "go/page")
        label.set_weight(SEMI_BOLD)
        row.addStretch(1)
        row.addWidget(IconLabel("arrow-down", look, m.text(26)))
        row.addWidget(label)
        row.addStretch(1)

    def set_words(self, words: str) -> None:
        """Change what the strip says of the rest of the page."""
        self._label.setText(words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Scroll on."""
        self._page.scroll_on()


class _Area(QScrollArea):
    """Tells when what it shows of the page grows or shrinks.

    Its viewport is made here, and no event filter watches it: asking Qt for either has PySide make the classes of a
    whole module, a fifth of a bare window's start.
    """

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.seen_through = QWidget()
        self.seen_through.setBackgroundRole(QPalette.ColorRole.NoRole)
        self.setViewport(self.seen_through)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell it once the page is laid out in the new room."""
        super().resizeEvent(event)
        self.resized.emit()


class PageScroll(QWidget):
    """Holds one tall widget; `scroll_unseen` brings what has not been on the screen yet.

    `turned`: another part of it shows, or it has grown; the strip may say something else now.
    """

    turned = Signal()

    def __init__(self, content: QWidget, look: Look, more_below: str) -> None:
        super().__init__()
        self._seen = 0
        self._top: QWidget | None = None
        self._share = 0.0
        self._told = (0, 0, 0)
        self._content = content
        self.area = _Area()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(content)
        self.more = MoreBelow(look, more_below, self)
        self.more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self.more)
        bar = self.area.verticalScrollBar()
        shape(bar, look)
        bar.valueChanged.connect(self._note_seen)
        bar.rangeChanged.connect(self._note_seen)
        bar.rangeChanged.connect(self._to_place)
        self.area.resized.connect(self._note_seen)
        QScroller.grabGesture(self.area.seen_through, QScroller.ScrollerGestureType.TouchGesture)

    def hasHeightForWidth(self) -> bool:
        """Tell the layout that any height will do: the page scrolls."""
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Take note of what shows: a page that was laid out before it shows is not laid out again."""
        super().showEvent(event)
        self._note_seen()

    @property
    def unseen(self) -> bool:
        """Tell whether there is anything that has not been on the screen."""
        return self._seen < self._content.height() - SLACK

    @property
    def room(self) -> int:
        """Return the height in pixels that surely shows of the page, also while the strip stands."""
        return self.height() - self.more.sizeHint().height() - 2 * SLACK

    def has_seen(self, widget: QWidget) -> bool:
        """Tell whether a widget inside has been on the screen, down to its end."""
        return widget.mapTo(self._content, QPoint(0, widget.height())).y() <= self._seen + SLACK

    def below(self, parts: Iterable[QWidget]) -> int:
        """Return how many of these widgets inside end below what the screen shows."""
        seen = self.area.seen_through
        return sum(one.mapTo(seen, QPoint(0, one.height())).y() > seen.height() + SLACK for one in parts)

    @property
    def scrolled(self) -> int:
        """Return how far the page is scrolled, in pixels."""
        return self.area.verticalScrollBar().value()

    @property
    def share(self) -> float:
        """Return how far the page is scrolled, of how far it goes: from 0 to 1."""
        bar = self.area.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def scroll_to_share(self, share: float) -> None:
        """Scroll so far of how far the page goes, while it is laid out: drawn otherwise, it has another height."""
        if share:
            self._share = share
            self._to_place()
            later(SETTLED, self, self._stay)

    def scroll_soon(self, pixels: int) -> None:
        """Scroll so far once the page is laid out: a page drawn anew stays where it was touched."""
        later(0, self, lambda: self.area.verticalScrollBar().setValue(pixels))

    def scroll_unseen(self) -> bool:
        """Scroll on to what has not been on the screen, and tell whether there was any."""
        self._note_seen()
        if not self.unseen:
            return False
        self.area.verticalScrollBar().setValue(max(0, self._seen - self._overlap()))
        self._note_seen()
        return True

    def scroll_on(self) -> None:
        """Scroll on by a little less than one screen."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + self.area.seen_through.height() - self._overlap())

    def show_widget(self, widget: QWidget) -> None:
        """Scroll so that a widget inside can be seen."""
        self._note_seen()
        top = widget.mapTo(self._content, QPoint(0, 0)).y() - SLACK
        bottom = top + widget.height() + 2 * SLACK
        bar, room = self.area.verticalScrollBar(), self.area.seen_through.height()
        if bottom - top > room:  # then at least its caret, or its beginning
            self.area.ensureWidgetVisible(widget, 0, SLACK)
        elif top < bar.value() or bottom > bar.value() + room:
            bar.setValue(top if top < bar.value() else bottom - room)

    def show_top(self, widget: QWidget) -> None:
        """Scroll so that the beginning of a widget inside stands at the top of the page."""
        self._note_seen()
        self._top = widget
        self._to_place()
        later(SETTLED, self, self._stay)  # a page that grows later stays where it is read

    def _to_place(self) -> None:
        """Bring what is wanted to its place, as far as the page goes by now: it is still being laid out."""
        bar = self.area.verticalScrollBar()
        if self._share:
            bar.setValue(round(self._share * bar.maximum()))
        if self._top is not None:
            self.area.verticalScrollBar().setValue(self._top.mapTo(self._content, QPoint(0, 0)).y() - SLACK)

    def _stay(self) -> None:
        # On a busy machine it may not be laid out by now: first what is asked of layouts, then the place stays.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._top, self._share = None, 0.0

    def _overlap(self) -> int:
        # A line or two stays in sight, by which the reader finds the place again.
        return min(48, self.area.seen_through.height() // 4)

    def _note_seen(self, *_: int) -> None:
        bar = self.area.verticalScrollBar()
        # What was built and not shown yet has been seen by nobody.
        if not self.isVisible():
            return
        # With the strip away the whole height is the page's; what the strip takes just now says nothing about that.
        left = self._content.height() - bar.value() - self.height()
        room = self.area.seen_through.height()
        if left > SLACK:  # what the strip covers, or is about to cover, nobody has seen
            room = min(room, self.height() - self.more.sizeHint().height())
        self._seen = max(self._seen, bar.value() + room)
        if self.more.isVisible() != (left > SLACK):
            self.more.setVisible(left > SLACK)
            # The strip takes room from the page while the page is being laid out: ask for its range once more.
            QCoreApplication.postEvent(self.area, QEvent(QEvent.Type.LayoutRequest))
            later(0, self, self._lay_out)
        # A layout at work asks this many times over; only what moved or grew is worth another count.
        stands = (bar.value(), self._content.height(), self.area.seen_through.height())
        if stands != self._told:
            self._told = stands
            self.turned.emit()

    def _lay_out(self) -> None:
        """Give the strip its height: a layout that is at work swallows what is asked of it meanwhile."""
        column = self.layout()
        if column is not None:
            column.invalidate()
            column.activate()
