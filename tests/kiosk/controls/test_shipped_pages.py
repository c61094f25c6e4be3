"""Every item of the checklist that ships makes a page that stands well, in the words that ship."""

import pytest
from PySide6.QtWidgets import QApplication

from kypho_prep.kiosk.item_view import item_view
from kypho_prep.look.theme import Look, apply_theme
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.interview.situation import Situation
from tests.kiosk.controls.conftest import Open
from tests.look import layout_checks as checks
from tests.prep.builders import Story
from tests.shipped import shipped

CONTENT = shipped()


@pytest.fixture
def situation() -> Situation:
    story = Story()
    return Situation(CONTENT.checklist, story.chart, story.clinic, CONTENT.medicines, story.today, story.who)


@pytest.mark.parametrize("item", CONTENT.checklist.by_id)
@pytest.mark.parametrize(("percent", "screen"), [(100, (1280, 800)), (200, (1080, 1920))])
def test_every_item_makes_a_page(
    *, open_page: Open, qapp: QApplication, situation: Situation, item: str, percent: int, screen: tuple[int, int]
) -> None:
    look: Look = apply_theme(qapp, "light", percent)
    entry = "e" if CONTENT.checklist.item(item).entry_of else None
    view = item_view(situation, CONTENT.languages["en"], PageRef(item, entry))
    page = open_page(view, None, screen, look)
    assert "{" not in view.question + view.help + view.body
    assert all(choice.words for choice in view.choices)
    assert checks.clipped(page) == []
    assert checks.overlapping(page) == []
    assert checks.unnamed(page) == []
    assert checks.contrast_faults(page, look.theme) == []
    assert page.width() == screen[0]
