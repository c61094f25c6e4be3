"""The panels, lists and sheets around a visit, looked at by the layout checks with the longest names and an RTL one."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget

from kypho_prep.look.theme import apply_theme
from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.nurse.widgets.overlay import Overlay
from kypho_prep.nurse.window import NurseWindow
from tests.nurse.conftest import Open, Ward, named, press
from tests.nurse.steps import THINNER, review_of
from tests.nurse.test_layout import faults
from tests.nurse.test_since import come_back

pytestmark = pytest.mark.walk

LONGEST = "Wolfeschlegelsteinhausenbergerdorffvonderundzuhohenstaufens"
HEBREW = "אברהם"
PLACES = ("call", "result", "morning", "print", "all_blockers", "fact:exempt", "card:ride:ride.adult:exempt")


def states(window: NurseWindow, page: ReviewPage) -> Iterator[str]:
    """Leave the review and the lists in each of their states."""
    yield "what changed since"
    for place in PLACES:
        page.go(place)
        yield place
    page.go("")
    page.turn("chart_panel")
    yield "chart ticks"
    workspace = window.workspace()
    assert workspace is not None
    workspace.open_past("Wolfe")
    yield "past visits"
    workspace.to_board()
    press(window, "keys")
    yield "keys"
    press(window, "close_overlay")
    press(window, "print_day")
    yield "days to print"
    window.findChildren(Overlay)[-1].dismiss()


def on_top(window: NurseWindow) -> QWidget:
    """Return the sheet that covers the page, else the window: what is covered is not read."""
    sheets = [one for one in window.findChildren(Overlay) if one.isVisible()]
    return sheets[0] if sheets else window


def too_wide(window: NurseWindow) -> list[str]:
    """Areas whose inside is wider than they are: the rest of it could never be seen."""
    areas = [one for one in window.findChildren(QScrollArea) if one.isVisible() and one.widget() is not None]
    return [one.objectName() for one in areas if one.widget().width() > one.viewport().width()]


@pytest.mark.parametrize(
    ("size", "theme"),
    [((1280, 800), "light"), ((1440, 900), "high_contrast"), ((1080, 1920), "light")],
    ids=["1280x800", "1440x900", "1080x1920"],
)
def test_no_word_is_clipped_covered_or_too_pale(
    ward: Ward, open_window: Open, qapp: Any, size: tuple[int, int], theme: str
) -> None:
    look = apply_theme(qapp, theme)
    visit = ward.answered_visit(THINNER, family=LONGEST, given=HEBREW, tests=("blood", "mri"))
    window, page = review_of(ward, open_window, visit, size=size, in_look=look)
    press(named(page, "group:check"), "seen")
    come_back(ward, visit, "health.walking", True)
    window.workspace().watch.look()  # type: ignore[union-attr]
    found = {name: [*faults(on_top(window), look.theme), *too_wide(window)] for name in states(window, page)}
    apply_theme(qapp)
    assert len(found) == 12
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert (window.width(), window.height()) == size, "the window grew beyond its screen"
