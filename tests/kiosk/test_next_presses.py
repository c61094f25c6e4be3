"""How often an ordinary patient presses Next at the largest letters, and what the look over all answers asks of it."""

import pytest
from PySide6.QtWidgets import QAbstractButton

from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.pages.summary import SummaryPage
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.scroll import PageScroll
from kypho_prep.look.theme import LIGHT
from tests.kiosk.station import BORN, Station
from tests.kiosk.test_touches import press

MOST_PRESSES = 84  # the goal is 90
# Asked only about somebody who drives.
RIDE = {f"answer:ride.{asked}:" for asked in ("name", "phone", "how")}


def to_the_summary(station: Station) -> SummaryPage:
    """Answer everything at the largest letters, as a patient with nothing to say."""
    station.come_in(station.new_visit())
    station.answer_until("check.summary", ride_adult="yes")
    assert station.window.session is not None
    station.window.session.take_comfort(Comfort("en", LIGHT, 200))
    station.settle()
    assert isinstance(station.content, SummaryPage)
    return station.content


def rows_of(page: SummaryPage) -> list[str]:
    """The answers in the order in which they stand."""
    found = [one for one in page.findChildren(QAbstractButton) if one.objectName().startswith("answer:")]
    return [one.objectName() for one in sorted(found, key=lambda one: one.y())]


def whole(station: Station, name: str) -> bool:
    """Tell whether an answer ends on the screen."""
    (scroll,) = station.content.findChildren(PageScroll)
    return scroll.below([station.find(name)]) == 0


@pytest.mark.parametrize("ride", [True, False], ids=["a ride", "no ride"])
def test_an_ordinary_patient_presses_next_at_most_eighty_four_times(station: Station, *, ride: bool) -> None:
    station.tap("text_size:200", "start")
    station.tap(*[f"key:{digit}" for digit in station.slip(station.new_visit()).code], "next")
    station.tap("part:month", f"month:{BORN.month}", f"day:{BORN.day}", *[f"key:{digit}" for digit in str(BORN.year)])
    presses = 1 + press(station)
    walked: list[str] = []
    while station.window.session is not None:
        page = station.content
        if isinstance(page, OverviewPage):
            station.tap("continue")
            continue
        if isinstance(page, QuestionPage):
            station.choose(page, "yes" if ride and station.item == "ride.adult" else "")
        walked.append(station.item)
        presses += press(station)
    assert station.item == "MessagePage", "thanks, after the plan"
    assert ("ride.phone" in walked) is ride
    assert presses <= MOST_PRESSES


def test_with_nothing_to_look_at_first_next_goes_on_at_once_and_the_rest_is_counted(station: Station) -> None:
    page = to_the_summary(station)
    assert "Please look at these first" not in station.said
    below = len(rows_of(page)) - sum(whole(station, name) for name in rows_of(page))
    assert below > 20
    assert f"{below} more answers below" in station.said
    assert station.find("next").accessibleName() == "Next"
    station.tap("next")
    assert station.item == "check.plan"


def test_dangers_stand_first_then_what_is_not_clear_and_nothing_is_left_out(station: Station) -> None:
    ordinary = set(rows_of(to_the_summary(station)))
    for item, choice in (("health.habits", "unsure"), ("ride.adult", "choice:no")):
        station.tap(f"answer:{item}:", choice)
        station.go_on()
        while station.item != "check.summary":
            station.answer()
    page = station.content
    assert isinstance(page, SummaryPage)
    assert rows_of(page)[:2] == ["answer:ride.adult:", "answer:health.habits:"]
    assert len(rows_of(page)) == len(set(rows_of(page)))
    assert ordinary - set(rows_of(page)) <= RIDE
    assert all(whole(station, name) for name in rows_of(page)[:2])
    assert "Please look at these first" in station.said
    assert station.find("next").accessibleName() == "Next"


def test_next_shows_all_that_is_to_be_looked_at_first_before_it_goes_on(station: Station) -> None:
    station.come_in(station.new_visit())
    while "chapter:questions" not in station.names():
        station.tap("back")
    station.tap("chapter:questions")
    station.answer_until("check.summary")
    assert station.window.session is not None
    station.window.session.take_comfort(Comfort("en", LIGHT, 200))
    station.settle()
    page = station.content
    assert isinstance(page, SummaryPage)
    open_rows = [name for name in rows_of(page) if "Not answered yet" in station.find(name).accessibleName()]
    assert len(open_rows) > 10
    assert station.find("next").accessibleName() == "Show more"
    while not whole(station, open_rows[-1]):
        station.tap("next")
        assert station.content is page
    assert station.find("next").accessibleName() == "Next"
