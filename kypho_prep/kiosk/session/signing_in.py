"""The sign-in's two steps as they stand on the screen: of a patient, after a rest, and where staff name the patient."""

from __future__ import annotations

from datetime import date

from kypho_prep.kiosk.pages.bars import BarView
from kypho_prep.kiosk.pages.bottom_bar import BottomView
from kypho_prep.kiosk.pages.frame import Frame, framed
from kypho_prep.kiosk.pages.sign_in import SignInPage
from kypho_prep.kiosk.screen import Screen


def sign_in_page(screen: Screen, step: str, *, sample: bool) -> Frame:
    """Return one step of the sign-in between its bars."""
    words = screen.words
    content = SignInPage(step, screen.look, words)
    bar = BarView(words("kiosk.sign_in.title"), sample=sample, signed_in=False)
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
