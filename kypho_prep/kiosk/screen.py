"""The one page that stands on the screen, how it is drawn, and how it goes without a trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kypho_prep.kiosk.language_choice import LanguageChoice, language_choice
from kypho_prep.kiosk.page_place import PagePlace
from kypho_prep.kiosk.pages.frame import WAYS, Frame
from kypho_prep.kiosk.reading_aloud import ReadingAloud, ReadVoice
from kypho_prep.kiosk.services import Comfort, KioskServices
from kypho_prep.look.overrides import later
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import REFERENCE, Words

if TYPE_CHECKING:
    from kypho_prep.kiosk.pages.dialogs import Dialog
    from kypho_prep.prep.clinic import Clinic


@dataclass(frozen=True)
class Ahead:
    """A page that was drawn before it is asked for: what it is made of, and how; never yet shown."""

    parts: object
    look: Look
    words: Words
    frame: Frame
    picture: QPixmap | None
    holder: QWidget
    size: QSize


class DrawnBefore(QWidget):
    """A page as it was drawn before it was asked for, over the page itself until that has been drawn once more.

    A whole page takes some milliseconds to draw, its picture hardly any: so it stands on the screen that much sooner.
    Nothing that is touched lands on it, and it goes with the event after the one that shows it.
    """

    def __init__(self, page: QWidget, picture: QPixmap) -> None:
        super().__init__(page)
        self._picture = picture
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what lies below is not drawn meanwhile
        self.resize(page.size())
        self.show()
        self.raise_()
        later(0, self, self.deleteLater)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()


DRAWN_BEFORE = 2  # times that a page is drawn ahead before its picture is kept


class Screen:
    """Shows one page at a time, built anew each time; a changed comfort draws the same page another way.

    One more may be drawn ahead of the touch that leads to it. It goes with the page that it was drawn behind: whatever
    shows next, a cover too, it is destroyed unless it is the one.
    """

    def __init__(self, services: KioskServices, place: PagePlace) -> None:
        self.services = services
        self._place = place
        self._stack = place.stack
        self._build: Callable[[], QWidget] | None = None
        self._build_cover: Callable[[], QWidget] | None = None
        self._cover: QWidget | None = None
        self._ahead: Ahead | None = None
        self.page: QWidget | None = None
        self.ways: Callable[[], Dialog] | None = None
        self.on_shown: Callable[[], object] = int  # what another page that shows is told to, if anything
        self._helper = self._staff = False
        self.languages = LanguageChoice()
        self.words: Words = services.words
        self.comfort = Comfort(services.words.language)
        self.reading = ReadingAloud(services.speech, lambda: (self.look, self.words))
        self.look: Look = self._restyled(self.comfort)

    @property
    def cover(self) -> QWidget | None:
        """Return what covers the page, or nothing."""
        return self._cover

    @property
    def frame(self) -> Frame | None:
        """Return the page on the screen with its bars; nothing while a page without bars stands there."""
        return self.page if isinstance(self.page, Frame) else None

    def draw_ahead(self, parts: object, frame: Frame, *, scrolled: bool = False) -> None:
        """Lay out and draw, where nobody sees it, a page of such parts that may be the next one.

        Of one that shows `scrolled` no picture is kept: it scrolls only once it stands on the screen.
        """
        self.drop_ahead()
        holder = QWidget(self._stack.parentWidget())
        self._turn_to_words(holder)
        holder.resize(self._size())
        frame.setParent(holder)
        frame.resize(self._size())
        # Held from here on, so that it goes whatever fails in drawing it.
        ahead = self._ahead = Ahead(parts, self.look, self.words, frame, None, holder, self._size())
        # How much of it is below is known once it was laid out and its letters have found their size.
        for _ in range(DRAWN_BEFORE):
            frame.grab()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        getattr(frame.content, "count_below", int)()
        self._ahead = ahead if scrolled else replace(ahead, picture=frame.grab())

    def is_ahead(self, parts: object) -> bool:
        """Tell whether a page of these parts, as it would be drawn now, is drawn already."""
        one = self._ahead
        if one is None or one.look is not self.look or one.words is not self.words:
            return False
        return one.size == self._size() and one.parts == parts

    def take_ahead(self, parts: object) -> Frame | None:
        """Return the page that was drawn ahead where it is made of these parts; whoever asks shows it."""
        if self._ahead is None or not self.is_ahead(parts):
            return None
        return self._ahead.frame

    def drop_ahead(self) -> None:
        """Destroy the page that was drawn ahead, unless it has its place by now."""
        if self._ahead is not None:
            self._ahead.holder.deleteLater()
            self._ahead = None

    def put(self, build: Callable[[], QWidget], *, staff: bool = False) -> None:
        """Show a page in place of the one before, which is destroyed; one for `staff` speaks the reference language."""
        if staff != self._staff:
            self._staff = staff
            self.words = self._words_of(self.comfort.language)
        self._build = build
        self._show_new(build())

    def put_cover(self, build: Callable[[], QWidget]) -> None:
        """Hide the page, as it is, behind another one."""
        self._drop_cover()
        self.drop_ahead()
        self._build_cover = build
        self._cover = self._add(build())
        self.reading.attach(self._cover, covers=True)

    def renew_cover(self) -> None:
        """Build the cover anew, where there is one: what it says may have changed."""
        if self._build_cover is not None:
            self.put_cover(self._build_cover)

    def uncover(self) -> None:
        """Bring the hidden page back."""
        self._build_cover = None
        if self._cover is not None:
            self._drop_cover()
            if self.page is not None:
                self._stack.setCurrentWidget(self.page)
                self.reading.uncovered(self.page)

    def take_comfort(self, comfort: Comfort) -> None:
        """Draw what stands on the screen in another size, theme or language; nothing half done is lost."""
        if comfort == self.comfort:
            return
        self.comfort = comfort
        self.words = self._words_of(comfort.language)
        self.look = self._restyled(comfort)
        if self._build is None or self.page is None:
            return
        from kypho_prep.kiosk.carried import give, refocus, take

        carried = take(self.page)
        self._show_new(self._build())
        give(self.page, carried)
        refocus(self.page, carried)

    @property
    def stands(self) -> bool:
        """Tell whether the window is there still."""
        return isValid(self._stack)

    def read_words(self) -> None:
        """Take all the words, now that the content has been read."""
        self.words = self._words_of(self.comfort.language)

    def know_languages(self, clinic: Clinic) -> None:
        """Take over which languages the clinic offers, between two sittings; whoever put the page draws it anew.

        One that stands chosen and is offered no more begins no sitting.
        """
        workplace = self.services.workplace()
        if workplace is not None:
            self.languages = language_choice(workplace, clinic)
            if self.comfort.language not in dict(self.languages.offered):
                self.comfort = replace(self.comfort, language=self.services.words.language)
                self.words = self._words_of(self.comfort.language)

    def speak_to(self, *, helper: bool) -> None:
        """Say from the next page on what a helper reads who answers for the patient, or what the patient reads."""
        if helper != self._helper:
            self._helper = helper
            self.words = self._words_of(self.comfort.language)

    def paper_words(self, offered: tuple[str, ...]) -> Words:
        """Return the words of a paper printed here: the screen's, unless no patient is to read its language any more.

        `offered` are the languages that the clinic offers by now. A draft's reviewer prints what the screen shows.
        """
        here = self.comfort.language
        return self._all_words(here if here in offered or here in self.languages.for_review else REFERENCE)

    def open_ways(self, frame: Frame) -> None:
        """Open the other ways to use the screen over a page, once."""
        if self.ways is None or (frame.dialog or frame.content).objectName() == WAYS:
            return
        dialog = self.ways()
        dialog.closed.connect(frame.close_dialog)
        frame.open_dialog(dialog, over=True)

    def _show_new(self, page: QWidget) -> None:
        try:
            self._show(page)
        except Exception:
            page.deleteLater()  # nobody has it: what Qt asks it before it is collected ends the process
            raise

    def _show(self, page: QWidget) -> None:
        self.look.voice.stop()
        if self.comfort.language in self.languages.for_review:
            self._place.say_draft(self.look, self.words, self._all_words(REFERENCE))
        else:
            self._place.say_nothing()
        old, self.page = self.page, page
        self._add(page)
        self.reading.attach(page)
        if self._ahead is not None and self._ahead.frame is page and self._ahead.picture is not None:
            DrawnBefore(page, self._ahead.picture)
        self.drop_ahead()
        if old is not None:
            self._remove(old)
        self.renew_cover()

    def _restyled(self, comfort: Comfort) -> Look:
        """Give the program another look, whose voice is also heard where a patient listens."""
        look = self.services.restyle(comfort.theme, comfort.text_size)
        return replace(look, voice=ReadVoice(look.voice, self.reading))

    def _size(self) -> QSize:
        """Return the window's size: where it opens, a page decides what has room."""
        window = self._stack.parentWidget()
        return window.size() if window is not None else QSize()

    def _add(self, page: QWidget) -> QWidget:
        self._turn_to_words(page)
        if isinstance(page, Frame):
            page.top.ways_wanted.connect(lambda: self.open_ways(page))
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.on_shown()
        return page

    def _turn_to_words(self, page: QWidget) -> None:
        """Let a page read from the side that its words are read from."""
        right = self.words.right_to_left
        page.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)

    def _remove(self, page: QWidget) -> None:
        self._stack.removeWidget(page)
        # Off the screen at once: Qt deletes it only when it comes to it.
        page.hide()
        page.deleteLater()

    def _drop_cover(self) -> None:
        if self._cover is not None:
            self._remove(self._cover)
            self._cover = None

    def _words_of(self, language: str) -> Words:
        """Return all words of a language, as whoever answers reads them; on a page for staff, what staff read."""
        if self._staff:
            return self._all_words(REFERENCE)
        words = self._all_words(language)
        return words.for_helper() if self._helper else words

    def _all_words(self, language: str) -> Words:
        """Return all words of a language; before the content is read, the few that the welcome page needs."""
        workplace = self.services.workplace()
        return self.services.words if workplace is None else workplace.content.words(language)
