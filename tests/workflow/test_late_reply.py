"""A reply that reaches the disk after its sitting has ended is kept, unless its question was answered since."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.chart import Ending, FlagRow, InstructionAction
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.interview.plan_news import plan_news
from kypho_prep.prep.reply import State
from kypho_prep.workflow.desk.review import InstructionForm
from kypho_prep.workflow.errors import SessionEnded, VisitEnded
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given, Intake
from kypho_prep.workflow.patient.late_reply import store_late
from kypho_prep.workflow.visits import schedule
from tests.told import told
from tests.workflow.ward import SHOWN, Ward

pytestmark = pytest.mark.by_logins

ITEM = "ride.adult"
DANGER = {"picked": ["chest_pain"]}


def late(opened: Intake | None = None) -> Given:
    """A reply of somebody who saw what was known at that moment."""
    reply = opened.situation.chart.latest.get((ITEM, None)) if opened is not None else None
    return Given(ITEM, None, State.VALUE, YesNo(True), SHOWN, stood=reply.id if reply is not None else None)


def begun(ward: Ward) -> Intake:
    return ward.say(ward.sit_down(ward.new_visit()), "start.who", "me")


def values(ward: Ward, visit: str) -> list[Any]:
    with ward.desk.reading() as records:
        return [one.value for one in records.charts.load(visit).replies if one.item == ITEM]


def test_it_is_kept_after_another_kiosk_took_the_visit_over(ward: Ward) -> None:
    opened = begun(ward)
    intake.leave(ward.workplace, session=opened.session.id)
    elsewhere = ward.at("kiosk-2").sit_down(opened.session.visit)
    given = late()
    with pytest.raises(SessionEnded):
        intake.reply_to(ward.workplace, session=opened.session.id, given=given)
    store_late(ward.workplace, session=opened.session.id, given=given)
    store_late(ward.workplace, session=opened.session.id, given=given)
    assert values(ward, opened.session.visit) == [True]
    # Who sits there now stays where she is.
    after = ward.at("kiosk-2").say(elsewhere, "start.who", "me")
    assert after.situation.reply(ITEM, None) is not None


def test_what_was_answered_since_stands(ward: Ward) -> None:
    opened = begun(ward)
    intake.leave(ward.workplace, session=opened.session.id)
    ward.say(ward.sit_down(opened.session.visit), ITEM, False)
    store_late(ward.workplace, session=opened.session.id, given=late())
    assert values(ward, opened.session.visit) == [False]


def differing(ward: Ward, visit: str) -> list[FlagRow]:
    """The open flags that two answers differ."""
    with ward.desk.reading() as records:
        chart = records.charts.load(visit)
    return [one for one in chart.flags if one.problem == "answers_differ"]


def test_a_nurse_is_told_of_an_answer_that_differs_from_what_stands(ward: Ward) -> None:
    opened = begun(ward)
    visit = opened.session.visit
    intake.leave(ward.workplace, session=opened.session.id)
    there = ward.at("kiosk-2")
    second = there.say(there.say(there.sit_down(visit), "start.who", "me"), ITEM, False)
    told_late = replace(late(), shown=replace(SHOWN, answer="Yes, my son"))
    for _ in range(2):  # what nobody knows the outcome of comes twice
        store_late(ward.workplace, session=opened.session.id, given=told_late)
    assert values(ward, visit) == [False]
    (line,) = [one for one in ward.row(visit).open_lines if one.problem == "answers_differ"]
    (flag,) = differing(ward, visit)
    assert (flag.subject, flag.level, "Yes, my son" in flag.reasons[0]) == (ITEM, Level.AMBER, True)
    assert line.problem in {one.finding.problem for one in ward.open_chart(visit).cards}
    # Whoever answers anew settles it, also with the answer that stands.
    there.say(second, ITEM, True)
    assert not [one for one in ward.row(visit).open_lines if one.problem == "answers_differ"]


def test_who_thought_better_of_it_before_the_server_came_back_differs_no_more(ward: Ward) -> None:
    opened = begun(ward)
    visit = opened.session.visit
    intake.leave(ward.workplace, session=opened.session.id)
    ward.say(ward.sit_down(visit), ITEM, False)
    store_late(ward.workplace, session=opened.session.id, given=late())
    assert len(differing(ward, visit)) == 1
    unsure = replace(late(), id="unsure", state=State.NOT_SURE, answer=None, shown=replace(SHOWN, answer=""))
    store_late(ward.workplace, session=opened.session.id, given=unsure)
    assert "answer.not_sure" in differing(ward, visit)[-1].reasons[0]
    same = replace(late(), id="the-same", answer=YesNo(False))
    store_late(ward.workplace, session=opened.session.id, given=same)
    assert not [one for one in ward.row(visit).open_lines if one.problem == "answers_differ"]


def test_the_same_answer_twice_tells_nobody(ward: Ward) -> None:
    opened = begun(ward)
    intake.leave(ward.workplace, session=opened.session.id)
    ward.say(ward.sit_down(opened.session.visit), ITEM, True)
    store_late(ward.workplace, session=opened.session.id, given=late())
    assert not differing(ward, opened.session.visit)
    assert values(ward, opened.session.visit) == [True]


def test_a_danger_sign_calls_whatever_was_said_since(ward: Ward) -> None:
    opened = begun(ward)
    intake.leave(ward.workplace, session=opened.session.id)
    ward.say(ward.sit_down(opened.session.visit), "now.symptoms", {"picked": ["none"]})
    sign = Given("now.symptoms", None, State.VALUE, told("now.symptoms", DANGER), SHOWN)
    store_late(ward.workplace, session=opened.session.id, given=sign)
    assert intake.emergency_on(ward.workplace) == opened.session.visit


def test_what_was_answered_in_an_earlier_sitting_is_answered_anew(ward: Ward) -> None:
    first = ward.say(begun(ward), ITEM, False)
    intake.leave(ward.workplace, session=first.session.id)
    second = ward.say(ward.sit_down(first.session.visit), "start.who", "me")
    intake.leave(ward.workplace, session=second.session.id)
    store_late(ward.workplace, session=second.session.id, given=late(second))
    assert values(ward, first.session.visit) == [False, True]


def test_so_it_is_where_nothing_of_the_sitting_was_stored(ward: Ward) -> None:
    first = ward.say(begun(ward), ITEM, False)
    intake.leave(ward.workplace, session=first.session.id)
    second = ward.sit_down(first.session.visit)
    intake.leave(ward.workplace, session=second.session.id)
    store_late(ward.workplace, session=second.session.id, given=late(second))
    assert values(ward, first.session.visit) == [False, True]


def test_what_was_answered_between_her_answer_and_another_of_hers_stands(ward: Ward) -> None:
    first = begun(ward)
    given = late(first)
    intake.leave(ward.workplace, session=first.session.id)
    ward.say(ward.sit_down(first.session.visit), ITEM, False)
    other = Given("start.interpreter", None, State.NOT_SURE, None, SHOWN)
    store_late(ward.workplace, session=first.session.id, given=other)
    store_late(ward.workplace, session=first.session.id, given=given)
    assert values(ward, first.session.visit) == [False]


def test_a_danger_sign_calls_also_late(ward: Ward) -> None:
    opened = begun(ward)
    intake.leave(ward.workplace, session=opened.session.id)
    sign = Given("now.symptoms", None, State.VALUE, told("now.symptoms", DANGER), SHOWN)
    store_late(ward.workplace, session=opened.session.id, given=sign)
    assert intake.emergency_on(ward.workplace) == opened.session.visit


def test_nothing_is_added_to_a_visit_that_has_ended(ward: Ward) -> None:
    opened = begun(ward)
    intake.leave(ward.workplace, session=opened.session.id)
    schedule.end_visit(ward.desk, staff=ward.nurse, visit=opened.session.visit, ending=Ending.DONE)
    with pytest.raises(VisitEnded):
        store_late(ward.workplace, session=opened.session.id, given=late())


@pytest.mark.parametrize("changed", [False, True])
def test_a_plan_that_changed_meanwhile_was_not_read(ward: Ward, changed: bool) -> None:
    opened = begun(ward)
    shown = replace(SHOWN, knew=opened.situation.chart.newest)
    given = Given("fasting.plan", None, State.VALUE, told("fasting.plan", "read"), shown)
    intake.leave(ward.workplace, session=opened.session.id)
    if changed:
        form = InstructionForm("fasting", InstructionAction.NO_FASTING, text="None", decided_by="Dr. Żak")
        ward.instruct(opened.session.visit, form)
    store_late(ward.workplace, session=opened.session.id, given=given)
    after = ward.sit_down(opened.session.visit).situation
    assert [one.item for one in after.chart.replies if one.item == "fasting.plan"] == ["fasting.plan"]
    assert (after.reply("fasting.plan") is None) is changed
    assert [one.item for one in plan_news(after)] == (["fasting.plan"] if changed else [])


def test_it_carries_the_moment_when_she_said_it_and_the_place_when_it_came(ward: Ward) -> None:
    opened = begun(ward)
    evening = datetime(2026, 11, 24, 4, 58, tzinfo=UTC)
    ward.clock.at = evening + timedelta(minutes=5)
    given = replace(late(), at=evening)
    intake.leave(ward.workplace, session=opened.session.id)
    store_late(ward.workplace, session=opened.session.id, given=given)
    with ward.desk.reading() as records:
        chart = records.charts.load(opened.session.visit)
    (reply,) = (one for one in chart.replies if one.item == ITEM)
    assert (reply.at, reply.local) == (evening, "2026-11-23 23:58")
    assert reply.seq > max(one.seq for one in chart.replies if one is not reply)
