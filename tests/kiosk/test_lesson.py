"""A lesson's page: a few words, more by a touch, and "Explain this to me" beside a Next that promises nothing."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kypho_prep.kiosk.controls.lesson import Lesson
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.labels import TitleLabel
from kypho_prep.look.theme import LIGHT
from kypho_prep.prep.rules.flags import findings
from tests.kiosk.station import Station

WHAT = "about.what"


def at_the_lesson(station: Station, percent: int = 100) -> QuestionPage:
    visit = station.new_visit()
    station.sign_in(visit)
    station.answer_until(WHAT)
    assert station.window.session is not None
    station.window.session.take_comfort(Comfort("en", LIGHT, percent))
    station.settle()
    page = station.content
    assert isinstance(page, QuestionPage)
    return page


def titles(page: QWidget) -> list[str]:
    return [one.text() for one in page.findChildren(TitleLabel) if one.isVisible()]


def test_more_is_told_by_a_touch_and_next_goes_on_all_the_same(station: Station) -> None:
    page = at_the_lesson(station)
    assert titles(page) == []
    station.tap("tell_more")
    told = titles(page)
    checklist = station.workplace.content.checklist
    behind = [station.workplace.content.words("en")(f"{one.id}.question") for one in checklist.more_of(WHAT)]
    assert told == behind
    assert len(told) > 4
    assert page.sheet.scrolled > 0, "what was opened stands at the top"
    assert "tell_more" not in station.names()
    station.tap("next")
    assert station.content is not page


def test_going_on_says_that_it_was_read_never_that_it_was_understood(station: Station) -> None:
    at_the_lesson(station)
    said = station.find("next").accessibleName()
    station.tap("next")
    assert said == "Next"
    assert station.window.session is not None
    reply = station.window.session.situation.reply(WHAT)
    assert reply is not None
    assert reply.value == "read"


@pytest.mark.parametrize(("percent", "button"), [(100, "explain_in_bar"), (140, "explain"), (200, "explain")])
def test_explain_this_to_me_reaches_the_nurse(station: Station, percent: int, button: str) -> None:
    page = at_the_lesson(station, percent)
    assert {"explain", "explain_in_bar"} & station.names() == {button}
    asked = station.find(button)
    if percent == 100:
        assert asked.height() == station.find("next").height(), "of equal weight"
    station.tap(button)
    assert isinstance(page.answer, Lesson)
    assert page.wants_explaining
    assert "Your nurse will talk with you about this." in station.said
    station.go_on()
    assert station.window.session is not None
    assert "question_about" in {one.problem for one in findings(station.window.session.situation)}


def test_it_is_taken_back_by_a_second_touch(station: Station) -> None:
    page = at_the_lesson(station)
    station.tap("explain_in_bar", "explain_in_bar")
    assert not page.wants_explaining
    station.go_on()
    assert station.window.session is not None
    assert "question_about" not in {one.problem for one in findings(station.window.session.situation)}


def test_no_other_window_opens_for_a_lesson(station: Station) -> None:
    at_the_lesson(station)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [station.window]
