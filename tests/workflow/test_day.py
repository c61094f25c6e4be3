"""The procedure's day at work: recorded that day only, line by line, signed on its own, revoked by what changes."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from kypho_prep.prep.chart import FactKind, SignOffKind
from kypho_prep.prep.interview.path import pages
from kypho_prep.prep.rules.procedure_day import DayCheck, DayLine, day_lines
from kypho_prep.prep.sign_off.day_sign_off import day_binding, day_standing
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.workflow.derived import refresh
from kypho_prep.workflow.desk import procedure_day, review
from kypho_prep.workflow.desk.review import Review
from kypho_prep.workflow.errors import Blocked, Changed, Invalid, TooLong
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from tests.workflow.ward import PROCEDURE, Ward

ASKED_TODAY = {"fasting.last_food", "fasting.last_drink", "fasting.drink_milk", "fasting.gum", "fasting.tobacco"}
VALUES: dict[DayLine, dict[str, str]] = {
    DayLine.IDENTIFIERS: {"checked": "yes"},
    DayLine.LAST_FOOD: {"found": "time", "on": "2026-12-07", "at": "19:30"},
    DayLine.LAST_DRINK: {"found": "time", "on": "2026-12-08", "at": "6:00"},
    DayLine.TEMPERATURE: {"value": "98.4", "unit": "F"},
    DayLine.VITALS: {"pressure": "128/76", "pulse": "72", "breathing": "16", "oxygen": "97 %"},
    DayLine.CODE_STATUS: {"found": "yes", "text": "Full code"},
}


@pytest.fixture
def signed(ward: Ward) -> str:
    """A visit whose preparation is signed off; the clock stands at ten on the procedure's morning."""
    visit = ward.signed_visit()
    ward.clock.pass_by(days=15)
    assert ward.open_chart(visit).situation.today == PROCEDURE
    return visit


def record(ward: Ward, visit: str, line: DayLine, value: Mapping[str, str], **more: Any) -> Review:
    return procedure_day.record_line(ward.workplace, staff=ward.nurse, visit=visit, line=line, value=value, **more)


def record_all(ward: Ward, visit: str) -> Review:
    for check in day_lines(ward.open_chart(visit).situation):
        record(ward, visit, check.line, VALUES.get(check.line, {"found": "yes"}), subject=check.subject)
    return ward.open_chart(visit)


def line(seen: Review, wanted: DayLine) -> DayCheck:
    return next(one for one in day_lines(seen.situation) if one.line is wanted)


def sign(ward: Ward, visit: str, seen: Review | None = None, words: Mapping[str, str] | None = None) -> Review:
    bound = day_binding((seen or ward.open_chart(visit)).situation)
    return procedure_day.sign_day_of(ward.workplace, staff=ward.nurse, visit=visit, bound=bound, words=words)


def problems(caught: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str]]:
    return [(name, key) for name, key, _params in caught.value.problems]


def test_a_line_is_recorded_on_the_day_by_name_with_its_audit_line(ward: Ward, signed: str) -> None:
    seen = record(ward, signed, DayLine.LAST_DRINK, VALUES[DayLine.LAST_DRINK] | {"milk": "yes", "other": "dropped"})
    fact = line(seen, DayLine.LAST_DRINK).recorded
    assert fact is not None
    assert (fact.kind, fact.subject, fact.recorded_by) == (FactKind.DAY_CHECK, "last_drink", "Ann Lee")
    assert fact.value == {"found": "time", "on": "2026-12-08", "at": "06:00", "milk": "yes"}
    (noted,) = (one for one in ward.audit(signed) if one.event == "fact_recorded" and one.subject == "day_check")
    assert (noted.actor, dict(noted.details)) == ("Ann Lee", {"fact": fact.id, "line": "last_drink"})
    assert seen.stage is Stage.SIGNED_OFF


@pytest.mark.parametrize("days", [-1, 1])
def test_before_and_after_the_day_nothing_is_recorded_or_signed(ward: Ward, signed: str, days: int) -> None:
    ward.clock.pass_by(days=days)
    with pytest.raises(procedure_day.NotTheDay) as caught:
        record(ward, signed, DayLine.SKIN, {"found": "yes"})
    assert caught.value.words_key == "error.not_the_day"
    with pytest.raises(procedure_day.NotTheDay):
        sign(ward, signed)


