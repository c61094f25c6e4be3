"""The pages that end a session: thanks, left, please go to the desk, closed, trouble."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kypho_prep.kiosk.pages.bars import NurseCall
from kypho_prep.kiosk.pages.message_page import Message, MessagePage
from kypho_prep.kiosk.screen import Screen

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic

PICTURES = {"thanks": "thanks"}
# The thanks say where the clinic is and whom to call: long enough to write a number down.
SECONDS = {"thanks": 60, "left": 20, "desk": 30, "closed": 30, "trouble": 10, "unsaved": 30}
CALL_SECONDS = 20  # more, to read that a call for a nurse is still open


@dataclass(frozen=True, slots=True)
class Closing:
    """Which page ends a session; `key` names other words for it, such as an error's, with `params` in them.

    `call` is what stays open.
    """

    name: str
    key: str = ""
    call: NurseCall = NurseCall.NONE
    clinic: Clinic | None = None
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def stays(self) -> int:
        """Return for how many seconds it stays."""
        return SECONDS[self.name] + (CALL_SECONDS if self.call is not NurseCall.NONE else 0)


def closing_page(screen: Screen, closing: Closing, then: Callable[[], None]) -> MessagePage:
    """Return a page that ends a session, then goes."""
    words, name = screen.words, closing.name
    last = closing.clinic if name == "thanks" else None
    calls_when = last.calls_when if last is not None else ""
    text = (
        words("kiosk.thanks.text_call", when=calls_when)
        if calls_when
        else words(closing.key or f"kiosk.{name}.text", **closing.params)
    )
    call = call_words(screen, closing.call)
    message = Message(
        name,
        words(f"kiosk.{name}.heading"),
        f"{call}\n\n{text}" if call else text,
        words(f"kiosk.{name}.on"),
        PICTURES.get(name, ""),
        closing.stays,
        last,
    )
    page = MessagePage(message, screen.look, words)
    page.done.connect(then)
    return page


def call_words(screen: Screen, call: NurseCall) -> str:
    """Return what becomes of a call for a nurse that is open at the end; empty where none is."""
    if call is NurseCall.NONE:
        return ""
    if call is NurseCall.MUST_SEE:
        return screen.words("kiosk.nurse.must_see_open")
    return screen.words("kiosk.nurse.open_seen" if screen.services.board_elsewhere else "kiosk.nurse.open")


def seconds_it_stays(screen: Screen) -> int | None:
    """Return how long the closing page on the screen stays by itself, in seconds; nothing while another page stands."""
    return screen.page.message.stays if isinstance(screen.page, MessagePage) else None
