"""What is read aloud of a page is what stands on it: every word, once, and nothing else."""

from collections import Counter

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

from kypho_prep.kiosk.controls.keyboard import Keyboard
from kypho_prep.kiosk.pages.reading_bar import ReadingBar
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.buttons import Button
from kypho_prep.look.scroll import MoreBelow
from kypho_prep.prep.wording.spoken import spoken
from tests.kiosk.station import Station
from tests.kiosk.test_arrival_walk import arrive
from tests.kiosk.test_day_page import at_the_page
from tests.kiosk.told_speech import ToldSpeech
from tests.kiosk.tour_of_pages import PAGES

# What nobody wants to hear: the keys of reading itself, letters and digits to type with, the strip below a long page.
NOT_READ = ReadingBar | Keyboard | MoreBelow
STAFFS = {"staff", "staff here", "staff names"}


def is_read(one: QWidget, window: QWidget) -> bool:
    if not one.isVisible() or one.objectName().startswith(("key:", "day:")):
        return False
    above: QWidget | None = one
    while above is not None and above is not window:
        if isinstance(above, NOT_READ):
            return False
        above = above.parentWidget()
    return True


def shown(window: QWidget, chosen: str, typed: str) -> list[str]:
    """Every text that shows, found by looking at all widgets: what is chosen and typed as a voice calls it."""
    found = [one.text() for one in window.findChildren(QLabel) if is_read(one, window)]
    for one in window.findChildren(QAbstractButton):
        if is_read(one, window) and isinstance(one, Button):
            words = one.words or one.accessibleName()
            found += [words, one.face.detail if one.words else ""]
            found.append(chosen if one.isCheckable() and one.isChecked() else "")
    fields = [one.text() for one in window.findChildren(QLineEdit) if is_read(one, window)]
    fields += [one.toPlainText() for one in window.findChildren(QPlainTextEdit) if is_read(one, window)]
    return found + [f"{typed}{one}" for one in fields if one.strip()]


def words_of(texts: list[str]) -> Counter[str]:
    return Counter(word.strip(".,:") for text in texts for word in text.split() if word.strip(".,:"))


def faults(station: Station, speech: ToldSpeech) -> list[str]:
    """What of a page is not said, or is said and does not stand there."""
    speech.told.clear()
    reading = station.window.stage.reading
    reading.choices = type(reading.choices)(headphones=True)
    station.window.stage.reading.press("read")
    said = words_of(speech.finish_all())
    words = station.window.stage.words
    named = words("kiosk.read_aloud.chosen", said=""), words("kiosk.read_aloud.typed", text="")
    stands = words_of([spoken(one, words) for one in shown(station.window, *named)])
    assert not reading.reads
    return [f"{station.item}: said {said - stands}, not said {stands - said}"] if said != stands else []


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_every_item_is_said_as_it_stands(station: Station, speech: ToldSpeech, language: str) -> None:
    speech.languages = frozenset((language,))
    at_the_page(station)
    station.window.stage.take_comfort(Comfort(language))
    station.window.setUpdatesEnabled(False)  # nobody looks
    found, read = [], 0
    for item in station.workplace.content.checklist.items:
        page = arrive(station, item)
        if page is not None:
            found += faults(station, speech)
            read += 1
    assert not found, "\n".join(found)
    assert read > 130
    assert speech.how[-1].language == station.window.stage.words.language == language


@pytest.mark.parametrize("page", sorted(PAGES.keys() - STAFFS))
def test_every_other_page_is_said_as_it_stands(station: Station, speech: ToldSpeech, page: str) -> None:
    PAGES[page](station)
    found = faults(station, speech)
    assert not found, found
    assert speech.how


@pytest.mark.parametrize("page", sorted(STAFFS))
def test_no_page_of_staff_is_read(station: Station, speech: ToldSpeech, page: str) -> None:
    reading = station.window.stage.reading
    reading.choices = type(reading.choices)(every_page=True)
    PAGES[page](station)
    speech.told.clear()
    station.settle()
    assert speech.saying is None
    assert speech.told == []
    assert "read_aloud" not in station.names()


def test_a_page_is_read_in_its_order(station: Station, speech: ToldSpeech) -> None:
    PAGES["unanswered"](station)
    station.tap("read_aloud")
    said = speech.finish_all()
    places = [said.index(one) for one in ("Do you take blood thinners, pain pills or shots?", "Pick all that fit.",
                                          "None of these", "I'm not sure, ask my nurse",
                                          "Please tick what fits, or tick the last card.", "Back", "Next",
                                          "Call the nurse")]  # fmt: skip
    assert places == sorted(places)


def test_nothing_of_a_page_that_was_read_is_kept(station: Station, speech: ToldSpeech) -> None:
    PAGES["named"](station)
    station.tap("read_aloud")
    speech.finish()
    mark = station.window.findChild(QWidget, "reading_mark")
    assert mark is not None
    station.tap("back")
    station.settle()
    assert not station.window.findChildren(QWidget, "reading_mark")
    assert speech.saying is None
