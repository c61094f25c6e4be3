"""A patient who replies as fast as the file takes it, and says on the standard output what was acknowledged."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from kypho_prep import paths
from kypho_prep.content import load
from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import Shown, State
from kypho_prep.workflow import start
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given

ITEMS = ("start.interpreter", "health.anesthesia_trouble", "ride.adult")


def main(folder: Path, session: str) -> None:
    database = start.open_or_create(folder / "data", folder / "config")
    workplace = start.workplace(database, load(paths.resources()), clock=now, kiosk="kiosk-1")
    for number in range(10_000):
        item = ITEMS[number % 3]
        given = Given(item, None, State.VALUE, YesNo(number % 2 == 0), Shown(f"Question {number}?"))
        intake.reply_to(workplace, session=session, given=given, next_page=PageRef(item))
        print(given.id, item, flush=True)  # noqa: T201


def now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
