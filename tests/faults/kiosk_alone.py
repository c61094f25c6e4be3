"""A kiosk in a process of its own: a patient who goes on while the server is killed, by the program's own saving code.

It says on the standard output what is tried, what was acknowledged, and that all is with the server once it may stop:
when its standard input is closed.
"""

import logging
import select
import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication

from kypho_prep import paths
from kypho_prep.content import load
from kypho_prep.kiosk.interpreter import NOBODY
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.services import Comfort, KioskServices
from kypho_prep.kiosk.session.interpreter_wish import InterpreterWish
from kypho_prep.kiosk.session.session_jobs import SessionJobs
from kypho_prep.look.worker import InlineWorker
from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import Shown, State
from kypho_prep.prep.words import Words
from kypho_prep.workflow import start
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given, Intake

ITEMS = ("start.interpreter", "health.anesthesia_trouble", "ride.adult")
# Seconds between two touches, and between two tries at what waits: shorter than at a kiosk, as the outages are.
PACE, AGAIN = 0.7, 1.0


@dataclass
class NoScreen:
    """What the jobs of a session ask of a screen."""

    services: KioskServices
    words: Words
    comfort: Comfort


class Kiosk:
    """One sitting, and what came of its last reply."""

    def __init__(self, folder: Path, config: Path, code: str) -> None:
        database = start.open_or_create(folder, config)
        content, outbox = load(paths.resources()), start.open_outbox(database, folder, now())
        self.place = start.workplace(database, content, clock=now, kiosk="", outbox=outbox)
        words = content.words("en")
        self.services = KioskServices(words, InlineWorker(), None, time.monotonic, lambda: self.place)  # type: ignore[arg-type]
        self.held = intake.sign_in(self.place, code=code, born=date(1950, 2, 3))
        screen = cast("Screen", NoScreen(self.services, words, Comfort("en")))
        wish = InterpreterWish(NOBODY, screen)
        self.jobs = SessionJobs(screen, self.held.session.id, wish, self._refused, sys.exit)

    def reply(self, number: int) -> None:
        item = ITEMS[number % 3]
        given = Given(item, None, State.VALUE, YesNo(number % 2 == 0), Shown(f"Question {number}?"), at=now())
        say("try", given.id)
        self.jobs.reply(given, PageRef(item), self.held, lambda known: self._stored(given, known))

    def _stored(self, given: Given, known: Intake) -> None:
        self.held = known
        say("kept" if known.kept_here else "stored", given.id)

    @staticmethod
    def _refused(error: Exception) -> None:
        say("refused", type(error).__name__)

    def drain(self) -> None:
        back = self.services.held_back
        back.begin(self.services.worker, self.services.workplace)
        back.again()


def main(folder: Path, config: Path, code: str) -> None:
    logging.getLogger("kypho_prep").setLevel(logging.CRITICAL)  # each outage would be logged
    app = QCoreApplication([])
    kiosk, number, tried = Kiosk(folder, config, code), 0, time.monotonic()
    say("ready", "")
    while not select.select([sys.stdin], [], [], PACE)[0]:
        kiosk.reply(number)
        number += 1
        if time.monotonic() - tried > AGAIN:
            kiosk.services.held_back.again()
            tried = time.monotonic()
        app.processEvents()
    while kiosk.services.held_back.waiting and not select.select([], [], [], PACE)[0]:
        kiosk.services.held_back.again()
    say("done", str(len(kiosk.place.outbox.waiting()) if kiosk.place.outbox is not None else -1))
    kiosk.place.close()


def say(what: str, which: str) -> None:
    print(what, which, flush=True)  # noqa: T201


def now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
