"""Each layout check bites: a page with the fault is found, the same page without it is not."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kypho_prep.look import buttons
from kypho_prep.look.cards import Card
from kypho_prep.look.labels import BodyLabel, HeadingLabel
from kypho_prep.look.native import shape
from kypho_prep.look.theme import Look
from tests.look import layout_checks

Placed = TypeVar("Placed", bound=QWidget)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(800, 600)
    qtbot.addWidget(made)
    return made


def put(page: QWidget, widget: Placed, *place: int) -> Placed:
    """Place a widget at x and y with a width and a height."""
    widget.setParent(page)
    widget.setGeometry(*place)
    return widget


def test_clipped_words_are_found(page: QWidget, look: Look) -> None:
    label = put(page, HeadingLabel("Words that need more than one line here", look), 10, 10, 300, 40)
    native = put(page, QLabel("A native label that is far too long"), 10, 200, 60, 20)
    page.show()
    assert len(layout_checks.clipped(page)) == 2
    label.resize(300, 300)
    native.resize(400, 30)
    assert layout_checks.clipped(page) == []


def test_a_widget_outside_its_parent_is_found(page: QWidget, look: Look) -> None:
    button = put(page, buttons.row_button("Edit", look, "edit"), 760, 10, 120, 63)
    page.show()
    assert "outside" in layout_checks.clipped(page)[0]
    button.move(600, 10)
    assert layout_checks.clipped(page) == []


def test_overlapping_words_are_found(page: QWidget, look: Look) -> None:
    put(page, BodyLabel("One", look), 10, 10, 200, 60)
    other = put(page, BodyLabel("Two", look), 100, 30, 200, 60)
    page.show()
    assert len(layout_checks.overlapping(page)) == 1
    other.move(100, 80)
    assert layout_checks.overlapping(page) == []


def test_small_targets_are_found(page: QWidget, look: Look) -> None:
    low = put(page, buttons.primary("Next", look), 10, 10, 200, 60)
    small = put(page, buttons.row_button("Edit", look, "edit"), 10, 200, 63, 50)
    page.show()
    assert len(layout_checks.small_targets(page, look.metrics)) == 2
    low.resize(200, look.metrics.answer_height)
    small.resize(63, 63)
    assert layout_checks.small_targets(page, look.metrics) == []


def test_small_gaps_are_found(page: QWidget, look: Look) -> None:
    put(page, buttons.row_button("Edit", look, "edit"), 10, 10, 100, 63)
    other = put(page, buttons.row_button("Remove", look, "remove"), 118, 10, 100, 63)
    page.show()
    assert len(layout_checks.small_gaps(page, look.metrics)) == 1
    other.move(126, 10)
    assert layout_checks.small_gaps(page, look.metrics) == []


def test_contrast_faults_are_found(page: QWidget, look: Look) -> None:
    page.setStyleSheet("")
    undeclared = put(page, QLabel("No pair"), 10, 10, 200, 60)
    card = put(page, Card(look, "urgent"), 10, 100, 400, 200)
    wrong = BodyLabel("On another ground than it says", look, pair="text/surface")
    card.body.addWidget(wrong)
    page.show()
    assert len(layout_checks.contrast_faults(page, look.theme)) == 2
    undeclared.hide()
    card.set_colors("surface", "edge")
    assert layout_checks.contrast_faults(page, look.theme) == []


def test_a_weak_pair_is_found(page: QWidget, look: Look) -> None:
    theme = look.theme
    weak = type(theme)(theme.name, {**theme.colors, "quiet": "#AAAAAA"}, theme.text_pairs, theme.control_pairs)
    put(page, BodyLabel("Too grey", look, pair="quiet/page"), 10, 10, 200, 60)
    page.show()
    assert layout_checks.contrast_faults(page, theme) == []
    assert "quiet/page" in layout_checks.contrast_faults(page, weak)[0]


def test_names_and_roles_that_are_missing_are_found(page: QWidget, look: Look) -> None:
    silent = put(page, QLineEdit(), 10, 10, 200, 60)
    in_group = put(page, QPushButton("Yes"), 10, 100, 200, 60)
    group = QButtonGroup(page)
    in_group.setCheckable(True)
    group.addButton(in_group)
    page.show()
    assert len(layout_checks.unnamed(page)) == 2
    silent.setAccessibleName("Date of birth")
    in_group.setAutoExclusive(True)
    assert layout_checks.unnamed(page) == []


def test_fields_without_the_programs_shape_are_found(page: QWidget, look: Look) -> None:
    field = put(page, QLineEdit(), 10, 10, 200, 60)
    page.show()
    assert len(layout_checks.shapeless(page)) == 1
    shape(field, look)
    assert layout_checks.shapeless(page) == []


def test_what_tab_does_not_reach_is_found(page: QWidget, look: Look, qtbot: QtBot) -> None:
    column = QVBoxLayout(page)
    trap = QPlainTextEdit()
    last = QPushButton("Next")
    row = QHBoxLayout()
    for words in ("Yes", "No"):
        row.addWidget(buttons.answer(words, look, f"choice:{words}"))
    column.addWidget(trap)
    column.addLayout(row)
    column.addWidget(last)
    page.show()
    trap.setFocus(Qt.FocusReason.OtherFocusReason)
    found = layout_checks.reachable_by_tab(page)
    assert any("Next" in one for one in found)
    trap.setTabChangesFocus(True)
    page.findChild(QPushButton, "choice:Yes").setChecked(True)
    assert layout_checks.reachable_by_tab(page) == []
