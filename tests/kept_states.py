"""States of a clinic that tests begin from: each is made by the first test that wants it and copied for the others."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from kypho_prep.records.sqlite import cipher
from kypho_prep.records.sqlite.database import Database
from kypho_prep.workflow.workplace import Workplace


class Settable(Protocol):
    """A clock that a test sets."""

    at: datetime


@dataclass(frozen=True)
class Begun:
    """A clinic as its fixture handed it out; what is kept stands for it only while nobody has done anything."""

    workplace: Workplace
    clock: Settable
    at: datetime

    def untouched(self, workplace: Workplace) -> bool:
        """Tell whether nobody has looked at the clock yet; whatever is written looks at it."""
        return workplace is self.workplace and self.clock.at == self.at


@dataclass
class KeptStates:
    """Copies of one clinic's encrypted file under one key, each with the moment and the value that belong to it."""

    folder: Path
    kept: dict[str, tuple[Path, datetime, Any]] = field(default_factory=dict)

    def reach(self, begun: Begun, state: str, make: Callable[[], Any]) -> Any:
        """Bring an untouched clinic into a state and return what `make` returned when it made it."""
        database = begun.workplace.database
        if state not in self.kept:
            value, file = make(), self.folder / f"{len(self.kept)}.db"
            database.copy_to(file)
            self.kept[state] = (file, begun.clock.at, value)
            return value
        file, begun.clock.at, value = self.kept[state]
        restore(database, file)
        return value


def restore(database: Database, file: Path) -> None:
    """Put the pages of a kept copy into an open database, which has the same key."""
    source = cipher.connect(file, database._key, database._module)
    try:
        source.backup(database._raw)
    finally:
        source.close()
