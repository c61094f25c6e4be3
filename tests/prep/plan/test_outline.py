"""The plan as it is read: each day once, then what has no day, then what the nurse is to be asked."""

from dataclasses import replace
from datetime import date

import pytest

from kypho_prep.prep.chart import InstructionAction
from kypho_prep.prep.plan.outline import Outline, outlined
from kypho_prep.prep.plan.plan import PlanLine, plan
from kypho_prep.prep.wording.plan_words import ask_words, line_words, subject_words
from kypho_prep.prep.words import Words
from tests.prep.builders import PROCEDURE, Story, ticks

TABLE = {
    "medicines.groups_thin.choice.blood_thinner": "A blood thinner",
    "papers.plan.label.arrival": "Please arrive",
    "papers.plan.label.procedure": "Your procedure",
    "papers.plan.label.fasting": "Eating and drinking",
    "papers.plan.label.fasting_food": "Food",
    "papers.plan.label.last_dose": "Your last {name}",
    "papers.plan.label.restart": "{name}, after it",
    "plan.no_fasting": "Your team entered it.",
    "plan.line.quoted": "{label}: “{quote}”",
    "plan.line.quoted_by": "{label}: “{quote}” ({who})",
    "plan.line.entered": "{label}: ask your nurse.",
    "plan.line.procedure_no_time": "{label}. Ask for the time.",
    "plan.ask.changed": "{name}: changed.",
    "plan.ask.arrival_unknown": "When to come.",
    "plan.ask.ask_medicine": "{name}: nothing yet.",
    "plan.ask.ask_medicines": "{name}: nothing yet of them.",
    "plan.ask.reported": "{name}: somebody said so.",
    "plan.other_medicine": "Another medicine",
}
WORDS = Words("en", "English", TABLE)


def outline(story: Story) -> Outline:
    return outlined(plan(story.situation()))


def test_each_day_stands_once_with_its_lines_in_their_order() -> None:
    story = Story(procedure_at="09:00", arrival_on=PROCEDURE, arrival_at="07:00").fasts().takes("e1", "Xarelto")
    story.instructs("e1", InstructionAction.LAST_DOSE, on=date(2026, 11, 21), restart="when told")
    found = outline(story)
    assert [day for day, _ in found.days] == [date(2026, 11, 21), PROCEDURE]
    assert [one.at for one in found.days[1][1]] == sorted(one.at or "" for one in found.days[1][1])
    assert [one.key for one in found.days[1][1]][-2:] == ["plan.arrival", "plan.procedure"]
    assert [one.key for one in found.undated] == ["plan.restart"]
    assert found.asks == ()


def test_a_procedure_without_a_time_ends_its_day_and_what_is_not_known_is_asked() -> None:
    story = Story(arrival_on=PROCEDURE, arrival_at="07:00")
    (day,) = outline(story).days
    assert [one.key for one in day[1]] == ["plan.arrival", "plan.procedure_no_time"]
    asked = [one.key for one in outline(Story()).asks]
    assert asked == ["plan.arrival_unknown", "plan.ask_fasting"]
    assert not outline(Story()).undated


def test_medicines_of_which_nothing_is_entered_are_one_line() -> None:
    story = Story().takes("e1", "Xarelto").takes("e2", "Plavix")
    (line,) = [one for one in outline(story).asks if one.kind == "ask"]
    assert ask_words(WORDS, line) == "Xarelto, Plavix: nothing yet of them."
    story.instructs("e2", InstructionAction.CONTINUE)
    (line,) = [one for one in outline(story).asks if one.kind == "ask"]
    assert ask_words(WORDS, line) == "Xarelto: nothing yet."


def test_a_ticked_card_without_a_name_and_hearsay_are_asked_about_too() -> None:
    story = Story().says("medicines.groups_thin", ticks("blood_thinner"))
    story.says("medicines.other_change", True).says("medicines.other_change_what", "no vitamins")
    said = [ask_words(WORDS, one) for one in outline(story).asks if one.kind in ("ask", "reported")]
    assert said == ["A blood thinner: nothing yet.", "Another medicine: somebody said so."]


def test_what_moved_times_made_void_is_asked_by_its_name() -> None:
    story = Story().fasts().takes("e1", "Xarelto")
    story.instructs("e1", InstructionAction.LAST_DOSE, on=date(2026, 11, 21)).changes(times_revision=2)
    said = [ask_words(WORDS, one) for one in outline(story).asks if one.key == "plan.changed"]
    assert said == ["Eating and drinking: changed.", "Xarelto: changed."]


ARRIVAL = PlanLine("arrival", "plan.arrival", on=PROCEDURE, at="07:00")
DOSE = PlanLine("medicine", "plan.last_dose", (("name", "Xarelto"),), quote="on Friday", who="Dr. Lee")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (ARRIVAL, "Please arrive"),
        (PlanLine("procedure", "plan.procedure_no_time", on=PROCEDURE), "Your procedure. Ask for the time."),
        (DOSE, "Your last Xarelto: “on Friday” (Dr. Lee)"),
        (replace(DOSE, who=""), "Your last Xarelto: “on Friday”"),
        (replace(DOSE, kind="restart", key="plan.restart"), "Xarelto, after it: “on Friday”"),
        (PlanLine("fasting", "plan.fasting_food", on=PROCEDURE, at="00:00"), "Food: ask your nurse."),
        (PlanLine("fasting", "plan.no_fasting", quote="as you like"), "Your team entered it."),
    ],
)
def test_a_line_beside_its_time_says_its_subject_and_the_quote(line: PlanLine, said: str) -> None:
    assert line_words(WORDS, line) == said


def test_a_line_without_words_of_its_own_is_named_by_its_medicine() -> None:
    other = PlanLine("medicine", "plan.other", (), (("name", "medicines.groups_thin.choice.blood_thinner"),))
    assert subject_words(WORDS, other) == "A blood thinner"
    assert subject_words(WORDS, PlanLine("fasting", "plan.changed")) == "Eating and drinking"
