"""The database's thread: what it runs, what it tells, and what it never ends up holding."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kypho_prep.look.garbage import GarbageCollector
from kypho_prep.look.worker import Worker


class Page:
    """Stands for a page: it knows itself, as widgets do, and says on which thread it ended."""

    def __init__(self, ends: list[str]) -> None:
        self.itself = self
        self._ends = ends

    def answer(self) -> str:
        return "kept"

    def __del__(self) -> None:
        self._ends.append(threading.current_thread().name)


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


def test_a_page_in_a_circle_never_ends_on_the_databases_thread(worker: Worker, qtbot: QtBot) -> None:
    ends: list[str] = []
    told: list[int] = []
    for _ in range(20):
        Page(ends)
    worker.run(lambda: len([[n] for n in range(200_000)]), told.append, told.append)
    qtbot.waitUntil(lambda: told == [200_000])
    gc.collect()
    assert ends == ["MainThread"] * 20


def test_a_job_that_alone_knows_its_page_lets_it_go_on_the_screens_thread(worker: Worker, qtbot: QtBot) -> None:
    ends: list[str] = []
    told: list[str] = []
    for _ in range(200):
        page = Page(ends)
        page.itself = None
        worker.run(page.answer, told.append, told.append)
        del page
    qtbot.waitUntil(lambda: len(told) == 200)
    assert ends == ["MainThread"] * 200


def test_what_a_job_raises_is_told_in_order(worker: Worker, qtbot: QtBot) -> None:
    told: list[str] = []
    worker.run(lambda: 1 // 0, told.append, lambda error: told.append(type(error).__name__))
    worker.run(lambda: "after", told.append, told.append)
    qtbot.waitUntil(lambda: told == ["ZeroDivisionError", "after"])


def test_a_closed_worker_finishes_and_tells_nobody(qapp: QApplication) -> None:
    worker = Worker()
    done: list[str] = []
    told: list[object] = []
    worker.run(lambda: done.append("saved"), told.append, told.append)
    worker.close()
    worker.run(lambda: done.append("late"), told.append, told.append)
    qapp.processEvents()
    assert (done, told) == (["saved"], [])


def test_garbage_is_left_to_python_again_once_the_last_worker_is_closed() -> None:
    first, second = Worker(), Worker()
    first.close()
    assert not gc.isenabled()
    second.close()
    assert gc.isenabled()


def test_the_screens_thread_collects_what_is_due() -> None:
    collector = GarbageCollector()
    ends: list[str] = []
    gone = weakref.ref(Page(ends))
    kept = [[n] for n in range(gc.get_threshold()[0] + 1)]
    collector.collect()
    collector.close()
    assert kept
    assert gone() is None
