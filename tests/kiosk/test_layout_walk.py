"""Every page of the patient's side, as it really stands at three screens, three text sizes and two themes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication

from kypho_prep.content import Content
from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.theme import HIGH_CONTRAST, LIGHT
from kypho_prep.tour.pseudo_language import MIRRORED
from tests.kiosk.station import Station
from tests.kiosk.tour_of_pages import PAGES
from tests.look import layout_checks
from tests.look.glyph_checks import boxes
from tests.shipped import with_pseudo_languages

pytestmark = pytest.mark.walk

SCREENS = ((1280, 800), (1920, 1080), (1080, 1920))
SIZES = (100, 140, 200)
# What the suite walks of the languages that are not English: the longest words, mirrored, on the smallest screen.
SAMPLE = (MIRRORED, HIGH_CONTRAST, 200, (1280, 800))


def lost_next(station: Station) -> list[str]:
    """Back and Next must stand whole on the screen, whatever scrolls."""
    found = []
    window = station.window.rect()
    for name in ("next", "back", "close", "keep"):
        for button in station.window.findChildren(QAbstractButton, name):
            place = QRect(button.mapTo(station.window, QPoint(0, 0)), button.size())
            if button.isVisible() and not window.contains(place):
                found.append(f"{name} stands at {place.getRect()}")
    frame = station.page if station.window.stage.cover is None else None
    if isinstance(frame, Frame) and frame.bottom is not None and frame.dialog is None:
        found += [] if frame.bottom.next.isVisible() else ["Next is not shown"]
    return found


def faults(station: Station, page: str) -> list[str]:
    window, look = station.window, station.window.stage.look
    found = [
        *layout_checks.clipped(window),
        *layout_checks.overlapping(window),
        *layout_checks.small_targets(window, look.metrics),
        *layout_checks.small_gaps(window, look.metrics),
        *layout_checks.shapeless(window),
        *boxes(window),
        *layout_checks.contrast_faults(window, look.theme),
        *lost_next(station),
    ]
    comfort = station.window.stage.comfort
    where = f"{page} {window.width()}x{window.height()} {comfort.text_size} {comfort.theme} {comfort.language}"
    return [f"{where}: {one}" for one in found]


@pytest.fixture(scope="session")
def content() -> Content:
    """Return the shipped content with the languages that no clinic is offered."""
    return with_pseudo_languages()


def comforts(whole: bool) -> Iterator[tuple[Comfort, tuple[int, int]]]:
    """Yield each way to read, with a screen; in other languages than English one of each, or `whole` all of them."""
    for language in with_pseudo_languages().languages:
        for theme in (LIGHT, HIGH_CONTRAST):
            for size in SIZES:
                for screen in SCREENS:
                    if whole or language == "en" or (language, theme, size, screen) == SAMPLE:
                        yield Comfort(language, theme, size), screen


@pytest.mark.parametrize("page", sorted(PAGES))
def test_nothing_is_clipped_lost_small_or_faint(
    station: Station, page: str, qapp: QApplication, pytestconfig: pytest.Config
) -> None:
    PAGES[page](station)
    found = []
    for comfort, (wide, high) in comforts(bool(pytestconfig.getoption("--faults"))):
        station.window.stage.take_comfort(comfort)
        station.window.resize(wide, high)
        station.settle()
        station.settle()
        assert (station.window.width(), station.window.height()) == (wide, high)
        found += faults(station, page)
    assert not found, "\n".join(found)
