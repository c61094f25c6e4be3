"""Coded rules about medicines."""

from datetime import date

import pytest

from kypho_prep.prep.chart import ActionKind, FactKind, InstructionAction
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.rules.finding import Finding
from kypho_prep.prep.rules.flags import cards
from tests.prep.builders import Story, medicine, problems, suffixes, ticks
from tests.prep.test_against_the_content import real

HOLD = InstructionAction.LAST_DOSE


def loop(story: Story, subject: str = "e1") -> Finding | None:
    found = problems(story).get(f"loop {subject}")
    return found if isinstance(found, Finding) else None


def why(story: Story, subject: str = "e1") -> list[str]:
    return suffixes(loop(story, subject)) if loop(story, subject) else []


def test_a_thinner_without_an_instruction_is_one_red_card() -> None:
    story = Story().says("medicines.groups_thin", ticks("blood_thinner")).takes("e1", "Xarelto")
    found = loop(story)
    assert found is not None
    assert (found.level, found.kind, found.blocks, why(story)) == (Level.RED, Kind.CANCEL, True, ["no_instruction"])
    assert set(problems(story)) == {"loop e1"}


@pytest.mark.parametrize(
    ("lacks", "suffix"),
    [
        ({"decided_by": " "}, "no_decider"),
        ({"told_on": None}, "not_told"),
        ({"told_by": ""}, "not_told"),
        ({"restart": ""}, "no_restart"),
        ({"times_revision": 0}, "times_changed"),
    ],
)
def test_an_instruction_that_lacks_a_part_leaves_the_loop_open(lacks: dict[str, object], suffix: str) -> None:
    story = Story().takes("e1", "Xarelto").instructs("e1", HOLD, on=date(2026, 11, 21), **lacks)
    assert why(story) == [suffix]


def test_a_complete_instruction_closes_it_and_a_superseded_one_does_not_count() -> None:
    story = Story().takes("e1", "Xarelto").instructs("e1", HOLD, on=date(2026, 11, 21), restart="")
    first = story.chart.instructions[0].id
    story.instructs("e1", HOLD, on=date(2026, 11, 21), supersedes=first)
    assert why(story) == []
    story.instructs("e1", HOLD, supersedes=story.chart.instructions[1].id, withdrawn=True)
    assert why(story) == ["no_instruction"]


def test_continue_and_morning_of_need_no_restart_and_no_date() -> None:
    for action in (InstructionAction.CONTINUE, InstructionAction.MORNING_OF):
        story = Story().takes("e1", "Xarelto").instructs("e1", action, restart="")
        assert why(story) == []
        assert why(story.changes(times_revision=2)) == ["told_before_move"], "the patient knows the old times"


def test_the_fullest_instruction_counts() -> None:
    story = Story().takes("e1", "Xarelto").instructs("e1", HOLD).instructs("e1", InstructionAction.OTHER, restart="")
    assert why(story) == []


def test_a_thinner_stopped_alone_is_red_until_an_instruction_comes_after() -> None:
    story = Story().takes("e1", "Xarelto").says("medicines.still_taking", "self", "e1")
    assert why(story) == ["no_instruction", "self_stopped"]
    assert why(story.instructs("e1", HOLD)) == []
    story.says("medicines.still_taking", "yes", "e1").says("medicines.still_taking", "self", "e1")
    assert why(story) == ["self_stopped"]
    assert loop(story).level is Level.RED  # type: ignore[union-attr]


def test_an_instruction_alone_does_not_close_what_the_patient_stopped_alone() -> None:
    story = Story().takes("e1", "Xarelto").says("medicines.still_taking", "self", "e1")
    assert "self_stopped e1" not in problems(story), "the loop's card says so while it is open"
    story.instructs("e1", InstructionAction.CONTINUE, restart="").evaluates()
    (card,) = [one for one in cards(story.situation()) if one.open and one.finding.subject == "e1"]
    assert (card.finding.problem, card.level) == ("self_stopped", Level.RED)
    assert card.closing == (ActionKind.TOLD_DOCTOR, ActionKind.PROCEED)
    insulin = Story().takes("e1", "Lantus").says("medicines.still_taking", "self", "e1")
    assert "self_stopped e1" not in problems(insulin.instructs("e1", InstructionAction.CONTINUE, restart=""))


