"""What the program says to its database meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.engine.interfaces import CacheStats, ExecutionContext

from kypho_prep.workflow.workplace import Workplace


@contextmanager
def overheard(workplace: Workplace) -> Iterator[list[tuple[str, object]]]:
    """Every statement of a block, with what it was given."""
    said: list[tuple[str, object]] = []
    with workplace.reading() as records:
        engine = records.connection.engine

    def listen(_conn: object, _cursor: object, statement: str, given: object, *_rest: object) -> None:
        said.append((statement, given))

    event.listen(engine, "before_cursor_execute", listen)
    yield said
    event.remove(engine, "before_cursor_execute", listen)


@contextmanager
def compiled_anew(workplace: Workplace) -> Iterator[list[str]]:
    """Every statement of a block that SQLAlchemy had to compile, because it has none kept that is the same."""
    anew: list[str] = []
    with workplace.reading() as records:
        engine = records.connection.engine

    def listen(_conn: object, _cursor: object, statement: str, _given: object, how: ExecutionContext, _: bool) -> None:
        savepoint = statement.startswith(("SAVEPOINT", "RELEASE"))  # each has a name of its own
        if how.compiled is not None and how.cache_hit is not CacheStats.CACHE_HIT and not savepoint:
            anew.append(statement)

    event.listen(engine, "before_cursor_execute", listen)
    yield anew
    event.remove(engine, "before_cursor_execute", listen)
