"""What limits reading aloud: the clinic's rule, privacy, the machine's voice, and time; nothing of it stays behind."""

import gc
import weakref
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from kypho_prep.prep.clinic import READ_ALOUD
from kypho_prep.workflow.clinic import staff
from tests.kiosk.station import Station
from tests.kiosk.test_reading_aloud import QUESTION, every_page, marks, no_screen_reader
from tests.kiosk.told_speech import ToldSpeech
from tests.kiosk.tour_of_pages import birth_date, first_question, gate

__all__ = ["no_screen_reader"]


def set_rule(station: Station, rule: str) -> None:
    """Let the clinic decide, as an administrator does, and the kiosk start with it."""
    clinic = replace(staff.clinic(station.workplace), read_aloud=rule)
    staff.change_clinic(station.workplace, staff=station.nurse, clinic=clinic)
    station.window.ready()
    station.settle()


def test_headphones_are_asked_for_once_a_patient(station: Station, speech: ToldSpeech) -> None:
    set_rule(station, "headphones")
    first_question(station)
    station.tap("read_aloud")
    assert speech.told == []
    assert "Please plug in headphones." in station.said
    station.tap("voice:close", "read_aloud", "voice:headphones_in")
    assert speech.told == [QUESTION]
    station.tap("voice:stop", "read_aloud")
    assert speech.told == [QUESTION] * 2
    station.tap("leave", "go_on", "read_aloud")
    assert "Please plug in headphones." in station.said
    assert len(speech.told) == 2


def test_no_loudspeaker_says_who_sits_here_or_what_lets_her_in(station: Station, speech: ToldSpeech) -> None:
    birth_date(station, "month:2", "day:3")
    station.tap("read_aloud")
    said = speech.finish_all()
    assert "February" not in said
    assert "This part is private. It is read aloud only with headphones." in said
    station.tap("back", "read_aloud")
    assert not [one for one in speech.finish_all() if "1 2 3" in one]
    station.window.show_welcome()
    set_rule(station, "headphones")
    gate(station, 0)
    station.tap("read_aloud", "voice:headphones_in")
    assert [one for one in speech.finish_all() if "Quarrington" in one and "February 3rd, 1950" in one]


def test_a_clinic_without_a_voice_has_no_key_for_it(station: Station) -> None:
    set_rule(station, "off")
    assert "read_aloud" not in station.names()
    first_question(station)
    assert "read_aloud" not in station.names()
    assert "call_nurse" in station.names()


def test_a_rule_that_no_version_knows_is_the_usual_one(station: Station) -> None:
    with station.workplace.writing() as records:
        kept = records.settings.get("clinic") or {}
        records.settings.put("clinic", {**kept, "read_aloud": "whisper"})
    assert staff.clinic(station.workplace).read_aloud == READ_ALOUD[0]


def test_a_machine_without_an_engine_or_a_voice_says_so(station: Station, speech: ToldSpeech) -> None:
    speech.languages = frozenset()
    station.tap("read_aloud")
    assert "This machine has no voice." in station.said
    station.tap("voice:close")
    speech.languages = frozenset({"es"})
    station.tap("read_aloud")
    assert "This machine has no voice for English." in station.said
    assert speech.told == []


def test_an_engine_that_dies_in_the_middle_is_told_and_tried_again(station: Station, speech: ToldSpeech) -> None:
    first_question(station)
    station.tap("read_aloud")
    speech.finish()
    speech.die()
    station.settle()
    assert "The voice has stopped. You can try again." in station.said
    assert marks(station) == []
    station.tap("voice:close", "read_aloud")
    assert speech.told[-1] == QUESTION
    station.tap("choice:none")
    station.go_on()
    assert station.situation(station.window.session.state.intake.session.visit), "and the answer is saved as ever"


def test_who_listens_is_there(station: Station, speech: ToldSpeech) -> None:
    first_question(station)
    station.tap("read_aloud")
    for _ in range(5):
        station.ticks.at += 60
        station.window.idle.look()
        speech.finish()
    assert station.window.stage.cover is None
    station.tap("voice:stop")
    every_page(station)
    station.ticks.at += 91
    station.window.idle.look()
    station.settle()
    assert station.window.stage.cover is not None
    assert speech.told[-1] == "Are you still here?"
    for _ in range(3):  # however often it is read, it counts on to its end
        station.ticks.at += 25
        station.window.idle.look()
        station.settle()
    assert station.item == "WelcomePage"


def test_a_last_page_waits_until_it_was_read(station: Station, speech: ToldSpeech) -> None:
    first_question(station)
    station.tap("leave", "read_aloud")
    station.ticks.at += 100
    station.window.signed_out.tick()
    assert station.item == "MessagePage"
    speech.finish_all()
    station.window.signed_out.tick()
    assert station.item == "WelcomePage"


def test_the_keys_work_without_a_touch(station: Station, speech: ToldSpeech, qapp: QApplication) -> None:
    first_question(station)
    station.find("read_aloud").setFocus()
    station.hand.press(Qt.Key.Key_Return)
    assert speech.told == [QUESTION]
    held = qapp.focusWidget()
    assert held is not None
    assert held.objectName() == "voice:pause"
    station.hand.press(Qt.Key.Key_Return)
    assert speech.saying is None
    assert qapp.focusWidget() is held


def test_fifty_patients_leave_nothing(station: Station, speech: ToldSpeech) -> None:
    seen: list[weakref.ref[QWidget]] = []
    counts = []
    for _ in range(50):
        station.tap("read_aloud")
        speech.finish()
        seen += [weakref.ref(one) for one in marks(station)]
        station.window.show_welcome()
        station.settle()
        counts.append(len(station.window.findChildren(QWidget)))
    gc.collect()
    assert len(seen) == 50
    assert [one for one in seen if (mark := one()) is not None and isValid(mark)] == []
    assert counts[-1] <= counts[5]
