"""A machine as one of the clinic's stations: its lease, whose a sitting is, and its end; a light module.

One that works alone is the only station there is. On a clinic's server its clock counts, which all stations share.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kypho_prep.records.rows import AuditRow
from kypho_prep.workflow.server_errors import NoEntry

if TYPE_CHECKING:
    from datetime import datetime

    from kypho_prep.prep.author import Author
    from kypho_prep.records.rows import SessionRow
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.workplace import Workplace


def renew(workplace: Workplace) -> None:
    """Say that this machine is at work: for two minutes the patients who sit here are its own. Raises NoEntry."""
    with workplace.writing(heartbeat=True) as records:
        be_seen(workplace, records)


def be_seen(workplace: Workplace, records: Transaction) -> None:
    """Renew this machine's lease in a transaction. Raises NoEntry where it was revoked, or its name is another's."""
    here = replace(workplace.database.station, id=workplace.station, name=workplace.kiosk)
    if not records.stations.be_seen(here):
        raise NoEntry


def is_own(workplace: Workplace, sitting: SessionRow) -> bool:
    """Tell whether a sitting is at this machine; one from before stations had ids goes by the kiosk's name."""
    if sitting.station_id is None:
        return sitting.kiosk == workplace.kiosk
    return sitting.station_id == workplace.station


def end_sitting(records: Transaction, sitting: SessionRow, how: str, at: datetime, by: Author) -> None:
    """End a sitting, and put on record how and who ended it; its page stays."""
    records.sessions.end(sitting.id, at, how)
    details = {"session": sitting.id}
    records.audit.add(AuditRow(at, by.name, "session_ended", how, sitting.visit, details, by.id))


def held_elsewhere(workplace: Workplace, records: Transaction, sitting: SessionRow) -> bool:
    """Tell whether an open sitting is held by another machine whose lease runs."""
    if is_own(workplace, sitting) or sitting.station_id is None:
        return False
    return records.stations.holds(sitting.station_id)
