"""The offer to rest: when it stands, that nothing of the patient stays on the screen, and how she comes back."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kypho_prep.kiosk.pages.chapter_line import ChapterLine
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.theme import LIGHT
from kypho_prep.workflow.derived import refresh
from kypho_prep.workflow.visits.schedule import PatientForm
from tests.keys_alone import Keys
from tests.kiosk.full_disk import disk, held_back, open_sittings, said_in_the_log, saved
from tests.kiosk.station import BORN, Station, is_value
from tests.kiosk.test_arrival_walk import everywhere, faults, where
from tests.kiosk.test_endings import CANARY, traces

OTHER = BORN.replace(year=1951)


def take_time(station: Station, seconds: float = 60) -> None:
    """Answer the page after so long."""
    station.ticks.at += seconds
    station.window.idle.touched()
    station.answer()


def to_an_offer(station: Station, visit: str, seconds: float = 60) -> None:
    """Come to the first page after five minutes of work and a chapter's end."""
    station.come_in(visit)
    for _ in range(60):
        if "rest" in station.names():
            return
        take_time(station, seconds)
    raise AssertionError("no rest was offered")


def resting(station: Station) -> str:
    visit = station.new_visit(PatientForm(CANARY, f"E{CANARY}", BORN))
    to_an_offer(station, visit)
    station.tap("rest")
    return visit


def ended(station: Station) -> bool:
    return bool(station.content.findChildren(ChapterLine))


def test_it_is_offered_at_a_chapter_s_end_after_five_minutes_of_work(station: Station) -> None:
    station.come_in(station.new_visit())
    offered, ends, worked = [], 0, 0.0
    while station.item != "check.summary":
        if ended(station):
            ends += 1
            if "rest" in station.names():
                assert worked >= 300
                offered.append(station.item)
                worked = 0
            else:
                assert worked < 300, station.item
        else:
            assert "rest" not in station.names()
        take_time(station, 40)
        worked += 40
    assert ends > 4
    assert offered


def test_who_goes_fast_is_never_asked(station: Station) -> None:
    station.come_in(station.new_visit())
    while station.item != "check.summary":
        assert "rest" not in station.names()
        take_time(station, 3)


def test_nothing_of_the_patient_stays_on_the_screen(station: Station, qapp: QApplication) -> None:
    visit = station.new_visit(PatientForm(CANARY, f"E{CANARY}", BORN))
    to_an_offer(station, visit)
    item = station.item
    station.tap("choice:none", "rest")
    station.settle()
    assert traces(qapp) == []
    assert station.window.session is None
    assert "Saved. Take your time." in station.said
    assert "about 2 minutes" in station.said
    assert not any(letter.isdigit() for letter in station.said.replace("2 minutes", "").replace("6 numbers", ""))
    reply = station.reply(visit, item)
    assert is_value(reply, {"picked": [], "unsure": False})  # what was answered on the page is saved


def test_the_date_of_birth_leads_back_to_the_same_page_within_eight_touches(station: Station) -> None:
    visit = station.new_visit()
    to_an_offer(station, visit)
    here = station.item
    station.tap("choice:none", "rest")
    station.tap("im_back", f"month:{BORN.month}", f"day:{BORN.day}", *[f"key:{one}" for one in str(BORN.year)])
    station.tap("next")
    assert station.item == here
    assert station.find("choice:none").isChecked()
    assert "rest" not in station.names()
    station.ticks.at += 91  # the page is covered after the clinic's own time again
    station.window.idle.look()
    assert station.window.stage.cover is not None
    station.tap("still_here")
    station.go_on()
    assert station.item != here


def test_by_keyboard_alone(station: Station) -> None:
    to_an_offer(station, station.new_visit())
    here = station.item
    Keys(station.guest).press("rest")
    assert "Saved. Take your time." in station.said
    Keys(station.guest).press("im_back")
    QTest.keyClicks(station.content, "02031950")
    Keys(station.guest).key(Qt.Key.Key_Return)
    assert station.item == here


def test_a_wrong_date_is_told_and_after_three_only_the_slip_leads_back(station: Station) -> None:
    visit = resting(station)
    for _ in range(2):
        station.tap("im_back") if "im_back" in station.names() else None
        station.give_birth_date(OTHER)
        assert station.missing == "This date does not fit. Please try again."
        assert station.content.born.parts == {"month": "", "day": "", "year": ""}
    station.tap("back")
    assert "Saved. Take your time." in station.said
    station.tap("im_back")
    station.give_birth_date(OTHER)
    assert "Saved. You can come back." in station.said
    station.tap("go_on")
    station.sign_in(visit)
    assert station.item == "start.who"


