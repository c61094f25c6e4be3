"""What the kiosk says aloud: each page hands its question, its help and every choice over to the voice at once."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kypho_prep.kiosk.pages.question_page import QuestionPage
from tests.journeys.house import standing, with_clinic
from tests.kiosk.station import Station
from tests.listener import Listener


def listening(station: Station) -> Listener:
    heard = Listener()
    stage = station.window.stage
    stage.look = replace(stage.look, voice=heard)
    return heard


def test_every_page_says_its_question_its_help_and_each_choice(station: Station) -> None:
    heard = listening(station)
    station.tap("start")
    assert heard.said[0] == station.content.heading.text()
    visit = station.new_visit()
    for digit in station.slip(visit).code:
        station.tap(f"key:{digit}")
    station.tap("next")
    station.give_birth_date(station.situation(visit).chart.patient.born)
    pages = set()
    while station.item != "check.plan":
        if station.item == "OverviewPage":
            assert heard.said[0] == "Your checklist"
            assert heard.said[1].startswith("1 of 9 done, about ")
            assert any(one.startswith("2. Medicines. Next, about ") for one in heard.said)
            station.tap("continue")
        view = station.content.view
        pages.add(view.page.item)
        assert heard.said[0] == view.question
        assert not view.help or view.help in heard.said
        if isinstance(station.content, QuestionPage):
            assert [one.words for one in view.choices if one.words not in heard.said] == [], view.page.item
            station.answer()
        else:
            station.go_on()
    assert len(pages) > 35
    assert heard.stopped >= len(pages)
    assert heard.said[0] == station.content.view.question
    station.go_on()
    assert heard.said[-1] == station.find("go_on").accessibleName()


def test_what_is_missing_is_said_at_once(station: Station) -> None:
    heard = listening(station)
    station.come_in(station.new_visit())
    station.go_on()
    assert station.missing
    assert heard.urgent == [station.missing]


def test_one_voice_is_handed_to_the_kiosk_and_to_the_desk(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    heard = Listener()
    with standing(tmp_path, voice=heard) as house:
        house.hand.tap("start")
        assert heard.said == [house.words("kiosk.sign_in.code_heading"), house.words("kiosk.sign_in.code_help")]
        house.hand.tap("back")
        house.hand.tap("staff")
        house.hand.write("user", "ann")
        house.hand.write("password", "wrong")
        house.hand.tap("sign_in")
        assert heard.said[-1] == house.words("error.wrong_password")
