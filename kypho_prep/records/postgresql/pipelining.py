"""Sends the statements of a kiosk's transaction together: what nobody reads the outcome of is not waited for.

Over a clinic's Wi-Fi a patient waits for each answer that is waited for. psycopg's pipeline mode sends statements one
behind the other; an error of one of them is told by the next that is waited for, at the latest by the commit.
"""

from __future__ import annotations

import select
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, event

_OPEN = "pipeline"
# A server that has more to say than this to somebody who asked for nothing is better asked anew.
_MOST_WORDS = 8


class Sent:
    """The statements of one transaction, on their way."""

    def __init__(self, driver: psycopg.Connection[Any]) -> None:
        """Send by one connection, which is in pipeline mode."""
        self._driver = driver

    def tell_later(self, statement: str, *values: str) -> Callable[[], Any]:
        """Ask for one value; what is returned tells it, None for no row, once the transaction is through."""
        cursor = self._driver.cursor()
        cursor.execute(statement.encode(), values)

        def told() -> Any:
            row = cursor.fetchone()
            cursor.close()
            return None if row is None else row[0]

        return told


@contextmanager
def pipelined(connection: Connection, begin: str) -> Iterator[Sent]:
    """Begin a transaction with the statements of `begin`, send what it says together, its commit at the end of it.

    Raises psycopg.Error; after OperationalError nobody knows whether the commit was done.
    """
    driver, info = _driver(connection), connection.info
    try:
        # Its end waits for all the answers.
        with ExitStack() as sent:
            info[_OPEN] = sent.enter_context(driver.pipeline())
            try:
                for statement in begin.split("; "):
                    driver.execute(statement.encode())
                yield Sent(driver)
                driver.execute(b"COMMIT")
            except BaseException:
                # Ended as if all were well: what went wrong is known, and psycopg would log it once more.
                with suppress(psycopg.Error):
                    sent.close()
                raise
    except psycopg.OperationalError:
        if driver.closed:
            connection.invalidate()
        raise
    finally:
        info.pop(_OPEN, None)


def wait_for_answers(engine: Engine) -> None:
    """Have each statement but those marked UNREAD answered before whoever said it goes on."""

    @event.listens_for(engine, "after_cursor_execute")
    def _wait(connection: Connection, _cursor: Any, _statement: str, _values: Any, context: Any, _many: bool) -> None:
        pipeline = connection.info.get(_OPEN)
        if pipeline is not None and not context.execution_options.get("unread"):
            pipeline.sync()


def has_left(connection: Connection) -> bool:
    """Tell whether the server closed the connection since it was used last; nothing is asked of it."""
    driver = _driver(connection)
    if driver.closed:
        return True
    try:
        # What came that nobody asked for: a word to all, or a farewell, of which the end of the stream comes behind.
        for _ in range(_MOST_WORDS):
            if not select.select([driver.fileno()], [], [], 0)[0]:
                return False
            driver.pgconn.consume_input()
    except psycopg.OperationalError:
        pass
    return True


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection
