"""The program's voice: what a page says aloud, and the one of today, which a screen reader speaks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QAbstractButton, QWidget

# Properties of a widget: nothing inside it is read aloud; it is about the patient, and no loudspeaker says it; it has
# made room for the keys of reading aloud, and is read all the same.
UNREAD, PRIVATE, ASIDE = "unread", "private", "aside"
SPI_GETSCREENREADER = 0x46


class Voice(Protocol):
    """Whoever says aloud what a page hands over."""

    def say(self, place: QWidget, lines: Sequence[str], *, urgent: bool = False) -> None:
        """Say the lines that belong to a place on the screen; `urgent` interrupts what is being said."""

    def stop(self) -> None:
        """Be quiet: the page has gone."""


class Announcer:
    """Lets a screen reader say the lines, where one is listening."""

    def say(self, place: QWidget, lines: Sequence[str], *, urgent: bool = False) -> None:
        """Hand the lines over as one announcement, in which each that another follows ends like a sentence."""
        said = [line.strip() for line in lines if line.strip()]
        ended = [line if line.endswith((".", "?", "!", ":")) else f"{line}." for line in said[:-1]]
        announce(place, " ".join([*ended, *said[-1:]]), urgent=urgent)

    def stop(self) -> None:
        """Do nothing: a screen reader is stopped by its own key."""


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Let a screen reader say the words now; `urgent` interrupts what it is saying."""
    if not words:
        return
    # Their many names take Qt a while to make: the first paint, which says nothing, does not wait for them.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    event = QAccessibleAnnouncementEvent(widget, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


def screen_reader_listens() -> bool:
    """Tell whether a screen reader is at work, which nothing else is to speak over."""
    if sys.platform == "win32":  # there an on-screen keyboard, too, asks for what a screen reader asks for
        import ctypes

        listens = ctypes.c_int(0)
        ctypes.windll.user32.SystemParametersInfoW(SPI_GETSCREENREADER, 0, ctypes.byref(listens), 0)
        return bool(listens.value)
    from PySide6.QtGui import QAccessible

    return QAccessible.isActive()


def choices_of(part: QWidget) -> tuple[str, ...]:
    """Return the words of the buttons that a part of a page shows, in their order."""
    buttons = [one for one in part.findChildren(QAbstractButton) if one.isVisibleTo(part)]
    return tuple(said for one in buttons if (said := one.accessibleName() or one.text()))
