"""What an eye notices first: no value as the file keeps it, no form without its card's words or without room."""

import re

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from kypho_prep.look.labels import Label
from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.nurse.review.panels.card_view import CardView
from kypho_prep.workflow.desk import review
from tests.nurse.conftest import Open, Ward, named, press, shown_text
from tests.nurse.steps import THINNER, change_ride, close_everything, opened

# A date as the file keeps it, JSON, or a name out of the code.
RAW = re.compile(r"\d{4}-\d\d-\d\d|[{\[]\"|\b[a-z]+_[a-z_]+\b")
FORMS = ("fasting", "morning", "call", "result", "fact:identifiers", "fact:adult", "fact:exempt", "print")


def go(page: ReviewPage, place: str) -> None:
    page.go(place)
    QApplication.processEvents()


def read(page: QWidget) -> str:
    lines = [one.text() for one in page.findChildren(QLineEdit) if one.isVisible()]
    return "\n".join([shown_text(page), *lines])


def loop_of(page: ReviewPage) -> CardView:
    return next(one for one in page.findChildren(CardView) if one.objectName().startswith("card:loop:"))


def small(ward: Ward, open_window: Open) -> ReviewPage:
    window, page = opened(ward, open_window, THINNER, tests=("blood", "mri"))
    window.resize(1280, 800)
    QApplication.processEvents()
    return page


def test_no_form_shows_a_value_as_the_file_keeps_it(ward: Ward, open_window: Open) -> None:
    page = small(ward, open_window)
    assert RAW.findall(read(page)) == []
    for place in (*FORMS, f"{loop_of(page).objectName()}:record"):
        go(page, place)
        assert RAW.findall(read(page)) == [], place


def test_a_form_beside_has_the_room_of_the_sign_off(ward: Ward, open_window: Open) -> None:
    page = small(ward, open_window)
    side = named(page, "review_side")
    assert not side.isAncestorOf(named(page, "sign_off_panel")), "it stays in view while nothing is typed"
    for place in FORMS:
        go(page, place)
        assert side.isAncestorOf(named(page, "sign_off_panel")), place
    go(page, "")
    assert not side.isAncestorOf(named(page, "sign_off_panel"))


def test_an_instruction_is_typed_below_the_name_of_its_medicine(ward: Ward, open_window: Open) -> None:
    page = small(ward, open_window)
    go(page, f"{loop_of(page).objectName()}:record")
    card = loop_of(page)
    title = next(one for one in card.findChildren(Label) if one.text() == card.title)
    assert "Eliquis" in card.title
    area = page.columns.main
    assert area.widget().width() <= area.viewport().width()
    assert title.visibleRegion().boundingRect() == title.rect()


def test_what_was_signed_without_its_words_is_still_told_in_words(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    close_everything(window, page)
    assert page.review is not None
    assert ward.nurse is not None
    review.sign_off(ward.workplace, staff=ward.nurse, visit=page.visit, bound=page.review.bound)
    change_ride(ward, page.visit)
    press(window, "back")
    workspace = window.workspace()
    assert workspace is not None
    workspace.open_review(page.visit)
    told = shown_text(named(window, "banner:revoked"))
    assert "Before: Yes. Now: No." in told
    assert RAW.findall(told) == []
