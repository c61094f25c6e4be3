"""A page that reads from the right is the same page in a mirror; keys and digits alone keep their order."""

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

from kypho_prep.content import Content
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.cards import ProgressBar
from kypho_prep.look.labels import IconLabel
from kypho_prep.look.pictures import Picture
from tests.kiosk.station import Station
from tests.kiosk.tour_of_pages import PAGES
from tests.shipped import shipped

SEEN = (QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, IconLabel, ProgressBar, Picture)
MIRROR = "xx"
# Rounding of a width that is parted.
NEAR = 2


@pytest.fixture(scope="session")
def content() -> Content:
    """Return the shipped content, and English once more as a language that reads from right to left."""
    shown = shipped()
    english = shown.languages["en"]
    mirrored = replace(english, language=MIRROR, right_to_left=True)
    return replace(shown, languages={"en": english, MIRROR: mirrored})


def keeps_order(widget: QWidget, page: QWidget) -> bool:
    """Tell whether a widget stands in keys, which no language turns round."""
    above = widget.parentWidget()
    while above is not None and above is not page:  # the page itself says its side
        if above.testAttribute(Qt.WidgetAttribute.WA_SetLayoutDirection) and not above.isRightToLeft():
            return True
        above = above.parentWidget()
    return False


def places(station: Station) -> list[tuple[str, QRect]]:
    """Where each thing stands in the window, with what it is."""
    window, found = station.window, []
    for one in station.page.findChildren(QWidget):
        if isinstance(one, SEEN) and one.isVisible() and not keeps_order(one, station.page):
            said = one.text() if isinstance(one, QAbstractButton | QLabel | QLineEdit) else one.objectName()
            found.append((f"{type(one).__name__} {said}", QRect(one.mapTo(window, QPoint(0, 0)), one.size())))
    return found


def redrawn(station: Station, language: str, size: int) -> list[tuple[str, QRect]]:
    """Where each thing stands in a language."""
    station.window.stage.take_comfort(Comfort(language, text_size=size))
    for _ in range(3):
        station.settle()
    return places(station)


@pytest.mark.parametrize(
    "page", ["welcome", "code", "month", "tiles", "name", "overview", "lesson", "phone", "now", "ask"]
)
@pytest.mark.parametrize("size", [100, 140])
def test_a_page_that_reads_from_the_right_is_the_same_in_a_mirror(station: Station, page: str, size: int) -> None:
    PAGES[page](station)
    redrawn(station, MIRROR, size)  # what was said above the lower bar goes with the page
    straight, turned = redrawn(station, "en", size), redrawn(station, MIRROR, size)
    assert Counter(what for what, _ in straight) == Counter(what for what, _ in turned)
    wide = station.window.width()
    lost = []
    for what, rect in straight:
        mirrored = QRect(wide - rect.right() - 1, rect.y(), rect.width(), rect.height())
        here = [one for other, one in turned if other == what]
        if not any(_near(mirrored, one) for one in here):
            lost.append(f"{what} at {rect.getRect()} stands at {[one.getRect() for one in here]}")
    assert not lost, "\n".join(lost)


def _near(one: QRect, other: QRect) -> bool:
    return all(abs(here - there) <= NEAR for here, there in zip(one.getRect(), other.getRect(), strict=True))
