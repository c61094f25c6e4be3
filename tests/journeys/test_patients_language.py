"""A language that is there for patients alone: the kiosk speaks it, the desk stays in English on purpose."""

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from kypho_prep import paths
from kypho_prep.content import load, load_words
from kypho_prep.content.word_keys import for_patients
from tests.journeys.house import BORN, House, standing, with_clinic

MARK = "»"
# The letters of a keyboard's keys are no words.
LETTERS = "controls.keyboard."


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """A copy of the content with a made-up language: each of the patient's words marked, none of staff's."""
    home = tmp_path / "resources"
    shutil.copytree(paths.resources(), home)
    write_language(home, {})
    return home


def write_language(home: Path, other: dict[str, str | None]) -> None:
    """Write the made-up language, some of its keys otherwise: None leaves a key out."""
    english = load_words(home / "content" / "words", "en")
    own = {
        key: text if key.startswith(LETTERS) else marked(text)
        for key, text in english.table.items()
        if for_patients(key)
    }
    folder = home / "content" / "words" / "xx"
    (folder / "helper").mkdir(parents=True, exist_ok=True)
    (folder / "_language.toml").write_text('name = "Marked"\nright_to_left = false\ndraft = true\n', "utf-8")
    write_words(folder, own | other)
    write_words(folder / "helper", {key: marked(text) for key, text in english.helper.table.items()})


def write_words(folder: Path, said: dict[str, str | None]) -> None:
    lines = [f"{json.dumps(key)} = {json.dumps(text, ensure_ascii=False)}" for key, text in said.items() if text]
    (folder / "all.toml").write_text("\n".join(lines), "utf-8")


def marked(text: str) -> str:
    """Return a text with the mark before each of its paragraphs, which a page shows one by one."""
    return MARK + text.replace("\n\n", f"\n\n{MARK}")


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
    write_language(resources, {key: None})
    with_clinic(tmp_path)
    with standing(tmp_path, resources=resources) as house:
        assert house.trouble is not None
        house.hand.tap("for_staff")
        assert f"{key}: the words are missing" in house.said()


def test_a_patient_reads_it_from_the_welcome_to_the_thanks_and_the_desk_stays_in_english(
    resources: Path, tmp_path: Path, qapp: QApplication
) -> None:
    visit, code = with_clinic(tmp_path)
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
