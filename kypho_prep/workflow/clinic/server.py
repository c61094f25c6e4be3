"""What an administrator does about the clinic's server before anybody works on it: make a clinic there, bring it up."""

from __future__ import annotations

from pathlib import Path

from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.records.trouble import Trouble
from kypho_prep.workflow.refusals import refusal
from kypho_prep.workflow.server_errors import AlreadyEnrolled, NotEnrolled, OwnClinic
from kypho_prep.workflow.start import enrolled, has_clinic


def begin(url: str, data: Path, config: Path, station: str) -> None:
    """Make a clinic's tables in a server's empty database, and enrol this computer as its first station.

    Both are done, or neither. Raises AlreadyEnrolled, OwnClinic, NotEmpty, DataFolder and what opening raises.
    """
    if enrolled(config) is not None:
        raise AlreadyEnrolled
    if has_clinic(data):
        raise OwnClinic(detail=str(data))
    try:
        from kypho_prep.records.postgresql import upgrade as steps

        steps.make(url, lambda: enrolment.write(config, Enrolment(station, "desk", url)))
    except Exception as trouble:
        # Nothing else wrote it: there was none.
        enrolment.remove(config)
        raise _named(trouble) from trouble


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
        raise _named(trouble) from trouble


def _named(trouble: Exception) -> Exception:
    if isinstance(trouble, ImportError):
        return refusal(Trouble("no_driver", str(trouble)))
    return refusal(trouble) if isinstance(trouble, Trouble) else trouble
