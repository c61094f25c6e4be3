"""Finished visits go by themselves at the day's end, where the clinic's settings say so: once a day, never in doubt."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kypho_prep.prep.times import local_date
from kypho_prep.workflow import clinic_setting
from kypho_prep.workflow.clinic import retention

if TYPE_CHECKING:
    from pathlib import Path

    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.workplace import Workplace

# The hour of the clinic's own clock from which its day is over.
DAYS_END = 18
# The last day on which it was tried, by the clinic's clock.
TRIED = "purged_on"
ACCOUNT = "at the day's end"


def purge_itself(workplace: Workplace, second: Path | None) -> None:
    """Remove what is due, where the clinic wants that and this day's turn has not been.

    For the clinic's own file alone: a server's visits are its owner's to remove. One try a day, whatever comes of it;
    none while a clock is in doubt. Raises what `plan`, `purge` and `forget_back_ups` do.
    """
    if workplace.database.shared or not _is_due(workplace):
        return
    agreed = retention.plan(workplace)
    with workplace.writing() as records:
        records.settings.put(TRIED, agreed.today.isoformat())
    if agreed.going:
        retention.purge(workplace, agreed, account=ACCOUNT)
    retention.forget_back_ups(workplace, agreed.days, second)


def _is_due(workplace: Workplace) -> bool:
    with workplace.reading() as records:
        clinic = clinic_setting.read(records.settings.get(clinic_setting.KEY))
        return clinic.purges_itself and _turn(records, clinic, workplace.now())


def _turn(records: Transaction, clinic: Clinic, now: datetime) -> bool:
    """Tell whether a day's end has come since the last try; one that the computer slept through counts."""
    today = local_date(now, clinic)
    over = today if now.astimezone(clinic.tz).hour >= DAYS_END else today - timedelta(days=1)
    tried = records.settings.get(TRIED)
    return tried is None or date.fromisoformat(tried) < over
