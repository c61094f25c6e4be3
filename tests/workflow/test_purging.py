"""Finished visits go by themselves at the day's end where the clinic says so: once a day, never by a clock in doubt."""

from dataclasses import replace

import pytest

from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.workflow.clinic import purging, staff
from kypho_prep.workflow.errors import ClockInDoubt
from tests.workflow.test_retention import OVER, another, finished, visits, work_until
from tests.workflow.ward import Ward

pytestmark = pytest.mark.sqlite


def due(ward: Ward, *, itself: bool = True) -> str:
    """A visit whose days are over, at ten in the morning of the clinic's day."""
    visit = finished(ward)
    another(ward)
    clinic = replace(staff.clinic(ward.workplace), purges_itself=itself)
    staff.change_clinic(ward.workplace, staff=ward.nurse, clinic=clinic)
    work_until(ward, OVER)
    local = ward.clock.at.astimezone(clinic.tz)
    ward.clock.at += local.replace(hour=10) - local
    return visit


def look(ward: Ward) -> None:
    purging.purge_itself(ward.workplace, None)


def test_at_the_day_s_end_after_a_back_up(ward: Ward) -> None:
    visit = due(ward)
    look(ward)
    # The first time it may: no day's end before was tried.
    assert visit not in visits(ward)
    assert isinstance(ward.workplace.database.backups, Archive)
    (made,) = ward.workplace.database.backups.held()
    assert made.rows["visit"] == 2, "the back-up came before"
    stub = next(line for line in reversed(ward.audit(visit)) if line.event == "visit_purged")
    assert stub.details["account"] == purging.ACCOUNT


def test_once_a_day_and_not_before_its_end(ward: Ward) -> None:
    visit = due(ward)
    today = ward.clock.at.astimezone(staff.clinic(ward.workplace).tz).date()
    with ward.workplace.writing() as records:
        records.settings.put(purging.TRIED, str(today.replace(day=today.day - 1)))
    look(ward)
    assert visit in visits(ward), "in the morning"
    ward.clock.pass_by(seconds=9 * 3600)
    look(ward)
    assert visit not in visits(ward)
    with ward.workplace.reading() as records:
        assert records.settings.get(purging.TRIED) == today.isoformat()


def test_a_computer_that_is_off_at_the_day_s_end_does_it_each_morning(ward: Ward) -> None:
    due(ward)
    look(ward)
    ward.clock.pass_by(seconds=24 * 3600)
    with ward.workplace.reading() as records:
        before = records.settings.get(purging.TRIED)
    look(ward)
    with ward.workplace.reading() as records:
        assert records.settings.get(purging.TRIED) != before, "the end of the first day has come since"


def test_not_where_the_clinic_says_nothing(ward: Ward) -> None:
    visit = due(ward, itself=False)
    assert not replace(staff.clinic(ward.workplace)).purges_itself
    look(ward)
    assert visit in visits(ward)


def test_never_by_a_clock_that_jumped_and_that_day_is_not_lost(ward: Ward) -> None:
    visit = due(ward)
    ward.clock.put(days=400)
    with pytest.raises(ClockInDoubt):
        look(ward)
    assert visit in visits(ward)
    with ward.workplace.reading() as records:
        assert records.settings.get(purging.TRIED) is None
