"""The database's own clock, which all its stations share; the two databases say it differently."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from kypho_prep.records.columns import Moment


class DatabaseNow(FunctionElement[Any]):
    """The present moment by the database's clock, or one so long before or after it."""

    inherit_cache = True
    type = Moment()

    def __init__(self, shift: timedelta = timedelta()) -> None:
        super().__init__(literal(int(shift.total_seconds())))


@compiles(DatabaseNow, "sqlite")
def _in_the_file(one: DatabaseNow, compiler: SQLCompiler, **how: Any) -> str:
    return f"strftime('%Y-%m-%dT%H:%M:%f000Z', 'now', {compiler.process(one.clauses, **how)} || ' seconds')"


@compiles(DatabaseNow, "postgresql")
def _on_the_server(one: DatabaseNow, compiler: SQLCompiler, **how: Any) -> str:
    # The moment of the statement and not of the transaction, which may have waited for others.
    moment = f"(clock_timestamp() + make_interval(secs => {compiler.process(one.clauses, **how)})) AT TIME ZONE 'UTC'"
    return f'to_char({moment}, \'YYYY-MM-DD"T"HH24:MI:SS.US"Z"\')'
