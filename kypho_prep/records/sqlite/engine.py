"""SQLAlchemy over the one connection that has the key and the settings, and what SQLite says of its trouble."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError

from kypho_prep.records.trouble import Trouble


def engine_over(raw: Any, module: ModuleType) -> Engine:
    """Return an engine over one connection that says itself how each transaction begins."""
    engine = create_engine(
        "sqlite://",
        module=module,
        creator=lambda: raw,
        # SQLAlchemy must not open a connection of its own: only this one has the key and the settings.
        poolclass=StaticPool,
        hide_parameters=True,  # what a statement was given are a patient's words: in no error, in no log
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.info.get("begin", "BEGIN"))

    return engine


@contextmanager
def told_apart() -> Iterator[None]:
    """Tell the clinic's trouble with its disk from a mistake of ours, which goes through unchanged."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        # Of the driver's message the kind alone goes on: its words may quote what was being stored.
        raise Trouble(_what(str(error.orig).lower()), type(error.orig).__name__) from error


def _what(said: str) -> str:
    if "full" in said:
        return "disk_full"
    if "locked" in said or "busy" in said:
        return "locked"
    if "malformed" in said or "not a database" in said:
        return "damaged"
    return "not_saved"
