"""The upper bar of every patient's page: where one is, and how to get help."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.pages.reading_bar import ReadingBar
from kypho_prep.look.buttons import Button, bar_button
from kypho_prep.look.cards import Ground, ProgressBar, Rule
from kypho_prep.look.labels import SEMI_BOLD, CaptionLabel, Chip
from kypho_prep.look.theme import HIGH_CONTRAST, Look
from kypho_prep.prep.words import Words

SHORTEST = 15  # millimetres below which a bar of progress shows nothing that the step does not say
# The buttons that a slim bar leaves to the menu, by their names.
IN_THE_MENU = ("call_nurse", "why", "question_for_nurse", "text_size", "contrast", "language", "ways", "leave")


class NurseCall(Enum):
    """How a call for a nurse stands, each with the key of what the bar says: none, asked for, one has to be seen."""

    NONE = "kiosk.bar.call_nurse"
    ASKED = "kiosk.bar.nurse_asked"
    MUST_SEE = "kiosk.bar.must_see"


@dataclass(frozen=True, slots=True)
class BarView:
    """What the upper bar says: a title, the step, the share that is done, the person's initials, an open call.

    `signed_in`: somebody is signed in, so the nurse can be called and the pages left. `languages`: the page can be read
    in another one.
    """

    title: str
    step: tuple[int, int] | None = None
    done: tuple[int, int] = (0, 0)
    initials: str = ""
    sample: bool = False
    signed_in: bool = True
    call: NurseCall = NurseCall.NONE
    languages: bool = False


def slim(bar: QWidget, look: Look) -> bool:
    """Tell whether a bar holds the least: large letters and an upright screen leave the room to the page."""
    window = bar.window()
    return look.metrics.large or window.height() > window.width()


class TopBar(Ground):
    """The same buttons at the same place on every page; a slim bar keeps them in the menu."""

    text_size_wanted = Signal()
    contrast_wanted = Signal()
    language_wanted = Signal()
    ways_wanted = Signal()
    nurse_wanted = Signal()
    leave_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, view: BarView, look: Look, words: Words) -> None:
        super().__init__(look)
        self._view = view
        self._look = look
        self._words = words
        m = look.metrics
        row = QHBoxLayout()
        air = m.space(0.5 if m.large else 1)
        row.setContentsMargins(m.space(3.5), air, m.space(3.5), air)
        row.setSpacing(m.space(2))
        self._always: list[QWidget] = []
        self._yielding: list[QWidget] = []
        place = self._place(view)
        row.addWidget(place, 1)
        self._reading = ReadingBar(look, words, place)
        row.addWidget(self._reading)
        self._asked = self._buttons(view)
        row.addWidget(self._asked)
        self._open_call = bar_button(words(view.call.value), look, "open_call")
        self._open_call.clicked.connect(self.nurse_wanted)
        row.addWidget(self._open_call)
        self._menu = bar_button(words("kiosk.bar.menu"), look, "menu", "settings")
        self._menu.clicked.connect(self.menu_wanted)
        row.addWidget(self._menu)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(row)
        outer.addWidget(Rule(look))
        self.show_call(view.call)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons in the menu where the bar is slim; there the step says where one is, if not all fits."""
        super().resizeEvent(event)
        self._lay_out()

    def show_call(self, call: NurseCall) -> None:
        """Say from now on that a nurse was asked for, or that none was; in a slim bar an open call stands beside."""
        self._view = replace(self._view, call=call)
        for button in (self._call, self._open_call):
            _say_call(button, call, self._words)
        self._lay_out()

    def _lay_out(self) -> None:
        menu = self._view.signed_in and slim(self, self._look)
        called = menu and self._view.call is not NurseCall.NONE
        self._asked.setHidden(menu)
        self._menu.setVisible(menu)
        self._open_call.setVisible(called)
        kept = [*self._always, self._reading.read, self._menu, *([self._open_call] if called else [])]
        self._reading.name_read(whole=True)
        if menu and not self._fits(kept):
            self._reading.name_read(whole=False)
        if called:
            _say_call(self._open_call, self._view.call, self._words)
        if menu:
            for part in self._yielding:
                part.setHidden(not self._fits([*kept, *self._yielding]))
        else:
            self._yield_words([*self._always, self._reading.read, self._asked])
        if called and not self._fits(kept):
            # The hand alone, with the words for a screen reader; in the menu it says them to all.
            self._open_call.set_words("")
            self._open_call.setAccessibleName(self._words(self._view.call.value))

    def _yield_words(self, kept: list[QWidget]) -> None:
        """Let progress yield to a title on one line, and the title to the step: a bar of two lines moves the page."""
        title, *progress = self._yielding
        for part in progress:
            part.setHidden(not self._fits([*kept, title], self._look.metrics.mm(SHORTEST)))
        title.setHidden(not self._fits([*kept, title]))

    def _fits(self, parts: list[QWidget], more: int = 0) -> bool:
        """Tell whether the bar holds these parts on one line, and `more` pixels beside them where there are any."""
        m = self._look.metrics
        # One more than stand between them in the slim bar, whose words then have air.
        between = len(parts) if slim(self, self._look) else len(parts) - 1
        spaces = m.space(3.5) * 2 + m.space(2) * (between + (1 if more else 0))
        return sum(one.sizeHint().width() for one in parts) + spaces + more <= self.width()

    def _place(self, view: BarView) -> QWidget:
        m = self._look.metrics
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(m.space(2))
        title = CaptionLabel(view.title, self._look, m.text(22), "go/surface")
        title.set_weight(SEMI_BOLD)
        title.setObjectName("bar_title")
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(title, 0, middle)
        if view.step:
            said = self._words("kiosk.bar.step", number=view.step[0], of=view.step[1])
            progress = ProgressBar(self._look, *view.done, said)
            row.addWidget(progress, 1, middle)
            self._yielding, self._always = [title, progress], [CaptionLabel(said, self._look)]
        else:
            row.addStretch(1)
            # The page's own heading says as much.
            self._yielding = [title]
        if view.initials:
            self._always.append(Chip(view.initials, self._look))
        if view.sample:
            self._always.append(Chip(self._words("kiosk.bar.sample"), self._look, pair="text/note_soft"))
        for one in self._always:
            row.addWidget(one, 0, middle)
        return holder

    def _buttons(self, view: BarView) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._look.metrics.gap)
        size = self._button("text_size", "a-large-small", "kiosk.bar.text_size", named=False)
        size.clicked.connect(self.text_size_wanted)
        contrast = self._button("contrast", "contrast", "kiosk.bar.contrast", named=False)
        dark = self._look.theme.name == HIGH_CONTRAST
        contrast.setAccessibleName(self._words("kiosk.bar.contrast_off" if dark else "kiosk.bar.contrast"))
        contrast.clicked.connect(self.contrast_wanted)
        row.addWidget(size)
        row.addWidget(contrast)
        if view.languages:
            language = self._button("language", "globe", "kiosk.bar.language", named=False)
            language.clicked.connect(self.language_wanted)
            row.addWidget(language)
        ways = self._button("ways", "settings", "kiosk.ways.button", named=False)
        ways.clicked.connect(self.ways_wanted)
        row.addWidget(ways)
        self._call = self._button("call_nurse", "", view.call.value)
        self._call.clicked.connect(self.nurse_wanted)
        if view.signed_in:
            leave = self._button("leave", "", "kiosk.bar.leave")
            leave.clicked.connect(self.leave_wanted)
            row.addWidget(self._call)
            row.addWidget(leave)
        return holder

    def _button(self, name: str, icon: str, key: str, *, named: bool = True) -> Button:
        button = bar_button(self._words(key) if named else "", self._look, name, icon)
        button.setAccessibleName(self._words(key))
        button.setToolTip("")
        return button


def _say_call(button: Button, call: NurseCall, words: Words) -> None:
    """Let a button say how a call stands: an open one on a ground of its own, with a hand."""
    pair, edge, icon = ("go/go_soft", "go", "hand") if call is not NurseCall.NONE else ("text/surface", "edge", "")
    face = replace(button.face, pair=pair, edge=edge, icon=icon)
    if button.face != face:
        button.set_face(face)
    if button.words != words(call.value):
        button.set_words(words(call.value))
