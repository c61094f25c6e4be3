"""Reading aloud as a patient uses it: her keys, what silences it, what the clinic decides, and what goes with her."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QWidget

from kypho_prep.kiosk.reading_aloud import RATES, VOLUMES
from kypho_prep.look.buttons import Button
from tests.kiosk.station import Station
from tests.kiosk.told_speech import ToldSpeech
from tests.kiosk.tour_of_pages import first_question, patient, rest, staff_here

QUESTION = "Do you take blood thinners, pain pills or shots?"
KEYS = {"voice:pause", "voice:again", "voice:stop", "voice:more"}


@pytest.fixture(autouse=True)
def no_screen_reader() -> Iterator[None]:
    """Other tests leave Qt thinking that one listens."""
    before = QAccessible.isActive()
    QAccessible.setActive(False)
    yield
    QAccessible.setActive(before)


def marks(station: Station) -> list[QWidget]:
    return [one for one in station.window.findChildren(QWidget, "reading_mark") if one.isVisible()]


def every_page(station: Station) -> None:
    station.tap("read_aloud", "voice:more", "voice:every_page", "voice:less", "voice:stop")


def test_a_touch_reads_the_page_and_its_keys_stand_in_the_bar(station: Station, speech: ToldSpeech) -> None:
    first_question(station)
    assert not KEYS & station.names()
    station.tap("read_aloud")
    assert speech.told == [QUESTION]
    assert station.names() >= KEYS | {"call_nurse", "leave", "next"}
    assert "read_aloud" not in station.names()
    speech.finish_all()
    station.settle()
    assert "read_aloud" in station.names()
    assert not KEYS & station.names()
    assert marks(station) == []


def test_the_sentence_that_is_said_is_marked_where_it_stands(station: Station, speech: ToldSpeech) -> None:
    first_question(station)
    station.tap("read_aloud")
    look = station.window.stage.look
    seen = []
    while speech.saying is not None:
        if mark := marks(station):
            (one,) = mark
            picture: QImage = one.parentWidget().grab().toImage()
            colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3)
                       for y in range(0, picture.height(), 3)}  # fmt: skip
            place = one.parentWidget()
            icon_alone = isinstance(place, Button) and not place.words
            assert look.color("go" if icon_alone else "mark").name() in colours, place.objectName()
            seen.append(one.parentWidget())
        speech.finish()
    assert len(seen) > 10
    assert len({one.objectName() for one in seen} & {"heading", "choice:blood_thinner", "next"}) == 3


def test_pause_holds_the_sentence_and_says_it_once_more(station: Station, speech: ToldSpeech) -> None:
    first_question(station)
    station.tap("read_aloud")
    speech.finish()
    held = speech.told[-1]
    station.tap("voice:pause")
    assert speech.saying is None
    assert len(marks(station)) == 1, "she sees where she was"
    assert station.find("voice:pause").accessibleName() == "Go on"
    station.tap("voice:pause")
    assert speech.told[-1] == held
    assert station.find("voice:pause").accessibleName() == "Pause"
    station.tap("voice:again")
    assert speech.told[-1] == QUESTION


def test_speed_and_volume_are_heard_at_once_and_go_with_the_patient(station: Station, speech: ToldSpeech) -> None:
    first_question(station)
    station.tap("read_aloud")
    usual = speech.how[-1]
    assert (usual.rate, usual.volume) == (RATES["usual"], VOLUMES[2])
    station.tap("voice:more", "voice:pace", "voice:softer")
    assert (speech.how[-1].rate, speech.how[-1].volume) == (RATES["fast"], VOLUMES[1])
    station.tap("voice:pace", "voice:softer", "voice:softer", "voice:softer")
    assert (speech.how[-1].rate, speech.how[-1].volume) == (RATES["slow"], VOLUMES[0])
    assert set(speech.told) == {QUESTION}
    station.tap("voice:less", "leave", "go_on", "read_aloud")
    assert speech.how[-1] == usual, "the next patient hears it as everyone does"


def test_what_was_chosen_before_sign_in_is_kept_through_it(station: Station, speech: ToldSpeech) -> None:
    station.tap("read_aloud", "voice:more", "voice:pace", "voice:louder", "voice:less", "voice:stop")
    station.sign_in(patient(station))
    station.tap("read_aloud")
    assert (speech.how[-1].rate, speech.how[-1].volume) == (RATES["fast"], VOLUMES[3])


def test_who_chose_a_voice_and_walked_away_leaves_nothing(station: Station, speech: ToldSpeech) -> None:
    station.tap("read_aloud", "voice:more", "voice:pace", "voice:less", "voice:stop")
    station.ticks.at += 91
    station.window.idle.look()
    station.settle()
    station.tap("read_aloud")
    assert speech.how[-1].rate == RATES["usual"]


@pytest.mark.parametrize("turn", ["next", "leave", "why", "cover", "text_size", "rest"])
def test_whatever_comes_silences_the_page(station: Station, speech: ToldSpeech, turn: str) -> None:
    if turn == "rest":
        rest(station)
        station.tap("read_aloud", "somebody_else")
    elif turn == "cover":
        first_question(station)
        station.tap("read_aloud")
        station.ticks.at += 91
        station.window.idle.look()
    else:
        first_question(station)
        station.tap("choice:none", "read_aloud", turn)
    station.settle()
    assert speech.saying is None
    assert marks(station) == []
    assert "read_aloud" in station.names()


def test_staff_who_come_are_not_spoken_to(station: Station, speech: ToldSpeech) -> None:
    station.tap("read_aloud")
    staff_here(station)
    assert speech.saying is None


def test_a_side_that_is_put_away_is_silent(station: Station, speech: ToldSpeech) -> None:
    station.tap("read_aloud")
    station.window.hide()  # as when staff's side takes its place on a machine that is both
    assert speech.saying is None
    station.window.show()


def test_each_page_is_read_by_itself_where_it_was_asked_for(station: Station, speech: ToldSpeech) -> None:
    first_question(station)
    every_page(station)
    speech.told.clear()
    station.tap("choice:none")
    station.go_on()
    station.settle()
    said = speech.finish_all()
    assert said[0] == station.content.view.question
    assert "Call the nurse" not in said, "the bar is the same on each page"
    station.tap("back")
    station.settle()
    assert not [one for one in speech.finish_all() if "Chosen" in one], "what she answered is said only if asked"
    station.tap("read_aloud")
    assert [one for one in speech.finish_all() if "Chosen" in one] == ["None of these. Chosen."]
    station.tap("why")
    station.settle()
    assert "Why do we ask?" in speech.finish_all()


def test_what_is_missing_is_said_to_who_is_read_to(station: Station, speech: ToldSpeech) -> None:
    first_question(station)
    station.go_on()
    assert speech.told == [], "nobody asked to be read to"
    station.tap("read_aloud", "voice:stop")
    every_page(station)
    speech.told.clear()
    station.go_on()
    assert speech.told == ["Please tick what fits, or tick the last card."]


def test_a_screen_reader_is_not_spoken_over(station: Station, speech: ToldSpeech) -> None:
    first_question(station)
    every_page(station)
    speech.told.clear()
    QAccessible.setActive(True)
    station.go_on()
    station.tap("choice:none")
    station.go_on()
    station.settle()
    assert speech.told == []
    station.tap("read_aloud")
    assert speech.told, "she asked for it herself"
