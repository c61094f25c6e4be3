"""States of a clinic that tests begin from: each is made by the first test that wants it and copied for the others."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from kypho_prep.records.postgresql.database import Database as ServerDatabase
from kypho_prep.records.sqlite import cipher
from kypho_prep.records.sqlite.database import Database
from kypho_prep.records.store import Store
from kypho_prep.workflow.workplace import Workplace
from tests.clinic_server import ClinicServer


class Settable(Protocol):
    """A clock that a test sets."""

    at: datetime


@dataclass(frozen=True)
class Begun:
    """A clinic as its fixture handed it out; what is kept stands for it only while nobody has done anything."""

    workplace: Workplace
    clock: Settable
    at: datetime
    # The other stations' ways to the same server.
    others: tuple[Store, ...] = ()

    def untouched(self, workplace: Workplace) -> bool:
        """Tell whether nobody has looked at the clock yet; whatever is written looks at it."""
        return workplace is self.workplace and self.clock.at == self.at


@dataclass
class KeptStates:
    """Copies of one clinic's database, each with the moment and the value that belong to it.

    Of an encrypted file they are files under its key, of a server's databases others beside it.
    """

    folder: Path
    server: ClinicServer | None = None
    kept: dict[str, tuple[str, datetime, Any]] = field(default_factory=dict)

    def reach(self, begun: Begun, state: str, make: Callable[[], Any]) -> Any:
        """Bring an untouched clinic into a state and return what `make` returned when it made it."""
        database = begun.workplace.database
        for other in begun.others:
            other.close()
        if state not in self.kept:
            value = make()
            for other in begun.others:
                other.close()
            self.kept[state] = (self._keep(database), begun.clock.at, value)
            return value
        copy, begun.clock.at, value = self.kept[state]
        self._restore(database, copy)
        return value

    def _keep(self, database: Store) -> str:
        if isinstance(database, ServerDatabase) and self.server is not None:
            # Copied while nobody has it open; used again it opens by itself.
            database.close()
            return self.server.copy(database.address.parts["dbname"])
        assert isinstance(database, Database)
        file = self.folder / f"{len(self.kept)}.db"
        keep(database, file)
        return str(file)

    def _restore(self, database: Store, copy: str) -> None:
        if isinstance(database, ServerDatabase) and self.server is not None:
            database.close()
            name = database.address.parts["dbname"]
            self.server.drop(name)
            self.server.copy(copy, name)
            return
        assert isinstance(database, Database)
        restore(database, Path(copy))


def keep(database: Database, file: Path) -> None:
    """Keep a copy of an open database, under the same key."""
    cipher.copy(database._raw, file, database._key, database._module)


def restore(database: Database, file: Path) -> None:
    """Put the pages of a kept copy into an open database, which has the same key."""
    source = cipher.connect(file, database._key, database._module)
    try:
        source.backup(database._raw)
    finally:
        source.close()
