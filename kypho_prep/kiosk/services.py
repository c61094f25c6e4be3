"""What the kiosk is handed by the program: nothing here is looked up, so that a test hands in its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kypho_prep.kiosk.held_back import HeldBack
from kypho_prep.look.metrics import TEXT_SIZES
from kypho_prep.look.speech import Speech
from kypho_prep.look.theme import HIGH_CONTRAST, LIGHT, Look
from kypho_prep.look.worker import Jobs
from kypho_prep.prep.words import Words

if TYPE_CHECKING:
    from kypho_prep.prep.interview.situation import Situation
    from kypho_prep.workflow.workplace import Workplace

Print = Callable[["Situation", Words], tuple[str, ...]]


def no_workplace() -> None:
    """Say that the database is not open yet."""
    return


@dataclass(frozen=True)
class KioskServices:
    """The parts that the kiosk works with.

    `restyle(theme, text size in percent)` gives the whole program that look, the voice in it; `ticks` are
    monotonic seconds; `workplace` gives nothing before the database is open; `print_plan` prints the plan and what to
    read at home, and returns which of "plan" and "reading" went to the printer; `board_elsewhere`: staff's board shows
    on a screen of its own while a patient sits here; `kiosk_alone`: staff's side never shows here, so that they sign in
    on pages of the kiosk's own; `held_back` keeps what a full disk did not take; `speech` reads a page aloud.
    """

    words: Words
    worker: Jobs
    restyle: Callable[[str, int], Look]
    ticks: Callable[[], float]
    workplace: Callable[[], Workplace | None] = no_workplace
    print_plan: Print | None = field(default=None)
    board_elsewhere: bool = False
    kiosk_alone: bool = False
    held_back: HeldBack = field(default_factory=HeldBack)
    speech: Speech = field(default_factory=Speech)


@dataclass(frozen=True, slots=True)
class Comfort:
    """How a person reads best: the language's code, the theme, the text size in percent."""

    language: str
    theme: str = LIGHT
    text_size: int = 100


def larger(comfort: Comfort) -> Comfort:
    """Return the next text size, after the largest the smallest again."""
    place = TEXT_SIZES.index(comfort.text_size) + 1
    return replace(comfort, text_size=TEXT_SIZES[place % len(TEXT_SIZES)])


def other_theme(comfort: Comfort) -> Comfort:
    """Return high contrast, or from there the light theme."""
    return replace(comfort, theme=LIGHT if comfort.theme == HIGH_CONTRAST else HIGH_CONTRAST)
