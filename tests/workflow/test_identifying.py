"""Two identifiers lead to one patient's next visit, or to nobody: never to a list, never to a hint."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kypho_prep.prep.chart import Ending
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.errors import StaffOnly
from kypho_prep.workflow.visits import identifying, schedule
from kypho_prep.workflow.visits.identifying import NobodyFits
from kypho_prep.workflow.visits.schedule import PatientForm
from tests.workflow.ward import BORN, PATIENT, PROCEDURE, VISIT, Ward

pytestmark = pytest.mark.by_logins


def planned(ward: Ward, patient: PatientForm = PATIENT, on: date = PROCEDURE) -> str:
    form = replace(VISIT, procedure_on=on, arrival_on=on)
    return schedule.new_visit(ward.desk, staff=ward.nurse, patient=patient, visit=form)


def found(ward: Ward, family: str = "O'Brien", born: date = BORN) -> str:
    ward.prove()
    return identifying.visit_of(ward.workplace, staff=ward.nurse, family=family, born=born)


@pytest.mark.parametrize("typed", ["O'Brien", "OBRIEN", "o’brien ", "Óbrien"])
def test_a_name_is_found_however_it_is_written(ward: Ward, typed: str) -> None:
    visit = planned(ward)
    assert found(ward, typed) == visit


@pytest.mark.parametrize("typed", ["O'Bri", "Ann", "Ann O'Brien", "", "  ", "%", "5550100"])
def test_a_part_of_a_name_another_name_or_a_number_leads_nowhere(ward: Ward, typed: str) -> None:
    planned(ward, replace(PATIENT, phone="555-0100"))
    with pytest.raises(NobodyFits):
        found(ward, typed)


def test_another_birth_date_leads_nowhere(ward: Ward) -> None:
    planned(ward)
    with pytest.raises(NobodyFits):
        found(ward, born=BORN + timedelta(days=1))


def test_two_people_of_one_name_and_date_lead_nowhere(ward: Ward) -> None:
    planned(ward)
    planned(ward, replace(PATIENT, given="Beth"))
    with pytest.raises(NobodyFits):
        found(ward)


def test_of_one_person_s_visits_the_next_that_goes_on_is_meant(ward: Ward) -> None:
    later, first, next_one = (planned(ward, on=PROCEDURE + timedelta(days=days)) for days in (20, 0, 10))
    schedule.end_visit(ward.desk, staff=ward.nurse, visit=first, ending=Ending.CANCELLED, reason="moved away")
    assert found(ward) == next_one
    ward.clock.at += timedelta(days=27)
    assert found(ward) == later


def test_who_does_not_work_here_finds_nobody(ward: Ward) -> None:
    planned(ward)
    stranger = StaffMember("nobody", "x", "X", ward.nurse.role)
    with pytest.raises(StaffOnly):
        identifying.visit_of(ward.workplace, staff=stranger, family="O'Brien", born=BORN)
