"""A language that is there for patients alone: the kiosk speaks it, the desk stays in English on purpose."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from kypho_prep.content import load
from kypho_prep.content.word_keys import for_patients
from tests.journeys.house import BORN, House, standing, with_clinic
from tests.made_up_language import MARK, offer, resources_with_it, write_language


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """A copy of the content with a made-up language: each of the patient's words marked, none of staff's."""
    return resources_with_it(tmp_path / "resources")


def test_a_language_needs_the_patients_words_alone_and_has_staffs_in_english(resources: Path) -> None:
    content = load(resources)
    other, english = content.words("xx"), content.words("en")
    assert other.table.keys() == english.table.keys()
    assert other("start.right_person.question") == f"{MARK}Is this you, and is it right?"
    assert other("papers.slip.title").startswith(MARK)
    assert other("error.wrong_code").startswith(MARK)
    for staff in ("desk.review.saved", "flag.ride.board", "papers.nurse.title", "error.password_short", "test.mri"):
        assert other.table[staff] == english.table[staff]
    assert sum(not for_patients(key) for key in english.table) > 1000


@pytest.mark.parametrize(
    "key",
    ["start.right_person.question", "kiosk.back", "plan.changed", "papers.slip.how", "papers.escort.own", "error.wait"],
)
def test_a_missing_word_of_the_patients_is_refused_by_its_key(
    resources: Path, tmp_path: Path, qapp: QApplication, key: str
) -> None:
    write_language(resources, {key: None}, draft=False)
    with_clinic(tmp_path)
    with standing(tmp_path, resources=resources) as house:
        assert house.trouble is not None
        house.hand.tap("for_staff")
        assert f"{key}: the words are missing" in house.said()


def test_a_patient_reads_it_from_the_welcome_to_the_thanks_and_the_desk_stays_in_english(
    resources: Path, tmp_path: Path, qapp: QApplication
) -> None:
    content = load(resources)
    visit, code = with_clinic(tmp_path, lambda place, nurse: offer(replace(place, content=content), nurse))
    with standing(tmp_path, resources=resources) as house:
        house.hand.tap("language:xx")
        guest = house.guest()
        guest.sign_in(code, BORN)
        asked = []
        while guest.item != "check.plan":
            asked.append(guest.item)
            assert unmarked(house) == [], guest.item
            guest.answer()
        assert len(asked) > 35
        assert unmarked(house) == []
        guest.go_on()
        assert f"{MARK}A nurse will check your answers." in house.said()
        assert house.situation(visit).chart.replies[0].language == "xx"
        assert house.situation(visit).chart.replies[0].shown.question.startswith(MARK)
        house.hand.tap("go_on")
        house.staff_sign_in()
        assert MARK not in house.said()
        assert "Pre-op board" in house.said()


def unmarked(house: House) -> list[str]:
    """Return what the patient reads without the mark, names, numbers and letters left out."""
    labels = [one.text() for one in house.program.kiosk.findChildren(QLabel) if one.isVisible()]
    return [text for text in labels if len(text.split()) > 2 and MARK not in text]
