"""The sign-in's two steps as they stand on the screen: of a patient, after a rest, and where staff name the patient."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from kypho_prep.kiosk.pages.bars import BarView
from kypho_prep.kiosk.pages.bottom_bar import BottomView
from kypho_prep.kiosk.pages.frame import Frame, framed
from kypho_prep.kiosk.pages.language_dialog import LanguageDialog
from kypho_prep.kiosk.pages.sign_in import BORN, SignInPage
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.services import Comfort, larger, other_theme
from kypho_prep.workflow.errors import NotSaved, Refused, ServerLost


def bar_before(screen: Screen, title: str, *, sample: bool) -> BarView:
    """Return the upper bar's words where nobody is signed in."""
    return BarView(screen.words(title), sample=sample, signed_in=False, languages=screen.languages.several)


def sign_in_page(screen: Screen, step: str, *, sample: bool) -> Frame:
    """Return one step of the sign-in between its bars."""
    words = screen.words
    content = SignInPage(step, screen.look, words)
    bar = bar_before(screen, "kiosk.sign_in.title", sample=sample)
    below = BottomView(words("controls.next"), words("kiosk.back"))
    return framed(content, bar, below, screen.look, words)


def sign_in_on(screen: Screen) -> SignInPage | None:
    """Return the step that stands on the screen; nothing while another page does."""
    content = screen.frame.content if screen.frame is not None else None
    return content if isinstance(content, SignInPage) else None


def born_on(screen: Screen) -> date | None:
    """Return the date of birth that stands on the screen; where it is not whole, show more or say what is missing."""
    page = sign_in_on(screen)
    if page is None or page.born is None:
        return None
    born = page.born.value()
    if born is None and not page.scroll_unseen():
        page.say(screen.words(page.problem()))
    return born


def with_comfort(screen: Screen, frame: Frame, take: Callable[[Comfort], object] | None = None) -> Frame:
    """Let whoever stands in front of a page have it in larger letters, in high contrast, or in another language."""
    chosen = take or partial(draw_again, screen)
    frame.top.text_size_wanted.connect(lambda: chosen(larger(screen.comfort)))
    frame.top.contrast_wanted.connect(lambda: chosen(other_theme(screen.comfort)))
    frame.top.language_wanted.connect(lambda: _show_languages(screen, frame, chosen))
    return frame


def draw_again(screen: Screen, comfort: Comfort) -> None:
    """Draw what stands there in another size, theme or language; the digits and the date on it stay."""
    before = sign_in_on(screen)
    screen.take_comfort(comfort)
    after = sign_in_on(screen)
    if before is not None and after is not None and after is not before:
        after.show_again(
            before.code.text if before.code is not None else "", before.born.parts if before.born is not None else {}
        )


def _show_languages(screen: Screen, frame: Frame, chosen: Callable[[Comfort], object]) -> None:
    """Show the languages over a page on which nobody is signed in; what is typed on it stays."""
    if isinstance(frame.dialog, LanguageDialog):
        return
    dialog = LanguageDialog(screen.languages, screen.look, screen.words)

    def choose(code: str) -> None:
        frame.close_dialog()
        chosen(replace(screen.comfort, language=code))

    dialog.closed.connect(frame.close_dialog)
    dialog.chosen.connect(choose)
    frame.open_dialog(dialog)


class BirthDateStep:
    """The date of birth alone, of a patient who is not named: `tried` hears of a whole one, `back` of Back."""

    def __init__(
        self, screen: Screen, *, sample: bool, tried: Callable[[date], object], back: Callable[[], object]
    ) -> None:
        self._screen = screen
        self._sample = sample
        self._tried = tried
        self._back = back

    def show(self) -> None:
        """Show it empty: a date that did not fit is not left standing, nor one that somebody walked away from."""
        self._screen.put(self._page)

    def say(self, text: str) -> None:
        """Say something above the lower bar, where it still shows."""
        page = sign_in_on(self._screen)
        if page is not None:
            page.say(text)

    def refused(self, error: Refused) -> None:
        """Show it empty, and say why the date did not open anything."""
        # There is no answer yet that could be lost, as the words of what was not saved say.
        waits = "error.sign_in_waits" if isinstance(error, ServerLost) else "error.refused"
        key = waits if isinstance(error, NotSaved) else error.words_key
        self.show()
        self.say(self._screen.words(key, **error.params))

    def _page(self) -> Frame:
        frame = with_comfort(self._screen, sign_in_page(self._screen, BORN, sample=self._sample))
        if isinstance(frame.content, SignInPage):
            frame.content.ready.connect(self._enter)
        if frame.bottom is not None:
            frame.bottom.next_wanted.connect(self._enter)
            frame.bottom.back_wanted.connect(self._back)
        return frame

    def _enter(self) -> None:
        born = born_on(self._screen)
        if born is not None:
            self._tried(born)
