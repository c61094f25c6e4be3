"""Reads a clinic's file beside a program that may have it open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kypho_prep.records.migrate import Steps, revision
from kypho_prep.records.sqlite import cipher, keys
from kypho_prep.records.sqlite.closed import source_of
from kypho_prep.records.sqlite.engine import engine_over
from kypho_prep.records.transaction import Transaction


@contextmanager
def reading_beside(data: Path, config: Path, key: bytes | None = None) -> Iterator[tuple[Transaction, str, bytes]]:
    """Hand out one consistent state, the database's id, and the key of the audit's chain; nothing can be written.

    Raises Trouble no_clinic, folder_old, newer, damaged and what opening raises.
    """
    source = source_of(data, config, key)
    # A reader keeps nobody out of a file with a write-ahead log.
    raw = cipher.connect(source.file, source.key, source.module)
    raw.execute("PRAGMA query_only=ON")
    engine = engine_over(raw, source.module)
    try:
        with engine.connect() as connection, connection.begin():
            Steps().refuse_other(revision(connection) or "none", "folder_old", "newer")
            yield Transaction(connection), source.label.database, keys.derived(source.key, "audit")
    finally:
        engine.dispose()
