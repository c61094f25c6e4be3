"""The clock is put back, or midnight passes, between two presses at the desk: nothing is lost, nothing is misread."""

from datetime import UTC, date, datetime

import pytest

from kypho_prep.prep.chart import FactKind
from kypho_prep.prep.rules.procedure_day import DayLine
from kypho_prep.prep.sign_off.calls import calls, due_of
from kypho_prep.prep.times import resolve_local
from kypho_prep.workflow.desk import procedure_day
from kypho_prep.workflow.desk.procedure_day import NotTheDay
from tests.workflow.ward import Ward


def test_a_call_that_is_logged_on_a_clock_put_back_is_kept_beside_the_later_one(ward: Ward) -> None:
    visit = ward.answered_visit()
    ward.record(visit, FactKind.CALL, value={"reached": "nobody", "note": "first"})
    ward.clock.pass_by(seconds=-3600)
    made = ward.record(visit, FactKind.CALL, value={"reached": "patient", "note": "second"})
    assert {one.fact.value["note"] for one in calls(made.situation.chart)} == {"first", "second"}
    assert ward.open_chart(visit).situation.chart.current_facts == made.situation.chart.current_facts


@pytest.mark.parametrize(
    ("on", "moment"),
    [
        (date(2026, 11, 1), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        (date(2027, 3, 14), datetime(2027, 3, 14, 5, 30, tzinfo=UTC)),
    ],
)
def test_a_call_due_in_the_night_when_the_clocks_change_is_due_once_at_the_earlier_moment(
    ward: Ward, on: date, moment: datetime
) -> None:
    visit = ward.answered_visit()
    at = "01:30" if on.month == 11 else "02:30"
    due = resolve_local(on, at, "America/New_York")
    made = ward.record(visit, FactKind.CALL, value={"reached": "nobody", "next_due": due.isoformat()})
    (call,) = calls(made.situation.chart)
    assert due_of(call.fact) == (moment if on.month == 11 else moment.replace(hour=6))


def test_a_line_opened_before_midnight_is_not_recorded_after_it(ward: Ward) -> None:
    visit = ward.answered_visit()
    ward.clock.at = datetime(2026, 12, 9, 4, 59, 58, tzinfo=UTC)
    how = {"staff": ward.nurse, "visit": visit, "line": DayLine.TEMPERATURE}
    kept = procedure_day.record_line(ward.workplace, value={"value": "98.4", "unit": "F"}, **how)
    ward.clock.pass_by(seconds=3)
    standing = kept.situation.chart.current_facts[-1]
    with pytest.raises(NotTheDay):
        procedure_day.record_line(
            ward.workplace, value={"value": "99.9", "unit": "F"}, supersedes=standing.id, reason="Again", **how
        )
    assert ward.open_chart(visit).situation.chart.current_facts[-1] == standing
