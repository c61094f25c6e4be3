"""A lock leaves nothing of any patient in a widget, and nothing of what was copied, wherever the nurse was."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)  # fmt: skip

from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.nurse.widgets.overlay import Overlay
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.nurse.workspace import Workspace
from kypho_prep.sample.scripted_patient import Script
from tests.nurse.conftest import Open, Ward, named, press, put, sign_in
from tests.nurse.steps import CALM

PLANTED = ("Zebulonplant", "Quarrington", "4711MRN", "555-0177", "goldfishplant")
ASKING = Script({**CALM.answers, "questions.text": "May I keep my goldfishplant nearby?"})


def words_of(widget: QWidget) -> Iterator[str]:
    """Everything that a widget holds in words, shown or not."""
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
    yield from (widget.statusTip(), widget.whatsThis(), widget.objectName())
    if isinstance(widget, QLabel | QLineEdit | QPushButton):
        yield widget.text()
    if isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        yield from (
            str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())
        )


def found() -> list[str]:
    """The planted words in any widget of the program that still exists, and on the clipboard."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    held = [(one, text) for one in QApplication.allWidgets() for text in words_of(one)]
    left = [f"{type(one).__name__}: {text}" for one, text in held if any(word in text for word in PLANTED)]
    return left + [text for text in [QGuiApplication.clipboard().text()] if any(word in text for word in PLANTED)]


def search(window: NurseWindow, workspace: Workspace, _visit: str) -> None:
    workspace.board.search.setText("Zebulonplant")
    press(window, "print_day")
    assert window.findChildren(Overlay)


def new_visit(window: NurseWindow, workspace: Workspace, _visit: str) -> None:
    workspace.open_form("")
    put(window, "family", "Zebulonplant")


def review_form(window: NurseWindow, workspace: Workspace, visit: str) -> None:
    workspace.open_review(visit)
    press(window, "call")
    put(window, "note", "She asked about her goldfishplant")
    QGuiApplication.clipboard().setText("555-0177")


def keys_of_review(window: NurseWindow, workspace: Workspace, visit: str) -> None:
    workspace.open_review(visit)
    QTest.keyClick(window.page(), Qt.Key.Key_Question)
    assert window.findChildren(Overlay)


def slip(window: NurseWindow, workspace: Workspace, visit: str) -> None:
    workspace.open_handing(visit)
    press(window, "print_slip")


PLACES: dict[str, Callable[[NurseWindow, Workspace, str], object]] = {
    "board": lambda _window, _workspace, _visit: None,
    "search": search,
    "past": lambda _window, workspace, _visit: workspace.open_past("Zebulonplant"),
    "new visit": new_visit,
    "edited visit": lambda _window, workspace, visit: workspace.open_form(visit),
    "review": review_form,
    "keys": keys_of_review,
    "day": lambda _window, workspace, visit: workspace.open_day(visit),
    "slip": slip,
    "end": lambda _window, workspace, visit: workspace.open_end(visit),
    "clinic": lambda _window, workspace, _visit: workspace.clinic.open_clinic(),
    "audit": lambda _window, workspace, _visit: workspace.clinic.open_audit(),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_lock_leaves_nothing_of_a_patient_in_any_widget(ward: Ward, open_window: Open, place: str) -> None:
    visit = ward.answered_visit(ASKING, family="Zebulonplant", given="Quarrington", mrn="4711MRN")
    window = open_window(ward)
    workspace = window.workspace()
    assert workspace is not None
    assert found()
    PLACES[place](window, workspace, visit)
    window.lock()
    assert found() == []
    workspace.watch.read()
    workspace.open_review(visit)
    assert found() == [], "what was asked for before the lock and came after it"
    sign_in(window)
    assert found()
    assert isinstance(window.page(), ReviewPage)


def test_the_board_is_found_again_as_it_was(ward: Ward, open_window: Open) -> None:
    for name in ("Ash", "Birch", "Moss", "Mosser"):
        ward.visit(name, mrn=name)
    window = open_window(ward)
    workspace = window.workspace()
    assert workspace is not None
    workspace.board.search.setText("Mos")
    workspace.board.table.choose(1)
    chosen = workspace.board.chosen()
    window.lock()
    assert workspace.board.search.text() == ""
    sign_in(window)
    assert workspace.board.search.text() == "Mos"
    assert workspace.board.chosen() == chosen
    assert named(window, "board").model().rowCount() == 2
