"""New and edited visits: what cannot be is named with its field, and moved times void what was written for them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kypho_prep.prep.chart import Anesthesia, InstructionAction
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.staff_entries.fasting import Fasting, fasting_state
from kypho_prep.workflow.clinic.staff import Role, StaffMember
from kypho_prep.workflow.desk.review import InstructionForm
from kypho_prep.workflow.errors import Changed, Invalid, StaffOnly
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm, VisitForm
from tests.workflow.ward import BORN, PATIENT, PROCEDURE, VISIT, Ward

TODAY = date(2026, 11, 23)


def problems(ward: Ward, patient: PatientForm = PATIENT, visit: VisitForm = VISIT) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as caught:
        ward.new_visit(patient, visit)
    assert schedule.board(ward.workplace).rows == ()
    return [(field, key) for field, key, _ in caught.value.problems]


def edit(ward: Ward, visit: str, revision: int | None = None, **changes: Any) -> None:
    patient, form, known = schedule.forms(ward.workplace, visit=visit)
    person = replace(patient, **{name: value for name, value in changes.items() if hasattr(patient, name)})
    planned = replace(form, **{name: value for name, value in changes.items() if hasattr(form, name)})
    schedule.edit_visit(
        ward.workplace, staff=ward.nurse, visit=visit, patient=person, form=planned, revision=revision or known
    )


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"family": "  "}, ("family", "error.required")),
        ({"given": ""}, ("given", "error.required")),
        ({"family": "x" * 201}, ("family", "error.too_long")),
        ({"born": None}, ("born", "error.required")),
        ({"born": TODAY + timedelta(days=1)}, ("born", "error.born_in_future")),
        ({"born": date(1905, 11, 23)}, ("born", "error.born_too_long_ago")),
    ],
)
def test_what_a_patient_cannot_be(ward: Ward, changes: dict[str, Any], problem: tuple[str, str]) -> None:
    assert problems(ward, replace(PATIENT, **changes)) == [problem]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"procedure_on": None}, ("procedure_on", "error.required")),
        ({"procedure_on": TODAY - timedelta(days=1), "arrival_on": None, "arrival_at": ""},
         ("procedure_on", "error.procedure_in_past")),
        ({"procedure_at": "8"}, ("procedure_at", "error.not_a_time")),
        ({"procedure_at": "25:00"}, ("procedure_at", "error.not_a_time")),
        ({"arrival_at": "7:5"}, ("arrival_at", "error.not_a_time")),
        ({"arrival_at": "08:31"}, ("arrival_at", "error.arrival_after_procedure")),
        ({"arrival_on": PROCEDURE + timedelta(days=1)}, ("arrival_on", "error.arrival_after_procedure")),
        ({"surgeon": "x" * 201}, ("surgeon", "error.too_long")),
    ],
)  # fmt: skip
def test_what_a_visit_cannot_be(ward: Ward, changes: dict[str, Any], problem: tuple[str, str]) -> None:
    assert problems(ward, PATIENT, replace(VISIT, **changes)) == [problem]


def test_every_problem_is_named_at_once(ward: Ward) -> None:
    found = problems(ward, PatientForm("", "", None), VisitForm(None, "late"))
    assert [field for field, _ in found] == ["family", "given", "born", "procedure_on", "procedure_at"]


@pytest.mark.parametrize(
    ("family", "kept"),
    [
        ("O'Brien-Łukasiewicz", "O'Brien-Łukasiewicz"),
        ("D\u2019Angelo", "D\u2019Angelo"),
        ("  Nguye\u0302\u0303n ", "Nguyễn"),
        ("هدى الحسن", "هدى الحسن"),
        ("x" * 200, "x" * 200),
    ],
)
def test_names_are_kept_as_typed_in_their_composed_form(ward: Ward, family: str, kept: str) -> None:
    visit = ward.new_visit(replace(PATIENT, family=family))
    assert schedule.forms(ward.workplace, visit=visit)[0].family == kept
    assert ward.row(visit).patient == f"{kept}, Ann"


def test_a_time_alone_means_the_procedure_s_day(ward: Ward) -> None:
    visit = ward.new_visit(PATIENT, VisitForm(PROCEDURE, "8:30", None, "7:05"))
    form = schedule.forms(ward.workplace, visit=visit)[1]
    assert (form.arrival_on, form.arrival_at, form.procedure_at) == (PROCEDURE, "07:05", "08:30")


def test_a_person_of_120_and_one_born_today_are_taken(ward: Ward) -> None:
    ward.new_visit(replace(PATIENT, born=date(1905, 11, 24)))
    ward.new_visit(replace(PATIENT, born=TODAY))


@pytest.mark.parametrize(
    "changes",
    [
        {"procedure_at": "09:00"},
        {"procedure_on": PROCEDURE + timedelta(days=1)},
        {"arrival_at": "06:00"},
        {"anesthesia": Anesthesia.GENERAL},
    ],
)
def test_moved_times_void_the_fasting_that_was_written_for_them(ward: Ward, changes: dict[str, Any]) -> None:
    visit = ward.new_visit()
    for action in (InstructionAction.FASTING_FOOD, InstructionAction.FASTING_LIQUIDS):
        ward.instruct(visit, InstructionForm("fasting", action, PROCEDURE, "00:00", "Nothing", "Dr. Żak"))
    assert fasting_state(ward.open_chart(visit).situation.chart) is Fasting.ENTERED
    edit(ward, visit, **changes)
    assert fasting_state(ward.open_chart(visit).situation.chart) is Fasting.VOID
    for action in (InstructionAction.FASTING_FOOD, InstructionAction.FASTING_LIQUIDS):
        ward.instruct(visit, InstructionForm("fasting", action, PROCEDURE, "00:00", "Nothing", "Dr. Żak"))
    chart = ward.open_chart(visit).situation.chart
    assert fasting_state(chart) is Fasting.ENTERED
    assert len(chart.instructions) == 4
    assert len(chart.current_instructions) == 2


def test_another_field_leaves_the_times_as_they_are(ward: Ward) -> None:
    visit = ward.new_visit()
    edit(ward, visit, phone="555-0199", surgeon="Dr. Żak", tests=("inr",))
    chart = ward.open_chart(visit).situation.chart
    assert (chart.visit.revision, chart.visit.times_revision) == (2, 1)
    assert (chart.patient.phone, chart.visit.surgeon, chart.visit.tests) == ("555-0199", "Dr. Żak", ("inr",))
    assert ward.row(visit).phone == "555-0199"


def test_an_edit_that_changes_nothing_leaves_no_trace(ward: Ward) -> None:
    visit = ward.new_visit()
    before = schedule.board_changed(ward.workplace)
    edit(ward, visit)
    assert schedule.board_changed(ward.workplace) == before
    assert ward.events(visit) == ["visit_added"]


def test_the_second_of_two_edits_is_told_of_the_first(ward: Ward) -> None:
    visit = ward.new_visit()
    edit(ward, visit, phone="1", revision=1)
    with pytest.raises(Changed):
        edit(ward, visit, phone="2", revision=1)
    assert ward.row(visit).phone == "1"


def test_a_visit_of_yesterday_can_still_be_mended_but_not_moved_further_back(ward: Ward) -> None:
    visit = ward.new_visit(PATIENT, VisitForm(TODAY))
    ward.clock.pass_by(days=1)
    edit(ward, visit, phone="555-0199")
    with pytest.raises(Invalid):
        edit(ward, visit, procedure_on=TODAY - timedelta(days=3))


@pytest.mark.parametrize(
    ("sex", "born", "asked"),
    [("female", 1990, True), ("", 1990, True), ("male", 1990, False), ("female", 1950, False)],
)
def test_the_clinic_s_rule_proposes_the_pregnancy_question(ward: Ward, sex: str, born: int, asked: bool) -> None:
    form = replace(PATIENT, sex=sex, born=date(born, 1, 2))
    assert schedule.proposes_pregnancy(Clinic(), form, PROCEDURE) is asked
    visit = ward.new_visit(form)
    assert schedule.forms(ward.workplace, visit=visit)[1].ask_pregnancy is asked
    decided = ward.new_visit(form, replace(VISIT, ask_pregnancy=not asked))
    assert schedule.forms(ward.workplace, visit=decided)[1].ask_pregnancy is not asked


def test_nobody_from_outside_plans_a_visit(ward: Ward) -> None:
    stranger = StaffMember("nobody", "nobody", "Nobody", Role.ADMINISTRATOR)
    with pytest.raises(StaffOnly):
        schedule.new_visit(ward.workplace, staff=stranger, patient=PATIENT, visit=VISIT)


def test_a_past_visit_gets_no_slip(ward: Ward) -> None:
    visit = ward.new_visit(replace(PATIENT, born=BORN), VisitForm(TODAY))
    ward.clock.pass_by(days=1)
    with pytest.raises(Invalid):
        schedule.print_slip(ward.workplace, staff=ward.nurse, visit=visit)