@pytest.mark.parametrize(
    ("wanted", "value", "problem"),
    [
        (DayLine.IDENTIFIERS, {}, ("checked", "error.required")),
        (DayLine.TEMPERATURE, {"unit": "F"}, ("value", "error.required")),
        (DayLine.VITALS, {"pressure": "128/76"}, ("oxygen", "error.required")),
        (DayLine.LEG_STRENGTH, {"found": "no"}, ("text", "error.required")),
        (DayLine.SKIN, {}, ("found", "error.required")),
        (DayLine.SKIN, {"found": "no", "text": " "}, ("text", "error.required")),
        (DayLine.CODE_STATUS, {"found": "yes"}, ("text", "error.required")),
        (DayLine.LAST_FOOD, {}, ("found", "error.required")),
        (DayLine.LAST_FOOD, {"found": "time"}, ("on", "error.required")),
        (DayLine.LAST_FOOD, {"found": "time", "on": "yesterday"}, ("on", "error.not_a_day")),
        (DayLine.LAST_FOOD, {"found": "time", "on": "2026-12-09"}, ("on", "error.day_to_come")),
        (DayLine.LAST_FOOD, {"found": "time", "on": "2026-12-08", "at": "half six"}, ("at", "error.not_a_time")),
        (DayLine.LAST_FOOD, {"found": "time", "on": "2026-12-08", "at": "18:00"}, ("at", "error.time_to_come")),
    ],
)
def test_what_is_missing_or_cannot_be_is_named_with_its_field(
    ward: Ward, signed: str, wanted: DayLine, value: dict[str, str], problem: tuple[str, str]
) -> None:
    with pytest.raises(Invalid) as caught:
        record(ward, signed, wanted, value)
    assert problem in problems(caught)
    assert line(ward.open_chart(signed), wanted).recorded is None


def test_a_text_too_long_and_a_line_that_is_not_on_the_page_are_refused(ward: Ward, signed: str) -> None:
    with pytest.raises(TooLong):
        record(ward, signed, DayLine.SKIN, {"found": "no", "text": "x" * 2001})
    with pytest.raises(Changed):
        record(ward, signed, DayLine.DOSE, {"found": "unknown"}, subject="gone")


def test_a_correction_needs_its_reason_and_keeps_what_stood_before(ward: Ward, signed: str) -> None:
    first = line(record(ward, signed, DayLine.TEMPERATURE, {"value": "89.4"}), DayLine.TEMPERATURE).recorded
    assert first is not None
    with pytest.raises(Changed):
        record(ward, signed, DayLine.TEMPERATURE, {"value": "98.4"})
    with pytest.raises(Invalid) as caught:
        record(ward, signed, DayLine.TEMPERATURE, {"value": "98.4"}, supersedes=first.id)
    assert problems(caught) == [("reason", "error.required")]
    seen = record(ward, signed, DayLine.TEMPERATURE, {"value": "98.4"}, supersedes=first.id, reason="Typing error")
    corrected = line(seen, DayLine.TEMPERATURE).recorded
    assert corrected is not None
    assert (corrected.value, corrected.supersedes, corrected.reason) == ({"value": "98.4"}, first.id, "Typing error")
    assert first in seen.situation.chart.facts


def test_the_day_is_signed_with_its_words_once_every_line_is_recorded(ward: Ward, signed: str) -> None:
    with pytest.raises(Blocked) as caught:
        sign(ward, signed)
    assert {one.key for one in caught.value.blockers} == {"blocker.day_missing"}
    seen = sign(ward, signed, record_all(ward, signed), {"day:temperature": "98.4 F"})
    made = seen.situation.chart.sign_offs[-1]
    assert (made.kind, made.signed_by, made.words) == (SignOffKind.DAY_OF, "Ann Lee", {"day:temperature": "98.4 F"})
    assert made.reply_ids
    assert day_standing(seen.situation).stands
    assert (seen.stage, ward.row(signed).signed_by) == (Stage.SIGNED_OFF, "Ann Lee"), "the preparation still stands"
    assert ward.events(signed)[-1] == "signed_off"


