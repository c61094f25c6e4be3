"""The board's words: whole wherever they have room, with dots only where they have not."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from kypho_prep.look.theme import LIGHT, apply_theme
from kypho_prep.nurse.board.delegate import shortened


@pytest.mark.parametrize("percent", [100, 140, 200])
@pytest.mark.parametrize("size", [13, 14, 15, 16, 17])
def test_words_that_are_as_wide_as_their_room_are_whole(qapp: QApplication, percent: int, size: int) -> None:
    look = apply_theme(qapp, LIGHT, percent)
    letters = look.letters(look.metrics.text(size))
    for text in (f"{done}/{of}" for of in (8, 9, 10) for done in range(of + 1)):
        room = QFontMetrics(letters).horizontalAdvance(text)
        assert shortened(text, letters, room) == text
        assert shortened(text, letters, room - 2) != text
