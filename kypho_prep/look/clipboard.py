"""What was copied is gone when another person takes her place."""

from __future__ import annotations

from PySide6.QtGui import QClipboard, QGuiApplication


def empty_clipboard() -> None:
    """Let nobody paste what was copied in this program before, by a patient or by staff."""
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    # X11 keeps what was only marked in a second clipboard.
    if clipboard.supportsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
