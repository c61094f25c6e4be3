"""One drug under two names is one substance: one loop, one instruction, one line on plan and day."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kypho_prep.prep.chart import InstructionAction
from kypho_prep.prep.interview.substances import counts
from kypho_prep.prep.plan.plan import plan
from kypho_prep.prep.rules.procedure_day import DayLine, day_lines
from kypho_prep.prep.wording.sentences import board_words
from tests.prep.builders import PROCEDURE, Story, problems, suffixes, ticks
from tests.prep.test_against_the_content import WORDS

HOLD, GO_ON = InstructionAction.LAST_DOSE, InstructionAction.CONTINUE
CARD = "group:blood_thinner"
ACTIONS = (HOLD, GO_ON, InstructionAction.MORNING_OF, InstructionAction.OTHER)


def loops_of(story: Story) -> dict[str, list[str]]:
    return {key: suffixes(one) for key, one in problems(story).items() if key.startswith("loop ")}


def lines(story: Story) -> list[tuple[str, str]]:
    found = [one for one in plan(story.situation()) if one.kind in ("medicine", "ask")]
    return [(one.key, dict(one.params).get("name", "")) for one in found]


def test_two_names_of_one_drug_are_one_loop_and_one_line() -> None:
    story = Story().takes("e1", "rivaroxaban").takes("e2", "Xarelto")
    assert loops_of(story) == {"loop e1": ["no_instruction"]}
    assert lines(story) == [("plan.ask_medicine", "rivaroxaban / Xarelto")]


def test_an_instruction_for_one_name_binds_the_other() -> None:
    for subject in ("e1", "e2"):
        story = Story().takes("e1", "rivaroxaban").takes("e2", "Xarelto")
        story.instructs(subject, HOLD, on=date(2026, 11, 21))
        assert loops_of(story) == {}
        assert lines(story) == [("plan.last_dose", "rivaroxaban / Xarelto")]


def test_the_newest_word_on_a_substance_is_the_only_one_on_the_plan() -> None:
    story = Story().takes("e1", "rivaroxaban").takes("e2", "Xarelto")
    story.instructs("e1", HOLD, on=date(2026, 11, 21)).instructs("e2", GO_ON)
    assert lines(story) == [("plan.continue", "rivaroxaban / Xarelto")]


def test_a_name_given_after_the_cards_instruction_is_asked_about_once() -> None:
    story = Story().says("medicines.groups_thin", ticks("blood_thinner")).instructs(CARD, HOLD, on=date(2026, 11, 21))
    story.takes("e1", "Xarelto")
    assert loops_of(story) == {"loop e1": ["one_or_two"]}
    assert lines(story) == [("plan.last_dose", "Xarelto")]
    story.instructs("e1", HOLD, on=date(2026, 11, 21), supersedes=story.chart.instructions[0].id)
    assert loops_of(story) == {}
    assert lines(story) == [("plan.last_dose", "Xarelto")]


def test_a_cards_instruction_stands_for_none_of_two_named_medicines() -> None:
    story = Story().says("medicines.groups_thin", ticks("blood_thinner")).instructs(CARD, HOLD, on=date(2026, 11, 21))
    story.takes("e1", "Xarelto").takes("e2", "Plavix")
    assert loops_of(story) == {"loop e1": ["no_instruction"], "loop e2": ["no_instruction"]}
    assert lines(story) == [("plan.ask_medicine", "Xarelto"), ("plan.ask_medicine", "Plavix")]


def test_a_self_stopped_thinner_says_so_on_the_board() -> None:
    story = Story().takes("e1", "rivaroxaban").takes("e2", "Xarelto")
    story.says("medicines.still_taking", "self", "e2")
    assert board_words(WORDS, problems(story)["loop e1"]) == "rivaroxaban / Xarelto: stopped on their own"
    assert suffixes(problems(story)["loop e1"]) == ["no_instruction", "self_stopped"]


def test_the_days_page_asks_once_for_a_substances_last_dose() -> None:
    story = Story(today=PROCEDURE).takes("e1", "rivaroxaban").takes("e2", "Xarelto")
    story.says("medicines.last_taken", PROCEDURE.isoformat(), "e2").instructs("e2", HOLD, on=date(2026, 11, 21))
    (dose,) = [one for one in day_lines(story.situation()) if one.line is DayLine.DOSE and "group:" not in one.subject]
    assert (dose.subject, dose.name, len(dose.entered), len(dose.said), dose.differs) == (
        "e1", "rivaroxaban / Xarelto", 1, 1, True,
    )  # fmt: skip


ORDER = st.tuples(st.sampled_from(("e1", "e2", CARD)), st.sampled_from(ACTIONS), st.integers(10, 21))


@given(orders=st.lists(ORDER, max_size=6), second=st.booleans())
def test_whatever_was_ordered_plan_and_day_say_one_thing_about_one_substance(
    orders: list[tuple[str, InstructionAction, int]], second: bool
) -> None:
    story = Story().says("medicines.groups_thin", ticks("blood_thinner")).takes("e1", "rivaroxaban")
    story = story.takes("e2", "Xarelto") if second else story
    for subject, action, day in orders:
        before = [one for one in story.chart.current_instructions if one.subject == subject]
        on = date(2026, 11, day) if action is HOLD else None
        # Staff's form replaces what stands under the same name; under another name it does not know of it.
        story.instructs(subject, action, on=on, text=f"{action} {day}", supersedes=before[-1].id if before else None)
    situation = story.situation()
    planned = {(one.key, one.on, one.quote) for one in plan(situation) if one.kind == "medicine"}
    (dose,) = [one for one in day_lines(situation) if one.line is DayLine.DOSE]
    assert len(planned) <= 1
    assert {(f"plan.{one.action}", one.on, one.text) for one in dose.entered} == planned
    assert len(lines(story)) == 1
    assert len([key for key in problems(story) if key.startswith("loop ")]) <= 1


def counting(story: Story) -> list[tuple[str, InstructionAction]]:
    situation = story.situation()
    return [(one.subject, one.action) for one in story.chart.current_instructions if counts(situation, one)]


def test_what_a_newer_word_or_a_named_medicine_took_the_place_of_does_not_count() -> None:
    story = Story().says("medicines.groups_thin", ticks("blood_thinner")).fasts()
    fasting = counting(story)
    assert len(fasting) == 2
    story.instructs(CARD, HOLD, on=date(2026, 11, 21)).instructs("medicines.other_change", GO_ON)
    assert counting(story) == [*fasting, (CARD, HOLD), ("medicines.other_change", GO_ON)]
    story.takes("e1", "rivaroxaban")
    assert (CARD, HOLD) in counting(story)
    story.instructs("e1", HOLD, on=date(2026, 11, 20))
    assert (CARD, HOLD) not in counting(story)
    story.takes("e2", "Xarelto").instructs("e2", GO_ON)
    assert counting(story) == [*fasting, ("medicines.other_change", GO_ON), ("e2", GO_ON)]
