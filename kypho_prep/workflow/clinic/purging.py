"""Finished visits go by themselves at the day's end, where the clinic's settings say so: once a day, never in doubt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kypho_prep.prep.times import local_date
from kypho_prep.workflow import clinic_setting
from kypho_prep.workflow.clinic import retention

if TYPE_CHECKING:
    from pathlib import Path

    from kypho_prep.workflow.workplace import Workplace

# The hour of the clinic's own clock from which its day is over.
DAYS_END = 18
# The last day whose end it was tried for, by the clinic's clock.
TRIED = "purged_on"
ACCOUNT = "at the day's end"


def purge_itself(workplace: Workplace, second: Path | None) -> None:
    """Remove what is due, where the clinic wants that and this day's turn has not been.

    For the clinic's own file alone: a server's visits are its owner's to remove. One try for each day's end, whatever
    comes of it; none while a clock is in doubt. Raises what `plan`, `purge` and `forget_back_ups` do.
    """
    over = None if workplace.database.shared else _day_due(workplace)
    if over is None:
        return
    agreed = retention.plan(workplace)
    with workplace.writing() as records:
        records.settings.put(TRIED, over.isoformat())
    if agreed.going:
        retention.purge(workplace, agreed, account=ACCOUNT)
    retention.forget_back_ups(workplace, agreed.days, second)


def _day_due(workplace: Workplace) -> date | None:
    """Return the last day that is over, also while the computer slept; None where it was tried for, or nothing is."""
    with workplace.reading() as records:
        clinic = clinic_setting.read(records.settings.get(clinic_setting.KEY))
        tried = records.settings.get(TRIED)
    now = workplace.now()
    today = local_date(now, clinic)
    over = today if now.astimezone(clinic.tz).hour >= DAYS_END else today - timedelta(days=1)
    return over if clinic.purges_itself and (tried is None or date.fromisoformat(tried) < over) else None