def test_insulin_stopped_alone_keeps_its_own_level() -> None:
    story = Story().takes("e1", "Lantus").says("medicines.still_taking", "self", "e1")
    found = loop(story)
    assert found is not None
    assert (found.level, found.kind) == (Level.AMBER, Kind.CHECK)
    assert why(story) == ["no_instruction", "self_stopped_other"]


def test_lone_low_aspirin_stopped_alone_is_red() -> None:
    story = Story().takes("e1", "aspirin 81 mg", "aspirin").says("medicines.still_taking", "self", "e1")
    assert loop(story).level is Level.RED  # type: ignore[union-attr]


def test_another_doctors_word_is_quoted_in_the_reason() -> None:
    story = Story().takes("e1", "Xarelto").says("medicines.still_taking", "told", "e1")
    assert dict(loop(story).reasons[-1].params) == {"name": "Xarelto", "typed": "…", "who": "…"}  # type: ignore[union-attr]
    story.says("medicines.told_who", "Dr. Heart", "e1").says("medicines.told_what", "stop it Friday", "e1")
    assert dict(loop(story).reasons[-1].params)["who"] == "Dr. Heart"  # type: ignore[union-attr]
    story.instructs("e1", HOLD)
    assert why(story) == []
    assert why(story.says("medicines.still_taking", "told", "e1")) == [], "recorded already"
    story.instructs("e1", InstructionAction.CONTINUE, supersedes=story.chart.instructions[0].id)
    assert why(story) == []
    story.says("medicines.still_taking", "yes", "e1").says("medicines.still_taking", "told", "e1")
    assert why(story) == ["patient_told"], "told to stop after our team said to go on"


@pytest.mark.parametrize(
    ("choice", "late"),
    [
        ("2026-11-16", True),
        ("2026-11-14", True),
        ("2026-11-13", False),
        ("before:2026-11-03", False),
        ("before:2026-11-15", True),
        ("some day", False),
        (None, False),
    ],
)
def test_taken_after_the_instructions_date(choice: str | None, late: bool) -> None:
    story = Story().takes("e1", "Xarelto").instructs("e1", HOLD, on=date(2026, 11, 13))
    if choice is None:
        story.unsure("medicines.last_taken", "e1")
    else:
        story.says("medicines.last_taken", choice, "e1")
    assert (why(story) == ["taken_after"]) is late
    story.instructs("e1", HOLD, on=date(2026, 11, 17), supersedes=story.chart.instructions[0].id)
    assert why(story) == []


def test_a_dose_before_the_date_or_without_one_is_in_time() -> None:
    story = Story().takes("e1", "Xarelto").says("medicines.last_taken", "2026-11-16", "e1")
    assert why(story.instructs("e1", HOLD, on=date(2026, 11, 16))) == []
    assert (
        why(Story().takes("e1", "Xarelto").instructs("e1", HOLD).says("medicines.last_taken", "2026-11-16", "e1")) == []
    )
    assert why(Story().takes("e1", "Xarelto").instructs("e1", InstructionAction.CONTINUE)) == []


def test_what_the_team_must_prepare_for() -> None:
    assert loop(Story().takes("e1", "Nardil")).kind is Kind.PREPARE  # type: ignore[union-attr]
    found = problems(Story().takes("e1", "methadone"))["medicine_opioid e1"]
    assert (found.level, found.kind, suffixes(found)) == (Level.RED, Kind.PREPARE, ["tell_anesthesia"])
    plain = problems(Story().takes("e1", "oxycodone"))["medicine_opioid e1"]
    assert (plain.level, plain.kind) == (Level.NOTE, Kind.CHECK)


