"""The clinic's server hangs for a while under a patient: the window lives, she is told and goes on, nothing is lost."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kypho_prep.look.worker import Worker
from tests.kiosk.outage import Clinic, clinic, kiosk, made, own_server
from tests.kiosk.station import Station
from tests.kiosk.test_outbox import come_in, held_back, replies, waiting

pytestmark = pytest.mark.server
__all__ = ["clinic", "made", "own_server"]

# Seconds for which it hangs, and milliseconds: how often the window says that it lives, and how long it may not.
WHOLE, IN_THE_SUITE = 60.0, 6.0
BEAT, BLOCKED = 10, 200
TOLD_WITHIN = 5.0


class Bystander(threading.Thread):
    """Does nothing, and knows by how much the machine let it wait at one time: no window could do better then."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.over = threading.Event()
        self._late: list[tuple[float, float]] = []

    def run(self) -> None:
        before = time.monotonic()
        while not self.over.wait(BEAT / 1000):
            now = time.monotonic()
            self._late.append((now, now - before - BEAT / 1000))
            before = now

    def late(self, since: float) -> float:
        """Return the seconds that it was late from a moment on."""
        return sum(seconds for at, seconds in self._late if at > since)


class Heart(QTimer):
    """Beats in the window's thread, and knows the longest pause that was the window's own, in milliseconds."""

    def __init__(self) -> None:
        super().__init__(interval=BEAT)
        self.longest = 0.0
        self._last = 0.0
        self.bystander = Bystander()
        self.bystander.start()
        self.timeout.connect(self._beat)

    def _beat(self) -> None:
        now = time.monotonic()
        if self._last:
            self.longest = max(self.longest, (now - self._last - self.bystander.late(self._last)) * 1000)
        self._last = now


def processes(folder: Path) -> list[int]:
    """Every process of the server of a folder."""
    first = int((folder / "data" / "postmaster.pid").read_text("utf-8").split()[0])
    return [first, *map(int, Path(f"/proc/{first}/task/{first}/children").read_text("utf-8").split())]


@contextmanager
def stopped(folder: Path) -> Iterator[None]:
    """Let a server answer nothing, and hold every connection open, as a machine does that hangs."""
    hanging = processes(folder)
    for process in hanging:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in hanging:
            with suppress(ProcessLookupError):  # one whose program let go ends by itself
                os.kill(process, signal.SIGCONT)


def go_on_until(station: Station, qtbot: QtBot, end: float, pace: int) -> int:
    """Answer a page each `pace` milliseconds until a moment of the monotonic clock; return how many."""
    pages = 0
    while time.monotonic() < end:
        here = station.item
        station.answer()
        qtbot.waitUntil(lambda page=here: station.item != page, timeout=8000)  # type: ignore[misc]
        due = time.monotonic() + pace / 1000
        qtbot.waitUntil(lambda moment=due: time.monotonic() > moment, timeout=2 * pace + 8000)  # type: ignore[misc]
        pages += 1
    return pages


def drained(station: Station) -> bool:
    held_back(station).again()
    return waiting(station) == 0


def test_a_server_that_hangs_keeps_nobody(
    clinic: Clinic, qapp: QApplication, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    seconds = WHOLE if request.config.getoption("--faults") else IN_THE_SUITE
    worker, heart = Worker(), Heart()
    with kiosk(clinic, qapp) as station:
        visit = come_in(clinic, station)
        before, stage = len(replies(clinic, visit)), station.window.stage
        stage.services = replace(stage.services, worker=worker)
        heart.start()
        with stopped(clinic.server.folder):
            began = time.monotonic()
            station.tap("choice:aspirin")
            station.go_on()
            qtbot.waitUntil(lambda: "keeps your answers" in station.said, timeout=8000)
            told = time.monotonic() - began
            pages = 1 + go_on_until(station, qtbot, began + seconds, int(seconds * 50))
            assert waiting(station) == pages
        qtbot.waitUntil(lambda: drained(station), timeout=30_000)
        heart.stop()
        heart.bystander.over.set()
        worker.close()
    stored = replies(clinic, visit)[before:]
    print(f"told after {told:.1f} s, longest pause {heart.longest:.0f} ms, {pages} replies meanwhile")  # noqa: T201
    assert (len(stored), len({one.id for one in stored})) == (pages, pages)
    assert (told < TOLD_WITHIN, heart.longest < BLOCKED) == (True, True)
