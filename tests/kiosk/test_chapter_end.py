"""The quiet line after a chapter: when it stands, what it says, and that it takes no answer its place."""

import pytest
from PySide6.QtCore import QPoint

from kypho_prep.kiosk.pages.chapter_line import ChapterLine
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.prep.interview.progress import progress
from tests.kiosk.station import Station
from tests.kiosk.test_arrival_walk import everywhere, faults, where


def line(station: Station) -> str:
    """What the line on the page says; empty where there is none."""
    found = [one for one in station.content.findChildren(ChapterLine) if one.isVisible()]
    return found[0].said if found else ""


def chapter(station: Station) -> str:
    page = station.content
    assert isinstance(page, QuestionPage)
    return station.workplace.content.checklist.chapter_of[page.view.page.item].id


def to_the_checklist(station: Station) -> None:
    while station.item != "OverviewPage":
        station.tap("back")


def to_the_next_chapter(station: Station) -> None:
    here = chapter(station)
    while chapter(station) == here:
        station.answer()


def test_it_says_what_is_done_and_what_is_left_on_the_next_page_alone(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    assert line(station) == ""
    to_the_next_chapter(station)
    assert station.item == "bleeding.history"
    minutes = progress(station.situation(visit)).minutes_left
    assert line(station) == f"Medicines: done. 7 left, about {minutes} minutes."
    assert line(station) in station.said
    assert station.content.lines()[-1] == line(station)
    station.tap("contrast")
    assert line(station) == f"Medicines: done. 7 left, about {minutes} minutes."
    station.answer()
    assert line(station) == ""
    station.tap("back")
    assert station.item == "bleeding.history"
    assert line(station) == ""


def test_a_chapter_with_something_open_is_not_called_done(station: Station) -> None:
    station.come_in(station.new_visit())
    station.answer()
    to_the_checklist(station)
    station.tap("chapter:bleeding_allergies")
    to_the_next_chapter(station)
    assert line(station).startswith("Bleeding and allergies: done. 7 left, about ")
    while chapter(station) != "medicines":
        station.tap("back")
    station.go_on()  # its last page is still open
    assert station.missing
    station.answer()
    assert station.item == "bleeding.history"
    assert line(station) == ""


def test_an_answer_changed_from_the_summary_ends_no_chapter(station: Station) -> None:
    station.come_in(station.new_visit())
    to_the_checklist(station)
    station.tap("chapter:questions")
    station.answer_until("check.summary")
    station.tap("answer:bleeding.heart_clots:")
    station.answer(bleeding_heart_clots="clot")
    assert station.item == "bleeding.clot_when"
    assert line(station) == ""
    station.answer()
    assert station.item == "check.summary"


@pytest.mark.walk
def test_it_takes_no_question_and_no_answer_its_place_on_any_screen(station: Station) -> None:
    station.come_in(station.new_visit())
    assert line(station) == ""
    found, ended = [], 0
    begins = {where(station): begin(station) for _ in everywhere(station, high_contrast_at=1920)}
    stands = {at.split(" ", 1)[1]: height for at, height in begins.items()}  # by screen and letters
    while station.item != "check.summary":
        station.settle()
        if line(station) and isinstance(station.content, QuestionPage):
            ended += 1
            for _ in everywhere(station, high_contrast_at=1920):
                assert line(station), where(station)
                assert begin(station) == stands[where(station).split(" ", 1)[1]], where(station)
                found += [f"{where(station)}: {one}" for one in faults(station, station.content)]
        station.answer()
    assert ended > 4
    assert not found, "\n".join(found)


def begin(station: Station) -> int:
    """The height at which the question begins; with a line or without, it is one."""
    page = station.content
    assert isinstance(page, QuestionPage)
    return page.heading.mapTo(station.window, QPoint(0, 0)).y()
