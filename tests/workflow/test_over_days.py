"""Answers over days: the same touch on another day is another answer, and the day's questions are asked each day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.chart import FactKind, InstructionAction
from kypho_prep.prep.interview.path import PageRef, is_open
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import State
from kypho_prep.prep.rules.flags import findings
from kypho_prep.prep.rules.visit_rules import adult_settled
from kypho_prep.prep.sign_off.prep_sign_off import blockers
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import InstructionForm
from kypho_prep.workflow.patient.intake import Given, Intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.moving import at_stake
from tests.workflow.test_day import ASKED_TODAY
from tests.workflow.ward import PATIENT, PROCEDURE, SHOWN, VISIT, Ward

PROLIA = {"typed": "Prolia", "confirmed": "Prolia", "generics": ["denosumab"], "list_version": "1",
          "list": "medicines.also_list"}  # fmt: skip
WHEN = "medicines.denosumab_last"
HALF = dict.fromkeys(("fasting.last_food", "fasting.last_drink"), "today_am")
HOUR = dict.fromkeys(("fasting.last_food_hour", "fasting.last_drink_hour"), 7)
HOURS = HALF | HOUR | dict.fromkeys(("fasting.drink_milk", "fasting.gum", "fasting.tobacco"), False)


def stored(opened: Intake, item: str) -> int:
    return sum(one.item == item for one in opened.situation.chart.replies)


def prolia(ward: Ward) -> tuple[str, Intake]:
    visit = ward.new_visit()
    opened = ward.say(
        ward.say(ward.sit_down(visit), "start.who", "me"),
        "medicines.also",
        {"picked": ["prescription"], "unsure": False},
    )
    opened = ward.say(opened, "medicines.name", PROLIA, entry="one")
    return visit, ward.say(opened, WHEN, "within_six_months", entry="one")


def eats(ward: Ward, opened: Intake) -> Intake:
    for item, value in HOURS.items():
        opened = ward.say(opened, item, value)
    return opened


def test_the_same_touch_on_another_day_is_stored_and_on_the_same_day_it_is_not(ward: Ward) -> None:
    visit, opened = prolia(ward)
    opened = ward.say(opened, WHEN, "within_six_months", entry="one")
    assert stored(opened, WHEN) == 1
    ward.clock.pass_by(days=3)
    opened = ward.say(ward.say(ward.sit_down(visit), "start.who", "me"), WHEN, "within_six_months", entry="one")
    assert stored(opened, WHEN) == 2
    once_more = ward.say(opened, WHEN, "within_six_months", entry="one")
    assert stored(once_more, WHEN) == 2


def test_it_revokes_a_sign_off_which_what_means_no_day_does_not(ward: Ward) -> None:
    visit, opened = prolia(ward)
    replace(ward, answers={"health.anesthesia_trouble": False}).answer_all(opened)
    ward.close_the_rest(visit)
    before = ward.open_chart(visit).bound
    ward.clock.pass_by(days=3)
    opened = ward.say(ward.sit_down(visit), "start.who", "me")
    opened = ward.say(opened, "health.anesthesia_trouble", False)
    assert ward.open_chart(visit).bound == before
    ward.say(opened, WHEN, "within_six_months", entry="one")
    changed = ward.open_chart(visit).bound
    assert {key for key in changed if changed[key] != before.get(key)} == {f"reply:{WHEN}:one"}


def test_a_procedure_put_off_by_a_day_asks_the_day_again_and_raises_late_food(ward: Ward) -> None:
    visit = ward.new_visit()
    ward.answer_all(ward.sit_down(visit))
    ward.clock.pass_by(days=15)
    eats(ward, ward.sit_down(visit))
    tomorrow = PROCEDURE + timedelta(days=1)
    moved = replace(VISIT, procedure_on=tomorrow, arrival_on=tomorrow)
    schedule.edit_visit(ward.workplace, staff=ward.nurse, visit=visit, patient=PATIENT, form=moved)
    for action in (InstructionAction.FASTING_FOOD, InstructionAction.FASTING_LIQUIDS):
        told = {"text": "nothing", "decided_by": "Dr. Żak", "told_on": PROCEDURE, "told_by": "Ann Lee"}
        ward.instruct(visit, InstructionForm("fasting", action, on=tomorrow, at="00:30", **told))
    ward.clock.pass_by(days=1)
    opened = ward.sit_down(visit)
    assert all(is_open(opened.situation, PageRef(item)) for item in ASKED_TODAY)
    opened = eats(ward, opened)
    assert [stored(opened, item) for item in HOURS] == [2] * len(HOURS)
    assert not any(is_open(opened.situation, PageRef(item)) for item in HOURS)
    assert "fasting.last_food" in {one.subject for one in findings(opened.situation) if one.problem == "intake_late"}


XARELTO = {"typed": "Xarelto", "confirmed": "Xarelto", "generics": ["rivaroxaban"], "list_version": "1",
           "list": "medicines.also_list"}  # fmt: skip
TAKEN = "medicines.last_taken"


@pytest.mark.parametrize(("said", "late"), [("2026-12-02", False), ("2026-12-05", True), ("before:2026-11-22", False)])
def test_who_took_the_last_dose_as_ordered_is_not_red_three_days_later(ward: Ward, said: str, *, late: bool) -> None:
    visit = ward.new_visit()
    opened = ward.say(
        ward.say(ward.sit_down(visit), "start.who", "me"),
        "medicines.also",
        {"picked": ["prescription"], "unsure": False},
    )
    ward.say(ward.say(opened, "medicines.name", XARELTO, entry="one"), TAKEN, "2026-11-23", entry="one")
    told = {"text": "last pill", "decided_by": "Dr. Żak", "told_on": date(2026, 11, 23), "told_by": "Ann Lee"}
    form = InstructionForm("one", InstructionAction.LAST_DOSE, on=date(2026, 12, 2), restart="the day after", **told)
    assert "loop" not in {one.problem for one in findings(ward.instruct(visit, form).situation)}
    ward.clock.pass_by(days=12)
    opened = ward.say(ward.say(ward.sit_down(visit), "start.who", "me"), TAKEN, said, entry="one")
    assert ("loop" in {one.problem for one in findings(opened.situation)}) is late


def asks_driver(ward: Ward, visit: str) -> Situation:
    given = Given("ride.knows_time", None, State.VALUE, YesNo(True), SHOWN)
    return review.answer_for(ward.workplace, staff=ward.nurse, visit=visit, given=given, source="phone").situation


def test_a_moved_procedure_asks_the_driver_again(ward: Ward) -> None:
    visit = ward.answered_visit()
    assert asks_driver(ward, visit).reply("ride.knows_time") is not None
    ward.close_the_rest(visit)
    assert at_stake(ward.workplace, visit=visit).adult
    earlier = replace(VISIT, procedure_at="07:30", arrival_at="06:00")
    schedule.edit_visit(ward.workplace, staff=ward.nurse, visit=visit, patient=PATIENT, form=earlier)
    seen = ward.open_chart(visit).situation
    assert not adult_settled(seen)
    assert not at_stake(ward.workplace, visit=visit).adult
    assert FactKind.ADULT_VERIFIED in {one.subject for one in blockers(seen)}
    assert seen.reply("ride.knows_time") is None, "the time that the driver knows is the old one"
    assert asks_driver(ward, visit).reply("ride.knows_time") is not None
    assert adult_settled(ward.record(visit, FactKind.ADULT_VERIFIED).situation)


@pytest.mark.parametrize("seed", range(6))
def test_in_any_history_of_days_an_answer_is_kept_once_for_each_day_it_was_given_on(ward: Ward, seed: int) -> None:
    draw = Random(seed)
    visit, opened = prolia(ward)
    told = [(0, "within_six_months")]
    day = 0
    for _ in range(8):
        passed, choice = draw.choice((0, 0, 1, 3)), draw.choice(("within_six_months", "longer"))
        if passed:
            ward.clock.pass_by(days=passed)
            opened = ward.say(ward.sit_down(visit), "start.who", "me")
        day += passed
        opened = ward.say(opened, WHEN, choice, entry="one")
        told += [(day, choice)] if told[-1] != (day, choice) else []
    kept = [one.value for one in opened.situation.chart.replies if one.item == WHEN]
    assert kept == [choice for _, choice in told]


@pytest.mark.parametrize("last", [("fasting.last_food", "food"), ("fasting.last_drink", "liquids")])
def test_the_same_hour_said_again_later_on_the_day_can_mean_a_later_meal(ward: Ward, last: tuple[str, str]) -> None:
    visit = ward.answered_visit()
    item, action = last
    told = {"text": "nothing", "decided_by": "Dr. Żak", "told_on": date(2026, 11, 23), "told_by": "Ann Lee"}
    form = InstructionForm("fasting", InstructionAction(f"fasting_{action}"), on=PROCEDURE, at="06:15", **told)
    ward.instruct(visit, form)
    ward.clock.at = datetime(2026, 12, 8, 11, 5, tzinfo=UTC)  # 6:05 am in New York
    eats_at_six = {item: "today_am", f"{item}_hour": 6}

    def says() -> set[str]:
        opened = ward.say(ward.sit_down(visit), "start.who", "me")
        for name, value in eats_at_six.items():
            opened = ward.say(opened, name, value)
        return {one.subject for one in findings(opened.situation) if one.problem == "intake_late"}

    assert says() == set(), "nobody tells of what is still to come"
    ward.clock.pass_by(seconds=35 * 60)
    assert says() == {item}, "at twenty to seven “six” can be after a quarter past"
    kept = stored(ward.sit_down(visit), f"{item}_hour")
    ward.clock.pass_by(seconds=3600)
    says()
    assert stored(ward.sit_down(visit), f"{item}_hour") == kept + 1
    says()
    assert stored(ward.sit_down(visit), f"{item}_hour") == kept + 1, "six o'clock is over: it means the same"
