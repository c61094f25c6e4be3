"""Moves a whole clinic from one machine's folder to an empty server, and from a server into a new folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.records.sqlite import folder, keys
from kypho_prep.records.trouble import Trouble
from kypho_prep.settings import Kind, key_folder
from kypho_prep.workflow.clinic.server import named
from kypho_prep.workflow.server_errors import AlreadyEnrolled, NotCopied, NotEnrolled
from kypho_prep.workflow.start import as_enrolled, enrolled

if TYPE_CHECKING:
    from datetime import datetime

    from kypho_prep.records.copying import Held, Told
    from kypho_prep.settings import Settings

MAKING = ".making"


@dataclass(frozen=True, slots=True)
class Moved:
    """A move to a server: what it holds now, as which station this machine works there, and whether it stood before."""

    held: dict[str, Held]
    here: Enrolment
    stood_before: bool


def to_server(url: str, chosen: Settings, now: datetime, told: Told) -> Moved:
    """Copy a folder's clinic into a server's empty database, mark the folder, and enrol this machine, in this order.

    The copy is one transaction: cut before its end, the server is as it was. Cut after it, the same again finds the
    clinic there, equal, and does the rest. The machine keeps its id and its kind. Raises AlreadyEnrolled, NoClinic,
    AlreadyRunning, FolderOld, NewerDatabase, HasVisits, NotEmpty, NotEqual, NotCopied (cut), BrokenSettings (it was
    told to be a kiosk), and what opening raises.
    """
    if enrolled(chosen.config) is not None:
        raise AlreadyEnrolled
    with _named_refusals():
        from kypho_prep.records import copying
        from kypho_prep.records.migrate import Steps
        from kypho_prep.records.postgresql import filling
        from kypho_prep.records.postgresql.address import Address
        from kypho_prep.records.sqlite.database import Database

        server = Address.read(url).shown
        database = Database.open_as_it_is(chosen.data, chosen.config)
        try:
            kind = Kind.DESK if chosen.kind is Kind.KIOSK else chosen.kind
            here = Enrolment(chosen.kiosk, kind.value, url, database.station.id)
            as_enrolled(chosen, here)
            held: dict[str, Held] = {}
            with database.read() as source:
                made = filling.fill(
                    url,
                    database.codes,
                    lambda target: held.update(copying.copy(source.connection, target, told)),
                    lambda target: copying.held(target) == copying.held(source.connection),
                    Steps(),
                )
                held = held or copying.held(source.connection)
            folder.mark_moved(chosen.data, now, server)
        finally:
            database.close()
        enrolment.write(chosen.config, here)
    return Moved(held, here, not made)


def to_folder(out: Path, chosen: Settings, told: Told) -> dict[str, Held]:
    """Copy the clinic of this machine's server into a new encrypted folder: whole, or not at all; return what it holds.

    Nothing of the server is changed. In the new folder the server's stations are on record, and work no more. Raises
    NotEnrolled, FolderThere, DataFolder, NoOwner (as no station is), StationsAtWork, ServerOld, StationOld,
    NotEqual, NotCopied (cut) and what opening raises.
    """
    here = enrolled(chosen.config)
    if here is None:
        raise NotEnrolled
    new = Path(os.path.abspath(out))  # noqa: PTH100 - a link that is there is what is there, wherever it leads
    with _named_refusals(), _new_folder(new) as beside:
        from kypho_prep.records import copying
        from kypho_prep.records.key_values import CODE_KEY
        from kypho_prep.records.migrate import Steps
        from kypho_prep.records.postgresql import filling
        from kypho_prep.records.sqlite.database import Database

        # Before the folder is made: a server that cannot be used leaves nothing here.
        with filling.read_out(here.url, Steps()) as (source, codes):
            database = Database.open(beside, key_folder(beside))
            try:
                with database.write() as target:
                    held = copying.copy(source, target.connection, told)
                    target.settings.put(CODE_KEY, codes.hex())
                    for one in target.stations.all():
                        target.stations.revoke(one.id)
            finally:
                database.close()
    return held


@contextmanager
def _new_folder(out: Path) -> Iterator[Path]:
    """Hand out a folder beside, which gets its name at the end, or goes with the key that was made for it.

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
