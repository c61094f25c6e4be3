"""What the tests of back-ups share: a visit that is added, a back-up that is made, all rows of a file."""

from datetime import UTC, date, datetime
from pathlib import Path

from kypho_prep.prep.chart import Patient, Visit
from kypho_prep.records.disk import Disk
from kypho_prep.records.sqlite import cipher
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.records.sqlite.backup import BackUp
from kypho_prep.records.sqlite.database import Database

AT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
CANARY = "Canary-Quillfeather"


def add(database: Database, name: str) -> None:
    with database.write() as records:
        person = Patient(name, CANARY, "Ann", date(1950, 1, 2))
        records.visits.add(person, Visit(name, name, date(2026, 12, 1)), AT)


def back_up(database: Database, at: datetime = AT, disk: Disk | None = None) -> BackUp:
    archive = Archive(database.backups.folder, disk) if disk else database.backups
    return archive.make(database.source(), at)


def content(file: Path, database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of an encrypted file."""
    source = database.source()
    connection = source.module.connect(f"{file.as_uri()}?mode=ro", uri=True)
    cipher.unlock(connection, source.key)
    tables = cipher.rows(connection)
    found = {name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in tables}
    connection.close()
    return found
