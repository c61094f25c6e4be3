"""A patient's call for a nurse: one at a time, taken back by a fact of its own, open until somebody ended it."""

from dataclasses import replace
from pathlib import Path

import pytest

from kypho_prep.prep.chart import ActionKind, FactKind
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.rules.flags import Card
from kypho_prep.workflow import start
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import ActionForm
from kypho_prep.workflow.errors import SessionEnded
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.nurse_call import call_stands
from tests.workflow.ward import Ward, page

pytestmark = pytest.mark.by_logins

THIN = {"picked": ["blood_thinner"], "unsure": False}
XARELTO = {"typed": "Xarelto", "confirmed": "Xarelto", "generics": [], "list_version": "1", "list": ""}


def card(ward: Ward, visit: str, problem: str = "nurse_called") -> Card | None:
    return next((one for one in ward.open_chart(visit).cards if one.finding.problem == problem), None)


def handle(ward: Ward, visit: str) -> None:
    called = card(ward, visit)
    assert called is not None
    seen = ActionForm(ActionKind.SEEN)
    review.act(ward.desk, staff=ward.nurse, visit=visit, thread=called.thread, action=seen)


def noted(ward: Ward, visit: str, event: str) -> int:
    with ward.desk.reading() as records:
        return sum(line.event == event for line in records.audit.of_visit(visit))


def test_a_second_touch_is_the_same_call(ward: Ward) -> None:
    visit = ward.new_visit()
    session = ward.sit_down(visit).session.id
    intake.call_nurse(ward.workplace, session=session)
    called = ward.row(visit).nurse_called
    ward.clock.pass_by(seconds=300)
    intake.call_nurse(ward.workplace, session=session)
    assert ward.row(visit).nurse_called == called
    assert noted(ward, visit, "nurse_called") == 1
    handle(ward, visit)
    intake.call_nurse(ward.workplace, session=session)
    assert noted(ward, visit, "nurse_called") == 2
    assert ward.row(visit).nurse_called != called


def test_whether_a_call_stands_is_told_while_the_sitting_is_open_and_at_its_end(ward: Ward) -> None:
    visit = ward.new_visit()
    session = ward.sit_down(visit).session.id
    assert not call_stands(ward.workplace, session=session)
    intake.call_nurse(ward.workplace, session=session)
    assert call_stands(ward.workplace, session=session)
    handle(ward, visit)
    assert not call_stands(ward.workplace, session=session)
    intake.call_nurse(ward.workplace, session=session)
    assert intake.leave(ward.workplace, session=session)
    assert not call_stands(ward.workplace, session=session), "nobody sits there any more"
    handle(ward, visit)
    assert not intake.finish(ward.workplace, session=ward.sit_down(visit).session.id)


def test_a_call_taken_back_needs_nobody_and_stays_on_record(ward: Ward) -> None:
    visit = ward.new_visit()
    session = ward.sit_down(visit).session.id
    intake.call_nurse(ward.workplace, session=session)
    called = ward.row(visit).nurse_called
    ward.clock.pass_by(seconds=300)
    assert not intake.take_back_call(ward.workplace, session=session)
    row = ward.row(visit)
    assert (row.nurse_called, row.needs_somebody) == (None, False)
    assert row.call_taken_back_at is not None
    assert card(ward, visit) is None
    shown = card(ward, visit, "nurse_not_needed")
    assert shown is not None
    assert (shown.level, shown.open) == (Level.NOTE, False)
    chart = ward.open_chart(visit).situation.chart
    assert chart.visit.nurse_called_at == called
    assert [(one.kind, one.recorded_by) for one in chart.facts] == [(FactKind.CALL_TAKEN_BACK, "patient")]
    assert noted(ward, visit, "call_taken_back") == 1
    assert not intake.take_back_call(ward.workplace, session=session)
    assert len(ward.open_chart(visit).situation.chart.facts) == 1


def test_a_call_after_one_that_was_taken_back_stands(ward: Ward) -> None:
    visit = ward.new_visit()
    session = ward.sit_down(visit).session.id
    intake.call_nurse(ward.workplace, session=session)
    intake.take_back_call(ward.workplace, session=session)
    intake.call_nurse(ward.workplace, session=session)
    row = ward.row(visit)
    assert row.nurse_called is not None
    assert row.call_taken_back_at is None
    assert card(ward, visit, "nurse_not_needed") is None


def test_the_next_sitting_knows_an_open_call_also_after_a_restart(ward: Ward, folders: Path) -> None:
    visit = ward.new_visit()
    first = ward.sit_down(visit)
    assert not first.nurse_called
    intake.call_nurse(ward.workplace, session=first.session.id)
    ward.workplace.database.close()
    reopened = start.open_or_create(folders / "data", folders / "config")
    workplace = start.workplace(reopened, ward.workplace.content, clock=ward.clock, kiosk="kiosk-1")
    again = replace(ward, workplace=workplace)
    second = again.sit_down(visit)
    assert second.nurse_called
    assert again.say(second, "ride.adult", True).nurse_called
    assert intake.turn_to(workplace, session=second.session.id, page=page("ride.how"))
    assert not intake.take_back_call(workplace, session=second.session.id)
    assert not intake.turn_to(workplace, session=second.session.id, page=page("ride.adult"))
    intake.leave(workplace, session=second.session.id)
    assert not again.sit_down(visit).nurse_called
    reopened.close()


def test_a_call_that_the_nurse_handled_is_over_on_the_next_page(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = ward.sit_down(visit)
    intake.call_nurse(ward.workplace, session=opened.session.id)
    assert intake.turn_to(ward.workplace, session=opened.session.id, page=None)
    handle(ward, visit)
    assert not intake.turn_to(ward.workplace, session=opened.session.id, page=page("ride.adult"))
    assert not ward.say(opened, "ride.adult", True).nurse_called
    assert not intake.take_back_call(ward.workplace, session=opened.session.id)
    assert ward.row(visit).call_taken_back_at is None, "there was nothing left to take back"


def test_who_stopped_a_thinner_alone_cannot_take_the_call_back(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = ward.sit_down(visit)
    ward.say(opened, "medicines.groups_thin", THIN)
    ward.say(opened, "medicines.name", {**XARELTO, "list": "medicines.group_names"}, entry="e1")
    assert ward.say(opened, "medicines.still_taking", "self", entry="e1").nurse_called
    assert intake.take_back_call(ward.workplace, session=opened.session.id)
    assert ward.row(visit).nurse_called is not None
    assert ward.row(visit).call_taken_back_at is None
    ward.say(opened, "medicines.still_taking", "yes", entry="e1")
    assert not intake.take_back_call(ward.workplace, session=opened.session.id)


def test_taking_back_neither_ends_not_complete_nor_hides_what_was_not_read(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = ward.sit_down(visit)
    intake.call_nurse(ward.workplace, session=opened.session.id)
    review.not_complete(ward.desk, staff=ward.nurse, visit=visit, reason="The patient went home.")
    stage = ward.row(visit).stage
    ward.clock.pass_by(seconds=300)
    intake.take_back_call(ward.workplace, session=opened.session.id)
    assert ward.row(visit).stage is stage


def test_nobody_calls_from_a_sitting_that_is_over(ward: Ward) -> None:
    session = ward.sit_down(ward.new_visit()).session.id
    intake.leave(ward.workplace, session=session)
    for call in (intake.call_nurse, intake.take_back_call):
        with pytest.raises(SessionEnded):
            call(ward.workplace, session=session)
