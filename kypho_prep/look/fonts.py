"""The letters that ship with the program, so that a screen looks the same wherever it runs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Atkinson Hyperlegible Plain Zero"
# The first has no Arabic letters; a patient's name may.
FALLBACK = "Noto Sans Arabic"


class MissingFont(Exception):
    """A bundled font could not be loaded; the text names the file."""


def load_fonts(resources: Path, family: str = FAMILY) -> None:
    """Load every bundled font once; raises MissingFont where a file is absent or broken."""
    if family in QFontDatabase.families():
        return
    for file in sorted((resources / "fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise MissingFont(str(file))
    if family not in QFontDatabase.families():
        raise MissingFont(str(resources / "fonts"))


def letters(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the program's font at a size in pixels."""
    # Qt finds the file for a font once and keeps it with that font and its copies, not with one made anew like it.
    return QFont(_letters(max(1, pixels), weight))


@cache
def _letters(pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont()
    font.setFamilies([FAMILY, FALLBACK])
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font
