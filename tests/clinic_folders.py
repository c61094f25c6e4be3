"""A clinic's folders as tests copy them: with an encrypted file in them, or enrolled with the tests' server."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg.conninfo

from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from tests.clinic_server import ClinicServer


def enrol(folder: Path, server: ClinicServer) -> None:
    """Let a clinic's folders lead to a new database of the server."""
    enrolment.write(folder / "config", Enrolment("kiosk-1", "both", server.url(server.new())))


@contextmanager
def copied(made: Path, folder: Path, server: ClinicServer | None) -> Iterator[Path]:
    """Copy a clinic that nobody has open: its folders, and its database where that is on the server."""
    shutil.copytree(made, folder, dirs_exist_ok=True)
    found = enrolment.read(folder / "config")
    if found is None or server is None:
        yield folder
        return
    name = server.copy(database_of(found.url))
    enrolment.write(folder / "config", replace(found, url=server.url(name)))
    yield folder
    server.drop(name)


def database_of(url: str) -> str:
    return str(psycopg.conninfo.conninfo_to_dict(url)["dbname"])
