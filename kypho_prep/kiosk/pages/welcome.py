"""The first page: what this is, how one reads best, and Start."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.interpreter import NOBODY, need, own_name
from kypho_prep.kiosk.pages.reading_bar import ReadingBar
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.buttons import Button, bar_button, primary, row_button
from kypho_prep.look.cards import Ground
from kypho_prep.look.face import Face
from kypho_prep.look.labels import BodyLabel, CaptionLabel, HeadingLabel, TitleLabel
from kypho_prep.look.metrics import TEXT_SIZES, around
from kypho_prep.look.pictures import Picture
from kypho_prep.look.scroll import PageScroll
from kypho_prep.look.theme import HIGH_CONTRAST, LIGHT, Look
from kypho_prep.prep.words import Words

# The letters of a text at 100 percent: each sample stands in the size that the pages will have.
SAMPLE = 29
IN_A_ROW = 3  # languages


@dataclass(frozen=True, slots=True)
class WelcomeView:
    """What the first page says: the clinic's name, the installed languages (code, own name), what is chosen.

    `interpreter` is the language of the interpreter that was asked for, NOBODY for none.
    """

    comfort: Comfort
    clinic: str = ""
    languages: tuple[tuple[str, str], ...] = ()
    sample: bool = False
    interpreter: str = NOBODY


class WelcomePage(QWidget):
    """A calm panel with the drawing on the left, everything to touch on the right; upright they stack."""

    start_wanted = Signal()
    code_begun = Signal(str)
    staff_wanted = Signal()
    language_wanted = Signal(str)
    text_size_wanted = Signal(int)
    theme_wanted = Signal(str)
    interpreter_wanted = Signal()
    ways_wanted = Signal()

    def __init__(self, view: WelcomeView, look: Look, words: Words) -> None:
        super().__init__()
        self._view = view
        self._look = look
        self._words = words
        self.content = self
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(0)
        self._picture = Picture("welcome-people", look, words("kiosk.welcome.picture"), plate=False)
        self._parts.addWidget(self._panel(), 7)
        self._parts.addLayout(self._side(), 9)
        holder = QWidget()
        holder.setLayout(self._parts)
        self._scroll = PageScroll(holder, look, words("controls.more_below"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the heading the focus."""
        super().showEvent(event)
        self._heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a scanner's first digit for the beginning of a slip's code."""
        if event.text().isdigit() and event.text().isascii():
            self.code_begun.emit(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the panel above the rest on an upright screen, or where the letters are large."""
        super().resizeEvent(event)
        upright = self.height() > self.width() or self._look.metrics.text_percent > 140
        way = QBoxLayout.Direction
        self._parts.setDirection(way.TopToBottom if upright else way.LeftToRight)
        # On a low screen the largest letters leave room for one more thing than the heading, and that is Start.
        low = self._look.metrics.text_percent > 140 and self.height() < self.width() and self.height() < 1000
        for part in self._yielding:
            part.setHidden(low)
        self._name_reading()
        self._parts.setStretch(0, 0 if low else 7)
        steps = self._look.metrics.space
        high = (steps(2), steps(2)) if low else (steps(6), steps(4))
        turned = self._words.right_to_left
        self._air.setContentsMargins(*around(steps(7), high[0], steps(5), high[1], right_to_left=turned))
        self._picture.setVisible(not (self._look.metrics.large and self.height() < self.width()))
        self._picture.setFixedHeight(round(self.height() * (0.2 if upright else 0.32)))

    def _panel(self) -> QWidget:
        m = self._look.metrics
        panel = Ground(self._look, "panel")
        column = QVBoxLayout(panel)
        column.setSpacing(m.space(2.5))
        pair = "panel_text/panel"
        if self._view.clinic:
            column.addWidget(CaptionLabel(self._view.clinic, self._look, m.text(22), pair))
        if self._view.sample:
            column.addWidget(CaptionLabel(self._words("kiosk.bar.sample_long"), self._look, m.text(22), pair))
        size = m.question if m.text_percent > 140 else m.text(54)
        self._heading = HeadingLabel(self._words("kiosk.welcome.heading"), self._look, size, pair)
        told = BodyLabel(self._words("kiosk.welcome.text"), self._look, m.text(29), pair)
        private = CaptionLabel(self._words("kiosk.welcome.private"), self._look, m.text(20), pair)
        for part in (self._heading, told):
            column.addWidget(part)
        column.addWidget(self._picture, 1)
        column.addWidget(private)
        self._yielding: tuple[QWidget, ...] = (told, private)
        self._air = column
        return panel

    def _side(self) -> QVBoxLayout:
        m = self._look.metrics
        column = QVBoxLayout()
        column.setContentsMargins(m.space(8), m.space(2 if m.text_percent > 140 else 5), m.space(8), m.space(3))
        column.setSpacing(m.space(2))
        if len(self._view.languages) > 1:
            column.addLayout(self._languages())
        column.addWidget(self._interpreter())
        column.addStretch(1)
        column.addLayout(self._comfort())
        column.addSpacing(m.space(3))
        start = primary(self._words("kiosk.welcome.start"), self._look, "start")
        start.set_face(replace(start.face, size=m.text(34), height=m.mm(26)))
        start.clicked.connect(self.start_wanted)
        column.addWidget(start)
        column.addStretch(1)
        if self._view.sample:
            said = self._words("kiosk.welcome.sample_staff", staff=self._words("kiosk.welcome.staff"))
            column.addWidget(CaptionLabel(said, self._look, m.text(22), "text/page"))
        column.addLayout(self._foot())
        return column

    def _comfort(self) -> QVBoxLayout:
        """Return what makes reading easier: the letters, contrast, and who reads aloud."""
        m, rows = self._look.metrics, QVBoxLayout()
        rows.setSpacing(m.space(2))
        title = TitleLabel(self._words("kiosk.welcome.comfort"), self._look, m.text(32), "text/page")
        top, letters, contrast = QHBoxLayout(), self._sizes(), self._contrast()
        top.addWidget(title, 1)
        rows.addLayout(top)
        rows.addLayout(letters)
        if m.text_percent > 140:  # one row: Start stays in view
            letters.insertWidget(letters.count() - 1, contrast)
            items = (letters.itemAt(at) for at in range(letters.count()))
            self._beside: list[QWidget] = [
                one for item in items if item is not None and (one := item.widget()) is not None
            ]
            self._reading = ReadingBar(self._look, self._words, *self._beside)
            letters.addWidget(self._reading, 100)  # before the empty room: its keys want all of it
        else:
            self._beside = [title]
            self._reading = ReadingBar(self._look, self._words, title)
            self._reading.setMinimumHeight(title.sizeHint().height())  # nothing below moves while it reads
            top.addWidget(self._reading)
            rows.addWidget(contrast)
        if len(self._view.languages) > 1:  # in their row the room for it has gone
            self._yielding = (*self._yielding, title)
        return rows

    def _name_reading(self) -> None:
        """Let "Read to me" say its words where what stands beside it leaves them room."""
        m = self._look.metrics
        self._reading.name_read(whole=True)
        wide = sum(one.sizeHint().width() + m.gap for one in (*self._beside, self._reading.read))
        self._reading.name_read(whole=m.text_percent <= 140 or wide <= self.width() - 2 * m.space(8))

    def _interpreter(self) -> Button:
        """Return the way to the languages of an interpreter, in their own names; once one is chosen, that one."""
        words, asked = self._words, self._view.interpreter
        # Beside the languages' own names, names again would seem to be theirs.
        beside = len(self._view.languages) > 1
        said = words("kiosk.interpreter.beside" if beside else "kiosk.interpreter.button")
        if asked != NOBODY:
            said = words("kiosk.interpreter.chosen", language=own_name(words, asked), need=need(words, asked))
        button = row_button(said, self._look, "interpreter", "globe" if asked == NOBODY else "circle-check")
        if asked == NOBODY:
            button.setAccessibleName(f"{words('kiosk.interpreter.title')}, {said}")
        else:
            button.set_face(replace(button.face, pair="go/go_soft", edge="go"))
        button.clicked.connect(self.interpreter_wanted)
        return button

    def _languages(self) -> QGridLayout:
        """Return the languages by their own names; no heading that only some could read stands above them."""
        grid = QGridLayout()
        grid.setSpacing(self._look.metrics.gap)
        self._cards: dict[str, Button] = {}
        columns = min(len(self._view.languages), IN_A_ROW)
        for number, (code, name) in enumerate(self._view.languages):
            card = _language_card(name, self._look, f"language:{code}")
            card.setChecked(code == self._view.comfort.language)
            # In a group that excludes itself an arrow key would choose the next language at once.
            card.setAutoExclusive(False)
            card.clicked.connect(partial(self._choose_language, code))
            self._cards[code] = card
            card.setAccessibleName(f"{self._words('kiosk.bar.language')}: {name}")
            grid.addWidget(card, number // columns, number % columns)
            grid.setColumnStretch(number % columns, 1)
        return grid

    def _choose_language(self, chosen: str, *_: bool) -> None:
        for code, card in self._cards.items():
            card.setChecked(code == chosen)
        self.language_wanted.emit(chosen)

    def _sizes(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._look.metrics.gap)
        for size in TEXT_SIZES:
            row.addWidget(self._letter(size))
        row.addStretch(1)
        return row

    def _letter(self, size: int) -> Button:
        m = self._look.metrics
        button = bar_button(self._words("kiosk.welcome.letter"), self._look, f"text_size:{size}")
        button.set_face(replace(button.face, size=m.px(SAMPLE * size / 100), height=m.mm(20), width=m.mm(22)))
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setChecked(size == self._view.comfort.text_size)
        button.setAccessibleName(self._words("kiosk.welcome.size", percent=size))
        button.clicked.connect(lambda *_: self.text_size_wanted.emit(size))
        return button

    def _contrast(self) -> QWidget:
        dark = self._view.comfort.theme == HIGH_CONTRAST
        key = "kiosk.bar.contrast_off" if dark else "kiosk.bar.contrast"
        button = row_button(self._words(key), self._look, "contrast", "contrast")
        button.clicked.connect(lambda *_: self.theme_wanted.emit(LIGHT if dark else HIGH_CONTRAST))
        # Where the letters are largest all of it stands in one row, and Start in view below: the icon has to do.
        large = self._look.metrics.text_percent > 140
        ways = row_button("" if large else self._words("kiosk.ways.short"), self._look, "ways", "settings")
        ways.setAccessibleName(self._words("kiosk.ways.button"))
        ways.clicked.connect(self.ways_wanted)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._look.metrics.gap)
        row.addWidget(button)
        row.addWidget(ways)
        row.addStretch(1)
        return holder

    def _foot(self) -> QHBoxLayout:
        m = self._look.metrics
        row = QHBoxLayout()
        row.setSpacing(m.gap)
        row.addWidget(CaptionLabel(self._words("kiosk.welcome.help"), self._look, pair="quiet/page"), 1)
        staff = bar_button(self._words("kiosk.welcome.staff"), self._look, "staff")
        staff.clicked.connect(self.staff_wanted)
        row.addWidget(staff)
        return row


def _language_card(words: str, look: Look, name: str) -> Button:
    """Return one language by its own name, among others in a row; the frame says which one is chosen."""
    m = look.metrics
    face = Face(m.answer, m.answer_height, m.mm(28), mark="frame", edge_width=2, radius=14, padding=m.space(1))
    return Button(words, look, face, name)
