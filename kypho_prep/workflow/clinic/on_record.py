"""What leaves a line of the audit although nobody changed a visit: starts, stops, back-ups, refusals during a wait.

None of it is worth a back-up, and none of it may keep anybody from working: a disk or a server that takes no line
refuses the work itself soon enough. This module is light: the first paint may import it.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from kypho_prep.records.rows import AuditRow
from kypho_prep.records.trouble import Trouble
from kypho_prep.workflow.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from kypho_prep.workflow.clinic.backing_up import BackUps
    from kypho_prep.workflow.workplace import Workplace

PROGRAM = "program"


def refused_in_wait(workplace: Workplace, *, actor: str, event: str, subject: str, seconds: int) -> None:
    """Put on record that somebody tried during a wait, and was not even asked whether it was right."""
    with workplace.writing() as records:
        records.audit.add(AuditRow(workplace.now(), actor, event, subject, details={"seconds": seconds}))


def started(workplace: Workplace, config: Path) -> None:
    """Put the start of this machine's program on record: what it knew of the audit, and the newest back-up.

    A back-up that was made by command while no program was open has its trace there.
    """
    from kypho_prep import __version__
    from kypho_prep.workflow.clinic.audit_proof import keep_anchor

    database = workplace.database
    fault = keep_anchor(database, config, workplace.now())
    details: dict[str, Any] = {"version": __version__}
    if fault is not None:
        details["audit"] = {"fault": fault.kind.value, "place": fault.place}
    if database.backups is not None and (held := database.backups.held()):
        details["back_up"] = held[0].place.name
    _line(workplace, "started", workplace.kiosk, details)
    keep_anchor(database, config, workplace.now())


def stopped(workplace: Workplace, config: Path) -> None:
    """Put on record that this machine's program ends, and keep an anchor of that."""
    from kypho_prep.workflow.clinic.audit_proof import keep_anchor

    _line(workplace, "stopped", workplace.kiosk, {})
    with suppress(Trouble):
        keep_anchor(workplace.database, config, workplace.now())


def backed_up(workplace: Workplace, before: BackUps, now: BackUps) -> None:
    """Put on record what became of the back-ups since somebody looked last: one that was made, a try that failed."""
    if now.made_at is not None and now.made_at != before.made_at:
        _line(workplace, "backup_made", workplace.kiosk, {"made_at": now.made_at.isoformat()})
    if now.trouble is not None and before.trouble is None:
        _line(workplace, "backup_failed", workplace.kiosk, {"why": now.trouble.words_key})
    if now.away is not None and before.away is None:
        _line(workplace, "backup_not_delivered", workplace.kiosk, {})


def faulted(workplace: Workplace) -> None:
    """Put on record that the program met a fault of its own and went on."""
    _line(workplace, "program_fault", workplace.kiosk, {})


def _line(workplace: Workplace, event: str, subject: str, details: dict[str, Any]) -> None:
    with suppress(Refused), workplace.writing(heartbeat=True) as records:
        records.audit.add(AuditRow(workplace.now(), PROGRAM, event, subject, details=details))
