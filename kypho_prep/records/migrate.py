"""Brings a database to this version of the program; Alembic is loaded only where there is something to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from kypho_prep import paths
from kypho_prep.records.trouble import Trouble

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"


def revision(connection: Connection) -> str | None:
    """Return the database's revision; None for an empty file. Raises Trouble damaged where it is not ours."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise Trouble("damaged", "no alembic_version")
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def refuse_newer(found: str | None) -> None:
    """Raise Trouble newer for a revision that this program has never heard of."""
    from alembic.script import ScriptDirectory

    if found is not None and found not in {one.revision for one in ScriptDirectory(_folder()).walk_revisions()}:
        raise Trouble("newer", found)


def upgrade(connection: Connection, target: str = "head") -> None:
    """Run the missing steps on an open transaction. Raises Trouble damaged where a step breaks a reference."""
    from alembic import command

    command.upgrade(config(connection), target)
    _refuse_broken_references(connection)


def downgrade(connection: Connection, target: str) -> None:
    """Take steps back on an open transaction; the program never does, the tests do."""
    from alembic import command

    command.downgrade(config(connection), target)


def config(connection: Connection) -> Config:
    """Return Alembic's configuration for one connection."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", _folder().replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made


def copy_name(folder: Path, found: str) -> Path:
    """Return a name not yet taken for the copy that is kept before the steps from one revision run."""
    number = 1
    while (path := folder / f"before-{found}-to-{HEAD}-{number}.db").exists():
        number += 1
    return path


def _folder() -> str:
    return str(paths.migrations())


def _refuse_broken_references(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise Trouble("damaged", f"a reference in {broken[0]} leads nowhere")
