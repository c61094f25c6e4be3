"""Every control in each state stands well at three screens and three text sizes; Tab, names and scrolling work."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kypho_prep.kiosk.controls.keyboard import LATIN_KEYS, Keyboard
from kypho_prep.kiosk.item_view import Given, item_view
from kypho_prep.kiosk.pages.question_page import QuestionPage, no_names
from kypho_prep.look.buttons import Button
from kypho_prep.look.theme import Look, apply_theme
from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import State
from kypho_prep.prep.words import Words
from tests.kiosk.controls import views
from tests.kiosk.controls.conftest import Open, tap
from tests.look import layout_checks as checks
from tests.prep.builders import Story
from tests.prep.small_checklist import CHECKLIST

SCREENS = ((1280, 800), (1920, 1080), (1080, 1920))
STATES = ("empty", "given", "error", "keyboard")


def put_into(page: QuestionPage, state: str) -> None:
    """Bring a page into a state: an error said, or the keyboard open under its field."""
    if state == "error":
        page.show_problem()
    typing = page.answer.typing()
    if state == "keyboard" and typing is not None:
        typing.field.setFocus()
    QApplication.processEvents()
    QApplication.processEvents()


def findings(page: QuestionPage, look: Look) -> list[str]:
    """What is wrong with a page as it stands."""
    return [
        *checks.clipped(page),
        *checks.overlapping(page),
        *checks.small_targets(page, look.metrics),
        *checks.small_gaps(page, look.metrics),
        *checks.unnamed(page),
        *checks.contrast_faults(page, look.theme),
    ]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("percent", [100, 140, 200])
@pytest.mark.parametrize("name", views.ALL)
def test_every_control_stands_well(
    open_page: Open, qapp: QApplication, screen: tuple[int, int], percent: int, name: str
) -> None:
    look = apply_theme(qapp, "light", percent)
    for state in STATES:
        given = None if state == "empty" else views.GIVEN[name]
        page = open_page(views.ALL[name](), given, screen, look)
        put_into(page, state)
        assert findings(page, look) == [], state
        assert page.width() == screen[0]


@pytest.mark.parametrize("name", views.ALL)
def test_every_control_stands_well_in_high_contrast(open_page: Open, qapp: QApplication, name: str) -> None:
    look = apply_theme(qapp, "high_contrast", 100)
    for state in STATES:
        page = open_page(views.ALL[name](), None if state == "empty" else views.GIVEN[name], dressed=look)
        put_into(page, state)
        assert findings(page, look) == [], state


@pytest.mark.parametrize("name", views.ALL)
def test_tab_reaches_everything(open_page: Open, name: str) -> None:
    assert checks.reachable_by_tab(open_page(views.ALL[name]())) == []


def test_right_to_left_mirrors_the_cards(open_page: Open, qapp: QApplication) -> None:
    page = open_page(views.yes_no())
    yes, no = page.findChild(QWidget, "choice:yes"), page.findChild(QWidget, "choice:no")
    assert yes.x() < no.x()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    mirrored = yes.x() > no.x()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert mirrored


def test_the_question_has_the_focus_first(open_page: Open) -> None:
    page = open_page(views.ticks())
    assert page.heading.hasFocus()
    assert page.heading.text() == views.ticks().question


def test_an_answer_by_keyboard_alone(open_page: Open) -> None:
    page = open_page(views.yes_no())
    QTest.keyClick(page.heading, Qt.Key.Key_Tab)
    first = QApplication.focusWidget()
    assert first.objectName() == "choice:yes"
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert page.value() == Given(State.VALUE, YesNo(True))
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert page.value() == Given(State.VALUE, YesNo(False))


def test_next_scrolls_to_what_was_not_on_the_screen(open_page: Open, qapp: QApplication) -> None:
    look = apply_theme(qapp, "light", 200)
    page = open_page(views.ticks(), dressed=look)
    presses = 0
    while page.scroll_unseen():
        presses += 1
        assert presses < 20
    assert presses >= 2
    assert not page.findChild(QWidget, "unsure").visibleRegion().isEmpty()


def test_what_was_said_goes_with_the_next_answer(open_page: Open) -> None:
    page = open_page(views.yes_no())
    page.say("This was not saved.")
    assert page.findChild(QWidget, "missing").isVisible()
    tap(page, "choice:no")
    assert page.findChild(QWidget, "missing").isHidden()


def test_a_live_block_stands_above_the_answers(open_page: Open) -> None:
    page = open_page(views.yes_no())
    block = QLabel("Tuesday, 7:30")
    page.add_block(block)
    block.show()
    page.resize(page.width(), page.height() + 1)
    QApplication.processEvents()
    yes = page.findChild(QWidget, "choice:yes")
    assert page.heading.mapTo(page, page.heading.rect().topLeft()).y() < block.mapTo(page, block.rect().topLeft()).y()
    assert block.mapTo(page, block.rect().topLeft()).y() < yes.mapTo(page, yes.rect().topLeft()).y()


def test_a_page_without_medicines_offers_no_names() -> None:
    assert no_names("xarelto") == ()


@pytest.mark.parametrize("short", [True, False])
def test_the_keys_keep_their_places_in_every_layer(qtbot: QtBot, look: Look, short: bool) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    keys = Keyboard(look, views.shipped_words(), short=short)
    column.addWidget(keys)
    qtbot.addWidget(holder)
    holder.resize(1200, 300)
    holder.show()
    places = [key.geometry() for key in keys.findChildren(QWidget)]
    tap(keys, "key:digits")
    QApplication.processEvents()
    assert [key.geometry() for key in keys.findChildren(QWidget)] == places
    assert keys.findChild(QWidget, "key:5") is not None
    tap(keys, "key:digits")
    assert keys.findChild(QWidget, "key:q") is not None


ARABIC = {
    "letters": "ضصثقفغعهخحجد شسيبلاتنمكط ئءؤرىةوزظذ",
    "short_letters": "ضصثقفغعهخحجد شسيبلاتنمكط ئءؤرىةوزظذ",
    "accents": "أإآ ة ى",
    "letters_key": "أبج",
}


def arabic_keys(qtbot: QtBot, look: Look, *, short: bool = False, latin: bool = False) -> Keyboard:
    english = views.shipped_words(right_to_left=True)
    own = {f"controls.keyboard.{key}": said for key, said in ARABIC.items()}
    keys = Keyboard(look, replace(english, table={**english.table, **own}), short=short, latin=latin)
    qtbot.addWidget(keys)
    keys.resize(1200, 300)
    keys.show()
    return keys


def letters(keys: Keyboard) -> str:
    QApplication.processEvents()
    assert checks.overlapping(keys) == checks.clipped(keys) == []
    shown = [one for one in keys.findChildren(Button) if one.isVisible() and len(one.words) == 1]
    return "".join(one.words for one in sorted(shown, key=lambda one: (one.y(), one.x())))


@pytest.mark.parametrize("short", [True, False])
def test_a_keyboard_of_other_letters_turns_to_latin_ones_and_back(qtbot: QtBot, look: Look, short: bool) -> None:
    keys = arabic_keys(qtbot, look, short=short)
    typed: list[str] = []
    keys.typed.connect(typed.append)
    assert letters(keys) == ARABIC["letters"].replace(" ", "")
    assert not any(one.isVisible() for one in keys.findChildren(Button, "key:shift")), "its letters have no capitals"
    turn = keys.findChild(Button, "key:latin")
    assert isinstance(turn, Button)
    assert (turn.words, turn.accessibleName()) == ("abc", "Latin letters")
    for key in ("ب", "latin"):
        tap(keys, f"key:{key}")
    assert turn.words == turn.accessibleName() == "أبج"
    assert letters(keys) == LATIN_KEYS[: -2 if short else None].replace(" ", "")
    for key in ("x", "digits", "2", "digits", "a", "latin", "ت"):
        tap(keys, f"key:{key}")
    assert "".join(typed) == "بx2aت"


def test_staff_begin_on_latin_letters(qtbot: QtBot, look: Look) -> None:
    assert letters(arabic_keys(qtbot, look, latin=True)).startswith("qwerty")


class Everything(dict[str, str]):
    """Words for any key: the key itself."""

    def __missing__(self, key: str) -> str:
        return key

    def __contains__(self, key: object) -> bool:
        return True


WORDS = Words("en", "English", Everything())


def test_a_view_is_made_of_the_item_and_its_words() -> None:
    for item in CHECKLIST.items:
        if not item.entry_of:
            view = item_view(Story().situation(), WORDS, PageRef(item.id))
            assert view.question == f"{item.id}.question"
            assert [one.words for one in view.choices] == [f"{item.id}.choice.{one.id}" for one in item.choices]
            assert view.given is None
            assert view.control is item.control


def test_a_view_has_the_answer_as_given_also_when_it_was_hidden_once() -> None:
    story = Story().says("medicines.shop", True).unsure("medicines.other_change")
    assert item_view(story.situation(), WORDS, PageRef("medicines.shop")).given == (State.VALUE, YesNo(True))
    assert item_view(story.situation(), WORDS, PageRef("medicines.other_change")).given == (State.NOT_SURE, None)


def test_a_view_of_a_list_has_its_entries() -> None:
    story = Story().takes("e1", "Xarelto", "rivaroxaban").takes("e2", "garlic")
    story.says("medicines.dose", "20 mg", "e1")
    view = item_view(story.situation(), WORDS, PageRef("medicines.group_names"))
    assert [(one.id, one.name, one.detail) for one in view.entries] == [
        ("e1", "Xarelto", "20 mg"),
        ("e2", "garlic", ""),
    ]


def test_a_view_of_a_name_has_the_others_beside_it() -> None:
    story = Story().takes("e1", "Xarelto", "rivaroxaban").takes("e2", "garlic")
    changed = item_view(story.situation(), WORDS, PageRef("medicines.name", "e1"))
    assert [one.name for one in changed.entries] == ["garlic"]
    assert changed.list_item == "medicines.group_names"
    added = item_view(story.situation(), WORDS, PageRef("medicines.name", "new"), "medicines.shop_list")
    assert added.list_item == "medicines.shop_list"
    assert added.given is None
    assert added.list_version == "1"
    assert added.is_text
