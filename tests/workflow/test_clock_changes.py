"""Local times in the nights when the clocks change: what the form says is what is stored, weighed and printed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kypho_prep.prep.chart import InstructionAction
from kypho_prep.prep.times import meant
from kypho_prep.workflow.desk.review import InstructionForm
from kypho_prep.workflow.errors import Invalid
from tests.workflow.ward import PROCEDURE, VISIT, Ward

FOOD = InstructionForm("fasting", InstructionAction.FASTING_FOOD, PROCEDURE, "00:00", "Nothing", "Dr. Żak")


def test_the_daylight_saving_night_means_the_earlier_safer_moment() -> None:
    spring, autumn, zone = date(2027, 3, 14), date(2026, 11, 1), "America/New_York"
    never, twice, once = meant(spring, "02:30", zone), meant(autumn, "01:30", zone), meant(spring, "08:00", zone)
    assert (never.comes, never.on, never.clock) == ("never", spring, "01:30")
    assert (twice.comes, twice.at.isoformat()) == ("twice", "2026-11-01T05:30:00+00:00")
    assert (once.comes, once.clock) == ("once", "08:00")


def test_fasting_is_weighed_against_the_procedure_across_the_daylight_saving_night(ward: Ward) -> None:
    day = date(2027, 3, 14)
    visit = ward.new_visit(visit=replace(VISIT, procedure_on=day, procedure_at="03:00", arrival_on=None, arrival_at=""))
    ward.instruct(visit, replace(FOOD, on=day, at="02:30"))
    with pytest.raises(Invalid):
        ward.instruct(visit, replace(FOOD, action=InstructionAction.FASTING_LIQUIDS, on=day, at="03:01"))


def test_in_the_spring_night_what_the_form_says_is_what_is_stored(ward: Ward) -> None:
    day = date(2027, 3, 14)
    early = replace(VISIT, procedure_on=day, procedure_at="02:45", arrival_on=day, arrival_at="02:30")
    visit = ward.new_visit(visit=early)
    planned = ward.open_chart(visit).situation.chart.visit
    assert (planned.arrival_at, planned.procedure_at) == ("01:30", "01:45")
    order = ward.instruct(visit, replace(FOOD, on=day, at="02:30")).situation.chart.current_instructions[0]
    assert (order.on, order.at) == (day, "01:30")


def test_a_time_that_comes_twice_is_stored_as_typed(ward: Ward) -> None:
    ward.clock.at = datetime(2026, 10, 28, 15, tzinfo=UTC)
    day = date(2026, 11, 1)
    visit = ward.new_visit(visit=replace(VISIT, procedure_on=day, arrival_on=day))
    order = ward.instruct(visit, replace(FOOD, on=day, at="01:30")).situation.chart.current_instructions[0]
    assert (order.on, order.at) == (day, "01:30")
