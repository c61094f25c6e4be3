"""Opens a clinic's database, or makes a new one; the database layer is loaded only when that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kypho_prep import paths
from kypho_prep.records import enrolment
from kypho_prep.records.rows import Station
from kypho_prep.records.sqlite.folder import has_moved, holds_data
from kypho_prep.records.sqlite.folder import keeps_a_clinic as clinic_kept
from kypho_prep.records.trouble import Trouble
from kypho_prep.settings import FILE, BrokenSettings, Kind
from kypho_prep.workflow.errors import CannotOpen, DataFolder
from kypho_prep.workflow.refusals import refusal
from kypho_prep.workflow.server_errors import OutboxDamaged
from kypho_prep.workflow.workplace import PasswordRule, Workplace, elapsed

if TYPE_CHECKING:
    from kypho_prep.content import Content
    from kypho_prep.records.enrolment import Enrolment
    from kypho_prep.records.sqlite.outbox import Outbox
    from kypho_prep.records.store import Store
    from kypho_prep.settings import Settings


class SameFolder(CannotOpen):
    """A new clinic's data and its key would stand in one folder, `detail`."""

    key = "error.same_folder"


def has_clinic(data: Path) -> bool:
    """Tell whether a data folder holds a clinic (or what is left of one), by its files alone."""
    return holds_data(data)


def keeps_a_clinic(config: Path) -> bool:
    """Tell whether this machine has worked with a clinic of its own: a folder without one is not its first start."""
    return clinic_kept(config)


def has_own_clinic(data: Path) -> bool:
    """Tell whether a data folder holds a clinic that goes on there, and not on a server."""
    return holds_data(data) and not has_moved(data)


def enrolled(config: Path) -> Enrolment | None:
    """Return with which server this machine was enrolled; None where it works alone. Raises DamagedEnrolment."""
    try:
        return enrolment.read(config)
    except Trouble as trouble:
        raise refusal(trouble) from trouble


def as_enrolled(chosen: Settings, here: Enrolment | None = None) -> Settings:
    """Return a machine's settings with its name and kind as the clinic's server has them, where it is enrolled there.

    `here` is an enrolment to be. Raises DamagedEnrolment, or BrokenSettings where the settings file says another kind.
    """
    known = here or enrolled(chosen.config)
    if known is None:
        return chosen
    if chosen.kind_written and chosen.kind != known.kind:
        reason = f'the clinic\'s server has this computer as a "{known.kind}": take this line out'
        raise BrokenSettings(paths.config_dir() / FILE, "kind", reason)
    return replace(chosen, kind=Kind(known.kind), kiosk=known.station, enrolled=True)


def open_or_create(
    data: Path, config: Path, *, create: bool = True, key: bytes | None = None, attended: bool = False
) -> Store:
    """Open the clinic with whose server `config` was enrolled; else that of a data folder, its key slots in `config`.

    A new one is made in the folder where there is none and `create`, never on a server: one that starts by itself, or
    an `attended` one, which is finished by its first administrator and from then on opened with the `key` that staff
    unlock (`clinic/unlocking.py`). Raises a CannotOpen by name (NoCipher, MustUnlock, WrongKey, MissingKey, DamagedKey,
    Damaged, Insecure, DataFolder, NoRoom, NewerDatabase, AlreadyRunning, NoClinic; NoServer, NoEntry, NoClinicThere,
    StationOld, ServerOld, Upgrading, StationOpen; MovedToServer, SameFolder), and never starts empty beside data that
    stands.
    """
    # Loaded with the database, not before: a start paints first.
    from kypho_prep.records.process_memory import leave_no_core

    leave_no_core()
    server = enrolled(config)
    try:
        if server is not None:
            return _open_server(server)
        return _open_folder(data, config, create=create, key=key, attended=attended)
    except Trouble as trouble:
        raise refusal(trouble) from trouble


def workplace(
    database: Store,
    content: Content,
    *,
    clock: Callable[[], datetime],
    kiosk: str,
    passwords: PasswordRule | None = None,
    ticks: Callable[[], float] = elapsed,
    outbox: Outbox | None = None,
) -> Workplace:
    """Join an open database, the content and a clock to a workplace.

    `kiosk` names a machine that works alone; `ticks` are seconds that only ever grow.
    """
    here = database.station
    rule = passwords or PasswordRule()
    return Workplace(database, content, clock, here.name or kiosk, here.id, rule, ticks, outbox=outbox)


def open_outbox(database: Store, data: Path, now: datetime) -> Outbox | None:
    """Open what a kiosk keeps in its data folder of that which the clinic's server did not take; None where none does.

    One that cannot be read is set aside beside it. Raises OutboxDamaged then, which says so once, and NoRoom or
    DataFolder.
    """
    if not database.outbox_key:
        return None
    from kypho_prep.records.sqlite import outbox

    try:
        return outbox.Outbox.opened(data, database.outbox_key)
    except OSError as error:
        raise DataFolder(detail=str(data)) from error
    except Trouble as trouble:
        if trouble.what != "damaged":
            raise refusal(trouble) from trouble
        raise OutboxDamaged(detail=outbox.set_aside(data, now)) from trouble


def _open_folder(data: Path, config: Path, *, create: bool, key: bytes | None, attended: bool) -> Store:
    from kypho_prep.records.sqlite.database import Database

    # The key beside the data would open a folder that was stolen or copied; who has one so goes on.
    if create and not holds_data(data) and data.resolve() == config.resolve():
        raise SameFolder(detail=str(data))
    return Database.open(data, config, create=create, key=key, attended=attended)


def _open_server(server: Enrolment) -> Store:
    try:
        from kypho_prep.records.postgresql.database import Database
    except ImportError as error:
        raise Trouble("no_driver", str(error)) from error
    return Database.open(server.url, Station(server.id, server.station, server.kind))
