"""Builds the pages of the lobby: words and look in, widgets out."""

from __future__ import annotations

from collections.abc import Callable

from kypho_prep.kiosk.pages.bars import BarView, BottomView
from kypho_prep.kiosk.pages.frame import Frame, framed
from kypho_prep.kiosk.pages.message_page import Message, MessagePage
from kypho_prep.kiosk.pages.sign_in import SignInPage
from kypho_prep.kiosk.pages.welcome import WelcomePage, WelcomeView
from kypho_prep.kiosk.screen import Screen
from kypho_prep.prep.clinic import Clinic

PICTURES = {"thanks": "thanks"}
SECONDS = {"thanks": 12, "left": 20, "desk": 30, "closed": 30, "trouble": 60}


def welcome_page(screen: Screen, clinic: Clinic | None) -> WelcomePage:
    """Return the first page; a language is offered only where there are several."""
    workplace = screen.equipment.workplace()
    languages = workplace.content.languages if workplace is not None else {}
    known = tuple((code, words.name) for code, words in languages.items())
    name, sample = (clinic.name, clinic.sample) if clinic is not None else ("", False)
    return WelcomePage(WelcomeView(screen.comfort, name, known, sample), screen.look, screen.words)


def sign_in_page(screen: Screen, step: str, clinic: Clinic | None) -> Frame:
    """Return one step of the sign-in between its bars."""
    words = screen.words
    content = SignInPage(step, screen.look, words)
    bar = BarView(words("kiosk.sign_in.title"), sample=bool(clinic and clinic.sample), sitting=False)
    below = BottomView(words("controls.next"), words("kiosk.back"))
    return framed(content, bar, below, screen.look, words)


def closing_page(screen: Screen, name: str, key: str, then: Callable[[], None]) -> MessagePage:
    """Return a page that ends a sitting, then goes; `key` names other words for it, such as an error's."""
    words = screen.words
    message = Message(
        name,
        words(f"kiosk.{name}.heading"),
        words(key or f"kiosk.{name}.text"),
        words(f"kiosk.{name}.on"),
        PICTURES.get(name, ""),
        SECONDS[name],
    )
    page = MessagePage(message, screen.look, words)
    page.done.connect(then)
    return page