@pytest.mark.parametrize(
    ("choice", "page", "problem", "level"),
    [
        ("blood_thinner", "medicines.groups_thin", "loop", Level.RED),
        ("aspirin", "medicines.groups_thin", "loop", Level.RED),
        ("insulin", "medicines.groups_more", "loop", Level.AMBER),
        ("pain_pill", "medicines.groups_thin", "medicine_nsaid", Level.AMBER),
        ("strong_pain", "medicines.groups_more", "medicine_opioid", Level.NOTE),
        ("steroid", "medicines.groups_more", "medicine_corticosteroid", Level.AMBER),
    ],
)
def test_a_card_ticked_and_nothing_named(choice: str, page: str, problem: str, level: Level) -> None:
    found = problems(Story().says(page, ticks(choice)))[f"{problem} group:{choice}"]
    assert (found.level, suffixes(found)) == (level, ["not_named"])
    assert dict(found.reasons[0].words) == {"name": f"{page}.choice.{choice}"}


@pytest.mark.parametrize(
    ("choice", "page", "name", "replaced"),
    [
        ("blood_thinner", "medicines.groups_thin", "Xarelto", True),
        ("blood_thinner", "medicines.groups_thin", "aspirin", False),
        ("aspirin", "medicines.groups_thin", "aspirin", True),
        ("aspirin", "medicines.groups_thin", "Plavix", False),
        ("sugar_heart_kidney", "medicines.groups_more", "metformin", True),
        ("sugar_heart_kidney", "medicines.groups_more", "metoprolol", True),
        ("sugar_heart_kidney", "medicines.groups_more", "Xarelto", False),
        ("sugar_heart_kidney", "medicines.groups_more", "a white pill", False),
        ("insulin", "medicines.groups_more", "metformin", False),
        ("insulin", "medicines.groups_more", "Lantus", True),
    ],
)
def test_a_named_medicine_takes_the_place_of_its_card(choice: str, page: str, name: str, replaced: bool) -> None:
    story = Story().says(page, ticks(choice)).says("medicines.name", medicine(name), "e1")
    assert (f"loop group:{choice}" not in problems(story)) is replaced


def test_an_instruction_for_an_unnamed_card_closes_it_when_complete() -> None:
    story = Story().says("medicines.groups_thin", ticks("blood_thinner"))
    story.instructs("group:blood_thinner", HOLD, restart="")
    assert why(story, "group:blood_thinner") == ["not_named", "no_restart"]
    story.instructs("group:blood_thinner", HOLD)
    assert why(story, "group:blood_thinner") == []


@pytest.mark.parametrize(
    ("name", "dose", "level"),
    [
        ("aspirin 81 mg", None, Level.AMBER),
        ("baby aspirin", None, Level.AMBER),
        ("aspirin", "81", Level.AMBER),
        ("aspirin", "1 tablet of 325 mg", Level.RED),
        ("aspirin", None, Level.RED),
    ],
)
def test_lone_low_dose_aspirin_is_as_the_clinic_sets_it(name: str, dose: str | None, level: Level) -> None:
    story = Story().takes("e1", name, "aspirin")
    if dose is not None:
        story.says("medicines.dose", dose, "e1")
    assert loop(story).level is level  # type: ignore[union-attr]
    strict = Story(clinic=Clinic(aspirin_level=Level.RED)).takes("e1", name, "aspirin")
    assert loop(strict).level is Level.RED  # type: ignore[union-attr]


def test_low_aspirin_beside_another_thinner_is_not_alone() -> None:
    story = Story().takes("e1", "aspirin 81 mg", "aspirin").takes("e2", "Plavix")
    assert loop(story).level is Level.RED  # type: ignore[union-attr]
    ticked = Story().says("medicines.groups_thin", ticks("blood_thinner")).takes("e1", "aspirin 81 mg", "aspirin")
    assert loop(ticked).level is Level.RED  # type: ignore[union-attr]
    unsure = Story().takes("e1", "aspirin 81 mg", "aspirin").unsure("medicines.groups_thin")
    assert problems(unsure).get("loop e1") is None, "no list page, no entry"


