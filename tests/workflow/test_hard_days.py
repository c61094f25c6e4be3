"""Histories of days that try a nurse's trust: what she expects was written down before each was run."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kypho_prep.prep.chart import ActionKind, FactKind, InstructionAction
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.plan.plan import plan
from kypho_prep.prep.plan.printed_plan import printed_value
from kypho_prep.prep.reply import State
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.workflow.desk import correcting, review
from kypho_prep.workflow.desk.review import ActionForm, InstructionForm
from kypho_prep.workflow.errors import Blocked, Changed, Invalid, SessionTaken
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given, Intake
from kypho_prep.workflow.visits import schedule
from tests.told import told
from tests.workflow.ward import PATIENT, PROCEDURE, SHOWN, VISIT, Ward

THIN = "medicines.groups_thin"
NAME, TAKEN, STILL = "medicines.name", "medicines.last_taken", "medicines.still_taking"
TOLD = {"decided_by": "Dr. Żak", "told_on": date(2026, 11, 23), "told_by": "Ann Lee", "text": "As the doctor said."}
LAST = InstructionForm(
    "", InstructionAction.LAST_DOSE, on=date(2026, 12, 2), restart="The day after.", bridging=False, read_back=True,
    **TOLD,
)  # fmt: skip


def medicine(name: str, *generics: str) -> dict[str, Any]:
    return {"typed": name, "confirmed": name, "generics": list(generics), "list_version": "1",
            "list": "medicines.also_list"}  # fmt: skip


def at(ward: Ward, local: str) -> None:
    ward.clock.at = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("America/New_York")).astimezone(UTC)


def back(ward: Ward, visit: str) -> Intake:
    """The patient sits down once more: who answers, and nothing new right now."""
    opened = ward.say(ward.sit_down(visit), "start.who", "me")
    return ward.say(opened, "now.symptoms", {"picked": [], "unsure": False})


def signed(ward: Ward, **answers: Any) -> str:
    visit = ward.answered_visit(**answers)
    ward.close_the_rest(visit)
    ward.sign(visit)
    assert ward.row(visit).stage is Stage.SIGNED_OFF
    return visit


def taking(ward: Ward, *named: tuple[str, dict[str, Any]], thin: tuple[str, ...] = ()) -> str:
    """A patient who answered everything and takes these, last on November 23."""
    visit = ward.new_visit()
    opened = ward.say(ward.sit_down(visit), "start.who", "me")
    opened = ward.say(opened, THIN, {"picked": list(thin), "unsure": False})
    opened = ward.say(opened, "medicines.also", {"picked": ["prescription"], "unsure": False})
    for entry, value in named:
        opened = ward.say(opened, NAME, value, entry=entry)
    ward.answer_all(opened)
    intake.finish(ward.workplace, session=opened.session.id)
    return visit


def by_phone(ward: Ward, visit: str, item: str, value: Any) -> review.Review:
    given = Given(item, None, State.VALUE, told(item, value), SHOWN)
    return review.answer_for(ward.workplace, staff=ward.nurse, visit=visit, given=given, source="phone")


def reds(ward: Ward, visit: str) -> set[str]:
    found = ward.open_chart(visit).cards
    return {one.finding.problem for one in found if one.open and one.level is Level.RED}


def stands(ward: Ward, visit: str) -> bool:
    return ward.open_chart(visit).standing.stands


def plan_keys(ward: Ward, visit: str) -> list[tuple[str, str]]:
    lines = plan(ward.open_chart(visit).situation)
    return [(one.key, dict(one.params).get("name", "")) for one in lines if one.kind in ("medicine", "ask", "reported")]


XARELTO = ("one", medicine("Xarelto", "rivaroxaban"))


def test_a_day_touched_before_midnight_and_saved_after_it_is_the_day_that_was_touched(ward: Ward) -> None:
    visit = taking(ward, XARELTO)
    ward.instruct(visit, replace(LAST, subject="one"))
    at(ward, "2026-12-02 23:59:50")
    opened = back(ward, visit)
    at(ward, "2026-12-03 00:00:05")
    ward.say(opened, TAKEN, "2026-12-02", entry="one")
    assert "loop" not in reds(ward, visit), "the last pill was the one that was ordered"
    ward.say(opened, TAKEN, "2026-12-03", entry="one")
    assert "loop" in reds(ward, visit)


def test_who_sits_at_the_kiosk_over_midnight_is_asked_the_days_questions(ward: Ward) -> None:
    visit = signed(ward)
    for action, clock in ((InstructionAction.FASTING_FOOD, "22:00"), (InstructionAction.FASTING_LIQUIDS, "23:00")):
        old = ward.open_chart(visit).situation.chart.current_instructions[0]
        swap = {"supersedes": old.id, "reason": "Anesthesia ordered times."} if old.action == "no_fasting" else {}
        form = InstructionForm("fasting", action, on=date(2026, 12, 7), at=clock, **TOLD, **swap)
        ward.instruct(visit, form)
    ward.sign(visit)
    at(ward, "2026-12-07 23:55")
    opened = back(ward, visit)
    assert opened.page is None or not opened.page.item.startswith("fasting.last")
    at(ward, "2026-12-08 00:10")
    opened = ward.say(opened, "fasting.last_food", "yesterday_pm")
    ward.say(opened, "fasting.last_food_hour", 9)
    assert stands(ward, visit), "nine in the evening was in time"
    opened = ward.say(opened, "fasting.last_food", "today_am")
    ward.say(opened, "fasting.last_food_hour", 12)
    assert "intake_late" in reds(ward, visit)
    assert not stands(ward, visit)
    assert ward.row(visit).could_cancel


def move(ward: Ward, visit: str, on: date) -> None:
    form = replace(VISIT, procedure_on=on, arrival_on=on)
    schedule.edit_visit(ward.workplace, staff=ward.nurse, visit=visit, patient=PATIENT, form=form)


def test_a_procedure_that_is_moved_away_and_back_is_signed_anew(ward: Ward) -> None:
    visit = signed(ward)
    ward.record(visit, FactKind.PLAN_PRINTED, value={"printed": True})
    move(ward, visit, PROCEDURE + timedelta(days=2))
    ward.clock.pass_by(days=1)
    move(ward, visit, PROCEDURE)
    seen = ward.open_chart(visit)
    assert not seen.standing.stands, "who drives may have been told another day in between"
    subjects = {one.subject for one in seen.blockers}
    assert FactKind.ADULT_VERIFIED in subjects
    assert ward.row(visit).moved_from is None, "the patient has the right day in mind"
    assert "fasting" in {one.subject for one in ward.open_chart(visit).blockers}, (
        "that nothing was ordered is said anew"
    )
    ward.close_the_rest(visit)
    ward.sign(visit)
    assert stands(ward, visit)


def test_who_sat_at_the_kiosk_while_the_visit_was_moved_has_the_old_day_in_mind(ward: Ward) -> None:
    visit = ward.answered_visit()
    opened = back(ward, visit)
    move(ward, visit, PROCEDURE + timedelta(days=2))
    ward.say(opened, "health.anesthesia_trouble", True)
    assert ward.row(visit).moved_from == PROCEDURE, "the kiosk showed her the day when she sat down"
    ward.say(back(ward, visit), "health.anesthesia_trouble", False)
    assert ward.row(visit).moved_from is None


def test_one_drug_under_two_names_beside_its_ticked_card_is_asked_about_once(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = ward.say(ward.sit_down(visit), "start.who", "me")
    opened = ward.say(opened, THIN, {"picked": ["blood_thinner"], "unsure": False})
    ward.instruct(visit, replace(LAST, subject="group:blood_thinner"))
    opened = ward.say(opened, NAME, medicine("Coumadin", "warfarin"), entry="brand")
    opened = ward.say(opened, NAME, medicine("warfarin", "warfarin"), entry="generic")
    ward.answer_all(opened)
    loops = [one for one in ward.open_chart(visit).cards if one.open and one.finding.is_loop]
    assert len(loops) == 1
    assert "double_thinner" in reds(ward, visit), "the dose may be doubled"
    said = plan_keys(ward, visit)
    assert not [one for one in said if one[0] == "plan.ask_medicine"], said
    ward.instruct(visit, replace(LAST, subject="generic"))
    assert reds(ward, visit) == {"double_thinner"}
    assert [one for one in plan_keys(ward, visit) if one[0] == "plan.last_dose"] == [
        ("plan.last_dose", "Coumadin / warfarin")
    ]


def test_an_instruction_taken_back_after_the_plan_was_printed_opens_all_of_it(ward: Ward) -> None:
    visit = taking(ward, XARELTO)
    ward.say(back(ward, visit), STILL, "yes", entry="one")
    ward.instruct(visit, replace(LAST, subject="one"))
    ward.close_the_rest(visit)
    ward.sign(visit)
    review_then = ward.open_chart(visit)
    value = {"printed": True, **printed_value(review_then.situation)}
    ward.record(visit, FactKind.PLAN_PRINTED, value=value)
    assert not ward.row(visit).print_plan
    order = next(one for one in review_then.situation.chart.current_instructions if one.subject == "one")
    correcting.withdraw(ward.workplace, staff=ward.nurse, visit=visit, record=order.id, reason="Another patient's")
    assert "loop" in reds(ward, visit)
    assert not stands(ward, visit)
    assert ward.row(visit).print_plan, "the paper at home says what nobody says any more"
    assert plan_keys(ward, visit) == [("plan.ask_medicine", "Xarelto")]
    ward.instruct(visit, replace(LAST, subject="one"))
    assert not stands(ward, visit), "the same words once more are signed anew"


def test_of_two_nurses_at_once_the_second_is_told(ward: Ward) -> None:
    visit = taking(ward, XARELTO)
    ward.say(back(ward, visit), STILL, "yes", entry="one")
    ward.instruct(visit, replace(LAST, subject="one"))
    with pytest.raises(Invalid):
        ward.instruct(visit, replace(LAST, subject="one", on=date(2026, 12, 4)))
    ward.close_the_rest(visit)
    bound = ward.open_chart(visit).bound
    order = next(one for one in ward.open_chart(visit).situation.chart.current_instructions if one.subject == "one")
    ward.instruct(
        visit, replace(LAST, subject="one", on=date(2026, 12, 4), supersedes=order.id, reason="The doctor called.")
    )
    with pytest.raises(Changed):
        review.sign_off(ward.workplace, staff=ward.nurse, visit=visit, bound=bound)
    with pytest.raises(Changed):
        ward.instruct(visit, replace(LAST, subject="one", supersedes=order.id, reason="Mine."))


@pytest.mark.parametrize(
    "say",
    [
        lambda ward, opened: ward.say(opened, THIN, {"picked": [], "unsure": True}),
        lambda ward, opened: ward.say(opened, "now.symptoms", {"picked": ["chest_pain"], "unsure": False}),
        lambda ward, opened: intake.not_me(ward.workplace, session=opened.session.id),
        lambda ward, opened: ward.say(opened, "ride.name", None),
    ],
)
def test_nothing_is_signed_that_the_patient_took_back_while_the_review_was_open(
    ward: Ward, say: Callable[[Ward, Intake], object]
) -> None:
    visit = ward.answered_visit()
    ward.close_the_rest(visit)
    bound = ward.open_chart(visit).bound
    say(ward, back(ward, visit))
    with pytest.raises((Changed, Blocked)):
        review.sign_off(ward.workplace, staff=ward.nurse, visit=visit, bound=bound)


def test_unsure_answered_by_phone_and_unsure_again_is_red_again(ward: Ward) -> None:
    visit = ward.answered_visit(**{THIN: {"picked": [], "unsure": True}})
    ward.close_the_rest(visit)
    (card,) = [one for one in ward.open_chart(visit).cards if one.open and one.level is Level.RED]
    form = ActionForm(ActionKind.PROCEED, "Goes on.", "Dr. Żak")
    review.act(ward.workplace, staff=ward.nurse, visit=visit, thread=card.thread, action=form)
    assert not reds(ward, visit)
    ward.clock.pass_by(days=1)
    by_phone(ward, visit, THIN, {"picked": [], "unsure": False})
    ward.sign(visit)
    assert stands(ward, visit)
    ward.clock.pass_by(days=1)
    ward.say(back(ward, visit), THIN, {"picked": [], "unsure": True})
    assert len(reds(ward, visit)) == 1, "what the doctor said of the first doubt says nothing about this one"
    assert not stands(ward, visit)
    with ward.workplace.reading() as records:
        fell = [line for line in records.audit.of_visit(visit) if line.event == "sign_off_revoked"][-1]
    assert any(THIN in mark for mark in fell.details["opened"]), "the record names what took it back"
    by_phone(ward, visit, THIN, {"picked": [], "unsure": False})
    assert not stands(ward, visit), "she was unsure under the signature: it is signed anew"
    ward.sign(visit)
    assert stands(ward, visit)


def test_a_daughter_at_a_second_kiosk_waits_and_then_her_answer_counts_as_hers(ward: Ward) -> None:
    visit = signed(ward)
    mother = back(ward, visit)
    second = ward.at("kiosk-2")
    with pytest.raises(SessionTaken):
        second.sit_down(visit)
    ward.say(mother, "ride.adult", True)
    assert stands(ward, visit), "she says what she said before"
    intake.leave(ward.workplace, session=mother.session.id)
    daughter = second.say(second.sit_down(visit), "start.who", "helper_for")
    daughter = second.say(daughter, "start.helper_name", "Dora")
    second.say(daughter, "ride.adult", False)
    assert not stands(ward, visit)
    assert ward.row(visit).helper == "Dora"
    assert ward.row(visit).sitting is not None
    seen = ward.open_chart(visit)
    assert "helper" in {one.finding.problem for one in seen.cards if one.open}
    said = seen.situation.reply("ride.adult")
    assert said is not None
    assert said.answerer.name == "Dora"


def test_a_thinner_taken_off_the_list_after_its_word_was_given_is_no_quiet_change(ward: Ward) -> None:
    visit = taking(ward, XARELTO, thin=("blood_thinner",))
    ward.say(back(ward, visit), STILL, "yes", entry="one")
    ward.instruct(visit, replace(LAST, subject="one"))
    ward.close_the_rest(visit)
    ward.sign(visit)
    opened = back(ward, visit)
    intake.remove_entry(ward.workplace, session=opened.session.id, given=Given(NAME, "one", State.REMOVED, None, SHOWN))
    assert not stands(ward, visit)
    assert "loop" in reds(ward, visit), "the ticked thinner has no name any more"
