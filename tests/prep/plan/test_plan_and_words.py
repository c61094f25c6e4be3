"""The patient's plan, and everything that prep says in words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kypho_prep.prep.chart import InstructionAction
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.plan.plan import PlanLine, plan
from kypho_prep.prep.reply import State
from kypho_prep.prep.rules.finding import Finding, Reason
from kypho_prep.prep.rules.flags import findings
from kypho_prep.prep.rules.reply_words import said
from kypho_prep.prep.sign_off.prep_sign_off import blockers
from kypho_prep.prep.wording.dates import clock_words, date_words, day_words, near_day_words, plain_day_words
from kypho_prep.prep.wording.sentences import (
    answer_words,
    blocker_words,
    board_words,
    flag_words,
    plan_words,
    question_words,
    reply_words,
)
from kypho_prep.prep.words import MONTHS, WEEKDAYS, Words
from tests.prep.builders import PROCEDURE, Story, medicine, ticks
from tests.prep.small_checklist import CHECKLIST

TABLE = {
    **{f"date.weekday.{one}": one.title() for one in WEEKDAYS},
    **{f"date.month.{one}": one.title() for one in MONTHS},
    **{f"date.{one}": one for one in ("am", "pm", "noon", "midnight")},
    "date.midnight_between": "midnight {before} to {weekday}",
    "date.day": "{weekday}, {month} {number}, {year}",
    "date.plain": "{month} {number}, {year}",
    "date.near": "{weekday}, {month} {number}",
    "date.clock": "{hour}:{minute} {half}",
    "date.day_clock": "{day}, {clock}",
    "answer.yes": "Yes",
    "answer.no": "No",
    "answer.not_sure": "Not sure",
    "answer.question": "Has a question",
    "answer.handed_over": "Missed twice",
    "answer.nothing_listed": "Nothing",
    "answer.none": "None of these",
    "answer.also_not_sure": "{answer} (and not sure)",
    "bleeding.history.choice.disorder": "A bleeding disorder",
    "bleeding.history.choice.bruises": "Bruises",
    "bleeding.history.choice.none": "None",
    "tests.blood.choice.done": "Done",
    "medicines.last_taken.question": "When did you last take {name}?",
    "medicines.groups_thin.choice.blood_thinner": "A blood thinner (Eliquis, Xarelto)",
    "medicines.groups_thin.short.blood_thinner": "A blood thinner",
    "flag.loop.board": "{name}: no full instruction",
    "flag.loop.taken_after": "{name} taken {answer}, after {date}",
    "answer.before": "before {date}",
    "flag.not_sure.reason": 'Not sure: "{answer}"',
    "flag.not_sure.board": "Not sure: {name}",
    "flag.question.board": "Question: {answer}",
    "blocker.loop": "Open: {answer}",
    "blocker.unanswered": "No answer: {answer}",
    "plan.last_dose": '{name}: "{quote}" ({who}, {date} {time})',
    "plan.changed": "Your time has changed. Ask your nurse.",
}
WORDS = Words("en", "English", TABLE)


def keys(story: Story, *, kind: str = "") -> list[str]:
    return [line.key for line in plan(story.situation()) if not kind or line.kind == kind]


@pytest.mark.parametrize(
    ("item", "value", "text"),
    [
        ("ride.adult", True, "Yes"),
        ("medicines.shop", False, "No"),
        ("tests.blood", "done", "Done"),
        ("bleeding.history", ticks("disorder", "bruises"), "A bleeding disorder, Bruises"),
        ("bleeding.history", ticks(), "None"),
        ("bleeding.history", ticks("bruises", unsure=True), "Bruises (and not sure)"),
        ("about.what", "question", "Has a question"),
        ("fasting.scene", {"attempt": 2, "outcome": "handed_over"}, "Missed twice"),
        ("ride.phone", "555 {name}", "555 {name}"),
        ("fasting.last_food_hour", 7, "7"),
        ("questions.list", {"entries": []}, "Nothing"),
        ("questions.list", {"entries": ["q1", "gone"]}, "May I drive?"),
    ],
)
def test_an_answer_in_words(item: str, value: Any, text: str) -> None:
    story = (
        Story(today=PROCEDURE, tests=("blood",)).says("ride.adult", True).says("questions.text", "May I drive?", "q1")
    )
    story.says("fasting.last_food", "today_am").says(item, value)
    assert answer_words(story.situation(), WORDS, PageRef(item)) == text


def test_no_answer_has_no_words_and_not_sure_has() -> None:
    assert answer_words(Story().situation(), WORDS, PageRef("ride.adult")) == ""
    assert answer_words(Story().unsure("ride.adult").situation(), WORDS, PageRef("ride.adult")) == "Not sure"
    assert said(CHECKLIST.item("ride.adult"), None) == ((), ())


def test_a_name_in_words_is_the_confirmed_one() -> None:
    story = Story().says("medicines.groups_thin", ticks("blood_thinner"))
    story.says("medicines.name", medicine("x") | {"typed": "zarelto", "confirmed": "Xarelto"}, "e1")
    assert answer_words(story.situation(), WORDS, PageRef("medicines.name", "e1")) == "Xarelto"


def test_ticks_without_a_card_for_none() -> None:
    item = replace(CHECKLIST.item("bleeding.history"), choices=())
    reply = Story().says("bleeding.history", ticks()).situation().chart.replies[0]
    assert said(item, reply) == ((), (("answer", "answer.none"),))
    empty = Story().says("ride.phone", "").situation().chart.replies[0]
    assert said(CHECKLIST.item("ride.phone"), empty) == ((), ())


def test_a_reply_that_the_words_no_longer_know_stands_as_it_was_shown() -> None:
    story = Story().says("gone.item", True).says("tests.blood", "some old choice")
    assert [reply_words(story.situation(), WORDS, reply) for reply in story.situation().chart.replies] == [
        "as shown",
        "as shown",
    ]


def test_a_question_names_its_medicine() -> None:
    item = CHECKLIST.item("medicines.last_taken")
    assert question_words(WORDS, item, "Xarelto") == "When did you last take Xarelto?"


def test_a_flags_reason_says_words_dates_and_plain_text() -> None:
    reason = Reason(
        "flag.loop.taken_after",
        params=(("date", "2026-11-13"), ("name", "{answer}")),
        words=(("answer", "answer.yes"),),
    )
    assert flag_words(WORDS, reason) == "{answer} taken Yes, after Friday, November 13, 2026"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2026-11-16", "Monday, November 16"),
        ("before:2026-11-03", "before Tuesday, November 3"),
        ("days_2_to_7", "as shown"),
    ],
)
def test_a_chosen_day_is_said_by_its_name_and_date_and_an_answer_of_old_as_it_was_shown(value: str, text: str) -> None:
    story = Story().takes("e1", "Xarelto").says("medicines.last_taken", value, "e1")
    reply = story.situation().chart.replies[-1]
    assert reply_words(story.situation(), WORDS, reply) == text
    params, words = said(CHECKLIST.item("medicines.last_taken"), reply)
    assert words == ()
    reason = Reason("flag.loop.taken_after", params=(("date", "2026-11-13"), ("name", "Xarelto"), *params))
    asked = "" if text == "as shown" else text
    assert flag_words(WORDS, reason) == f"Xarelto taken {asked}, after Friday, November 13, 2026"


def test_a_question_inside_a_reason_names_the_medicine_too() -> None:
    reason = Reason("flag.not_sure.reason", (("name", "Xarelto"),), (("answer", "medicines.last_taken.question"),))
    assert flag_words(WORDS, reason) == 'Not sure: "When did you last take Xarelto?"'


def test_the_board_line_takes_the_first_reason_that_says_it() -> None:
    story = Story().says("medicines.groups_thin", ticks("blood_thinner"))
    (loop,) = [one for one in findings(story.situation()) if one.is_loop]
    assert board_words(WORDS, loop) == "A blood thinner: no full instruction"
    blocking = [one for one in blockers(story.situation()) if one.kind == "c"]
    assert blocker_words(WORDS, blocking[0]) == "Open: A blood thinner: no full instruction"
    two = (Reason("k", (("answer", "first"),)), Reason("k", (("answer", "second"),)))
    assert board_words(WORDS, Finding("question", "s", loop.level, loop.kind, two)) == "Question: first"


def test_an_unanswered_question_in_words() -> None:
    story = Story().takes("e1", "Xarelto")
    (found,) = [one for one in blockers(story.situation()) if one.page == PageRef("medicines.last_taken", "e1")]
    assert blocker_words(WORDS, found) == "No answer: When did you last take Xarelto?"


@pytest.mark.parametrize(
    ("clock", "text"),
    [("00:00", "midnight"), ("12:00", "noon"), ("00:05", "12:05 am"), ("13:30", "1:30 pm"), ("", "")],
)
def test_a_clock_time_in_words(clock: str, text: str) -> None:
    assert clock_words(WORDS, clock) == text


def test_dates_in_words() -> None:
    assert day_words(WORDS, date(2026, 11, 24)) == "Tuesday, November 24, 2026"
    assert near_day_words(WORDS, date(2026, 11, 24)) == "Tuesday, November 24"
    assert plain_day_words(WORDS, date(2026, 11, 24)) == "November 24, 2026"
    assert date_words(WORDS, "2026-11-24T06:00") == "Tuesday, November 24, 2026, 6:00 am"


@given(st.dates())
def test_every_date_has_words(day: date) -> None:
    assert str(day.year) in day_words(WORDS, day)


def test_the_plan_says_only_what_staff_entered() -> None:
    assert keys(Story()) == ["plan.arrival_unknown", "plan.procedure_no_time", "plan.ask_fasting"]
    timed = Story(procedure_at="09:00", arrival_on=PROCEDURE, arrival_at="07:00").fasts()
    assert keys(timed) == ["plan.arrival", "plan.procedure", "plan.fasting_food", "plan.fasting_liquids"]
    food = plan(timed.situation())[2]
    assert (food.on, food.at, food.quote, food.who) == (PROCEDURE, "00:00", "as the doctor said", "Dr. Lee")


def test_moved_times_are_void_and_no_fasting_is_a_quote() -> None:
    assert keys(Story().fasts().changes(times_revision=2), kind="fasting") == ["plan.changed"]
    assert keys(Story().instructs("", InstructionAction.NO_FASTING), kind="fasting") == ["plan.no_fasting"]


def test_a_medicine_with_an_instruction_is_quoted_with_its_restart() -> None:
    story = Story().takes("e1", "Xarelto").takes("e2", "metformin")
    assert keys(story, kind="ask") == ["plan.ask_medicine"]
    story.instructs("e1", InstructionAction.LAST_DOSE, on=date(2026, 11, 21), at="08:00", text="last one Saturday")
    story.instructs("e2", InstructionAction.CONTINUE, restart="")
    assert keys(story, kind="medicine") == ["plan.last_dose", "plan.continue"]
    assert keys(story, kind="restart") == ["plan.restart"]
    assert not keys(story, kind="ask")
    line = next(one for one in plan(story.situation()) if one.key == "plan.last_dose")
    said_line = 'Xarelto: "last one Saturday" (Dr. Lee, Saturday, November 21, 2026 8:00 am)'
    assert plan_words(WORDS, line) == said_line
    story.changes(times_revision=2)
    changed = [one for one in plan(story.situation()) if one.kind == "medicine"]
    assert [one.key for one in changed] == ["plan.changed", "plan.continue"]
    assert plan_words(WORDS, changed[0]) == "Your time has changed. Ask your nurse."


def test_an_instruction_that_nobody_decided_is_not_shown() -> None:
    story = Story().takes("e1", "Xarelto").instructs("e1", InstructionAction.OTHER, decided_by="")
    assert keys(story, kind="medicine") == []
    assert keys(story, kind="ask") == ["plan.ask_medicine"]


def test_a_ticked_card_with_an_instruction_stands_in_the_plan() -> None:
    story = Story().says("medicines.groups_thin", ticks("blood_thinner"))
    story.instructs("group:blood_thinner", InstructionAction.LAST_DOSE)
    (line,) = [one for one in plan(story.situation()) if one.kind == "medicine"]
    assert plan_words(WORDS, line).startswith("A blood thinner (Eliquis, Xarelto): ")


def test_hearsay_is_never_quoted_on_the_plan_and_ends_with_the_teams_own_word() -> None:
    story = Story().takes("e1", "Xarelto").says("medicines.still_taking", "told", "e1")
    story.says("medicines.told_who", "Dr. Heart", "e1").says("medicines.told_what", "stop it Friday", "e1")
    story.says("medicines.other_change", True).unsure("medicines.other_change_who")
    story.says("medicines.other_change_what", "no vitamins")
    found = [one for one in plan(story.situation()) if one.kind == "reported"]
    assert [(one.params, one.words) for one in found] == [
        ((("name", "Xarelto"),), ()),
        ((), (("name", "plan.other_medicine"),)),
    ]
    assert not any(one.quote or one.who for one in found)
    assert not keys(story, kind="ask"), "one line about one medicine"
    story.instructs("e1", InstructionAction.CONTINUE).instructs("medicines.other_change", InstructionAction.OTHER)
    assert not keys(story, kind="reported")


def test_a_ticked_thinner_without_a_name_gets_its_line() -> None:
    story = Story().says("medicines.groups_thin", ticks("blood_thinner"))
    (line,) = [one for one in plan(story.situation()) if one.kind == "ask"]
    assert (line.key, line.words) == ("plan.ask_medicine", (("name", "medicines.groups_thin.choice.blood_thinner"),))
    assert not keys(story.takes("e1", "Xarelto").instructs("e1", InstructionAction.CONTINUE), kind="ask")


def test_midnight_says_between_which_days_it_lies() -> None:
    assert clock_words(WORDS, "00:00", date(2026, 12, 8)) == "midnight Monday to Tuesday"
    assert clock_words(WORDS, "12:00", date(2026, 12, 8)) == "noon"
    assert date_words(WORDS, "2026-12-08T00:00").endswith("midnight Monday to Tuesday")
    line = PlanLine("medicine", "plan.last_dose", on=date(2026, 12, 8), at="00:00", quote="that evening")
    assert "midnight Monday to Tuesday" in plan_words(WORDS, line)


def test_a_plan_line_of_nothing_is_said_without_a_date() -> None:
    assert plan_words(WORDS, PlanLine("fasting", "plan.changed")) == "Your time has changed. Ask your nurse."
    removed = Story().says("ride.phone", "5", state=State.DECLINED).situation().chart.replies[0]
    assert said(CHECKLIST.item("ride.phone"), removed) == ((), (("answer", "answer.declined"),))
