"""What an administrator does about the clinic's server: make a clinic there, bring it up, say that it was backed up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.records.key_values import SERVER_BACKED_UP
from kypho_prep.records.rows import AuditRow, Station
from kypho_prep.records.trouble import Trouble
from kypho_prep.settings import Kind
from kypho_prep.workflow.derived.refresh import PROGRAM
from kypho_prep.workflow.refusals import refusal
from kypho_prep.workflow.server_errors import AlreadyEnrolled, NotEnrolled, OwnClinic
from kypho_prep.workflow.start import as_enrolled, enrolled, has_own_clinic

if TYPE_CHECKING:
    from pathlib import Path

    from kypho_prep.records.postgresql.database import Database
    from kypho_prep.records.store import Store
    from kypho_prep.settings import Settings


def begin(url: str, chosen: Settings) -> None:
    """Make a clinic's tables in a server's empty database, and enrol this computer as its first station.

    It is a desk, or "both" where its settings file says so. Both are done, or neither. Raises AlreadyEnrolled,
    OwnClinic, BrokenSettings (it was told to be a kiosk), NotEmpty, DataFolder and what opening raises.
    """
    config = chosen.config
    if enrolled(config) is not None:
        raise AlreadyEnrolled
    if has_own_clinic(chosen.data):
        raise OwnClinic(detail=str(chosen.data))
    kind = chosen.kind if chosen.kind_written and chosen.kind is not Kind.KIOSK else Kind.DESK
    here = Enrolment(chosen.kiosk, kind.value, url)
    as_enrolled(chosen, here)
    try:
        from kypho_prep.records.postgresql import upgrade as steps

        steps.make(url, lambda: enrolment.write(config, here))
    except Exception as trouble:
        # Nothing else wrote it: there was none.
        enrolment.remove(config)
        raise named(trouble) from trouble


def upgrade(config: Path) -> tuple[str | None, str]:
    """Bring the tables of this computer's server to this version; return the version that was there, and this one.

    Raises NotEnrolled, StationsAtWork, StationOld and what opening raises.
    """
    here = enrolled(config)
    if here is None:
        raise NotEnrolled
    try:
        from kypho_prep.records.migrate import HEAD
        from kypho_prep.records.postgresql import upgrade as steps

        return steps.bring_up(here.url), HEAD
    except (Trouble, ImportError) as trouble:
        raise named(trouble) from trouble


def backed_up(config: Path, now: datetime) -> str:
    """Put on record that a back-up of the server was just made by the server's own means; return which server.

    Raises NotEnrolled and what opening raises.
    """
    with administration(config) as database, named_refusals():
        with database.write(alone=True) as records:
            records.settings.put(SERVER_BACKED_UP, now.isoformat())
            records.audit.add(AuditRow(now, PROGRAM, "server_backed_up"))
        return database.address.shown


def backed_up_at(database: Store) -> datetime | None:
    """Return when somebody put on record last that the server was backed up; None where nobody ever did.

    Raises Trouble.
    """
    with database.read() as records:
        said = records.settings.get(SERVER_BACKED_UP)
    return None if said is None else datetime.fromisoformat(said)


@contextmanager
def administration(config: Path) -> Iterator[Database]:
    """Open the server of this computer's enrolment for a command, beside the program that may be open here."""
    here = enrolled(config)
    if here is None:
        raise NotEnrolled
    with named_refusals():
        from kypho_prep.records.postgresql.database import Database

        database = Database.open(here.url, Station("", "administration", "desk"))
    try:
        yield database
    finally:
        database.close()


@contextmanager
def named_refusals() -> Iterator[None]:
    """Turn a trouble with the server into its named error."""
    try:
        yield
    except (Trouble, ImportError) as trouble:
        raise named(trouble) from trouble


def named(trouble: Exception) -> Exception:
    """Return the named error of a trouble with the server, or with a build that cannot talk to one."""
    if isinstance(trouble, ImportError):
        return refusal(Trouble("no_driver", str(trouble)))
    return refusal(trouble) if isinstance(trouble, Trouble) else trouble