def test_a_date_that_is_not_whole_is_no_try(station: Station) -> None:
    resting(station)
    station.tap("im_back")
    for _ in range(5):
        station.go_on()
    assert "month" in station.missing
    station.give_birth_date(BORN)
    assert isinstance(station.content, QuestionPage)


def test_after_the_clinic_s_idle_time_it_is_over(station: Station, qapp: QApplication) -> None:
    visit = resting(station)
    station.ticks.at += 149
    station.window.idle.look()
    assert "Saved. Take your time." in station.said
    assert station.window.stage.cover is None
    station.ticks.at += 2
    station.window.idle.look()
    station.settle()
    assert station.item == "WelcomePage"
    assert traces(qapp) == []
    assert station.window.rest_screen is None
    station.sign_in(visit)
    assert station.item == "start.who"
    station.ticks.at += 91  # the next sitting is covered at its own time
    station.window.idle.look()
    assert station.window.stage.cover is not None


def test_each_touch_on_the_way_back_begins_the_time_anew(station: Station) -> None:
    resting(station)
    station.ticks.at += 140
    QTest.keyClick(station.window, Qt.Key.Key_Tab)
    station.window.idle.eventFilter(station.window, QEvent(QEvent.Type.TouchBegin))
    station.tap("im_back")
    station.ticks.at += 100
    station.window.idle.look()
    station.give_birth_date(BORN)
    assert isinstance(station.content, QuestionPage)


def test_somebody_else_finds_the_first_page_and_the_rest_is_over(station: Station, qapp: QApplication) -> None:
    visit = resting(station)
    station.tap("somebody_else")
    assert station.item == "WelcomePage"
    assert traces(qapp) == []
    with station.workplace.reading() as records:
        assert records.sessions.open_of(visit) is None


def test_a_restart_forgets_the_rest_and_keeps_her_place(station: Station) -> None:
    visit = station.new_visit()
    to_an_offer(station, visit)
    here = station.item
    station.tap("rest")
    station.window.show_welcome()  # as the program stands after a start
    refresh.close_left_over(station.workplace)
    station.settle()
    assert station.item == "WelcomePage"
    assert "Take your time" not in station.said
    station.come_in(visit)
    assert station.item == here


def test_the_size_of_the_letters_stays_through_the_rest(station: Station) -> None:
    to_an_offer(station, station.new_visit())
    assert station.window.session is not None
    station.window.session.take_comfort(Comfort("en", LIGHT, 140))
    station.settle()
    station.tap("rest")
    assert station.window.stage.comfort.text_size == 140
    station.tap("im_back")
    station.give_birth_date(BORN)
    assert station.window.stage.comfort.text_size == 140


@pytest.mark.walk
def test_the_offer_takes_no_question_and_no_answer_its_place_on_any_screen(station: Station) -> None:
    station.come_in(station.new_visit())
    found, offers = [], 0
    while station.item != "check.summary":
        station.settle()
        if "rest" in station.names() and isinstance(station.content, QuestionPage):
            offers += 1
            for _ in everywhere(station):
                assert "rest" in station.names(), where(station)
                lacks = faults(station, station.content)
                found += [f"{where(station)}: {one}" for one in lacks]
        take_time(station, 170)
    assert offers > 3
    assert not found, "\n".join(found)


def test_a_rest_that_somebody_else_ends_is_closed_although_the_disk_is_full(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    resting(station)
    disk(station, takes=False)
    station.tap("somebody_else")
    assert station.item == "WelcomePage"
    assert open_sittings(station) == 1
    disk(station, takes=True)
    held_back(station).again()
    assert open_sittings(station) == 0
    said_in_the_log(caplog)


def open_visits(station: Station) -> list[str]:
    place = station.workplace
    with place.reading() as records:
        return [one.visit for one in records.sessions.open_at(place.station, place.kiosk)]


def test_a_hand_over_ends_the_sitting_of_whoever_rests(station: Station) -> None:
    resting(station)
    other = station.new_visit(PatientForm("Osterhout", "Ida", BORN, phone="555-0101"))
    station.window.hand_over(other, station.nurse)
    station.settle()
    assert open_visits(station) == [other]
    assert station.window.session is not None


def test_a_hand_over_saves_the_page_of_whoever_has_not_left(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("choice:aspirin")
    other = station.new_visit(PatientForm("Osterhout", "Ida", BORN, phone="555-0101"))
    station.window.hand_over(other, station.nurse)
    station.settle()
    assert open_visits(station) == [other]
    assert len(saved(station, visit)) == 1
