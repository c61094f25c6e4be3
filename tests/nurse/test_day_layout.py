"""The day's page, looked at by the layout checks in both themes and three sizes, with the longest names."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from kypho_prep.look.theme import apply_theme
from kypho_prep.nurse.day.page import DayPage
from tests.nurse.conftest import NOW, Open, Ward, press, put
from tests.nurse.day_steps import EVERY_LINE, LATE, day_page, prepared, sits_down
from tests.nurse.test_layout import LONG, faults

pytestmark = pytest.mark.walk


def states(ward: Ward, window: QWidget, page: DayPage) -> Iterator[str]:
    """Leave the page in each of its states."""
    yield "begun"
    press(window, "record:last_food")
    press(window, "save_form")
    yield "a form, wrong"
    for name, text in LATE.items():
        put(window, name, text)
    press(window, "save_form")
    yield "who decided"
    page.go("")
    yield "undecided"
    press(window, "record:vitals")
    press(window, "save_form")
    yield "vital signs, wrong"
    put(window, "text", "Not on this arm: a fistula; the other is in a cast, asked to come back with a larger cuff")
    press(window, "save_form")
    press(window, "record:pregnancy")
    yield "a result"
    page.go("")
    press(window, "yes:identifiers")
    press(window, "correct:identifiers")
    yield "a correction"
    page.go("")
    ward.clock.at = NOW
    assert page.review is not None
    page.show_review(page.review)
    yield "read only"


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1080, 1920)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", ["light", "high_contrast"])
def test_no_word_is_clipped_covered_or_too_pale(
    ward: Ward, open_window: Open, qapp: Any, theme: str, size: tuple[int, int]
) -> None:
    look = apply_theme(qapp, theme)
    named = {"family": LONG, "given": "Maria-Magdalena Étienne"}
    visit = prepared(ward, EVERY_LINE, ask_pregnancy=True, tests=("blood", "mri"), **named)
    sits_down(ward, visit, fasting__gum=True)
    window, page = day_page(ward, open_window, visit, size=size, in_look=look)
    found = {name: faults(window, look.theme) for name in states(ward, window, page)}
    apply_theme(qapp)
    assert len(found) == 8
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert (window.width(), window.height()) == size, "the window grew beyond its screen"