def test_the_board_says_who_signed_the_day_and_that_it_fell(ward: Ward, signed: str) -> None:
    def told() -> tuple[str, bool]:
        assert refresh.recompute_all(ward.workplace) == (), "no other moment tells it otherwise"
        row = ward.row(signed)
        return row.day_signed_by, row.day_fallen

    assert told() == ("", False)
    sign(ward, signed, record_all(ward, signed))
    assert told() == ("Ann Lee", False)
    day_before = schedule.board(ward.workplace, today=PROCEDURE - timedelta(days=1)).rows
    assert [row.day_signed_by for row in day_before] == [""]
    skin = line(ward.open_chart(signed), DayLine.SKIN).recorded
    assert skin is not None
    no = {"found": "no", "text": "A rash"}
    record(ward, signed, DayLine.SKIN, no, supersedes=skin.id, reason="Looked again")
    assert told() == ("", True)
    ward.clock.pass_by(days=1)
    assert refresh.recompute_all(ward.workplace) == ()


def test_what_changed_since_the_page_was_read_is_not_signed(ward: Ward, signed: str) -> None:
    seen = record_all(ward, signed)
    ward.say(ward.sit_down(signed), "fasting.gum", True)
    with pytest.raises(Changed):
        sign(ward, signed, seen)


def test_a_changed_value_revokes_the_day_once_and_says_so_on_record(ward: Ward, signed: str) -> None:
    sign(ward, signed, record_all(ward, signed))
    temperature = line(ward.open_chart(signed), DayLine.TEMPERATURE).recorded
    assert temperature is not None
    how = {"supersedes": temperature.id, "reason": "Measured again"}
    seen = record(ward, signed, DayLine.TEMPERATURE, {"value": "100.9", "unit": "F"}, **how)
    assert [one.key for one in day_standing(seen.situation).changes] == ["day:temperature"]
    fallen = [one for one in ward.audit(signed) if one.event == "sign_off_revoked"]
    assert [dict(one.details) for one in fallen] == [{"changed": ["day:temperature"]}]
    assert seen.stage is Stage.SIGNED_OFF, "the preparation is not touched by the day's page"


def test_a_fallen_preparation_takes_the_day_with_it(ward: Ward, signed: str) -> None:
    sign(ward, signed, record_all(ward, signed))
    ward.say(ward.sit_down(signed), "start.interpreter", True)
    seen = ward.open_chart(signed)
    assert not day_standing(seen.situation).stands
    assert ward.events(signed).count("sign_off_revoked") == 2
    with pytest.raises(Blocked) as caught:
        sign(ward, signed)
    assert "blocker.day_prep_fallen" in {one.key for one in caught.value.blockers}


def test_a_patient_who_sits_down_on_the_day_is_asked_the_days_questions_and_the_page_shows_them(
    ward: Ward, signed: str
) -> None:
    opened = ward.sit_down(signed)
    assert {page.item for page in pages(opened.situation)} >= ASKED_TODAY
    assert opened.page is not None
    for item, value in (("start.who", "me"), ("now.symptoms", {"picked": [], "unsure": False})):
        opened = ward.say(opened, item, value)
    opened = ward.say(opened, "fasting.last_food", "yesterday_pm")
    opened = ward.say(opened, "fasting.last_food_hour", 7)
    ward.answer_all(opened)
    intake.finish(ward.workplace, session=opened.session.id)
    seen = ward.open_chart(signed)
    assert seen.standing.stands, "what is asked that day does not touch the preparation"
    food, drink = line(seen, DayLine.LAST_FOOD), line(seen, DayLine.LAST_DRINK)
    assert {one.item for one in (*food.said, *drink.said)} >= ASKED_TODAY | {"fasting.last_food_hour"}
    assert [one.item for one in line(seen, DayLine.SYMPTOMS).said] == ["now.symptoms"]


def test_before_the_day_the_kiosk_does_not_ask_them(ward: Ward) -> None:
    opened = ward.sit_down(ward.new_visit())
    assert not {page.item for page in pages(opened.situation)} & ASKED_TODAY


def test_a_call_on_the_day_leaves_the_days_sign_off(ward: Ward, signed: str) -> None:
    sign(ward, signed, record_all(ward, signed))
    seen = review.record_fact(ward.workplace, staff=ward.nurse, visit=signed, kind=FactKind.CALL, value={"to": "son"})
    assert day_standing(seen.situation).stands
