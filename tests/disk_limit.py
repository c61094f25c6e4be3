"""A disk that takes nothing for a while: no file of this process grows further, or a database stores nothing."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

from kypho_prep.records.sqlite.database import Database
from kypho_prep.workflow.workplace import Workplace


@contextmanager
def at_most(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def disk(workplace: Workplace, *, takes: bool) -> None:
    """Let the database of a machine alone store nothing, or store again."""
    assert isinstance(workplace.database, Database)
    workplace.database._raw.execute(f"PRAGMA query_only={'OFF' if takes else 'ON'}")
