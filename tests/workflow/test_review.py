"""The nurse's work on one visit: actions, instructions, facts, answers, and a sign-off bound to what was seen."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.chart import ActionKind, FactKind, InstructionAction, SignOffKind
from kypho_prep.prep.reply import State
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.workflow.clinic.staff import Role, StaffMember
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import ActionForm, InstructionForm, Review
from kypho_prep.workflow.errors import Blocked, Changed, Invalid, StaffOnly, TooLong
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given
from kypho_prep.workflow.visits import schedule
from tests.told import told
from tests.workflow.ward import PATIENT, PROCEDURE, SHOWN, Ward, quiet

FOOD = InstructionForm("fasting", InstructionAction.FASTING_FOOD, PROCEDURE, "00:00", "Nothing", "Dr. Żak")


def act(ward: Ward, visit: str, problem: str, **form: Any) -> Review:
    (card,) = (one for one in ward.open_chart(visit).cards if one.finding.problem == problem)
    return review.act(ward.workplace, staff=ward.nurse, visit=visit, thread=card.thread, action=ActionForm(**form))


def card_open(seen: Review, problem: str) -> bool:
    (card,) = (one for one in seen.cards if one.finding.problem == problem)
    return card.open


@pytest.fixture
def signed(ward: Ward) -> str:
    return ward.signed_visit()


def test_a_sign_off_names_what_blocks_and_stores_nothing(ward: Ward) -> None:
    visit = ward.answered_visit(**{"ride.adult": False})
    with pytest.raises(Blocked) as caught:
        ward.sign(visit)
    assert {one.kind for one in caught.value.blockers} >= {"b", "e"}
    assert ward.open_chart(visit).situation.chart.sign_offs == ()


def test_a_sign_off_binds_what_was_seen_with_its_words_and_replies(ward: Ward) -> None:
    visit = ward.answered_visit()
    ward.close_the_rest(visit)
    bound = ward.open_chart(visit).bound
    seen = review.sign_off(ward.workplace, staff=ward.nurse, visit=visit, bound=bound, words={"ride.adult": "Yes, Zoë"})
    (sign_off,) = seen.situation.chart.sign_offs
    assert (sign_off.kind, sign_off.signed_by, dict(sign_off.bound)) == (SignOffKind.PREP, "Ann Lee", dict(bound))
    assert sign_off.words == {"ride.adult": "Yes, Zoë"}
    assert set(sign_off.reply_ids) <= {one.id for one in seen.situation.chart.replies}
    assert sign_off.reply_ids
    assert ward.row(visit).signed_by == "Ann Lee"


def test_what_changed_since_it_was_read_is_not_signed(ward: Ward) -> None:
    visit = ward.answered_visit()
    ward.close_the_rest(visit)
    bound = ward.open_chart(visit).bound
    ward.say(ward.sign_in(visit), "start.interpreter", True)
    with pytest.raises(Changed):
        review.sign_off(ward.workplace, staff=ward.nurse, visit=visit, bound=bound)


def test_a_changed_answer_revokes_it_by_name_and_the_same_answer_does_not(ward: Ward, signed: str) -> None:
    opened = ward.sign_in(signed)
    for item, value in (
        ("start.who", "me"),
        ("now.symptoms", {"picked": [], "unsure": False}),
        ("start.interpreter", False),
    ):
        opened = ward.say(opened, item, value)
    assert ward.open_chart(signed).standing.stands
    ward.say(opened, "start.interpreter", True)
    seen = ward.open_chart(signed)
    assert not seen.standing.stands
    assert [change.key for change in seen.standing.changes] == ["reply:start.interpreter"]
    row = ward.row(signed)
    assert (row.revoked, row.signed_by) == (True, "")
    (line,) = (one for one in ward.audit(signed) if one.event == "sign_off_revoked")
    assert line.details["changed"] == ["reply:start.interpreter"]
    assert ward.events(signed).count("sign_off_revoked") == 1


def test_a_moved_procedure_revokes_it_and_is_named(ward: Ward, signed: str) -> None:
    patient, form, _ = schedule.forms(ward.workplace, visit=signed)
    moved = replace(form, procedure_on=PROCEDURE + timedelta(days=1))
    schedule.edit_visit(ward.workplace, staff=ward.nurse, visit=signed, patient=patient, form=moved)
    changes = {change.key for change in ward.open_chart(signed).standing.changes}
    assert "visit:procedure_on" in changes
    assert ward.events(signed).count("sign_off_revoked") == 1


def test_staff_s_own_answer_that_changes_a_value_revokes_it_once(ward: Ward, signed: str) -> None:
    given = Given("start.interpreter", None, State.VALUE, YesNo(True), SHOWN)
    review.answer_for(ward.workplace, staff=ward.nurse, visit=signed, given=given, source="phone")
    assert ward.events(signed).count("sign_off_revoked") == 1


def test_not_complete_needs_a_reason_and_holds_until_something_comes(ward: Ward) -> None:
    visit = ward.answered_visit()
    with pytest.raises(Invalid):
        review.not_complete(ward.workplace, staff=ward.nurse, visit=visit, reason="  ")
    seen = review.not_complete(ward.workplace, staff=ward.nurse, visit=visit, reason="INR is missing")
    assert seen.stage is Stage.NOT_COMPLETE
    ward.say(ward.sign_in(visit), "start.interpreter", True)
    assert ward.row(visit).stage is not Stage.NOT_COMPLETE


def test_staff_puts_a_visit_up_for_review(ward: Ward) -> None:
    visit = ward.new_visit()
    ward.say(ward.sit_down(visit), "ride.adult", True)
    assert review.mark_for_review(ward.workplace, staff=ward.nurse, visit=visit).stage is Stage.TO_REVIEW


@pytest.mark.parametrize(
    ("form", "missing"),
    [
        ({"kind": ActionKind.PROCEED, "text": "fine"}, {"decided_by"}),
        ({"kind": ActionKind.PROCEED}, {"decided_by", "text"}),
        ({"kind": ActionKind.ANSWERED, "text": " "}, {"text"}),
    ],
)
def test_an_action_without_its_words_is_refused(ward: Ward, form: dict[str, Any], missing: set[str]) -> None:
    visit = ward.answered_visit(**{"ride.adult": False})
    with pytest.raises(Invalid) as caught:
        act(ward, visit, "ride", **form)
    assert {field for field, _, _ in caught.value.problems} == missing


def test_told_the_doctor_closes_a_red_only_with_the_answer(ward: Ward) -> None:
    visit = ward.answered_visit(**{"ride.adult": False})
    assert card_open(act(ward, visit, "ride", kind=ActionKind.TOLD_DOCTOR, text="Rang"), "ride")
    assert not card_open(act(ward, visit, "ride", kind=ActionKind.TOLD_DOCTOR, answer="Go on"), "ride")
    with pytest.raises(TooLong):
        act(ward, visit, "ride", kind=ActionKind.TOLD_DOCTOR, answer="x" * 2001)


def test_a_changed_answer_re_opens_a_flag_and_the_old_thread_takes_no_action(ward: Ward) -> None:
    visit = ward.answered_visit(**{"ride.adult": False})
    old = next(one for one in ward.open_chart(visit).cards if one.finding.problem == "ride").thread
    act(ward, visit, "ride", kind=ActionKind.PROCEED, text="A neighbour", decided_by="Dr. Żak")
    opened = ward.say(ward.sign_in(visit), "ride.adult", True)
    ward.say(opened, "ride.adult", False)
    assert card_open(ward.open_chart(visit), "ride")
    with pytest.raises(Changed):
        review.act(ward.workplace, staff=ward.nurse, visit=visit, thread=old, action=ActionForm(ActionKind.SEEN))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"decided_by": ""}, ("decided_by", "error.required")),
        ({"at": ""}, ("at", "error.required")),
        ({"on": None}, ("on", "error.required")),
        ({"at": "24:00"}, ("at", "error.not_a_time")),
        ({"at": "08:31"}, ("at", "error.after_procedure")),
        ({"on": PROCEDURE + timedelta(days=1)}, ("at", "error.after_procedure")),
        ({"told_on": date(2026, 11, 24), "told_by": "Ann"}, ("told_on", "error.told_in_future")),
        ({"text": "x" * 2001}, ("text", "error.too_long")),
    ],
)
def test_what_a_fasting_instruction_cannot_be(ward: Ward, changes: dict[str, Any], problem: tuple[str, str]) -> None:
    visit = ward.new_visit()
    with pytest.raises(Invalid) as caught:
        ward.instruct(visit, replace(FOOD, **changes))
    assert [(field, key) for field, key, _ in caught.value.problems] == [problem]
    assert ward.open_chart(visit).situation.chart.instructions == ()


def test_a_standing_instruction_is_corrected_with_a_reason_only(ward: Ward) -> None:
    visit = ward.new_visit()
    first = ward.instruct(visit, FOOD).situation.chart.instructions[0]
    for form in (replace(FOOD, at="06:00"), replace(FOOD, action=InstructionAction.NO_FASTING, on=None, at="")):
        with pytest.raises(Invalid) as caught:
            ward.instruct(visit, form)
        assert [key for _, key, _ in caught.value.problems] == ["error.instruction_stands"]
    with pytest.raises(Invalid):
        ward.instruct(visit, replace(FOOD, at="06:00", supersedes=first.id))
    chart = ward.instruct(visit, replace(FOOD, at="06:00", supersedes=first.id, reason="read wrongly")).situation.chart
    assert [one.at for one in chart.instructions] == ["00:00", "06:00"]
    assert [one.at for one in chart.current_instructions] == ["06:00"]
    with pytest.raises(Changed):
        ward.instruct(visit, replace(FOOD, at="05:00", supersedes=first.id, reason="late"))


def test_a_fact_is_corrected_or_taken_back_with_a_reason_and_the_old_row_stays(ward: Ward) -> None:
    visit = ward.new_visit()
    first = ward.record(visit, FactKind.RESULT_SEEN, "inr", value={"value": "1.1"}).situation.chart.facts[0]
    with pytest.raises(Invalid):
        ward.record(visit, FactKind.RESULT_SEEN, "inr", value={"value": "1.2"}, supersedes=first.id)
    chart = ward.record(
        visit, FactKind.RESULT_SEEN, "inr", value={"value": "1.2"}, supersedes=first.id, reason="typed wrongly"
    ).situation.chart
    (current,) = chart.current_facts
    assert current.value == {"value": "1.2"}
    gone = review.withdraw(ward.workplace, staff=ward.nurse, visit=visit, record=current.id, reason="wrong patient")
    assert gone.situation.chart.current_facts == ()
    assert len(gone.situation.chart.facts) == 3
    with pytest.raises(Changed):
        review.withdraw(ward.workplace, staff=ward.nurse, visit=visit, record=current.id, reason="again")
    with pytest.raises(Changed):
        ward.record(visit, FactKind.CALL, supersedes=first.id, reason="late")


def test_an_instruction_is_taken_back_with_a_reason(ward: Ward) -> None:
    visit = ward.new_visit()
    first = ward.instruct(visit, FOOD).situation.chart.instructions[0]
    with pytest.raises(Invalid):
        review.withdraw(ward.workplace, staff=ward.nurse, visit=visit, record=first.id, reason="")
    gone = review.withdraw(ward.workplace, staff=ward.nurse, visit=visit, record=first.id, reason="wrong patient")
    assert gone.situation.chart.current_instructions == ()
    assert gone.situation.chart.instructions[-1].reason == "wrong patient"


def test_an_answer_by_phone_names_its_source(ward: Ward) -> None:
    visit = ward.new_visit()
    given = Given("ride.adult", None, State.VALUE, YesNo(True), SHOWN)
    with pytest.raises(Invalid):
        review.answer_for(ward.workplace, staff=ward.nurse, visit=visit, given=given, source="rumour")
    seen = review.answer_for(ward.workplace, staff=ward.nurse, visit=visit, given=given, source="pharmacy")
    reply = seen.situation.reply("ride.adult")
    assert reply is not None
    assert (reply.answerer.source, reply.session, reply.at > ward.workplace.now()) == ("pharmacy", None, False)


def test_a_patient_who_never_touched_the_kiosk_can_be_signed_off(ward: Ward) -> None:
    visit = ward.new_visit()
    ward.close_the_rest(visit)
    while missing := [one.page for one in ward.open_chart(visit).blockers if one.kind == "a" and one.page]:
        for at in missing:
            item = ward.workplace.content.checklist.item(at.item)
            given = Given(at.item, at.entry, State.VALUE, told(item.id, quiet(item)), SHOWN)
            review.answer_for(ward.workplace, staff=ward.nurse, visit=visit, given=given, source="phone")
    ward.record(visit, FactKind.ADULT_VERIFIED)
    assert ward.sign(visit).stage is Stage.SIGNED_OFF


def test_the_record_names_who_did_what_and_holds_no_value(ward: Ward) -> None:
    visit = ward.new_visit(replace(PATIENT, family="Quillfeather"))
    opened = ward.sit_down(visit)
    ward.say(opened, "ride.name", "Canary Quillfeather")
    intake.finish(ward.workplace, session=opened.session.id)
    ward.record(visit, FactKind.RESULT_SEEN, "inr", value={"value": "Canary"})
    ward.open_chart(visit)
    history = ward.audit(visit)
    assert [line.event for line in history] == [
        "visit_added", "session_opened", "replied", "session_ended", "fact_recorded", "chart_viewed",
    ]  # fmt: skip
    assert "Canary" not in repr(history)
    assert "Quillfeather" not in repr(history)


def test_a_stranger_reads_and_writes_nothing(ward: Ward) -> None:
    visit = ward.new_visit()
    stranger = StaffMember("nobody", "nobody", "Nobody", Role.ADMINISTRATOR)
    with pytest.raises(StaffOnly):
        review.open_chart(ward.workplace, staff=stranger, visit=visit)
    with pytest.raises(StaffOnly):
        review.mark_for_review(ward.workplace, staff=stranger, visit=visit)
    assert ward.events(visit) == ["visit_added"]


def test_a_bare_prepared_is_refused_and_an_instruction_needs_its_quotation(ward: Ward) -> None:
    visit = ward.answered_visit(**{"allergies.treatment": {"picked": ["latex"], "unsure": False}})
    thread = next(card.thread for card in ward.open_chart(visit).cards if card.thread)
    for form in (ActionForm(ActionKind.PREPARED), ActionForm(ActionKind.PREPARED, "Room 2", "Nurse Kim")):
        with pytest.raises(Invalid):
            review.act(ward.workplace, staff=ward.nurse, visit=visit, thread=thread, action=form)
    for action in (InstructionAction.LAST_DOSE, InstructionAction.CONTINUE, InstructionAction.OTHER):
        with pytest.raises(Invalid) as refused:
            ward.instruct(visit, InstructionForm("group:aspirin", action, on=PROCEDURE, text=" ", decided_by="Dr. Żak"))
        assert ("text", "error.quotation_missing", {}) in refused.value.problems
