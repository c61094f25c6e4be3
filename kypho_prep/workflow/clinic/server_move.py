"""Moves a whole clinic from one machine's folder to an empty server, and from a server into a new folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kypho_prep.records import enrolment
from kypho_prep.records.audit_anchor import AnchorFile
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.records.rows import AuditRow
from kypho_prep.records.sqlite import folder, high_water, keys
from kypho_prep.records.trouble import Trouble
from kypho_prep.settings import Kind, key_folder
from kypho_prep.workflow.clinic.enrolling import put_out
from kypho_prep.workflow.clinic.server import named
from kypho_prep.workflow.derived.refresh import PROGRAM
from kypho_prep.workflow.errors import Refused
from kypho_prep.workflow.server_errors import AlreadyEnrolled, NotCopied, NotEnrolled, NotMarked
from kypho_prep.workflow.start import as_enrolled, enrolled, workplace

if TYPE_CHECKING:
    from datetime import datetime

    from kypho_prep.content import Content
    from kypho_prep.records.audit_chain import Checked
    from kypho_prep.records.copying import Held, Told
    from kypho_prep.records.sqlite.database import Database
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.settings import Settings

MAKING = ".making"


@dataclass(frozen=True, slots=True)
class Moved:
    """A move to a server: what it holds now, as which station this machine works there, and whether it stood before."""

    held: dict[str, Held]
    here: Enrolment
    stood_before: bool


@dataclass(frozen=True, slots=True)
class Back:
    """A move into a folder: what both sides hold, and how many of the server's stations were put out there."""

    held: dict[str, Held]
    stations: int


@dataclass(frozen=True, slots=True)
class Mover:
    """Who moves a clinic, by the account at the machine, and when."""

    account: str
    at: datetime

    def line(self, event: str, place: str, held: dict[str, Held], audit: Checked) -> AuditRow:
        """Return what the audit of the new place says of it, and whether the one that was left was whole.

        The new place chains the same entries anew: what was wrong with them before would never be found again.
        """
        said: dict[str, Any] = {"whole": audit.fault is None, "place": audit.upto.place, "tag": audit.upto.tag}
        details = {"account": self.account, "visits": held["visit"].rows, "audit": said}
        return AuditRow(self.at, PROGRAM, event, place, details=details)


def to_server(url: str, chosen: Settings, by: Mover, told: Told) -> Moved:
    """Copy a folder's clinic into a server's empty database, mark the folder, and enrol this machine, in this order.

    The copy is one transaction: cut before its end, the server is as it was. Cut after it, the same again finds the
    clinic there, equal, and does the rest. The machine keeps its id and its kind. Raises AlreadyEnrolled, NoClinic,
    AlreadyRunning, FolderOld, NewerDatabase, HasVisits, NotEmpty, LeftServer, NotEqual, NotCopied (cut), BrokenSettings
    (it was told to be a kiosk), and what opening raises.
    """
    if enrolled(chosen.config) is not None:
        raise AlreadyEnrolled
    with _named_refusals():
        from kypho_prep.records.postgresql.address import Address
        from kypho_prep.records.sqlite.database import Database

        server = Address.read(url).shown
        database = Database.open_as_it_is(chosen.data, chosen.config, key=chosen.key)
        try:
            kind = Kind.DESK if chosen.kind is Kind.KIOSK else chosen.kind
            here = Enrolment(chosen.kiosk, kind.value, url, database.station.id)
            as_enrolled(chosen, here)
            held, made = _fill(url, database, server, by, told)
            folder.mark_moved(chosen.data, by.at, server)
        finally:
            database.close()
        # This machine keeps its id, and the server chains the record anew: it would be called another one.
        AnchorFile(chosen.config, here.id).forget()
        enrolment.write(chosen.config, here)
    return Moved(held, here, not made)


