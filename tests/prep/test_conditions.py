"""Conditions: what holds, what unanswered means, and what makes an answer the same answer."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kypho_prep.prep.checklist import Branch
from kypho_prep.prep.conditions import canonical, condition_holds, holds, unsure, witness
from kypho_prep.prep.reply import State
from tests.prep.builders import Story, medicine, ticks
from tests.prep.small_checklist import when


@pytest.mark.parametrize(
    ("item", "value", "op", "wanted", "expected"),
    [
        ("medicines.shop", True, "is", True, True),
        ("medicines.shop", False, "is", False, True),
        ("medicines.shop", False, "is", 0, False),
        ("medicines.shop", False, "truthy", None, False),
        ("medicines.shop", True, "is_not", True, False),
        ("ride.phone", "555", "truthy", None, True),
        ("tests.blood", "done", "is", "done", True),
        ("tests.blood", "done", "includes_any", ["booked", "done"], True),
        ("bleeding.history", ticks("bruises"), "includes", "bruises", True),
        ("bleeding.history", ticks("bruises"), "includes_any", ["disorder"], False),
        ("bleeding.history", ticks("bruises"), "is", "bruises", True),
        ("bleeding.history", ticks(), "includes", "none", True),
        ("bleeding.history", ticks(unsure=True), "includes", "none", False),
        ("bleeding.history", ticks(), "truthy", None, False),
        ("bleeding.history", ticks(unsure=True), "not_sure", None, True),
        ("questions.list", {"entries": ["e"]}, "truthy", None, True),
        ("fasting.scene", {"attempt": 2, "pick": "snack", "outcome": "handed_over"}, "is", "handed_over", True),
        ("bleeding.history", ticks(), "answered", None, True),
        ("bleeding.history", ticks(), "declined", None, False),
    ],
)
def test_a_condition_over_an_answer(item: str, value: Any, op: str, wanted: Any, expected: bool) -> None:
    story = Story(tests=("blood",)).says("ride.adult", True).says(item, value)
    assert condition_holds(when(item, op, wanted), story.situation()) is expected


@pytest.mark.parametrize("op", ["is", "is_not", "includes", "includes_any", "answered", "truthy", "declined"])
def test_unanswered_and_not_sure_are_never_an_answer(op: str) -> None:
    silent, unsure_one = Story().situation(), Story().unsure("medicines.shop").situation()
    for situation in (silent, unsure_one):
        assert not condition_holds(when("medicines.shop", op, False), situation)
    assert condition_holds(when("medicines.shop", "not_sure"), unsure_one)
    assert not condition_holds(when("medicines.shop", "not_sure"), silent)


def test_declined_is_asked_for_by_name() -> None:
    situation = Story().says("medicines.shop", state=State.DECLINED).situation()
    assert condition_holds(when("medicines.shop", "declined"), situation)
    assert not condition_holds(when("medicines.shop", "is", False), situation)


def test_facts_of_the_visit_and_the_session() -> None:
    situation = Story(tests=("blood",), ask_pregnancy=True).situation()
    assert condition_holds(when("visit.ask_pregnancy", "is", True), situation)
    assert condition_holds(when("visit.tests", "includes", "blood"), situation)
    assert condition_holds(when("visit.anesthesia", "is", "not_known"), situation)
    assert condition_holds(when("visit.fasting", "is", "missing"), situation)
    assert condition_holds(when("session.who", "is", "patient"), situation)
    assert not condition_holds(when("visit.is_today", "truthy"), situation)
    with pytest.raises(KeyError):
        condition_holds(when("visit.weather", "truthy"), situation)


def test_an_unknown_operator_is_refused_by_its_item() -> None:
    with pytest.raises(ValueError, match=r"ride\.adult: no operator 'soon'"):
        condition_holds(when("ride.adult", "soon"), Story().says("ride.adult", True).situation())


def test_all_or_any_and_an_empty_branch() -> None:
    situation = Story().says("ride.adult", True).situation()
    yes, no = when("ride.adult", "is", True), when("ride.adult", "is", False)
    assert holds(Branch(), situation)
    assert not holds(Branch((yes, no)), situation)
    assert holds(Branch((yes, no), any=True), situation)


def test_an_entrys_condition_reads_the_same_entry_and_outside_of_entries_any() -> None:
    story = Story().takes("e1", "Xarelto").takes("e2", "metformin")
    situation = story.situation()
    thinner = when("medicines.name", "class", ["anticoagulant_oral"])
    assert condition_holds(thinner, situation, "e1")
    assert not condition_holds(thinner, situation, "e2")
    assert condition_holds(thinner, situation)
    assert condition_holds(thinner, situation, "some other list's entry")
    assert condition_holds(when("medicines.name", "class"), situation, "e1")
    assert not condition_holds(when("medicines.name", "class"), situation, "e2")
    assert condition_holds(when("medicines.name", "no_class"), situation, "e2")
    assert condition_holds(when("medicines.name", "listed", "medicines.group_names"), situation, "e1")
    assert not condition_holds(when("medicines.name", "listed"), situation, "e1")
    assert not condition_holds(thinner, Story().situation())


def test_the_witness_names_only_what_the_condition_asks_for() -> None:
    one = Story().says("bleeding.history", ticks("disorder")).situation()
    two = Story().says("bleeding.history", ticks("disorder", "bruises")).situation()
    asks = when("bleeding.history", "includes", "disorder")
    assert witness(asks, one) == witness(asks, two) != ""
    assert witness(when("bleeding.history", "answered"), one) != witness(when("bleeding.history", "answered"), two)
    assert witness(when("bleeding.history", "includes", "bruises"), one) == ""
    assert "not_sure" in witness(when("ride.adult", "not_sure"), Story().unsure("ride.adult").situation())
    assert "true" in witness(when("visit.ask_pregnancy", "truthy"), Story(ask_pregnancy=True).situation())


def test_the_witness_of_an_entry_names_its_classes() -> None:
    situation = Story().takes("e1", "Xarelto").situation()
    assert "anticoagulant_oral" in witness(when("medicines.name", "class"), situation, "e1")
    assert "medicines.name" in witness(when("medicines.name", "is_not", medicine("x")), situation, "e1")


@given(st.dictionaries(st.text(), st.booleans() | st.integers() | st.text() | st.lists(st.text())))
def test_equal_values_have_one_text(value: dict[str, Any]) -> None:
    assert canonical(value) == canonical(dict(reversed(list(value.items()))))


def test_unsure_alone_or_beside_ticks() -> None:
    story = Story().unsure("ride.adult").says("bleeding.history", ticks("bruises", unsure=True)).says("ride.phone", "5")
    assert [unsure(reply) for reply in story.situation().chart.replies] == [True, True, False]
