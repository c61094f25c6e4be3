"""The full page "tell the staff now": on with the first tick, off only by a named member of staff; and not-me."""

from dataclasses import replace
from pathlib import Path

import pytest

from kypho_prep.prep.chart import ActionKind, FactKind
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.reply import State
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic.staff import Role, StaffMember
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import ActionForm
from kypho_prep.workflow.errors import SessionEnded, StaffOnly
from kypho_prep.workflow.patient import intake, plan_print
from kypho_prep.workflow.patient.intake import Given, Intake
from kypho_prep.workflow.visits import schedule
from tests.workflow.ward import SHOWN, Ward, page

pytestmark = pytest.mark.by_logins

NONE = {"picked": [], "unsure": False}


def tick(ward: Ward, opened: Intake, *picked: str) -> Intake:
    value = {"picked": list(picked), "unsure": False}
    return ward.say(opened, "now.symptoms", value, next_page=page("now.symptoms"))


@pytest.mark.parametrize(
    "symptom", ["chest_pain", "trouble_breathing", "weak_legs", "cannot_pee", "numb_between_legs", "cannot_hold"]
)
def test_each_danger_is_on_at_once_and_red_on_the_board(ward: Ward, symptom: str) -> None:
    visit = ward.new_visit()
    opened = tick(ward, ward.sit_down(visit), "fever_chills")
    assert not opened.emergency
    opened = tick(ward, opened, "fever_chills", symptom)
    assert opened.emergency
    row = ward.row(visit)
    assert row.emergency
    assert Level.RED in {line.level for line in row.open_lines if line.problem == "emergency_now"}
    assert intake.emergency_on(ward.workplace) == visit
    assert intake.emergency_on(ward.at("kiosk-2").workplace) is None


@pytest.mark.parametrize("value", [None, {"picked": ["fever_chills"], "unsure": True}])
def test_not_sure_calls_the_staff_until_one_of_them_has_looked(ward: Ward, value: object) -> None:
    visit = ward.new_visit()
    opened = ward.say(ward.sit_down(visit), "now.symptoms", value, next_page=page("now.symptoms"))
    assert opened.emergency
    assert ward.row(visit).emergency
    assert intake.emergency_on(ward.workplace) == visit
    ward.acknowledge(visit)
    assert not ward.sit_down(visit).emergency


def test_not_sure_over_the_phone_takes_no_kiosk(ward: Ward) -> None:
    visit = ward.new_visit()
    unsure = Given("now.symptoms", None, State.NOT_SURE, None, SHOWN)
    review.answer_for(ward.desk, staff=ward.nurse, visit=visit, given=unsure, source="phone")
    assert not ward.sit_down(visit).emergency


def test_unticking_never_ends_it_and_staff_does(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = tick(ward, tick(ward, ward.sit_down(visit), "chest_pain"))
    assert opened.emergency
    ward.acknowledge(visit)
    assert intake.emergency_on(ward.workplace) is None
    assert not ward.row(visit).emergency
    assert not ward.say(opened, "now.symptoms", NONE).emergency
    facts = ward.open_chart(visit).situation.chart.facts
    assert [(one.kind, one.recorded_by) for one in facts] == [(FactKind.EMERGENCY_ACKNOWLEDGED, "Ann Lee")]


def test_a_danger_ticked_again_is_a_new_emergency(ward: Ward) -> None:
    visit = ward.new_visit()
    tick(ward, ward.sit_down(visit), "chest_pain")
    ward.acknowledge(visit)
    assert tick(ward, ward.sit_down(visit), "chest_pain").emergency


def test_it_stands_after_leaving_and_after_a_restart(ward: Ward, folders: Path) -> None:
    visit = ward.new_visit()
    opened = tick(ward, ward.sit_down(visit), "weak_legs")
    intake.leave(ward.workplace, session=opened.session.id)
    ward.workplace.database.close()
    reopened = start.open_or_create(folders / "data", folders / "config")
    workplace = start.workplace(reopened, ward.workplace.content, clock=ward.clock, kiosk="kiosk-1")
    assert intake.emergency_on(workplace) == visit
    replace(ward, workplace=workplace).prove()
    assert intake.hand_over(workplace, visit=visit, staff=ward.nurse).emergency
    reopened.close()


def test_nobody_acknowledges_without_working_here(ward: Ward) -> None:
    visit = ward.new_visit()
    tick(ward, ward.sit_down(visit), "weak_legs")
    stranger = StaffMember("nobody", "nobody", "Nobody", Role.NURSE)
    with pytest.raises(StaffOnly):
        intake.acknowledge_emergency(ward.workplace, visit=visit, staff=stranger)
    assert intake.emergency_on(ward.workplace) == visit


def test_not_me_closes_at_once_and_two_identifiers_close_the_red_check(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = ward.sit_down(visit)
    intake.not_me(ward.workplace, session=opened.session.id)
    with pytest.raises(SessionEnded):
        ward.say(opened, "ride.adult", True)
    row = ward.row(visit)
    assert row.wrong_person
    assert [(line.problem, line.level) for line in row.open_lines if line.problem == "not_right_person"] == [
        ("not_right_person", Level.RED)
    ]
    ward.record(visit, FactKind.IDENTIFIERS)
    row = ward.row(visit)
    assert not row.wrong_person
    assert "not_right_person" not in {line.problem for line in row.open_lines}


def test_a_call_stands_on_the_board_until_staff_has_seen_to_it(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = ward.sit_down(visit)
    intake.call_nurse(ward.workplace, session=opened.session.id)
    assert ward.row(visit).nurse_called is not None
    (card,) = (one for one in ward.open_chart(visit).cards if one.finding.problem == "nurse_called")
    assert ward.row(visit).nurse_called is not None
    seen = ActionForm(ActionKind.SEEN)
    review.act(ward.desk, staff=ward.nurse, visit=visit, thread=card.thread, action=seen)
    assert ward.row(visit).nurse_called is None
    intake.call_nurse(ward.workplace, session=opened.session.id)
    assert ward.row(visit).nurse_called is not None


def test_a_plan_that_could_not_be_printed_stands_on_the_board(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = ward.sit_down(visit)
    plan_print.printed_papers(ward.workplace, session=opened.session.id)
    assert ward.row(visit).print_plan
    schedule.record_print(ward.desk, staff=ward.nurse, visit=visit, paper="plan")
    assert not ward.row(visit).print_plan
    plan_print.printed_papers(ward.workplace, session=opened.session.id, sent=("plan",))
    assert not ward.row(visit).print_plan


def test_who_stopped_a_thinner_alone_calls_the_nurse_once(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = ward.sit_down(visit)
    ward.say(opened, "medicines.groups_thin", {"picked": ["blood_thinner", "pain_pill"], "unsure": False})
    for entry, name in (("e1", "Xarelto"), ("e2", "Ozempic")):
        value = {"typed": name, "confirmed": name, "generics": [], "list_version": "1", "list": "medicines.group_names"}
        ward.say(opened, "medicines.name", value, entry=entry)
    ward.say(opened, "medicines.still_taking", "self", entry="e2")
    assert ward.row(visit).nurse_called is None
    ward.say(opened, "medicines.still_taking", "self", entry="e1")
    called = ward.row(visit).nurse_called
    assert called is not None
    ward.say(opened, "medicines.last_taken", "2026-11-22", entry="e1")
    assert ward.row(visit).nurse_called == called
