"""What the program says to its database meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

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
