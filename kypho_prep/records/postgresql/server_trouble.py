"""Tells the clinic's trouble with its server from a mistake of ours, which goes through unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError, IntegrityError

from kypho_prep.records.trouble import Trouble

# By the beginning of PostgreSQL's error codes; the longer one counts.
_BY_CODE = {
    "08": "server_lost",
    "25006": "server_lost",  # a copy of the server that only reads
    "25P03": "server_lost",  # it waited too long for us and let go
    "28": "no_entry",
    "3D000": "no_clinic_there",
    "40": "locked",
    "42501": "no_entry",
    "53": "locked",
    "53100": "disk_full",
    "53300": "server_lost",
    "55P03": "locked",
    "57": "server_lost",
    "57014": "locked",  # it took longer than a statement may
    "58": "damaged",
    "XX": "damaged",
}


# A server that turns somebody away at its door gives the driver words alone. In another language than English they are
# taken for a server that is not there.
_AT_THE_DOOR = {
    "authentication failed": "no_entry",
    "not permitted to log in": "no_entry",
    "no pg_hba.conf entry": "no_entry",
    "permission denied for database": "no_entry",
    'FATAL:  role "': "no_entry",
    'FATAL:  database "': "no_clinic_there",
}


@contextmanager
def told_apart() -> Iterator[None]:
    """Turn what the server or the way to it refuses into Trouble."""
    try:
        yield
    except (IntegrityError, psycopg.IntegrityError):
        raise
    except DBAPIError as error:
        # Of the driver's message the kind alone goes on: its words may quote what was being stored.
        raise Trouble(what(error.orig), type(error.orig).__name__) from error
    except psycopg.Error as error:
        raise Trouble(what(error), type(error).__name__) from error


def what(error: BaseException | None) -> str:
    """Return the one word for an error of the driver."""
    code = getattr(error, "sqlstate", None)
    if code is None:
        return _on_the_way(str(error)) if isinstance(error, psycopg.OperationalError) else "not_saved"
    return next((_BY_CODE[code[:length]] for length in (5, 2) if code[:length] in _BY_CODE), "not_saved")


def _on_the_way(said: str) -> str:
    return next((word for words, word in _AT_THE_DOOR.items() if words in said), "server_lost")
