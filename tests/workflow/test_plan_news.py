"""What staff enter in a patient's plan after her sitting: the next one shows it first, and has it taught back."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kypho_prep.prep.chart import FactKind, InstructionAction
from kypho_prep.prep.checklist import Kind
from kypho_prep.prep.interview.path import first_open, is_open
from kypho_prep.prep.reply import State
from kypho_prep.prep.rules.flags import findings
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.workflow.desk.review import InstructionForm
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given, Intake
from kypho_prep.workflow.visits import schedule
from tests.told import told
from tests.workflow.ward import PROCEDURE, SHOWN, Ward, page, quiet

PLAN, SCENE, WHOLE = page("fasting.plan"), page("fasting.scene"), page("check.plan")
NONE = {"picked": [], "unsure": False}
MISSED = {"attempt": 2, "pick": "small_snack", "outcome": "handed_over"}
FIRST_TRY = {"attempt": 1, "pick": "follow_plan", "outcome": "first_try"}


def enter_fasting(ward: Ward, visit: str, at: str = "00:00") -> None:
    for action in (InstructionAction.FASTING_FOOD, InstructionAction.FASTING_LIQUIDS):
        ward.instruct(visit, InstructionForm("fasting", action, PROCEDURE, at, "Nothing more", "Dr. Żak"))


def change_fasting(ward: Ward, visit: str, at: str) -> None:
    for one in ward.open_chart(visit).situation.chart.current_instructions:
        told_now = {"told_on": ward.clock.at.date(), "told_by": "Nurse Lee"}
        form = InstructionForm(
            one.subject, one.action, one.on, at, one.text, one.decided_by, supersedes=one.id, reason="later", **told_now
        )
        ward.instruct(visit, form)


def to_talk_about(ward: Ward, visit: str) -> set[str]:
    return {one.problem for one in findings(ward.open_chart(visit).situation) if one.kind is Kind.TALK}


def move(ward: Ward, visit: str, **changes: Any) -> None:
    patient, form, revision = schedule.forms(ward.workplace, visit=visit)
    schedule.edit_visit(
        ward.workplace, staff=ward.nurse, visit=visit, patient=patient, form=replace(form, **changes), revision=revision
    )


def come_back(ward: Ward, visit: str) -> Intake:
    """Sign in once more, and answer what every sitting asks."""
    return ward.say(ward.say(ward.sit_down(visit), "start.who", "me"), "now.symptoms", NONE)


def read_on(ward: Ward, opened: Intake) -> list[str]:
    """Answer from page to page until nothing is left or the checklist comes; return the items that showed."""
    seen = []
    while opened.page is not None and is_open(opened.situation, opened.page):
        item = ward.workplace.content.checklist.item(opened.page.item)
        seen.append(item.id)
        opened = ward.say(opened, item.id, quiet(item), entry=opened.page.entry)
    intake.leave(ward.workplace, session=opened.session.id)
    return seen


def test_fasting_entered_after_her_sitting_is_shown_first_and_taught_back(ward: Ward) -> None:
    visit = ward.answered_visit()
    enter_fasting(ward, visit)
    assert read_on(ward, come_back(ward, visit)) == ["fasting.plan", "fasting.scene", "check.plan"]
    assert first_open(ward.open_chart(visit).situation) is None
    assert read_on(ward, come_back(ward, visit)) == []


def test_fasting_entered_during_a_sitting_comes_next_and_then_the_page_where_she_was(ward: Ward) -> None:
    opened = ward.sit_down(ward.new_visit())
    while (here := first_open(opened.situation)) is not None and here.item != "bring.ready":
        item = ward.workplace.content.checklist.item(here.item)
        opened = ward.say(opened, item.id, quiet(item), entry=here.entry)
    enter_fasting(ward, opened.session.visit)
    opened = ward.say(opened, "bring.ready", {"picked": ["photo_id"], "unsure": False})
    assert opened.page == PLAN
    opened = ward.say(opened, "fasting.plan", "read")
    assert opened.page == SCENE
    opened = ward.say(opened, "fasting.scene", FIRST_TRY)
    assert opened.page is not None
    assert ward.workplace.content.checklist.chapter_of[opened.page.item].id == "about"


def test_a_plan_that_stood_before_the_first_sitting_interrupts_nothing(ward: Ward) -> None:
    visit = ward.new_visit()
    enter_fasting(ward, visit)
    opened = ward.sit_down(visit)
    for item, value in (("start.right_person", "yes"), ("start.who", "me"), ("start.interpreter", False)):
        opened = ward.say(opened, item, value)
    opened = ward.say(opened, "now.symptoms", NONE)
    assert opened.page is not None
    assert opened.page.item not in ("fasting.plan", "check.plan")


def test_that_the_nurse_told_her_on_the_phone_is_no_news(ward: Ward) -> None:
    visit = ward.answered_visit()
    enter_fasting(ward, visit)
    read_on(ward, come_back(ward, visit))
    for one in ward.open_chart(visit).situation.chart.current_instructions:
        form = InstructionForm(
            one.subject, one.action, one.on, one.at, one.text, one.decided_by, date(2026, 11, 20), "Nurse Lee",
            supersedes=one.id, reason="told on the phone",
        )  # fmt: skip
        ward.instruct(visit, form)
    assert read_on(ward, come_back(ward, visit)) == []


@pytest.mark.parametrize("changes", [{"procedure_at": "09:00"}, {"arrival_at": "06:30"}])
def test_a_moved_time_is_shown_first_and_the_old_teach_back_counts_no_more(ward: Ward, changes: dict[str, str]) -> None:
    visit = ward.new_visit()
    enter_fasting(ward, visit)
    opened = ward.answer_all(ward.sit_down(visit))
    intake.finish(ward.workplace, session=opened.session.id)
    assert ward.open_chart(visit).situation.reply("fasting.scene") is not None
    move(ward, visit, **changes)
    enter_fasting(ward, visit)
    assert ward.open_chart(visit).situation.reply("fasting.scene") is None
    assert read_on(ward, come_back(ward, visit)) == ["fasting.plan", "fasting.scene", "check.plan"]


def test_an_arrival_entered_after_her_sitting_is_shown_on_the_plan(ward: Ward) -> None:
    visit = ward.new_visit()
    move(ward, visit, arrival_on=None, arrival_at="")
    opened = ward.answer_all(ward.sit_down(visit))
    intake.finish(ward.workplace, session=opened.session.id)
    move(ward, visit, arrival_on=PROCEDURE, arrival_at="07:00")
    assert "check.plan" in read_on(ward, come_back(ward, visit))


def test_a_medicines_instruction_and_its_withdrawal_are_shown_on_the_plan(ward: Ward) -> None:
    visit = ward.answered_visit()
    ward.instruct(visit, InstructionForm("morning", InstructionAction.MORNING_OF, text="Take it", decided_by="Dr. Żak"))
    assert read_on(ward, come_back(ward, visit)) == ["check.plan"]
    assert read_on(ward, come_back(ward, visit)) == []


def test_a_plan_that_changed_while_its_page_stood_is_shown_again_before_it_counts_as_read(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = ward.sit_down(visit)
    enter_fasting(ward, visit)
    old = replace(SHOWN, knew=opened.situation.chart.newest)
    given = Given("fasting.plan", None, State.VALUE, told("fasting.plan", "read"), old)
    after = intake.reply_to(ward.workplace, session=opened.session.id, given=given, held=opened)
    assert after.page == PLAN
    assert after.situation.reply("fasting.plan") is None
    again = replace(given, id=given.id + "2", shown=replace(SHOWN, knew=after.situation.chart.newest))
    after = intake.reply_to(ward.workplace, session=opened.session.id, given=again, held=after)
    assert after.situation.reply("fasting.plan") is not None


def test_a_signed_visit_stays_signed_when_the_plan_is_read_again(ward: Ward) -> None:
    visit = ward.answered_visit()
    ward.record(visit, FactKind.IDENTIFIERS)
    ward.record(visit, FactKind.ADULT_VERIFIED)
    for action in (InstructionAction.FASTING_FOOD, InstructionAction.FASTING_LIQUIDS):
        told_now = {"told_on": ward.clock.at.date(), "told_by": "Nurse Lee"}
        ward.instruct(
            visit, InstructionForm("fasting", action, PROCEDURE, "00:00", "Nothing more", "Dr. Żak", **told_now)
        )
    assert ward.sign(visit).stage is Stage.SIGNED_OFF
    read_on(ward, come_back(ward, visit))
    assert ward.open_chart(visit).stage is Stage.SIGNED_OFF


def test_what_she_missed_stays_open_over_days_until_she_teaches_the_new_times_back(ward: Ward) -> None:
    visit = ward.answered_visit()
    enter_fasting(ward, visit)
    opened = ward.say(come_back(ward, visit), "fasting.plan", "question")
    opened = ward.say(opened, "fasting.scene", MISSED)
    intake.leave(ward.workplace, session=opened.session.id)
    both = {"fasting_scene", "question_fasting"}
    assert both <= to_talk_about(ward, visit)
    ward.clock.pass_by(days=1)
    change_fasting(ward, visit, "06:00")
    assert ward.open_chart(visit).situation.reply("fasting.scene") is None
    assert both <= to_talk_about(ward, visit)
    ward.clock.pass_by(days=1)
    move(ward, visit, procedure_at="09:00")
    assert both <= to_talk_about(ward, visit), "what was ordered is void as well"
    enter_fasting(ward, visit, "05:00")
    read_on(ward, come_back(ward, visit))
    assert not both & to_talk_about(ward, visit)


def test_who_misses_new_times_in_the_same_way_is_talked_to_once_more(ward: Ward) -> None:
    visit = ward.answered_visit()
    enter_fasting(ward, visit)
    opened = ward.say(ward.say(come_back(ward, visit), "fasting.plan", "read"), "fasting.scene", MISSED)
    intake.leave(ward.workplace, session=opened.session.id)
    (missed,) = (one for one in findings(ward.open_chart(visit).situation) if one.problem == "fasting_scene")
    change_fasting(ward, visit, "06:00")
    (still,) = (one for one in findings(ward.open_chart(visit).situation) if one.problem == "fasting_scene")
    assert still == missed
    opened = ward.say(ward.say(come_back(ward, visit), "fasting.plan", "read"), "fasting.scene", MISSED)
    (again,) = (one for one in findings(opened.situation) if one.problem == "fasting_scene")
    assert again.reasons[0].value != missed.reasons[0].value
