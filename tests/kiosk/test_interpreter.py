"""An interpreter asked for in one's own language before signing in: kept for this patient, and for nobody else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QRawFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kypho_prep import paths
from kypho_prep.content import Content
from kypho_prep.kiosk.interpreter import ANOTHER, LANGUAGES, for_staff, need, own_name
from kypho_prep.workflow.visits.schedule import PatientForm
from tests.keys_alone import Keys
from tests.kiosk.station import BORN, Station

OTHER = PatientForm("Abara", "Ngozi", BORN)


def asked(station: Station, visit: str) -> tuple[object, object]:
    """What the chart says of an interpreter and of the language."""
    replies = [station.reply(visit, item) for item in ("start.interpreter", "start.language")]
    return tuple(one.value if one is not None else None for one in replies)  # type: ignore[return-value]


def choose(station: Station, language: str) -> None:
    station.tap("interpreter", f"interpreter:{language}")


def test_the_shipped_letters_draw_every_name_and_sentence(content: Content, qapp: QApplication) -> None:
    words = content.words("en")
    families = ("AtkinsonHyperlegibleNext", "NotoSansArabic")
    fonts = [[QRawFont(str(paths.resources() / "fonts" / f"{one}-{weight}.ttf"), 20.0) for one in families]
             for weight in ("Regular", "Bold")]  # fmt: skip
    said = [text for one in LANGUAGES for text in (own_name(words, one), need(words, one), for_staff(words, one))]
    said.append(words("kiosk.interpreter.button"))
    undrawn = {
        letter
        for weight in fonts
        for letter in "".join(said)
        if not letter.isspace() and not any(font.supportsCharacter(ord(letter)) for font in weight)
    }
    assert undrawn == set()
    assert len(set(said)) > 2 * len(LANGUAGES), "each has a name of its own"


def test_the_choice_becomes_the_patients_answers_and_is_not_asked_again(station: Station) -> None:
    visit = station.new_visit()
    choose(station, "es")
    assert "Español: Necesito un intérprete" in station.said
    station.sign_in(visit)
    assert station.item == "start.right_person"
    assert asked(station, visit) == (None, None)
    station.answer()
    station.answer()
    assert station.item == "now.symptoms"
    assert asked(station, visit) == (True, "Español (Spanish)")
    reply = station.reply(visit, "start.language")
    assert reply is not None
    assert (reply.shown.answer, reply.answerer.who.value) == ("Español: Necesito un intérprete", "patient")
    with station.workplace.reading() as records:
        row = records.summaries.get(visit)
    assert row is not None
    assert row.interpreter


def test_a_helper_gives_it_in_the_helpers_name(station: Station) -> None:
    visit = station.new_visit()
    choose(station, "pl")
    station.sign_in(visit)
    station.answer()
    station.answer(start_who="helper_for")
    assert station.item == "start.helper_name"
    assert asked(station, visit) == (None, None)
    station.answer()
    assert station.item == "now.symptoms"
    reply = station.reply(visit, "start.interpreter")
    assert reply is not None
    assert (reply.answerer.who.value, reply.answerer.name) == ("helper_for", "Sam Example")


def test_for_a_language_that_is_not_listed_its_name_is_asked(station: Station) -> None:
    visit = station.new_visit()
    choose(station, ANOTHER)
    station.sign_in(visit)
    station.answer()
    station.answer()
    assert station.item == "start.language"
    assert asked(station, visit) == (True, None)


def test_who_is_not_the_patient_leaves_nothing_in_the_chart(station: Station) -> None:
    visit = station.new_visit()
    choose(station, "so")
    station.sign_in(visit)
    station.tap("choice:not_me")
    station.go_on()
    station.tap("go_on")
    assert asked(station, visit) == (None, None)
    station.sign_in(visit)
    station.pass_gate()
    assert asked(station, visit) == (False, None)


def test_a_wrong_code_and_the_way_back_keep_it(station: Station) -> None:
    visit = station.new_visit()
    code = station.slip(visit).code
    choose(station, "vi")
    station.tap("start", "back")
    assert station.find("interpreter").accessibleName() == "Tieng Viet: Interpreter"
    station.enter("".join(str((int(digit) + 1) % 10) for digit in code))
    assert station.missing
    station.tap("back")
    station.enter(code)
    station.answer()
    station.answer()
    assert asked(station, visit) == (True, "Tieng Viet (Vietnamese)")


def test_it_is_forgotten_when_nobody_is_there(station: Station) -> None:
    choose(station, "ar")
    station.ticks.at += 91
    station.window.idle.look()
    station.settle()
    assert station.item == "WelcomePage"
    assert station.find("interpreter").accessibleName().startswith("Interpreter, Español")
    visit = station.new_visit()
    station.come_in(visit)
    assert asked(station, visit) == (False, None)


def test_a_list_that_was_left_open_goes_too(station: Station) -> None:
    station.tap("interpreter")
    station.ticks.at += 91
    station.window.idle.look()
    station.settle()
    assert station.item == "WelcomePage"


def test_it_is_chosen_by_keyboard_alone(station: Station) -> None:
    Keys(station.guest).press("interpreter")
    Keys(station.guest).reach("interpreter:nobody")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(station.window.focusWidget(), key)
    assert station.item == "InterpreterPage", "an arrow goes to the next one and chooses nothing"
    Keys(station.guest).press("interpreter:pt")
    assert station.item == "WelcomePage"
    assert station.find("interpreter").accessibleName() == "Português: Preciso de um intérprete"
    Keys(station.guest).press("interpreter")
    Keys(station.guest).press("back")
    assert station.find("interpreter").accessibleName() == "Português: Preciso de um intérprete"


@pytest.mark.parametrize("by_staff", [True, False])
def test_the_next_patient_is_asked_anew(station: Station, *, by_staff: bool) -> None:
    choose(station, "ar")
    if not by_staff:
        station.come_in(station.new_visit())
        station.tap("leave", "go_on")
    visit = station.new_visit(OTHER)
    if by_staff:
        station.window.hand_over(visit, station.nurse)
        station.settle()
    else:
        station.sign_in(visit)
    station.pass_gate()
    assert asked(station, visit) == (False, None)


def test_who_said_no_before_may_ask_for_one_when_coming_back(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    here = station.item
    assert asked(station, visit) == (False, None)
    station.tap("leave", "go_on")
    choose(station, "ht")
    station.sign_in(visit)
    station.answer()
    assert station.item == "now.symptoms"
    assert asked(station, visit) == (True, "Kreyòl ayisyen (Haitian Creole)")
    station.answer()
    station.tap("continue")
    assert station.item == here


def test_it_can_be_taken_back_before_signing_in(station: Station) -> None:
    choose(station, "fr")
    station.tap("interpreter")
    assert station.find("interpreter:fr").isChecked()
    station.tap("back")
    choose(station, "nobody")
    visit = station.new_visit()
    station.come_in(visit)
    assert asked(station, visit) == (False, None)
