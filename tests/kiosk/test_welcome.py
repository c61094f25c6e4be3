"""The welcome page of a sample clinic tells who tries it out where the nurse's half is; a real clinic's does not."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from kypho_prep.content import Content
from kypho_prep.kiosk.pages.welcome import WelcomePage, WelcomeView
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.theme import LIGHT, apply_theme
from tests.kiosk.station import Station


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


def is_whole(station: Station, name: str) -> bool:
    part, seen = station.find(name), station.page.findChildren(QScrollArea)[0].viewport()
    return bool(seen.rect().contains(QRect(part.mapTo(seen, QPoint(0, 0)), part.size())))


@pytest.mark.parametrize("screen", [(1280, 800), (1366, 768), (1920, 1080), (1080, 1920)])
@pytest.mark.parametrize("percent", [100, 140, 200])
def test_two_languages_are_whole_on_arrival(station: Station, percent: int, screen: tuple[int, int]) -> None:
    station.window.resize(*screen)
    station.tap(f"text_size:{percent}", "interpreter")
    station.settle()
    assert is_whole(station, "interpreter:es")
    assert is_whole(station, "interpreter:ar")
    assert station.page.findChildren(QScrollArea)[0].widget().width() <= screen[0]


@pytest.mark.parametrize("screen", [(1280, 800), (1366, 768), (1920, 1080), (1080, 1920)])
@pytest.mark.parametrize("percent", [100, 140, 200])
@pytest.mark.parametrize("chosen", ["nobody", "ht"])
def test_start_is_in_view_on_arrival(station: Station, percent: int, screen: tuple[int, int], chosen: str) -> None:
    station.window.resize(*screen)
    station.tap("interpreter", f"interpreter:{chosen}")
    station.window.stage.take_comfort(Comfort("en", LIGHT, percent))
    station.settle()
    station.settle()
    assert is_whole(station, "start")
