"""A clinic in a folder of its own that moves to a server and back, and what is read and done there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psycopg

from kypho_prep import cli, paths
from kypho_prep.content import Content
from kypho_prep.records.sqlite import folder
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic.server_move import Mover
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.workplace import Workplace
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP

VISITS = 8
BY = Mover("morgan", Clock()())


@dataclass(frozen=True)
class House:
    """A clinic in a folder, who works in it, and a slip that was printed there with its patient's birth date."""

    folder: Path
    nurse: StaffMember
    code: str
    born: date

    @property
    def data(self) -> Path:
        return self.folder / "data"


@contextmanager
def at_work(data: Path, content: Content) -> Iterator[Workplace]:
    database = start.open_or_create(data, paths.config_dir())
    try:
        yield start.workplace(database, content, clock=Clock(), kiosk="Kiosk-1", passwords=CHEAP)
    finally:
        database.close()


def charts(data: Path, house: House, content: Content) -> tuple[object, ...]:
    """Return the whole board and every review, as the program reads them."""
    with at_work(data, content) as place:
        board = schedule.board(place, since=date.min)
        return board, *(review.read_again(place, staff=house.nurse, visit=row.visit) for row in board.rows)


def move(url: str, house: House) -> int:
    return cli.main(["move-to-clinic", url, "--data", str(house.data)])


def back(out: Path) -> int:
    return cli.main(["move-to-machine", "--out", str(out)])


def files(house: House) -> dict[str, bytes]:
    """Return every byte of the clinic's folder, but of the lock, which names the program that held it last."""
    return {one.name: one.read_bytes() for one in house.data.iterdir() if one.is_file() and one.name != folder.LOCK}


def relations(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
