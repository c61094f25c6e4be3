"""A kiosk's commit until a desk's board has painted it: by the server's NOTIFY, and by asking every two seconds.

The bare limit is a NOTIFY from one connection to another of the same server.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from itertools import cycle
from pathlib import Path
from time import perf_counter

import psycopg
from clinic import CHEAP, PASSWORD, utc
from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication
from timing import compared, interleaved, note, percentile, say

from kypho_prep import paths
from kypho_prep.content import load
from kypho_prep.look.overrides import later
from kypho_prep.look.theme import apply_theme
from kypho_prep.look.worker import Worker
from kypho_prep.nurse.board.page import BoardPage
from kypho_prep.nurse.board.watch import EVERY
from kypho_prep.nurse.desk import DeskContext, DeskServices
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.nurse.workspace import Workspace
from kypho_prep.prep.chart import Anesthesia
from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.rehearsal.private_server import programs
from kypho_prep.tour.driver.hand import Hand
from kypho_prep.tour.driver.nurse import Nurse
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.patient import intake, nurse_call
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm, VisitForm
from kypho_prep.workflow.workplace import Workplace
from tests.clinic_server import running

ROUNDS, ASKED = 200, 15
USER = "nurse"
ON = date(2030, 1, 8)
Once = Callable[[], float]


class Painted(QObject):
    """Lets somebody wait until the table is painted with a change on it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._watch, self._loop, self._change = workspace.watch, QEventLoop(), 0
        workspace.board.table.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        board = self._watch.board
        if event.type() == QEvent.Type.Paint and board is not None and board.change_seq >= self._change > 0:
            self._change = 0
            later(0, self, self._loop.quit)  # what is painted now stands on the screen then
        return False

    def wait_for(self, change: int) -> None:
        self._change = change
        self._loop.exec()

    def pause(self, milliseconds: int) -> None:
        later(milliseconds, self, self._loop.quit)
        self._loop.exec()


@contextmanager
def machine(folder: Path, name: str, url: str) -> Iterator[Workplace]:
    """A program of its own on the clinic's server."""
    config = folder / name
    enrolment.write(config, Enrolment(name, "both", url))
    database = start.open_or_create(folder / "data", config)
    try:
        yield start.workplace(database, load(paths.resources()), clock=utc, kiosk=name, passwords=CHEAP)
    finally:
        database.close()


def visit_at(kiosk: Workplace) -> str:
    """Enter a visit and let its patient sit down; return the sitting."""
    nurse = staff.first_administrator(kiosk, name="R. Alvarez", user=USER, password=PASSWORD)
    person = PatientForm("Moss", "Eleanor", date(1955, 3, 14), "female", "40177", "555-0177")
    plan = VisitForm(ON, "09:30", ON, "08:00", "L1", Anesthesia.SEDATION, "Dr. Okafor")
    visit = schedule.new_visit(kiosk, staff=nurse, patient=person, visit=plan)
    return intake.hand_over(kiosk, visit=visit, staff=nurse).session.id


def bare(here: psycopg.Connection, there: psycopg.Connection) -> float:
    begun = perf_counter()
    there.execute("NOTIFY bare")
    next(here.notifies(stop_after=1))
    return perf_counter() - begun


def shown(kiosk: Workplace, sitting: str, painted: Painted, pauses: Iterator[int]) -> Once:
    """A patient asks for a nurse and takes it back, in turn."""
    steps = cycle((nurse_call.call_nurse, nurse_call.take_back_call))

    def once() -> float:
        painted.pause(next(pauses))
        next(steps)(kiosk, session=sitting)
        committed = perf_counter()
        painted.wait_for(schedule.board_changed(kiosk))
        return perf_counter() - committed

    return once


def measure(desk: Workplace, kiosk: Workplace, url: str) -> None:
    sitting = visit_at(kiosk)
    app = QApplication([])
    worker = Worker()
    services = DeskServices(ring=lambda: None)
    window = NurseWindow(DeskContext(desk, worker, desk.content.words("en"), apply_theme(app), services))
    window.resize(1440, 900)
    window.show()
    window.begin()
    Nurse(Hand(window), window).sign_in(USER, PASSWORD)
    while (workspace := window.workspace()) is None or workspace.watch.board is None:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    assert isinstance(window.page(), BoardPage)
    painted = Painted(workspace)
    with psycopg.connect(url, autocommit=True) as here, psycopg.connect(url, autocommit=True) as there:
        here.execute("LISTEN bare")
        limits: dict[str, Once] = {"bare": lambda: bare(here, there), "again": lambda: bare(here, there)}
        told = interleaved({**limits, "ours": shown(kiosk, sitting, painted, cycle((1,)))}, ROUNDS)
        say(compared("commit painted at a desk by NOTIFY / bare NOTIFY", told["ours"], told["bare"], told["again"]))
        # Who listens anew takes the place of the board's own ear: it has to ask.
        desk.database.listen(lambda: None)
        pauses = cycle(range(1, EVERY, EVERY // 17))
        asked = interleaved({**limits, "ours": shown(kiosk, sitting, painted, pauses)}, ASKED)
        say(compared("the same by asking / bare NOTIFY", asked["ours"], asked["bare"], asked["again"]))
    for how, taken in (("NOTIFY", told["ours"]), ("asking", asked["ours"])):
        note(f"{how}: p50 {percentile(taken, 50) * 1000:.1f} ms, p99 {percentile(taken, 99) * 1000:.1f} ms")
    workspace.watch.stop()
    desk.database.close()
    worker.close()


def main() -> None:
    if programs() is None:
        note("PostgreSQL is not installed: what a desk hears was not measured")
        return
    with ExitStack() as stack:
        server = stack.enter_context(running())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kypho-prep-bench-")))
        url = server.url(server.new())
        kiosk = stack.enter_context(machine(folder, "kiosk", url))
        desk = stack.enter_context(machine(folder, "desk", url))
        measure(desk, kiosk, url)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
