"""The look that the tests of its parts are drawn with."""

import pytest
from PySide6.QtWidgets import QApplication

from kypho_prep.look.theme import Look, apply_theme


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return apply_theme(qapp)


@pytest.fixture
def large(qapp: QApplication) -> Look:
    return apply_theme(qapp, "light", 200)
