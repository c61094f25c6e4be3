"""Reads a patient's page aloud, sentence by sentence, where the patient asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.pages.reading_bar import PACES, Mode, ReadingBar, ReadingState
from kypho_prep.look.announce import Voice, screen_reader_listens
from kypho_prep.look.overrides import later
from kypho_prep.look.speech import Delivery, Speech

# What reads a page is imported when somebody first asks for it.
if TYPE_CHECKING:
    from kypho_prep.kiosk.spoken_page import Sentence
    from kypho_prep.look.reading_mark import ReadingMark
    from kypho_prep.look.theme import Look
    from kypho_prep.prep.words import Words

# An engine's own speed is brisk for an older listener.
RATES = dict(zip(PACES, (-0.4, -0.2, 0.1), strict=True))
VOLUMES = (0.4, 0.6, 0.8, 1.0)
USUAL_VOLUME = 2


@dataclass(frozen=True, slots=True)
class VoiceChoices:
    """What a patient chose of the voice: speed, volume (a place in VOLUMES), each page by itself, headphones are in."""

    pace: str = "usual"
    volume: int = USUAL_VOLUME
    every_page: bool = False
    headphones: bool = False


class ReadingAloud(QObject):
    """Reads the page that it was last told of; each page that comes silences it.

    By itself it reads only what the patient asked for: every page, or what a page that is read has to say meanwhile.
    `heard`: a sentence began, so somebody is there; `chosen`: somebody chose something of the voice. `rule` is the
    clinic's: "on", "headphones" or "off".
    """

    heard = Signal()
    chosen = Signal()

    def __init__(self, speech: Speech, style: Callable[[], tuple[Look, Words]]) -> None:
        super().__init__()
        self.rule: Callable[[], str] = lambda: "on"
        self.choices = VoiceChoices()
        self.state = ReadingState()
        self._speech = speech
        self._style = style
        self._page: QWidget | None = None
        self._covers = self._asked = False
        self._find: Callable[[], list[Sentence]] = list
        self._queue: list[Sentence] = []
        self._at = self._number = 0
        self._mark: ReadingMark | None = None
        speech.opened.connect(self._opened)
        speech.said.connect(self._said)
        speech.failed.connect(self._broke)

    @property
    def reads(self) -> bool:
        """Tell whether the page is being read, or is about to be."""
        return self.state.mode in (Mode.READING, Mode.STARTING)

    def attach(self, page: QWidget, *, covers: bool = False) -> None:
        """Take over a page that has come onto the screen; one without keys for it, as staff's are, is never read."""
        self.stop()
        self._page, self._covers, self._asked = page, covers, False
        if (bar := self._bar()) is None:
            return
        bar.setHidden(self.rule() == "off")
        bar.pressed.connect(self.press)
        bar.gone.connect(lambda: self.stop() if self._bar() is bar else None)
        bar.show_state(self.state)
        if isinstance(page, Frame):
            page.dialog_changed.connect(self._turned)
        self._read_by_itself()

    def uncovered(self, page: QWidget) -> None:
        """Take over a page again that was covered: it was heard before."""
        self.stop()
        self._page, self._covers = page, False

    def stop(self) -> None:
        """Be silent; the page can be read anew."""
        self._speech.hush()
        self._find, self._queue = list, []
        self._unmark()
        self._show(Mode.SILENT)

    def forget(self) -> None:
        """Forget what was chosen of the voice: the next patient hears it as everyone does."""
        self.stop()
        self.choices = VoiceChoices()
        self._show(Mode.SILENT)

    def say(self, place: QWidget, lines: Sequence[str]) -> None:
        """Say what a page that is read has to say meanwhile: what is missing, what came of printing."""
        listens = self._asked or self.choices.every_page
        page = self._page
        if page is None or not listens or self._bar() is None or screen_reader_listens():
            return
        from kypho_prep.kiosk.spoken_page import spoken_lines

        if self.state.mode not in (Mode.HEADPHONES, Mode.TROUBLE) and page.isAncestorOf(place) and place.isVisible():
            self._begin(lambda: self._sentences([place]) or spoken_lines(lines, self._style()[1]))

    def press(self, key: str) -> None:
        """Do what one of the keys of reading aloud does."""
        does: dict[str, Callable[[], None]] = {
            "read": self._read,
            "headphones_in": self._headphones_in,
            "pause": self._pause,
            "again": self._read,
            "stop": self._stopped,
            "close": self.stop,
        }
        does.get(key, partial(self._choose, key))()

    def _read(self) -> None:
        """Read the page from its beginning; where the clinic wants headphones, ask for them once a patient."""
        self._asked = True
        if self.rule() == "headphones" and not self.choices.headphones:
            self._show(Mode.HEADPHONES, self._words("kiosk.read_aloud.headphones"))
            return
        self._begin(partial(self._all, asked=True))

    def _read_by_itself(self) -> None:
        if not self.choices.every_page or screen_reader_listens():
            return
        page = self._page  # its parts are laid out first
        later(0, self, lambda: self._begin(partial(self._all, asked=False)) if self._page is page else None)

    def _headphones_in(self) -> None:
        self.choices = replace(self.choices, headphones=True)
        self._read()

    def _pause(self) -> None:
        """Hold the voice, or have it say the sentence that it was at once more."""
        if self.state.mode is Mode.PAUSED:
            self._say_next()
        else:
            # Not every engine can hold a sentence in its middle, and half a sentence helps nobody.
            self._speech.hush()
            self._show(Mode.PAUSED)

    def _stopped(self) -> None:
        self._asked = False
        self.stop()

    def _choose(self, key: str) -> None:
        """Take over another speed or volume, which the sentence is said in once more; or read each page from now on."""
        one = self.choices
        if key == "pace":
            one = replace(one, pace=PACES[(PACES.index(one.pace) + 1) % len(PACES)])
        elif key == "every_page":
            one = replace(one, every_page=not one.every_page)
        else:
            step = 1 if key == "louder" else -1
            one = replace(one, volume=min(max(one.volume + step, 0), len(VOLUMES) - 1))
        self.choices = one
        self.chosen.emit()
        self._show(self.state.mode, self.state.said)
        if self.state.mode is Mode.READING and key != "every_page":
            self._say_next()

    def _turned(self) -> None:
        """Be silent where something opened over the page, or went."""
        self.stop()
        self._asked = False
        self._read_by_itself()

    def _begin(self, find: Callable[[], list[Sentence]]) -> None:
        """Say what is found, as the page stands once the voice has started: it may change until then."""
        self._speech.hush()
        self._find, self._queue, self._at = find, [], 0
        self._unmark()
        self._show(Mode.STARTING, self._words("kiosk.read_aloud.starting"))
        self._speech.open()

    def _opened(self, languages: frozenset[str]) -> None:
        """Go on once it is known which languages this machine can speak."""
        if self.state.mode is not Mode.STARTING:
            return
        _, words = self._style()
        if not languages:
            self._trouble("kiosk.read_aloud.no_engine")
        elif words.language not in languages:
            self._trouble("kiosk.read_aloud.no_voice", language=words.name)
        else:
            self._queue = self._find()
            self._say_next()

    def _said(self, number: int) -> None:
        if number == self._number and self.state.mode is Mode.READING:
            self._at += 1
            self._say_next()

    def _say_next(self) -> None:
        """Say the sentence that is next; one whose place has gone from the page is left out."""
        while self._at < len(self._queue) and not self._queue[self._at].stands:
            self._at += 1
        if self._at >= len(self._queue):
            self.stop()
            return
        from kypho_prep.kiosk.spoken_page import as_it_stands

        look, words = self._style()
        self._show(Mode.READING)
        self._mark_place(self._queue[self._at], look)  # which may scroll the page
        said = as_it_stands(self._queue[self._at], words, asked=self._asked).said
        self._number += 1
        how = Delivery(words.language, RATES[self.choices.pace], VOLUMES[self.choices.volume])
        self._speech.say(self._number, said, how)
        if not self._covers:  # a cover counts on to its end, whatever it says
            self.heard.emit()

    def _mark_place(self, sentence: Sentence, look: Look) -> None:
        from kypho_prep.look.reading_mark import ReadingMark
        from kypho_prep.look.scroll import PageScroll

        self._unmark()
        widget = sentence.widget
        if widget is None:
            return
        self._mark = ReadingMark(widget, look, sentence.begin, sentence.end)
        above = widget.parentWidget()
        while above is not None and not isinstance(above, PageScroll):
            above = above.parentWidget()
        if above is not None and above.area.isAncestorOf(widget):
            above.show_widget(widget)

    def _unmark(self) -> None:
        if self._mark is not None and isValid(self._mark):
            self._mark.hide()
            self._mark.deleteLater()
        self._mark = None

    def _broke(self) -> None:
        self._trouble("kiosk.read_aloud.broken")

    def _trouble(self, key: str, **values: object) -> None:
        self.stop()
        self._asked = False
        self._show(Mode.TROUBLE, self._words(key, **values))

    def _show(self, mode: Mode, said: str = "") -> None:
        self.state = ReadingState(mode, said, self.choices.pace, self.choices.every_page)
        if (bar := self._bar()) is not None:
            bar.show_state(self.state)

    def _bar(self) -> ReadingBar | None:
        page = self._page
        return page.findChild(ReadingBar) if page is not None and isValid(page) else None

    def _words(self, key: str, **values: object) -> str:
        return self._style()[1](key, **values)

    def _all(self, *, asked: bool) -> list[Sentence]:
        """Return the page's sentences: of one that is read by itself neither the upper bar nor what was answered."""
        page = self._page
        if page is None or not isValid(page):
            return []
        parts = [page] if not isinstance(page, Frame) else [page.front, *([page.top] if asked else [])]
        return self._sentences(parts, asked=asked)

    def _sentences(self, parts: list[QWidget], *, asked: bool = True) -> list[Sentence]:
        from kypho_prep.kiosk.spoken_page import sentences

        return sentences(parts, self._style()[1], asked=asked, aloud=not self.choices.headphones)


class ReadVoice:
    """The voice of a kiosk's pages: what they say goes to a screen reader, and is read aloud to who listens."""

    def __init__(self, voice: Voice, reading: ReadingAloud) -> None:
        self._voice = voice
        self._reading = reading

    def say(self, place: QWidget, lines: Sequence[str], *, urgent: bool = False) -> None:
        """Say the lines that belong to a place on the screen; `urgent` interrupts what is being said."""
        self._voice.say(place, lines, urgent=urgent)
        self._reading.say(place, lines)

    def stop(self) -> None:
        """Be quiet: the page has gone."""
        self._voice.stop()
        self._reading.stop()