def test_two_bottles_of_one_thinner() -> None:
    story = Story().takes("e1", "Xarelto").takes("e2", "rivaroxaban").takes("e3", "Plavix").takes("e4", "Plavix")
    found = problems(story)["double_thinner e2"]
    assert (found.level, found.kind) == (Level.RED, Kind.CANCEL)
    assert dict(found.reasons[0].params) == {"name": "rivaroxaban", "typed": "Xarelto, rivaroxaban"}
    assert "double_thinner e4" not in problems(story)


def test_an_unknown_name_reaches_the_nurse_word_for_word() -> None:
    story = Story().takes("e1", "Zaralto  20")
    found = problems(story)["not_recognised e1"]
    assert (found.level, dict(found.reasons[0].params)) == (Level.AMBER, {"typed": "Zaralto  20"})
    assert "not_recognised e1" not in problems(Story().takes("e1", "metformin"))
    unnamed = Story().says("medicines.groups_thin", ticks("pain_pill")).says("medicines.name", "x", "e1")
    assert "not_recognised e1" in problems(unnamed)
    assert "not_recognised e2" not in problems(unnamed.unsure("medicines.name", "e2"))


def test_all_supplements_are_one_card_at_amber() -> None:
    story = Story().takes("e1", "garlic").takes("e2", "fish oil")
    found = problems(story)["medicine_supplement_bleeding medicines.also"]
    assert (found.level, len(found.reasons)) == (Level.AMBER, 2)
    assert set(problems(story)) == {
        "medicine_supplement_bleeding medicines.also",
        "medicine_nsaid group:pain_pill",
        "contra_no_thinner medicines.groups_thin",  # the fish oil, beside "no blood thinner"
    }


def test_a_class_without_a_loop_is_shown_at_its_level() -> None:
    assert problems(Story().takes("e1", "ibuprofen"))["medicine_nsaid e1"].level is Level.AMBER
    assert problems(Story().takes("e1", "Celebrex"))["medicine_nsaid e1"].level is Level.NOTE
    assert "medicine_denosumab e1" not in problems(Story().takes("e1", "Prolia"))


def test_a_morning_medicine_asks_for_a_morning_instruction_until_one_is_recorded() -> None:
    story = Story().takes("e1", "metoprolol")
    assert problems(story)["medicine_morning_of e1"].level is Level.NOTE
    story.instructs("e1", InstructionAction.MORNING_OF, told_by="")
    assert "medicine_morning_of e1" in problems(story)
    story.instructs("e1", InstructionAction.MORNING_OF)
    assert "medicine_morning_of e1" not in problems(story)
    assert not problems(story.records(FactKind.CALL)).get("medicine_morning_of e1")


def test_a_card_of_what_people_forget_is_open_until_something_is_added_from_it() -> None:
    story = real().says("medicines.also", ticks("eye_drops", "shot"))
    found = problems(story)["medicine_not_named group:shot"]
    assert (found.level, found.kind) == (Level.AMBER, Kind.CHECK)
    assert dict(found.reasons[0].words) == {"name": "medicines.also.choice.shot"}
    drops = medicine("Xalatan", listed="medicines.also_list")
    story.says("medicines.name", drops | {"group": "eye_drops"}, "e1")
    assert "medicine_not_named group:eye_drops" not in problems(story)
    assert "medicine_not_named group:shot" in problems(story)
    story.says("medicines.name", drops, "e2")
    assert "medicine_not_named group:shot" not in problems(story), "staff say no card"


def test_no_card_of_what_people_forget_raises_nothing() -> None:
    assert not [one for one in problems(real().says("medicines.also", ticks())) if "not_named" in one]
    assert not [one for one in problems(real().unsure("medicines.also")) if "not_named" in one]
