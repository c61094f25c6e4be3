"""How days, moments and answers stand in the file: as text; days and moments sort, moments are in UTC."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, String, Text, event, text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

Found = TypeVar("Found")
# What SQLAlchemy calls for each value of a column that it read, without a call of its own in between: a board reads
# thousands of them, a chart hundreds.
Read = Callable[[str | None], Found | None]


def _read_day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _read_moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _read_json(value: str | None) -> Any:
    return None if value is None else json.loads(value)


class Day(TypeDecorator[date]):
    """A calendar day, kept as "2026-11-22"."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write a day."""
        return None if value is None else value.isoformat()

    def result_processor(self, dialect: Dialect, coltype: object) -> Read[date]:  # noqa: ARG002
        """Return what reads a day."""
        return _read_day


class Moment(TypeDecorator[datetime]):
    """A moment in UTC to the microsecond, kept as "2026-11-22T16:05:04.000000Z"; a naive one is refused."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write a moment; ValueError for one without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
        # Always with all six digits of the second, so that the texts sort as the moments do.
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def result_processor(self, dialect: Dialect, coltype: object) -> Read[datetime]:  # noqa: ARG002
        """Return what reads a moment."""
        return _read_moment


class Json(TypeDecorator[Any]):
    """A JSON value, null as NULL. SQLite takes a column called JSON for a number's, and makes 0 of 0.0 in it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write a value."""
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def result_processor(self, dialect: Dialect, coltype: object) -> Read[Any]:  # noqa: ARG002
        """Return what reads a value."""
        return _read_json


def owner(table: str) -> Column[str]:
    """Return the column that names the row of a table to which a row belongs."""
    return Column(f"{table}_id", String, ForeignKey(f"{table}.id"), nullable=False)


def partial_index(name: str, column: str, only: str, *, unique: bool = False) -> Index:
    """Return an index that holds only some rows, in either database; without it a unique one refuses too much."""
    made = Index(name, column, unique=unique)

    # Each dialect has its own word for it. Said as the index is made: to say it here imports PostgreSQL's, which takes
    # the start of every machine 20 ms, and no machine makes an index but by migrations.
    @event.listens_for(made, "before_create")
    def _only(_: Index, connection: Connection, **__: Any) -> None:
        made.dialect_options[connection.dialect.name]["where"] = text(only)

    return made


def place() -> Column[int]:
    """Return a row's place in the order of what happened to its visit; whoever writes together may share one."""
    return Column("visit_seq", Integer, nullable=False, server_default=text("0"))


def account(who: str) -> Column[str]:
    """Return whose account it was, beside the name as it stood then; empty in rows that staff did not write."""
    return Column(f"{who}_id", String, ForeignKey("staff.id"))
