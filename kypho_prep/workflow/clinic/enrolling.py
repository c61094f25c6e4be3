"""What an administrator does about the clinic's stations: add one, enrol it once, list them, revoke one."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.records.rows import AuditRow, Station
from kypho_prep.workflow.clinic import clock_watch
from kypho_prep.workflow.clinic.server import administration, named_refusals
from kypho_prep.workflow.derived.refresh import PROGRAM, end_sittings
from kypho_prep.workflow.server_errors import (
    AdministratorsOwn,
    AlreadyEnrolled,
    NoEntry,
    NoStation,
    NotEnrolled,
    OwnClinic,
    StationName,
    StationNamed,
)
from kypho_prep.workflow.start import as_enrolled, enrolled, has_own_clinic, workplace

if TYPE_CHECKING:
    from pathlib import Path

    from kypho_prep.content import Content
    from kypho_prep.records.rows import StationRow
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.settings import Settings
    from kypho_prep.workflow.workplace import Workplace

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Added:
    """A station that was added: the file that enrols it, and whether it can be reached from this machine alone."""

    file: Path
    only_here: bool


def add(config: Path, *, name: str, kind: str, folder: Path, now: datetime) -> Added:
    """Make a station's own login, and a file that enrols one computer with it, once; both, or neither.

    Raises StationName, StationNamed, NoAdministrator, FileThere, NotEnrolled and what opening raises.
    """
    called = _checked(name)
    with administration(config) as database, named_refusals():
        from kypho_prep.records.postgresql import logins

        new = Enrolment(called, kind, "")
        file = folder / f"{_file_name(called)}.enrolment.json"
        # This computer's own, which is entered when it is first open.
        own = enrolled(config)
        own_name = own.station if own is not None else ""
        with _unless_it_fails(file) as kept, database.write(alone=True) as records:
            if called == own_name or records.stations.named(called) is not None:
                raise StationNamed(name=called)
            login, password = logins.add(records.connection, new.id, kind)
            records.stations.add(Station(new.id, called, kind), login)
            records.audit.add(AuditRow(now, PROGRAM, "station_added", new.id, details={"kind": kind}))
            kept(replace(new, url=database.address.url(user=login, password=password)))
        return Added(file, database.address.is_here)


def enrol(file: Path, chosen: Settings) -> Enrolment:
    """Make this computer the station of an enrolment file, which is of no use afterwards; return what it is now.

    Cut anywhere, the same again goes on. Raises EnrolmentFile, AlreadyEnrolled, OwnClinic, BrokenSettings (the machine
    was told to be another kind), NoEntry (used before, or revoked), and what opening raises.
    """
    with named_refusals():
        from kypho_prep.records.postgresql import logins

        new = enrolment.read_file(file)
        here = enrolled(chosen.config)
        # One that was revoked makes room; of this very file it is there only where a cut left it.
        stands = here is not None and logins.lets_in(here.url)
        if here is not None and stands and here.id != new.id:
            raise AlreadyEnrolled
        if here is None and has_own_clinic(chosen.data):
            raise OwnClinic(detail=str(chosen.data))
        as_enrolled(chosen, new)
        if here is None or not stands:
            if not logins.lets_in(new.url):
                raise NoEntry
            # Kept before it is set: a cut between the two leaves the file's password as it was.
            here = replace(new, url=logins.with_password(new.url, secrets.token_urlsafe(24)))
            enrolment.write(chosen.config, here)
            logins.set_password(new.url, logins.password_of(here.url))
        with suppress(OSError):
            file.unlink()
        return here


def listed(config: Path) -> tuple[StationRow, ...]:
    """Return the clinic's stations by their names. Raises NotEnrolled and what opening raises."""
    with administration(config) as database, named_refusals(), database.read() as records:
        return records.stations.all()


def revoke(config: Path, *, name: str, content: Content, clock: Callable[[], datetime]) -> int:
    """Let a station in no more, and end its sittings; return how many those were. Cut anywhere, the same again goes on.

    Raises NoStation, AdministratorsOwn, NoAdministrator, NotEnrolled and what opening raises.
    """
    here = enrolled(config)
    if here is None:
        raise NotEnrolled
    with named_refusals():
        from kypho_prep.records.postgresql import logins

        # Before anything is opened: one that was stolen may hold whatever others wait for. What it is just saving is
        # saved, or was never told as saved.
        logins.cut_off(here.url, _tidied(name))
    with administration(config) as database, named_refusals(), database.write(alone=True) as records:
        found = records.stations.named(_tidied(name))
        if found is None:
            raise NoStation(name=_tidied(name))
        if found.login is None:
            raise AdministratorsOwn(name=found.name)
        ended = put_out(workplace(database, content, clock=clock, kiosk=""), records, found.id)
        logins.drop(records.connection, found.login)
    return ended


def put_out(place: Workplace, records: Transaction, station: str) -> int:
    """End a station's sittings, and put on record that it works here no more; return how many sittings those were."""
    left = records.sessions.open_at(station, "")
    end_sittings(place, records, left, "revoked")
    records.stations.revoke(station)
    clock_watch.forget(records, station, place.now())
    records.audit.add(AuditRow(place.now(), PROGRAM, "station_revoked", station))
    return len(left)


@contextmanager
def _unless_it_fails(file: Path) -> Iterator[Callable[[Enrolment], None]]:
    """Hand out what writes an enrolment file; the file goes again where what it stands for was not done after all."""
    written: list[Path] = []

    def write(made: Enrolment) -> None:
        enrolment.write_file(file, made)
        written.append(file)

    try:
        yield write
    except BaseException:
        for one in written:
            one.unlink(missing_ok=True)
        raise


def _tidied(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _checked(name: str) -> str:
    """Return a station's name tidied. Raises StationName."""
    tidied = _tidied(name)
    if not 1 <= len(tidied) <= LONGEST_NAME or not tidied.isprintable():
        raise StationName(most=LONGEST_NAME)
    return tidied


def _file_name(name: str) -> str:
    return "".join(one if one.isalnum() else "-" for one in name)
