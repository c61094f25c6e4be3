"""The panel of what to ask again: one key an answer, a change in its row, taking it back, all of it by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.prep.sign_off.ask_again import ask_again
from kypho_prep.sample.scripted_patient import NOT_SURE, Script
from tests.nurse.conftest import Open, Ward, named, press, shown_text
from tests.nurse.steps import CALM, fill, opened, review_of

UNSURE = ("bleeding.history", "health.body", "allergies.contact")
DOUBTS = Script(dict.fromkeys(UNSURE, NOT_SURE) | {"ride.adult": True, "ride.knows_time": True})
MISSED = Script({"after.scene": {"attempt": 2, "pick": "wait_and_see", "outcome": "handed_over"}, "ride.adult": True})
MANY = (*UNSURE, "medicines.groups_thin", "medicines.other_change", "health.heart_lungs", "health.body", "ride.adult")


def panel(page: ReviewPage) -> QWidget:
    return named(page, "ask_again_panel")


def listed(page: ReviewPage) -> list[str]:
    assert page.review is not None
    return [one.page.item for one in ask_again(page.review.situation).questions]


def typed(key: Qt.Key) -> None:
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)
    QApplication.processEvents()


def test_each_question_stands_with_its_answer_and_why(ward: Ward, open_window: Open) -> None:
    _window, page = opened(ward, open_window, DOUBTS)
    told = shown_text(panel(page))
    assert "Ask again: 3 questions, about 1 minute" in told
    assert "The patient was not sure." in told
    assert "“Not sure, ask my nurse”" in told
    assert "No need to ask again:" in told
    assert listed(page)[0] == "bleeding.history"


def test_a_patient_without_a_doubt_leaves_nothing_to_ask(ward: Ward, open_window: Open) -> None:
    _window, page = opened(ward, open_window, CALM)
    assert "Nothing worth asking again." in shown_text(panel(page))


def test_before_the_first_answer_there_is_no_panel(ward: Ward, open_window: Open) -> None:
    visit = ward.visit()
    window, _page = review_of(ward, open_window, visit)
    assert window.page().findChild(QWidget, "ask_again_panel") is None


def test_the_same_answer_takes_one_key_and_can_be_taken_back(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, DOUBTS)
    press(window, "same:bleeding.history:")
    assert listed(page) == ["allergies.contact", "health.body"]
    assert "Asked again, the same answer:" in shown_text(panel(page))
    assert page.review is not None
    (fact,) = page.review.situation.chart.current_facts
    assert (fact.subject, fact.recorded_by) == ("asked:bleeding.history", "R. Alvarez")
    press(panel(page), f"withdraw:{fact.id}")
    fill(window, reason="Pressed the wrong key")
    assert listed(page)[0] == "bleeding.history"


def test_a_changed_answer_leaves_the_list(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, DOUBTS)
    press(window, "change:bleeding.history:")
    fill(window, value="bruises", source="desk")
    assert "bleeding.history" not in listed(page)
    assert page.review is not None
    reply = page.review.situation.reply("bleeding.history")
    assert reply is not None
    assert reply.picked == ("bruises",)


def test_a_scene_that_was_missed_is_gone_over_not_answered(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, MISSED)
    assert page.findChild(QWidget, "change:after.scene:") is None
    press(window, "same:after.scene:")
    assert "after.scene" not in listed(page)


def test_a_long_list_shows_its_first_rows_and_the_rest_by_a_key(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, Script(dict.fromkeys(MANY, NOT_SURE)))
    assert page.findChild(QWidget, f"again:{listed(page)[-1]}:") is None
    press(window, "again_more")
    assert named(page, f"again:{listed(page)[-1]}:")


def test_all_of_it_by_keyboard(ward: Ward, open_window: Open) -> None:
    _window, page = opened(ward, open_window, DOUBTS)
    typed(Qt.Key.Key_A)
    for _ in UNSURE:
        typed(Qt.Key.Key_Return)
    assert listed(page) == []
    assert "Nothing worth asking again." in shown_text(panel(page))
