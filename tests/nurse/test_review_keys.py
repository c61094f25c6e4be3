"""The review by keyboard: two keys from the board to each red, the next card after each closed one, letters to all."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from kypho_prep.nurse.open_visit.inline_form import InlineForm
from kypho_prep.nurse.review.focus import open_cards
from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.nurse.review.panels.card_view import CardView
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.chart import Ending, FactKind
from kypho_prep.prep.checklist import Level
from kypho_prep.sample.scripted_patient import Script
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.visits import schedule
from tests.nurse.conftest import Open, Ward, named, press, put, shown_text
from tests.nurse.steps import CALM, fill, opened, shown_review

REDS = Script(
    {
        "medicines.groups_thin": {"picked": ["blood_thinner"], "unsure": False},
        "ride.adult": False,
        "health.oxygen": True,
        "bleeding.history": {"picked": ["bruises"], "unsure": False},
    },
    {"Eliquis": {}, "ibuprofen": {}},
)


def focused() -> QWidget:
    QApplication.processEvents()
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_key(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)
    QApplication.processEvents()


def card_of(widget: QWidget) -> CardView:
    held: QWidget | None = widget
    while held is not None and not isinstance(held, CardView):
        held = held.parentWidget()
    assert isinstance(held, CardView), f"the keyboard is on {widget.objectName()}"
    return held


def from_the_board(ward: Ward, open_window: Open) -> tuple[NurseWindow, ReviewPage]:
    ward.answered_visit(REDS)
    window = open_window(ward)
    QTest.keyClick(named(window, "board"), Qt.Key.Key_Return)
    QApplication.processEvents()
    page = shown_review(window)
    return window, page


def test_the_first_action_of_every_open_red_is_two_keys_from_the_board(ward: Ward, open_window: Open) -> None:
    _window, page = from_the_board(ward, open_window)
    assert page.review is not None
    reds = [card for card in page.review.cards if card.open and card.level is Level.RED]
    assert len(reds) >= 2
    for number, view in enumerate(open_cards(page), start=1):
        type_key(Qt.Key(Qt.Key.Key_0 + number))
        assert card_of(focused()) is view
        assert focused() is view.findChildren(QPushButton)[0]
    assert {view.title for view in open_cards(page)[: len(reds)]} == {
        view.title for view in open_cards(page) if view.level is Level.RED
    }


def test_seen_is_one_key_and_leads_to_the_next_open_card(ward: Ward, open_window: Open) -> None:
    _window, page = from_the_board(ward, open_window)
    titles = [view.title for view in open_cards(page)]
    at = next(i for i, view in enumerate(open_cards(page)) if view.findChild(QPushButton, "seen") is not None)
    open_cards(page)[at].findChild(QPushButton, "seen").setFocus()  # type: ignore[union-attr]
    type_key(Qt.Key.Key_Return)
    left = [view.title for view in open_cards(page)]
    assert left == titles[:at] + titles[at + 1 :]
    assert card_of(focused()).title == left[min(at, len(left) - 1)]


def test_a_card_that_stays_open_gives_way_to_the_one_after_it(ward: Ward, open_window: Open) -> None:
    window, page = from_the_board(ward, open_window)
    titles = [view.title for view in open_cards(page)]
    press(open_cards(page)[0], "needs_call")
    fill(window, due_on="12/2/2026", due_at="2 pm")
    assert card_of(focused()).title == titles[1]
    type_key(Qt.Key.Key_N)
    assert card_of(focused()).title == titles[2]


def test_each_letter_opens_its_form_and_esc_closes_it(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, CALM)
    fields = {"C": "reached", "R": "kind", "F": "order", "I": "checked", "H": "name", "M": "decided_by", "X": "reason"}
    for letter, field in fields.items():
        QTest.keyClicks(page, letter)
        assert named(window, field) is not None, letter
        QTest.keyClick(page, Qt.Key.Key_Escape)
        QApplication.processEvents()
        assert page.place() == ""
    QTest.keyClicks(page, "T")
    assert focused().objectName().startswith("tick:")
    QTest.keyClicks(page, "W")
    assert focused().objectName().startswith("chapter:")
    QTest.keyClicks(page, "B")
    assert focused().objectName().startswith("blocker:")


def test_an_ended_visit_is_read_by_its_keys_and_opens_no_form(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, REDS)
    assert ward.nurse is not None
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=page.visit, ending=Ending.DONE, reason="")
    workspace = window.workspace()
    assert workspace is not None
    workspace.watch.look()
    assert page.is_over
    for letter in "SCRFIHBXMTNADKE123456789":
        QTest.keyClicks(page, letter)
        QApplication.processEvents()
        assert (page.place(), window.page()) == ("", page), letter
        assert not page.findChildren(InlineForm), letter
    QTest.keyClicks(page, "W")
    assert focused().objectName().startswith("chapter:")
    QTest.keyClicks(page, "P")
    QApplication.processEvents()
    kept = {one.objectName() for one in named(page, "print_panel").findChildren(QPushButton) if one.isVisible()}
    assert "print_plan_large" in kept
    assert "print_slip" not in kept
    QTest.keyClick(page, Qt.Key.Key_Escape)
    QTest.keyClick(page, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    said = shown_text(named(window, "key_sheet")).split("\n")
    assert {"Print papers", "All answers"} <= set(said)
    assert not {"Sign off", "Log a call", "The first action of that open card"} & set(said)


def test_a_question_mark_shows_every_key(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, CALM)
    QTest.keyClick(page, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    said = shown_text(named(window, "key_sheet"))
    assert {"Log a call", "Two identifiers", "The first action of that open card"} <= set(said.split("\n"))


def test_a_key_with_a_letter_says_it(ward: Ward, open_window: Open) -> None:
    _window, page = opened(ward, open_window, CALM)
    assert named(page, "fact:identifiers").toolTip() == "Key: I"
    assert named(page, "fasting").accessibleDescription().endswith("Key: F")


def test_two_identifiers_take_a_letter_and_enter(ward: Ward, open_window: Open) -> None:
    _window, page = opened(ward, open_window, CALM)
    QTest.keyClick(page, Qt.Key.Key_I)
    type_key(Qt.Key.Key_Return)
    assert page.review is not None
    assert [one.kind for one in page.review.situation.chart.current_facts] == [FactKind.IDENTIFIERS]


def test_letters_do_nothing_while_a_form_is_open(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, CALM)
    QTest.keyClick(page, Qt.Key.Key_I)
    for letter in "CKEDP7":
        QTest.keyClicks(focused(), letter)
    assert (page.place(), window.page()) == ("fact:identifiers", page)


def test_ticking_goes_on_to_the_next_tick(ward: Ward, open_window: Open) -> None:
    _window, page = opened(ward, open_window, CALM)
    QTest.keyClick(page, Qt.Key.Key_T)
    named(page, "tick:consent").setFocus()
    type_key(Qt.Key.Key_Return)
    assert focused().objectName() == "tick:images_level"


def test_news_never_closes_an_open_form_and_what_is_typed_stays(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, CALM)
    press(window, "call")
    put(window, "note", "Rings back aft")
    assert ward.nurse is not None
    review.record_fact(ward.workplace, staff=ward.nurse, visit=page.visit, kind=FactKind.CHART_TICK, subject="consent")
    workspace = window.workspace()
    assert workspace is not None
    workspace.watch.look()
    assert page.place() == "call"
    assert named(window, "note").toPlainText() == "Rings back aft"  # type: ignore[attr-defined]
    QTest.keyClick(page, Qt.Key.Key_Escape)
    press(window, "call")
    assert named(window, "note").toPlainText() == "Rings back aft"  # type: ignore[attr-defined]


def test_what_the_nurse_did_herself_makes_nothing_anew(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, CALM)
    QTest.keyClick(page, Qt.Key.Key_T)
    press(window, "tick:consent")
    before = named(page, "chart_panel")
    workspace = window.workspace()
    assert workspace is not None
    workspace.watch.look()
    assert named(page, "chart_panel") is before


def test_the_medicines_of_the_morning_are_recorded_once_and_then_corrected(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, CALM)
    QTest.keyClick(page, Qt.Key.Key_M)
    QApplication.processEvents()
    fill(window, decided_by="Dr. Okafor", text="Metoprolol with a sip of water")
    assert page.review is not None
    (one,) = page.review.situation.chart.current_instructions
    assert (one.subject, one.told_by, one.told_on) == ("morning", "R. Alvarez", page.review.situation.today)
    QTest.keyClick(page, Qt.Key.Key_M)
    QApplication.processEvents()
    assert page.place() == f"correct:{one.id}"
    fill(window, text="Metoprolol only", reason="Read back once more")
    assert page.review.situation.chart.current_instructions[0].text == "Metoprolol only"
