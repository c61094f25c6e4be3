"""Brings a database to this version of the program; Alembic is loaded only where there is something to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from kypho_prep import paths
from kypho_prep.records.trouble import Trouble

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0018"


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps that a program ships, and the revision that it works with."""

    folder: Path = field(default_factory=paths.migrations)
    head: str = HEAD

    def knows(self, found: str) -> bool:
        """Tell whether a revision is one of these steps; a newer program's is not."""
        from alembic.script import ScriptDirectory

        return found in {one.revision for one in ScriptDirectory(str(self.folder)).walk_revisions()}

    def refuse_other(self, found: str, older: str, newer: str) -> None:
        """Raise Trouble `older` or `newer`, with the version, where the tables' one is not these steps' last."""
        if found != self.head:
            raise Trouble(older if self.knows(found) else newer, found)

    def upgrade(self, connection: Connection, target: str = "head") -> None:
        """Run the missing steps on an open transaction."""
        from alembic import command

        command.upgrade(self._config(connection), target)

    def downgrade(self, connection: Connection, target: str) -> None:
        """Take steps back on an open transaction; the program never does, the tests do."""
        from alembic import command

        command.downgrade(self._config(connection), target)

    def _config(self, connection: Connection) -> Config:
        from alembic.config import Config

        made = Config()
        # A lone % begins a placeholder in Alembic's settings.
        made.set_main_option("script_location", str(self.folder).replace("%", "%%"))
        # Alembic warns where it is not said.
        made.set_main_option("path_separator", "os")
        made.attributes["connection"] = connection
        return made


def revision(connection: Connection) -> str | None:
    """Return the database's revision; None for an empty file. Raises Trouble damaged where it is not ours."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise Trouble("damaged", "no alembic_version")
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found
