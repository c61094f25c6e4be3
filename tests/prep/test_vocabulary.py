"""The values that everything else is made of."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kypho_prep.prep.chart import FactKind, InstructionAction
from kypho_prep.prep.checklist import (
    Chapter,
    Checklist,
    Condition,
    Control,
    Item,
    Kind,
    Level,
    SimpleFlag,
    Step,
)
from kypho_prep.prep.reply import Answerer, State, Who
from kypho_prep.prep.wording.dates import month_day_words, weekday_words
from kypho_prep.prep.words import Words
from tests.prep.builders import CLINIC, TODAY, Story, ticks
from tests.prep.small_checklist import CHECKLIST


def test_the_checklist_finds_its_parts() -> None:
    item = CHECKLIST.item("bleeding.history")
    assert item.step == "bleeding"
    assert item.choice("bruises").id == "bruises"
    with pytest.raises(KeyError, match="no choice 'pets'"):
        item.choice("pets")
    with pytest.raises(KeyError):
        CHECKLIST.item("gone.item")
    assert CHECKLIST.chapter_of["bleeding.history"].id == "body"
    assert CHECKLIST.steps["now"].required
    assert [one.id for one in CHECKLIST.entry_items("allergy")] == ["allergies.medicine_name", "allergies.reaction"]


def test_levels_have_a_rank() -> None:
    assert [level.weight for level in (Level.NOTE, Level.AMBER, Level.RED)] == [0, 1, 2]


def test_what_was_picked() -> None:
    story = Story().says("bleeding.history", ticks("x")).says("tests.blood", "y").says("ride.adult", True)
    story.unsure("ride.phone").says("now.symptoms", ticks("x"), state=State.NOT_SURE).says("gone.item", "z")
    unread = story.chart.replies[0]
    found = [reply.picked for reply in story.situation().chart.replies]
    assert found == [("x",), ("y",), (), (), ("x",), ()]
    with pytest.raises(ValueError, match=r"bleeding\.history is not read yet"):
        assert unread.picked


def test_who_helped() -> None:
    assert [Answerer(who).helped for who in Who] == [False, True, True, False]


def test_superseded_and_withdrawn_rows_are_not_current() -> None:
    story = Story().instructs("e1", InstructionAction.OTHER).records(FactKind.CALL)
    assert len(story.chart.current_instructions) == len(story.chart.current_facts) == 1
    story.instructs("e1", InstructionAction.OTHER, supersedes=story.chart.instructions[0].id, withdrawn=True)
    assert not story.chart.current_instructions


def test_the_clinics_zone() -> None:
    assert CLINIC.tz == ZoneInfo("America/New_York")


def test_words_insert_plain_text_only() -> None:
    words = Words("en", "English", {"a": 'You said "{typed}".'})
    assert words("a", typed="{name} 100%") == 'You said "{name} 100%".'
    assert "a" in words
    assert words.optional("b") == ""
    assert words.optional("a", typed="x") == 'You said "x".'
    with pytest.raises(KeyError):
        words("a")


def test_a_number_takes_the_form_that_the_language_says() -> None:
    table = {"day.one": "{count} day", "day.few": "{count} dny {when}", "day.other": "{count} days"}
    words = Words("cs", "Czech", table, plural=lambda number: {1: "one", 3: "few", 9: "many"}.get(number, "other"))
    assert words.count("day", 1) == "1 day"
    assert words.count("day", 3, when="later") == "3 dny later"
    assert [words.count("day", number) for number in (7, 9)] == ["7 days", "9 days"]
    assert Words("ja", "Japanese", {"day.other": "{count} nichi"}).count("day", 1) == "1 nichi"
    with pytest.raises(KeyError):
        words.count("hour", 1)


def test_a_day_is_said_in_parts_of_its_own() -> None:
    table = {"date.weekday.tuesday": "Tuesday", "date.month.december": "December", "date.month_day": "{number} {month}"}
    words, day = Words("en", "English", table), date(2026, 12, 8)
    assert (weekday_words(words, day), month_day_words(words, day)) == ("Tuesday", "8 December")


def test_words_that_are_missing_are_the_reference_s() -> None:
    english, czech = Words("en", "English", {"a": "A", "b": "B"}), Words("cs", "Czech", {"a": "Á"})
    whole = czech.completed_by(english)
    assert (whole("a"), whole("b"), whole.language) == ("Á", "B", "cs")


def test_a_flag_of_another_answer_does_not_wait_for_its_own_item() -> None:
    """Only where every flag of an item rests on its answer may an unanswered item be passed over."""
    about_medicine = Condition("medicines.name", "class", ["glp1"])
    own, other = Condition("a.own", "is", True), Condition("a.other", "is", True)
    flags = {
        "a.own": (own,),
        "a.own_and_other": (Condition("a.own_and_other", "is", True), other),
        "a.other_alone": (other,),
        "medicines.name": (about_medicine,),
    }
    items = [
        Item(name, Control.YES_NO, flags=(SimpleFlag("one", Level.AMBER, Kind.CHECK, when),))
        for name, when in flags.items()
    ]
    either = SimpleFlag("two", Level.AMBER, Kind.CHECK, (Condition("a.either", "is", True), other), any=True)
    items.append(Item("a.either", Control.YES_NO, flags=(either,)))
    items.append(Item("a.plain", Control.YES_NO))
    checklist = Checklist("1", TODAY, TODAY, (Chapter("c", (Step("a", tuple(items)),)),))
    assert checklist.silent_unanswered == {"a.own", "a.own_and_other"}
