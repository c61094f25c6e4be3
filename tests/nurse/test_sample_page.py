"""The sample clinic on the first start: its password, how far it is, and that nobody has to wait for it."""

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from kypho_prep.look.theme import Look
from kypho_prep.look.worker import InlineWorker, Worker
from kypho_prep.nurse.clinic.first_run import ChoicePage
from kypho_prep.nurse.clinic.sample_page import SamplePage
from kypho_prep.nurse.desk import DeskContext, DeskServices, MakeSample
from kypho_prep.nurse.widgets.making import GivenUp
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.workflow.errors import DiskFull
from tests.nurse.conftest import PASSWORD, Ward, named, press, problem, put, shown_text

Told = Callable[[int, int], None]
Shown = Callable[..., NurseWindow]


@pytest.fixture
def at_the_password(empty_ward: Ward, qapp: QApplication, qtbot: Any, look: Look) -> Shown:
    """The page that asks for the sample's password, with whatever makes the sample."""

    def shown(make: MakeSample, worker: Worker | InlineWorker) -> NurseWindow:
        words = empty_ward.workplace.content.words("en")
        window = NurseWindow(DeskContext(empty_ward.workplace, worker, words, look, DeskServices(make_sample=make)))
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        window.begin()
        qtbot.waitUntil(lambda: isinstance(window.page(), ChoicePage))
        press(window, "try_sample")
        return window

    return shown


@pytest.fixture
def thread() -> Any:
    worker = Worker()
    yield worker
    worker.close()


def submit(window: NurseWindow, password: str = PASSWORD) -> None:
    for name in ("password", "again"):
        put(window, name, password)
    press(window, "save")


def test_the_sample_needs_a_password_and_is_made_by_what_was_handed_in(at_the_password: Shown, qtbot: Any) -> None:
    made: list[str] = []
    window = at_the_password(lambda password, _told: made.append(password), InlineWorker())
    submit(window, "short")
    assert "8 characters" in problem(window, "password")
    with qtbot.waitSignal(window.sample_made, timeout=1000):
        submit(window)
    assert made == [PASSWORD]


def test_enter_in_the_last_field_makes_the_sample_once(at_the_password: Shown, qtbot: Any) -> None:
    made: list[str] = []
    window = at_the_password(lambda password, _told: made.append(password), InlineWorker())
    for name in ("password", "again"):
        put(window, name, PASSWORD)
    page = window.page()
    assert isinstance(page, SamplePage)
    first, last = (page.form.fields[name].editor for name in ("password", "again"))
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Enter)
    assert (made, window.focusWidget()) == ([], last)
    with qtbot.waitSignal(window.sample_made, timeout=1000):
        QTest.keyClick(last, Qt.Key.Key_Return)
    QTest.keyClick(last, Qt.Key.Key_Return)
    assert made == [PASSWORD]


def test_the_page_says_where_the_nurses_half_will_be(at_the_password: Shown) -> None:
    window = at_the_password(lambda _password, _told: None, InlineWorker())
    said = shown_text(window)
    assert "“Staff sign in”" in said
    assert "“nurse”" in said


def test_the_window_says_how_far_it_is_while_the_sample_is_made(
    at_the_password: Shown, thread: Worker, qtbot: Any
) -> None:
    go_on = Event()

    def make(_password: str, told: Told) -> None:
        told(12, 40)
        assert go_on.wait(10)

    window = at_the_password(make, thread)
    submit(window)
    assert "half a minute" in shown_text(window) or "12 of 40" in shown_text(window)
    told = named(window, "told")
    assert isinstance(told, QLabel)
    qtbot.waitUntil(lambda: "12 of 40 patients" in told.text())
    assert not window.page().save.isEnabled()
    with qtbot.waitSignal(window.sample_made, timeout=5000):
        go_on.set()


def test_who_goes_back_gives_the_sample_up(at_the_password: Shown, thread: Worker, qtbot: Any) -> None:
    told_once, left = Event(), Event()
    ends: list[str] = []

    def make(_password: str, told: Told) -> None:
        told(1, 40)
        told_once.set()
        assert left.wait(10)
        try:
            told(2, 40)
        except GivenUp:
            ends.append("given up")
            raise

    window = at_the_password(make, thread)
    heard: list[bool] = []
    window.sample_made.connect(lambda: heard.append(True))
    submit(window)
    assert told_once.wait(10)
    QTest.keyClick(window.page(), Qt.Key.Key_Escape)
    assert isinstance(window.page(), ChoicePage)
    left.set()
    thread.close()
    QApplication.processEvents()
    assert ends == ["given up"]
    assert heard == []


def test_a_program_that_closes_does_not_wait_for_the_sample(at_the_password: Shown, thread: Worker) -> None:
    begun, closed = Event(), Event()
    ends: list[str] = []

    def make(_password: str, told: Told) -> None:
        begun.set()
        assert closed.wait(10)
        try:
            told(1, 40)
        except GivenUp:
            ends.append("given up")
            raise

    window = at_the_password(make, thread)
    submit(window)
    assert begun.wait(10)
    window.give_up_sample()
    closed.set()
    thread.close()
    assert ends == ["given up"]


def test_a_sample_that_cannot_be_made_is_refused_in_words_and_can_be_tried_again(at_the_password: Shown) -> None:
    def make(_password: str, _told: Told) -> None:
        raise DiskFull

    window = at_the_password(make, InlineWorker())
    submit(window)
    page = window.page()
    assert isinstance(page, SamplePage)
    assert "disk" in shown_text(window)
    assert page.save.isEnabled()
    assert page.form.values()["password"] == PASSWORD
