"""What changed since a nurse last had the chart in hand, through the real workflow and an encrypted chart."""

from dataclasses import replace
from typing import Any

import pytest

from kypho_prep.prep.chart import Anesthesia, FactKind
from kypho_prep.prep.sign_off.changes_since import SeenHow
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.prep.staff_entries.visit_change import is_move, visit_at
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import Review
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from tests.workflow.ward import Ward


@pytest.fixture
def handled(ward: Ward) -> str:
    """A visit whose patient answered everything and whose nurse closed what was open."""
    visit = ward.answered_visit()
    ward.close_the_rest(visit)
    return visit


def told(opened: Review) -> list[str]:
    return [one.key for one in opened.since.changes] if opened.since else []


def come_back(ward: Ward, visit: str, item: str, value: Any) -> None:
    opened = ward.sit_down(visit)
    ward.say(opened, item, value)
    intake.leave(ward.workplace, session=opened.session.id)


def edit(ward: Ward, visit: str, **changes: Any) -> None:
    patient, form, revision = schedule.forms(ward.workplace, visit=visit)
    schedule.edit_visit(
        ward.workplace,
        staff=ward.nurse,
        visit=visit,
        patient=patient,
        form=replace(form, **changes),
        revision=revision,
    )


def test_a_first_review_has_no_difference(ward: Ward) -> None:
    assert ward.open_chart(ward.answered_visit()).since is None


def test_a_patient_who_comes_back_leaves_a_difference_until_it_is_read(ward: Ward, handled: str) -> None:
    assert ward.open_chart(handled).since is None
    come_back(ward, handled, "health.anesthesia_trouble", True)
    opened = ward.open_chart(handled)
    assert told(opened)[0] == "reply:health.anesthesia_trouble"
    assert opened.since is not None
    assert (opened.since.kind, opened.since.who) == (SeenHow.WORKED, ward.nurse.name)
    assert told(review.mark_read(ward.workplace, staff=ward.nurse, visit=handled)) == []
    come_back(ward, handled, "health.anesthesia_trouble", True)
    assert told(ward.open_chart(handled)) == [], "the same value again"
    assert "chart_read" in ward.events(handled)


def test_reading_is_no_answer_to_not_complete(ward: Ward, handled: str) -> None:
    review.not_complete(ward.workplace, staff=ward.nurse, visit=handled, reason="Waits for the daughter")
    assert review.mark_read(ward.workplace, staff=ward.nurse, visit=handled).stage is Stage.NOT_COMPLETE


def test_a_change_of_the_visit_keeps_both_sides_by_whom_and_when(ward: Ward, handled: str) -> None:
    edit(ward, handled, procedure_at="09:15", anesthesia=Anesthesia.GENERAL, surgeon="Dr. Żak")
    fact = ward.open_chart(handled).situation.chart.facts[-1]
    assert (fact.kind, fact.recorded_by) == (FactKind.VISIT_CHANGED, ward.nurse.name)
    assert fact.value == {
        "before": {"procedure_at": "08:30", "anesthesia": "not_known", "surgeon": ""},
        "after": {"procedure_at": "09:15", "anesthesia": "general", "surgeon": "Dr. Żak"},
    }


def test_another_phone_number_is_told_and_moves_nothing(ward: Ward, handled: str) -> None:
    patient, form, _ = schedule.forms(ward.workplace, visit=handled)
    before = ward.open_chart(handled)
    person, later = replace(patient, phone="555-0199", given="Bo"), replace(form, surgeon="Dr. Żak")
    schedule.edit_visit(ward.workplace, staff=ward.nurse, visit=handled, patient=person, form=later)
    after = ward.open_chart(handled)
    fact = after.situation.chart.facts[-1]
    assert (fact.kind, fact.recorded_by, is_move(fact)) == (FactKind.VISIT_CHANGED, ward.nurse.name, False)
    assert fact.value == {
        "before": {"given": patient.given, "phone": patient.phone, "surgeon": ""},
        "after": {"given": "Bo", "phone": "555-0199", "surgeon": "Dr. Żak"},
    }
    assert {key for key in after.bound if after.bound[key] != before.bound.get(key)} == {"visit:surgeon"}
    assert visit_at(after.situation.chart, before.situation.chart.facts[-1].seq).surgeon == ""
    again, form, _ = schedule.forms(ward.workplace, visit=handled)
    schedule.edit_visit(ward.workplace, staff=ward.nurse, visit=handled, patient=again, form=form)
    assert ward.open_chart(handled).situation.chart.facts[-1] == fact, "what changes nothing tells nothing"
