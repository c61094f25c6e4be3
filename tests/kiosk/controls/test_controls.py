"""Each control gives the value that the checklist keeps, shows it again as given, and says what is missing."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from kypho_prep.kiosk.item_view import Given
from kypho_prep.look.labels import CaptionLabel
from kypho_prep.prep.answers.single import Number, OneOf, Phone, Text, YesNo
from kypho_prep.prep.answers.structured import SomeOf
from kypho_prep.prep.reply import State
from tests.kiosk.controls import views
from tests.kiosk.controls.conftest import Open, tap

NOT_SURE = Given(State.NOT_SURE)


def ticked(*picked: str, unsure: bool = False) -> Given:
    return Given(State.VALUE, SomeOf(picked, unsure))


@pytest.mark.parametrize("name", views.ALL)
def test_a_value_is_shown_again_as_it_was_given(open_page: Open, name: str) -> None:
    page = open_page(views.ALL[name](), views.GIVEN[name])
    assert page.value() == views.GIVEN[name]
    assert page.problem() is None


@pytest.mark.parametrize("name", sorted(set(views.ALL) - {"lesson", "scene", "list"}))
def test_not_sure_is_shown_again_too(open_page: Open, name: str) -> None:
    page = open_page(views.ALL[name](), NOT_SURE)
    assert page.value() == NOT_SURE
    assert page.problem() is None
    assert page.findChild(QWidget, "unsure").isChecked()


@pytest.mark.parametrize("name", sorted(set(views.ALL) - {"lesson", "list"}))
def test_nothing_is_chosen_for_anyone(open_page: Open, name: str) -> None:
    page = open_page(views.ALL[name]())
    assert page.value() is None
    assert page.problem().startswith("controls.missing.")
    page.show_problem()
    assert page.findChild(QWidget, "missing").label.text() == views.shipped_words()(page.problem())
    assert page.findChild(QWidget, "missing").isVisible()


@pytest.mark.parametrize("name", sorted(set(views.ALL) - {"lesson", "list", "scene"}))
def test_an_optional_page_misses_nothing(open_page: Open, name: str) -> None:
    page = open_page(views.ALL[name](optional=True))
    assert page.value() is None
    assert page.problem() is None


def test_yes_no_and_not_sure_exclude_each_other(open_page: Open) -> None:
    page = open_page(views.yes_no())
    tap(page, "choice:yes")
    assert page.value() == Given(State.VALUE, YesNo(True))
    tap(page, "choice:no")
    assert page.value() == Given(State.VALUE, YesNo(False))
    tap(page, "unsure")
    assert page.value() == NOT_SURE
    tap(page, "choice:yes")
    assert page.value() == Given(State.VALUE, YesNo(True))


def test_without_not_sure_the_page_does_not_offer_it(open_page: Open) -> None:
    page = open_page(views.yes_no(unsure=False))
    assert page.findChild(QWidget, "unsure") is None
    assert page.problem() == "controls.missing.choose_one"


def test_one_card_of_several(open_page: Open) -> None:
    page = open_page(views.choice())
    changes = []
    page.changed.connect(lambda: changes.append(page.value()))
    tap(page, "choice:c1")
    tap(page, "choice:c3")
    assert changes == [Given(State.VALUE, OneOf("c1")), Given(State.VALUE, OneOf("c3"))]


def test_none_of_these_lets_the_ticks_go_and_the_other_way_round(open_page: Open) -> None:
    page = open_page(views.ticks())
    tap(page, "choice:c0")
    tap(page, "choice:c2")
    assert page.value() == ticked("c0", "c2")
    tap(page, "choice:c7")
    assert page.value() == ticked()
    tap(page, "choice:c1")
    assert page.value() == ticked("c1")
    tap(page, "choice:c1")
    assert page.value() is None


def test_not_sure_may_stand_beside_ticks_but_not_beside_none(open_page: Open) -> None:
    page = open_page(views.ticks())
    tap(page, "unsure")
    assert page.value() == NOT_SURE
    tap(page, "choice:c0")
    assert page.value() == ticked("c0", unsure=True)
    tap(page, "choice:c7")
    assert page.value() == ticked()
    tap(page, "unsure")
    assert page.value() == NOT_SURE


def test_none_of_these_is_shown_again(open_page: Open) -> None:
    assert open_page(views.ticks(), ticked()).value() == ticked()


def test_words_typed_on_the_screen(open_page: Open) -> None:
    page = open_page(views.text())
    tap(page, "key:shift")
    for key in ("key:i", "key:s", "key:space", "key:i", "key:t"):
        tap(page, key)
    tap(page, "key:accents")
    tap(page, "key:é")
    tap(page, "key:accents")
    tap(page, "key:digits")
    tap(page, "key:?")
    tap(page, "key:4")
    tap(page, "key:delete")
    assert page.value() == Given(State.VALUE, Text("Is ité?"))


def test_words_typed_on_a_real_keyboard(open_page: Open) -> None:
    page = open_page(views.text())
    field = page.findChild(QPlainTextEdit, "field")
    field.setFocus()
    QTest.keyClicks(field, "O'Brien ")
    QApplication.sendEvent(
        field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Ntilde, Qt.KeyboardModifier.NoModifier, "ñ")
    )
    assert page.value() == Given(State.VALUE, Text("O'Brien ñ"))
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert not field.hasFocus()


def test_a_text_that_is_too_long_says_so_and_keeps_every_letter(open_page: Open) -> None:
    page = open_page(views.text(), Given(State.VALUE, Text("a" * 2000)))
    assert page.problem() is None
    page.findChild(QPlainTextEdit, "field").insertPlainText("bcd")
    assert page.problem() == "controls.text.too_long"
    page.show_problem()
    assert "3" in page.findChild(QWidget, "missing").label.text()
    assert len(page.value().answer.typed) == 2003


def test_not_sure_and_words_exclude_each_other(open_page: Open) -> None:
    page = open_page(views.text(), views.GIVEN["text"])
    tap(page, "unsure")
    assert page.value() == NOT_SURE
    field = page.findChild(QPlainTextEdit, "field")
    field.undo()
    assert page.value() == views.GIVEN["text"]


@pytest.mark.parametrize("make", [views.text, views.medicine])
def test_the_keyboard_can_be_hidden_and_comes_back_with_the_field(open_page: Open, make: views.Make) -> None:
    page = open_page(make())
    keys = page.findChild(QWidget, "keyboard_keys")
    assert keys.isVisible()
    tap(page, "keyboard")
    assert keys.isHidden()
    assert page.findChild(QWidget, "keyboard").accessibleName() == "Show keyboard"
    page.findChild(QWidget, "field").setFocus()
    assert keys.isVisible()


def test_a_phone_number_by_big_keys(open_page: Open) -> None:
    page = open_page(views.phone())
    for key in "555":
        tap(page, f"key:{key}")
    assert page.problem() == "controls.missing.phone"
    for key in "01719":
        tap(page, f"key:{key}")
    tap(page, "key:delete")
    assert page.value() == Given(State.VALUE, Phone("5550171"))
    assert page.problem() is None
    tap(page, "unsure")
    assert page.value() == NOT_SURE
    tap(page, "key:+")
    assert page.value() == Given(State.VALUE, Phone("+"))


def test_a_number_is_whole_or_has_a_point(open_page: Open) -> None:
    page = open_page(views.number())
    tap(page, "key:1")
    tap(page, "key:2")
    assert page.value() == Given(State.VALUE, Number(12))
    tap(page, "key:.")
    tap(page, "key:5")
    assert page.value() == Given(State.VALUE, Number(12.5))


def test_a_lone_point_is_no_number(open_page: Open) -> None:
    page = open_page(views.number())
    tap(page, "key:.")
    assert page.value() is None


def test_a_medicine_counts_only_when_the_patient_confirmed_its_name(open_page: Open) -> None:
    page = open_page(views.medicine())
    for key in "xeralt":
        tap(page, f"key:{key}")
    assert page.value() is None
    assert page.problem() == "controls.missing.pick_name"
    tap(page, "suggestion:Xarelto")
    assert page.value() == views.GIVEN["medicine"]
    tap(page, "key:o")
    assert page.value() is None


def test_a_medicine_can_be_added_as_typed(open_page: Open) -> None:
    page = open_page(views.medicine())
    for key in "xer":
        tap(page, f"key:{key}")
    assert page.findChild(QWidget, "as_typed").words == "Add “xer” as typed"
    tap(page, "as_typed")
    assert page.value().answer.typed == "xer"
    assert page.value().answer.confirmed == ""
    assert page.value().answer.listed == "medicines.shop"
    tap(page, "unsure")
    assert page.value() == NOT_SURE


def test_below_two_letters_no_name_is_offered(open_page: Open) -> None:
    page = open_page(views.medicine())
    tap(page, "key:x")
    assert page.findChild(QWidget, "suggestion:Xarelto") is None
    assert page.findChild(QWidget, "as_typed") is not None


@pytest.mark.parametrize(
    ("maximum", "typed", "said"), [(2000, 1700, ""), (2000, 1900, "100"), (80, 1, ""), (80, 70, "10")]
)
def test_the_room_left_is_said_only_when_it_runs_out(open_page: Open, maximum: int, typed: int, said: str) -> None:
    page = open_page(views.text(maximum=maximum), Given(State.VALUE, Text("a" * typed)))
    shown = [one.text() for one in page.findChildren(CaptionLabel) if one.isVisible() and "Room" in one.text()]
    assert len(shown) == bool(said)
    assert all(said in one for one in shown)