def _fill(url: str, database: Database, server: str, by: Mover, told: Told) -> tuple[dict[str, Held], bool]:
    """Copy a folder's clinic; return what both sides hold, and False where it stood there before."""
    from kypho_prep.records import copying
    from kypho_prep.records.migrate import Steps
    from kypho_prep.records.postgresql import filling

    held: dict[str, Held] = {}
    with database.read() as source:

        def put(target: Transaction) -> AuditRow:
            held.update(copying.copy(source.connection, target.connection, told))
            return by.line(copying.TO_SERVER, server, held, source.audit_chain.check_all(database.audit_key))

        def is_there(target: Transaction) -> bool:
            return copying.stands_in(target.connection, source.connection)

        made = filling.fill(url, database.codes, put, is_there, Steps())
        return held or copying.held(source.connection), made


def to_folder(out: Path, chosen: Settings, content: Content, by: Mover, told: Told) -> Back:
    """Copy the clinic of this machine's server into a new encrypted folder, whole or not at all; mark the server then.

    In the new folder the server's stations are put out, as by a revocation. Raises NotEnrolled, FolderThere,
    DataFolder, NoOwner (as no station is), StationsAtWork, ServerOld, StationOld, LeftServer, NotEqual, NotCopied
    (cut), NotMarked (cut after the folder stood) and what opening raises.
    """
    here = enrolled(chosen.config)
    if here is None:
        raise NotEnrolled
    new = Path(os.path.abspath(out))  # noqa: PTH100 - a link that is there is what is there, wherever it leads
    made: Back | None = None
    try:
        with _named_refusals():
            from kypho_prep.records.migrate import Steps
            from kypho_prep.records.postgresql import filling

            # Before the folder is made: a server that cannot be used leaves nothing here.
            with filling.read_out(here.url, Steps()) as read:
                with _new_folder(new) as beside:
                    back = _read_into(beside, read, content, by, told)
                made = back
                filling.leave(read[0], f"{here.station}, in {new}", by.at.date())
    except Refused as refused:
        if made is not None:
            raise NotMarked(detail=str(new)) from refused
        raise
    return made


def _read_into(beside: Path, server: tuple[Transaction, bytes], content: Content, by: Mover, told: Told) -> Back:
    """Make a folder's database of a server's clinic."""
    from kypho_prep.records import copying
    from kypho_prep.records.key_values import CODE_KEY
    from kypho_prep.records.sqlite.database import Database

    source, codes = server
    database = Database.open(beside, key_folder(beside))
    try:
        place = workplace(database, content, clock=lambda: by.at, kiosk="")
        with database.write() as target:
            held = copying.copy(source.connection, target.connection, told)
            target.settings.put(CODE_KEY, codes.hex())
            stations = target.stations.all()
            for one in stations:
                put_out(place, target, one.id)
            left = source.audit_chain.check_all(source.audit_chain.server_key())
            target.audit.add(by.line(copying.TO_MACHINE, beside.name.removesuffix(MAKING), held, left))
    finally:
        database.close()
    return Back(held, len(stations))


@contextmanager
def _new_folder(out: Path) -> Iterator[Path]:
    """Hand out a folder beside, which gets its name at the end, or goes with its key and the note of how far it came.

    Raises FolderThere, which names what is in its place, or DataFolder.
    """
    _refuse_what_is_there(out)
    beside = out.with_name(f"{out.name}{MAKING}")
    # What a program that was killed left: nobody knows here that it is nothing else.
    _refuse_what_is_there(beside)
    try:
        beside.mkdir(parents=True, mode=0o700)
        try:
            yield beside
            beside.rename(out)
        except BaseException:
            made = folder.parsed(beside)
            shutil.rmtree(beside)
            if made is not None:
                keys.forget(key_folder(out), made.database)
                high_water.forget(key_folder(out), made.database)
            raise
    except OSError as error:
        raise Trouble("data_folder", str(out)) from error


def _refuse_what_is_there(place: Path) -> None:
    if os.path.lexists(place):
        raise Trouble("folder_there", str(place))


@contextmanager
def _named_refusals() -> Iterator[None]:
    try:
        yield
    except (Trouble, ImportError) as trouble:
        # Elsewhere they are said of an answer that waits to be saved.
        if isinstance(trouble, Trouble) and trouble.what in ("server_lost", "locked", "disk_full", "not_saved"):
            raise NotCopied from trouble
        raise named(trouble) from trouble
