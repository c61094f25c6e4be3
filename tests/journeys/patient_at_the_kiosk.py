"""Runs the real program with its real database thread, touched by a patient; says each answer once its page turned.

Another program reads the lines and kills this one in the middle: nothing is handed over when that happens.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from kypho_prep.app.program import Program
from kypho_prep.look.worker import Done, Failed, Job, Worker
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.settings import Settings
from kypho_prep.tour.driver.guest import Guest
from kypho_prep.tour.driver.hand import Hand

ANSWERS = {
    "medicines.groups_thin": ("choice:blood_thinner", "choice:aspirin"),
    "medicines.dose": ("choice:once_a_day",),
    "medicines.still_taking": ("choice:yes",),
    "bleeding.history": ("choice:bruises", "unsure"),
    "health.anesthesia_trouble": ("unsure",),
}

ASKED_ANEW = ("start.who", "now.symptoms")


class Counting(Worker):
    """The program's own worker, which can also tell when all it was handed is done and told."""

    def __init__(self) -> None:
        super().__init__()
        self.under_way = 0

    def run(self, job: Job, done: Done, failed: Failed) -> None:
        self.under_way += 1
        super().run(job, lambda value: self._told(done, value), lambda error: self._told(failed, error))

    def _told(self, tell: Done, value: object) -> None:
        tell(value)
        self.under_way -= 1


class PatientHand(Hand):
    """A hand that waits, as eyes do, until the page has turned."""

    worker: Counting

    def settle(self) -> None:
        super().settle()
        while self.worker.under_way:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        super().settle()


class Teller:
    """Prints each reply that is acknowledged: the page after it shows."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.told = 0

    def come_back(self, guest: Guest) -> None:
        """Pass what every sitting asks anew, and say the page that a patient of before comes back to."""
        session = self.program.kiosk.session
        if session is None or not session.state.intake.situation.chart.replies:
            return
        self.told = len(session.state.intake.situation.chart.replies)
        while guest.item in ASKED_ANEW:
            guest.answer()
            self.tell()
        if guest.item == "OverviewPage":
            guest.hand.tap("continue")
        page = session.state.page or PageRef("")
        sys.stdout.write(f"{json.dumps({'back': page.item, 'page_entry': page.entry})}\n")
        sys.stdout.flush()

    def tell(self) -> None:
        session = self.program.kiosk.session
        if session is None:
            return
        replies = session.state.intake.situation.chart.replies
        for reply in replies[self.told :]:
            said = {"id": reply.id, "seq": reply.seq, "item": reply.item, "entry": reply.entry}
            page = session.state.page or session.state.intake.page or PageRef("")
            at = {"page": page.item, "page_entry": page.entry}
            line = json.dumps({**said, "state": reply.state.value, "value": reply.value, **at})
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        self.told = len(replies)


def main(folder: Path, kiosk: str, code: str, born: date) -> None:
    app = QApplication([])
    worker = Counting()
    program = Program(Settings(folder / "data", folder / "config", kiosk), worker, lambda: datetime.now(UTC))
    program.window.resize(1280, 800)
    program.window.show()
    hand = PatientHand(program.window)
    hand.worker = worker
    program.open()
    hand.settle()
    guest = Guest(hand, program.kiosk, ANSWERS)
    hand.tap("contrast")
    hand.tap("text_size:140")
    guest.sign_in(code, born)
    teller = Teller(program)
    teller.come_back(guest)
    answer_all(guest, teller)
    program.close()
    del app


def answer_all(guest: Guest, teller: Teller) -> None:
    named = False
    while guest.item not in ("check.summary", "SummaryPage"):
        if guest.item == "medicines.group_names" and not named:
            named = True
            guest.hand.tap("another:blood_thinner")
            name_one(guest)
        elif guest.item == "medicines.name":  # where somebody was who had not named it yet
            name_one(guest)
        else:
            guest.answer()
        teller.tell()


def name_one(guest: Guest) -> None:
    guest.hand.touch_keys("xeralt")
    guest.hand.tap("suggestion:Xarelto")
    before = guest.page
    while guest.page is before:
        # Where it stands on the list already a page asks whether it is another one.
        guest.hand.tap("keep" if guest.hand.sees("keep") else "next")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], date.fromisoformat(sys.argv[4]))
