"""The parts that work behind a page: idleness, the worker, printing, announcing, the focus ring."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kypho_prep.look.announce import announce
from kypho_prep.look.buttons import row_button
from kypho_prep.look.focus_ring import AWAY, WIDE, FocusRing
from kypho_prep.look.idle import IdleWatch
from kypho_prep.look.labels import BodyLabel
from kypho_prep.look.theme import Look
from kypho_prep.look.worker import InlineWorker, Worker
from kypho_prep.papers.output import has_printer, printer_names


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(qtbot: QtBot, clock: Clock) -> Iterator[IdleWatch]:
    made = IdleWatch(90, 60, clock)
    made.start()
    yield made
    made.stop()


def seen(watch: IdleWatch) -> list[str]:
    said = []
    watch.cover.connect(lambda: said.append("cover"))
    watch.leave.connect(lambda: said.append("leave"))
    return said


def look_at(watch: IdleWatch, clock: Clock, *moments: float) -> None:
    for moment in moments:
        clock.seconds = moment
        watch.look()


def test_nobody_there_covers_then_leaves(watch: IdleWatch, clock: Clock) -> None:
    said = seen(watch)
    look_at(watch, clock, 89.9)
    assert said == []
    look_at(watch, clock, 90, 120)
    assert said == ["cover"]
    assert watch.covered
    look_at(watch, clock, 150)
    assert said == ["cover", "leave"]
    look_at(watch, clock, 1000)
    assert not watch.covered


def shown(qtbot: QtBot) -> QWidget:
    """A window on the screen."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize("by", [QTest.keyClick, QTest.mouseClick], ids=["key", "touch"])
def test_any_key_or_touch_starts_the_count_anew(
    watch: IdleWatch, clock: Clock, qtbot: QtBot, by: Callable[..., None]
) -> None:
    said = seen(watch)
    window = shown(qtbot)
    watch.start()
    clock.seconds = 80
    by(window.windowHandle(), Qt.Key.Key_A if by is QTest.keyClick else Qt.MouseButton.LeftButton)
    look_at(watch, clock, 160)
    assert said == []
    look_at(watch, clock, 170)
    assert said == ["cover"]


def test_a_window_that_opens_later_counts_too(watch: IdleWatch, clock: Clock, qtbot: QtBot) -> None:
    said = seen(watch)
    window = shown(qtbot)
    look_at(watch, clock, 80)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    look_at(watch, clock, 160)
    assert said == []


def test_no_event_is_looked_at_while_nobody_is_signed_in(watch: IdleWatch, clock: Clock, qtbot: QtBot) -> None:
    window = shown(qtbot)
    watch.start()
    watch.stop()
    clock.seconds = 80
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert watch._since == 0.0


def test_still_here_takes_the_cover_off(watch: IdleWatch, clock: Clock) -> None:
    said = seen(watch)
    look_at(watch, clock, 90)
    clock.seconds = 100
    watch.touched()
    look_at(watch, clock, 155)
    assert said == ["cover"]
    assert not watch.covered


def test_a_clinic_may_give_more_time(watch: IdleWatch, clock: Clock) -> None:
    said = seen(watch)
    watch.set_seconds(900, 600)
    look_at(watch, clock, 800)
    assert said == []


def test_the_worker_runs_jobs_in_order_in_its_own_thread(qtbot: QtBot) -> None:
    worker = Worker()
    done, threads = [], []

    def job(number: int) -> int:
        threads.append(threading.get_ident())
        return number

    for number in range(20):
        worker.run(lambda number=number: job(number), done.append, pytest.fail)
    qtbot.waitUntil(lambda: len(done) == 20)
    worker.close()
    assert done == list(range(20))
    assert set(threads) != {threading.get_ident()}
    assert len(set(threads)) == 1


def test_a_failed_job_comes_back_as_its_error(qtbot: QtBot) -> None:
    worker = Worker()
    failed = []
    worker.run(lambda: 1 / 0, pytest.fail, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    worker.close()
    assert isinstance(failed[0], ZeroDivisionError)


def test_closing_finishes_what_was_handed_over() -> None:
    worker = Worker()
    written = []
    for number in range(50):
        worker.run(lambda number=number: written.append(number), lambda _: None, pytest.fail)
    worker.close()
    worker.close()
    assert written == list(range(50))
    worker.run(lambda: written.append("late"), lambda _: None, pytest.fail)
    assert "late" not in written


def test_the_inline_worker_tells_at_once() -> None:
    worker = InlineWorker()
    done, failed = [], []
    worker.run(lambda: 7, done.append, failed.append)
    worker.run(lambda: 1 / 0, done.append, failed.append)
    worker.close()
    assert done == [7]
    assert isinstance(failed[0], ZeroDivisionError)


def test_no_printer_is_a_state(qapp: QApplication) -> None:
    assert not has_printer("")
    assert not has_printer("a printer that nobody has")
    assert isinstance(printer_names(), tuple)


def test_announcing_needs_no_listener(qtbot: QtBot, look: Look) -> None:
    label = BodyLabel("Hello", look)
    qtbot.addWidget(label)
    announce(label, "Hello", urgent=True)
    announce(label, "")
    assert label.text() == "Hello"


@pytest.fixture
def ringed(qtbot: QtBot, look: Look, qapp: QApplication) -> tuple[QWidget, FocusRing]:
    window = QWidget()
    window.resize(600, 400)
    column = QVBoxLayout(window)
    area = QScrollArea()
    inside = QWidget()
    inner = QVBoxLayout(inside)
    inner.setContentsMargins(20, 20, 20, 20)
    inner.addWidget(row_button("Inside", look, "inside"))
    area.setWidget(inside)
    area.setWidgetResizable(True)
    column.addWidget(row_button("Outside", look, "outside"))
    column.addWidget(area)
    qtbot.addWidget(window)
    ring = FocusRing(window, look, qapp)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, ring


def rings(window: QWidget) -> list[QWidget]:
    return [one for one in window.findChildren(QWidget) if type(one).__name__ == "_Ring" and one.isVisible()]


@pytest.mark.parametrize("name", ["outside", "inside"])
def test_the_ring_stands_outside_what_has_the_focus(ringed: tuple[QWidget, FocusRing], look: Look, name: str) -> None:
    window, _ = ringed
    button = window.findChild(QWidget, name)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    (ring,) = rings(window)
    out = WIDE + AWAY
    assert ring.mapToGlobal(QPoint(out, out)) == button.mapToGlobal(QPoint(0, 0))
    assert ring.size().width() == button.width() + 2 * out
    window.resize(800, 500)
    assert ring.mapToGlobal(QPoint(out, out)) == button.mapToGlobal(QPoint(0, 0))
    assert ring.grab().toImage().pixelColor(ring.width() // 2, 1) == look.color("focus")


def test_a_tap_shows_no_ring(ringed: tuple[QWidget, FocusRing]) -> None:
    window, _ = ringed
    button = window.findChild(QWidget, "outside")
    window.findChild(QWidget, "inside").setFocus(Qt.FocusReason.TabFocusReason)
    at = button.mapTo(window, button.rect().center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert button.hasFocus()
    assert rings(window) == []


def test_the_ring_goes_with_the_focus(ringed: tuple[QWidget, FocusRing], qapp: QApplication) -> None:
    window, _ = ringed
    window.findChild(QWidget, "outside").setFocus(Qt.FocusReason.TabFocusReason)
    window.findChild(QWidget, "inside").setFocus(Qt.FocusReason.TabFocusReason)
    assert len(rings(window)) == 1
    window.findChild(QWidget, "inside").clearFocus()
    assert rings(window) == []
