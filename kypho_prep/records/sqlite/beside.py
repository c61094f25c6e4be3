"""Reads a clinic's file, or adds a line to its audit, beside a program that may have it open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kypho_prep.records.audit_chain import tag
from kypho_prep.records.migrate import Steps, revision
from kypho_prep.records.rows import AuditRow
from kypho_prep.records.sqlite import cipher, keys
from kypho_prep.records.sqlite.closed import source_of
from kypho_prep.records.sqlite.engine import engine_over, told_apart
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


def add_beside(data: Path, config: Path, key: bytes | None, line: AuditRow) -> None:
    """Add one line to the audit, chained as all are. Raises Trouble as `reading_beside` does, locked and not_saved."""
    source = source_of(data, config, key)
    raw = cipher.connect(source.file, source.key, source.module)
    chain = keys.derived(source.key, "audit")
    raw.create_function("audit_tag", -1, lambda *parts: tag(chain, *parts))
    engine = engine_over(raw, source.module)
    try:
        with told_apart(), engine.connect() as connection:
            connection.info["begin"] = "BEGIN IMMEDIATE"
            with connection.begin():
                Steps().refuse_other(revision(connection) or "none", "folder_old", "newer")
                Transaction(connection).audit.add(line)
    finally:
        engine.dispose()
