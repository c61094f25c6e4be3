"""A page in the largest letters: the strip that says "More below" has its height, and Next leads past it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kypho_prep.look.scroll import PageScroll
from tests.journeys.house import BORN, standing, with_clinic

pytestmark = pytest.mark.walk


def test_the_strip_stands_whole_wherever_it_shows(tmp_path: Path, qapp: QApplication) -> None:
    _, code = with_clinic(tmp_path)
    with standing(tmp_path) as house:
        hand, patient = house.hand, house.guest()
        house.program.window.resize(1080, 1920)
        hand.settle()
        hand.tap("text_size:200")
        patient.sign_in(code, BORN)
        shown = 0
        while patient.item != "check.summary":
            for page in patient.content.findChildren(PageScroll):
                if page.more.isVisible():
                    shown += 1
                    assert page.more.height() == page.more.sizeHint().height(), patient.item
                    assert page.more.geometry().bottom() < page.height(), patient.item
            patient.answer()
        assert shown > 1
