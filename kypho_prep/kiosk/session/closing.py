"""The pages that end a session: thanks, left, please go to the desk, closed, trouble."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kypho_prep.kiosk.pages.message_page import Message, MessagePage
from kypho_prep.kiosk.screen import Screen

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic

PICTURES = {"thanks": "thanks"}
# The thanks say where the clinic is and whom to call: long enough to write a number down.
SECONDS = {"thanks": 60, "left": 20, "desk": 30, "closed": 30, "trouble": 10}


def closing_page(
    screen: Screen, name: str, key: str, then: Callable[[], None], clinic: Clinic | None = None
) -> MessagePage:
    """Return a page that ends a session, then goes; `key` names other words for it, such as an error's."""
    words = screen.words
    last = clinic if name == "thanks" else None
    calls_when = last.calls_when if last is not None else ""
    text = words("kiosk.thanks.text_call", when=calls_when) if calls_when else words(key or f"kiosk.{name}.text")
    message = Message(
        name,
        words(f"kiosk.{name}.heading"),
        text,
        words(f"kiosk.{name}.on"),
        PICTURES.get(name, ""),
        SECONDS[name],
        last,
    )
    page = MessagePage(message, screen.look, words)
    page.done.connect(then)
    return page


def seconds_it_stays(screen: Screen) -> int | None:
    """Return how long the closing page on the screen stays by itself, in seconds; nothing while another page stands."""
    return screen.page.message.stays if isinstance(screen.page, MessagePage) else None
