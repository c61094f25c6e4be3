"""What is new in a plan, as it stands when it comes up: each screen, letter size and theme, nothing touched."""

from itertools import product

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from kypho_prep.kiosk.pages.plan_page import PlanPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.cards import NoteBox
from kypho_prep.look.labels import BodyLabel, HeadingLabel, TitleLabel
from kypho_prep.look.metrics import TEXT_SIZES
from kypho_prep.look.theme import THEMES
from kypho_prep.prep.interview.path import PageRef
from tests.kiosk.station import Station
from tests.kiosk.test_arrival_walk import faults, where
from tests.kiosk.test_last_pages import settle_in
from tests.kiosk.test_plan_news import come_back, fast, finished

pytestmark = pytest.mark.walk

SCREENS = ((1280, 800), (1366, 768), (1080, 1920))
PAGES = ("fasting.plan", "fasting.scene", "check.plan")


def in_sight(part: QWidget, page: QWidget) -> bool:
    return page.rect().contains(QRect(part.mapTo(page, QPoint(0, 0)), part.size()))


def plan_faults(page: PlanPage) -> list[str]:
    """What of the heading, that it has changed, and the first lines of the plan, is not whole on arrival."""
    lines = [one for one in page.findChildren(TitleLabel) if one.isVisible()]
    notes = [one for one in page.findChildren(NoteBox) if "This plan has changed" in one.label.text()]
    found = [] if in_sight(page.heading, page) else ["the heading is cut"]
    if [in_sight(one, page) for one in notes] != [True]:
        found.append("that it has changed is out of sight")
    if sum(in_sight(one, page) for one in lines) < 2:
        found.append("not two lines are whole")
    return found


def broken(page: QWidget) -> list[str]:
    """Words that are wider than the label in which they stand."""
    labels = [one for kind in (BodyLabel, TitleLabel, HeadingLabel) for one in page.findChildren(kind)]
    return [
        f"{word!r} is broken"
        for one in labels
        if one.isVisible()
        for word in one.text().split()
        if one.fontMetrics().horizontalAdvance(word) > one.contentsRect().width()
    ]


@pytest.mark.parametrize("item", PAGES)
def test_what_is_new_in_a_plan_stands_whole_on_arrival(station: Station, item: str) -> None:
    settle_in(station)
    visit = finished(station)
    fast(station, visit)
    come_back(station, visit)
    session = station.window.session
    found: list[str] = []
    assert session is not None
    session.open_page(PageRef(item))
    for theme, screen, percent in product(THEMES, SCREENS, TEXT_SIZES):
        station.window.resize(*screen)
        session.take_comfort(Comfort("en", theme, percent))
        station.settle()
        station.settle()
        page = station.content
        assert isinstance(page, PlanPage | QuestionPage)
        lacks = plan_faults(page) if isinstance(page, PlanPage) else faults(station, page)
        found += [f"{where(station)} {theme}: {one}" for one in lacks + broken(page)]
        assert station.said.count("New: ") == (2 if item == "check.plan" else 0)
        assert ("This is new since you were here" in station.said) is (item == "fasting.plan")
    assert not found, "\n".join(found)
