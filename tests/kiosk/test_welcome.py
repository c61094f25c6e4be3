"""The welcome page of a sample clinic tells who tries it out where the nurse's half is; a real clinic's does not."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from kypho_prep.content import Content
from kypho_prep.kiosk.pages.welcome import WelcomePage, WelcomeView
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.theme import apply_theme


@pytest.mark.parametrize("sample", [True, False])
@pytest.mark.parametrize("text_size", [100, 200])
def test_only_a_sample_says_how_staff_sign_in(
    qapp: QApplication, qtbot: Any, content: Content, text_size: int, *, sample: bool
) -> None:
    look, words = apply_theme(qapp, "light", text_size), content.words("en")
    page = WelcomePage(WelcomeView(Comfort("en", "light", text_size), "Harbor Spine Clinic", (), sample), look, words)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    said = " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert ("“Staff sign in”" in said) is sample
    assert ("“nurse”" in said) is sample
