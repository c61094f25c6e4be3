"""What is measured and checked on the procedure's morning, in the encrypted file: as typed, corrected, and signed."""

from dataclasses import replace
from typing import Any

import pytest

from kypho_prep.prep.chart import InstructionAction
from kypho_prep.prep.rules.procedure_day import DayLine, day_lines
from kypho_prep.prep.sign_off.day_sign_off import day_blockers, day_standing
from kypho_prep.workflow.desk import procedure_day, review
from kypho_prep.workflow.desk.instruction_form import InstructionForm
from kypho_prep.workflow.errors import Changed, Invalid
from kypho_prep.workflow.visits import schedule
from tests.workflow.test_day import line, problems, record, record_all, sign, signed
from tests.workflow.ward import PROCEDURE, Ward

__all__ = ["signed"]


def value_of(ward: Ward, visit: str, wanted: DayLine) -> dict[str, Any]:
    found = line(ward.open_chart(visit), wanted).recorded
    assert found is not None
    return dict(found.value)


def plans(ward: Ward, visit: str, **planned: Any) -> None:
    """Change what is planned of a visit."""
    person, plan, revision = schedule.forms(ward.workplace, visit=visit)
    schedule.edit_visit(
        ward.workplace,
        staff=ward.nurse,
        visit=visit,
        patient=person,
        form=replace(plan, **planned),
        revision=revision,
    )


def test_vital_signs_are_kept_as_typed_and_what_was_not_measured_says_why(ward: Ward, signed: str) -> None:
    typed = {"pressure": " 212/118 ", "pulse": "irregular, about 90", "breathing": "16", "oxygen": "88 % on 2 L"}
    record(ward, signed, DayLine.VITALS, typed)
    assert value_of(ward, signed, DayLine.VITALS) == typed | {"pressure": "212/118"}
    assert not line(ward.open_chart(signed), DayLine.VITALS).differs, "no value is weighed against a limit"
    before = line(ward.open_chart(signed), DayLine.VITALS).recorded
    assert before is not None
    why = {"pulse": "88", "text": "No cuff on either arm: fistula, lymphedema"}
    record(ward, signed, DayLine.VITALS, why, supersedes=before.id, reason="Wrong patient's monitor")
    assert value_of(ward, signed, DayLine.VITALS) == why
    now = line(ward.open_chart(signed), DayLine.VITALS).recorded
    assert now is not None
    with pytest.raises(Invalid) as caught:
        record(ward, signed, DayLine.VITALS, {}, supersedes=now.id, reason="again")
    assert {("pressure", "error.required"), ("pulse", "error.required")} <= set(problems(caught))


def test_glucose_and_a_pregnancy_result_are_on_the_page_of_those_they_are_about_only(ward: Ward, signed: str) -> None:
    for wanted in (DayLine.GLUCOSE, DayLine.PREGNANCY, DayLine.WORN, DayLine.BRIDGE):
        with pytest.raises(Changed):
            record(ward, signed, wanted, {"found": "yes", "value": "5"})
    sitting = ward.sit_down(signed)
    ward.say(sitting, "health.body", {"picked": ["diabetes"], "unsure": False})
    with pytest.raises(Invalid) as caught:
        record(ward, signed, DayLine.GLUCOSE, {"unit": "mg/dL"})
    assert problems(caught) == [("value", "error.required")]
    record(ward, signed, DayLine.GLUCOSE, {"value": "LO", "unit": "mg/dL"})
    assert value_of(ward, signed, DayLine.GLUCOSE) == {"value": "LO", "unit": "mg/dL"}


def test_a_pregnancy_test_not_done_says_why_and_a_positive_one_needs_a_decision(ward: Ward, signed: str) -> None:
    plans(ward, signed, ask_pregnancy=True)
    with pytest.raises(Invalid) as caught:
        record(ward, signed, DayLine.PREGNANCY, {"found": "not_done"})
    assert problems(caught) == [("text", "error.required")]
    seen = record(ward, signed, DayLine.PREGNANCY, {"found": "no"})
    assert ("blocker.day_undecided", "pregnancy") in {(one.key, one.subject) for one in day_blockers(seen.situation)}


def test_a_site_is_confirmed_for_the_levels_that_are_ordered_then(ward: Ward, signed: str) -> None:
    sign(ward, signed, record_all(ward, signed))
    ordered = ward.open_chart(signed).situation.chart.visit.levels
    assert value_of(ward, signed, DayLine.SITE) == {"found": "yes", "levels": ordered}
    plans(ward, signed, levels="T12, left")
    seen = ward.open_chart(signed)
    assert not day_standing(seen.situation).stands
    found = line(seen, DayLine.SITE)
    assert found.stale
    assert found.undecided
    assert found.recorded is not None
    seen = record(ward, signed, DayLine.SITE, {"found": "yes"}, supersedes=found.recorded.id, reason="Marked anew")
    assert value_of(ward, signed, DayLine.SITE) == {"found": "yes", "levels": "T12, left"}
    assert not line(seen, DayLine.SITE).differs


def test_an_ordered_bridge_asks_for_its_last_dose(ward: Ward, signed: str) -> None:
    ward.say(ward.sit_down(signed), "medicines.groups_thin", {"picked": ["blood_thinner"], "unsure": False})
    form = InstructionForm(
        "group:blood_thinner", InstructionAction.LAST_DOSE, PROCEDURE, "", "With a bridge", "Dr. Lee",
        PROCEDURE, "Ann Lee", restart="Dr. Lee", bridging=True,
    )  # fmt: skip
    review.instruct(ward.workplace, staff=ward.nurse, visit=signed, form=form)
    seen = procedure_day.record_line(
        ward.workplace, staff=ward.nurse, visit=signed, line=DayLine.BRIDGE,
        value={"found": "time", "on": "2026-12-07", "at": "20:00", "text": "Enoxaparin, by the daughter"},
    )  # fmt: skip
    assert value_of(ward, signed, DayLine.BRIDGE)["at"] == "20:00"
    assert DayLine.BRIDGE in {one.line for one in day_lines(seen.situation)}
