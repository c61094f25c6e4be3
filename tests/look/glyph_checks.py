"""Letters that no bundled font has a form for: on a machine without other fonts each of them is a box."""

from functools import cache

from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from kypho_prep.paths import resources


def boxes(widget: QWidget) -> list[str]:
    """Words that show and have such a letter."""
    shown = [one for kind in (QLabel, QAbstractButton) for one in widget.findChildren(kind) if one.isVisibleTo(widget)]
    lacking = {
        one.text(): {letter for letter in one.text() if letter.isprintable() and not has_form(letter)} for one in shown
    }
    return [f"“{text[:40]}”: no form for {' '.join(sorted(letters))}" for text, letters in lacking.items() if letters]


@cache
def has_form(letter: str) -> bool:
    """Tell whether one of the bundled fonts draws a letter."""
    files = sorted((resources() / "fonts").glob("*-Regular.ttf"))
    return any(QRawFont(str(file), 20.0).supportsCharacter(ord(letter)) for file in files)
