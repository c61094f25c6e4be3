"""Lists, lessons and scenes: what pressing their buttons asks for, and how a scene ends."""

from PySide6.QtWidgets import QWidget

from kypho_prep.kiosk.item_view import Given
from kypho_prep.prep.answers.single import Acknowledged
from kypho_prep.prep.answers.structured import Entries, Scene
from kypho_prep.prep.reply import State
from tests.kiosk.controls import views
from tests.kiosk.controls.conftest import Open, tap

NOT_SURE = Given(State.NOT_SURE)


def test_a_list_asks_to_add_and_to_change(open_page: Open) -> None:
    page = open_page(views.entry_list())
    asked = []
    page.add_wanted.connect(lambda: asked.append("add"))
    page.edit_wanted.connect(asked.append)
    tap(page, "add")
    tap(page, "edit:e2")
    assert asked == ["add", "e2"]
    assert page.answer.next_key == "controls.all_of_them"
    tap(page, "unsure")
    assert page.value() == NOT_SURE


def test_removing_asks_once_more(open_page: Open) -> None:
    page = open_page(views.entry_list())
    asked = []
    page.remove_wanted.connect(asked.append)
    tap(page, "remove:e2")
    assert asked == []
    tap(page, "keep:e2")
    assert page.findChild(QWidget, "remove:e2").isVisible()
    tap(page, "remove:e2")
    tap(page, "take_off:e2")
    assert asked == ["e2"]


def test_an_empty_list_is_an_answer(open_page: Open) -> None:
    page = open_page(views.entry_list(entries=()))
    assert page.value() == Given(State.VALUE, Entries())
    assert page.problem() is None


def test_a_lesson_is_read_or_to_be_explained(open_page: Open) -> None:
    page = open_page(views.lesson())
    assert page.next_key == "controls.next"
    assert page.value() == Given(State.VALUE, Acknowledged())
    tap(page, "explain")
    assert page.value() == Given(State.VALUE, Acknowledged(has_question=True))


def test_a_scene_understood_at_once(open_page: Open) -> None:
    page = open_page(views.scene())
    tap(page, "choice:c1")
    assert page.problem() is None
    assert not page.settle()
    assert page.value() == Given(State.VALUE, Scene(1, "c1", "first_try"))
    assert page.findChild(QWidget, "note").label.text() == views.scene().scene.right
    assert page.settle()


def test_a_missed_scene_explains_again_and_offers_another_try(open_page: Open) -> None:
    page = open_page(views.scene())
    tap(page, "choice:c0")
    assert not page.settle()
    assert page.findChild(QWidget, "note").label.text() == views.scene().scene.again
    assert page.value() is None
    assert page.problem() == "controls.missing.scene"
    tap(page, "choice:c1")
    assert page.problem() is None
    assert not page.settle()
    assert page.value() == Given(State.VALUE, Scene(2, "c1", "second_try"))


def test_a_second_miss_goes_kindly_to_the_nurse(open_page: Open) -> None:
    page = open_page(views.scene())
    tap(page, "choice:c0")
    page.settle()
    tap(page, "choice:c2")
    assert not page.settle()
    assert page.findChild(QWidget, "note").label.text() == views.scene().scene.handed_over
    assert page.value() == Given(State.VALUE, Scene(2, "c2", "handed_over"))
    tap(page, "choice:c1")
    assert page.value().answer.pick == "c2"


def test_the_same_wrong_pick_again_is_a_second_miss(open_page: Open) -> None:
    page = open_page(views.scene())
    tap(page, "choice:c0")
    page.settle()
    tap(page, "choice:c0")
    page.settle()
    assert page.value().answer.outcome == "handed_over"
