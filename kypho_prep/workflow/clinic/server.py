"""What an administrator does about the clinic's server before anybody works on it: make a clinic there, bring it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.records.trouble import Trouble
from kypho_prep.settings import Kind
from kypho_prep.workflow.refusals import refusal
from kypho_prep.workflow.server_errors import AlreadyEnrolled, NotEnrolled, OwnClinic
from kypho_prep.workflow.start import as_enrolled, enrolled, has_own_clinic

if TYPE_CHECKING:
    from pathlib import Path

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


def named(trouble: Exception) -> Exception:
    """Return the named error of a trouble with the server, or with a build that cannot talk to one."""
    if isinstance(trouble, ImportError):
        return refusal(Trouble("no_driver", str(trouble)))
    return refusal(trouble) if isinstance(trouble, Trouble) else trouble
