"""Open loops and contradictions planted in 336 made-up patients: each raised once, none else, none closed by words."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

import pytest

from kypho_prep.prep.chart import ActionKind, FlagAction, InstructionAction
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.rules.contradiction_rules import CONTRADICTIONS
from kypho_prep.prep.rules.finding import LOOP
from kypho_prep.prep.rules.flags import Card, cards
from kypho_prep.prep.sign_off.prep_sign_off import blockers
from tests.cohort import rates
from tests.cohort.charts import BEGUN
from tests.cohort.planted import PLANTS, Planted, order, planted, watched
from tests.cohort.staff_work import Staff
from tests.shipped import shipped

EACH = 16
LATER = BEGUN + timedelta(days=1)
EVERYTHING = dict.fromkeys(rates.STAFF, 1.0)
WORDS = {"text": "Talked about", "decided_by": "Dr. Example", "answer": "Go on"}
# What each action needs before it closes anything; "needs a call" closes nothing, whatever is written.
NEEDED = {ActionKind.TOLD_DOCTOR: ("answer",), ActionKind.PROCEED: ("decided_by", "text")}


@pytest.fixture(scope="module")
def patients() -> list[Planted]:
    return list(planted(shipped(), EACH))


def of_interest(situation: Situation) -> list[Card]:
    """The cards of loops and contradictions that are still open."""
    known = {(finding.problem, finding.subject) for _, finding in watched(situation)}
    return [card for card in cards(situation) if (card.finding.problem, card.finding.subject) in known and card.open]


def acted(situation: Situation, card: Card, kind: ActionKind, **words: str) -> Situation:
    made = {"text": "", "decided_by": "", "answer": ""} | words
    number = len(situation.chart.actions)
    action = FlagAction(
        f"action{number}",
        card.thread,
        kind,
        made["text"],
        made["decided_by"],
        "s",
        LATER,
        answer=made["answer"],
        seq=situation.chart.newest + 1,
    )
    return replace(situation, chart=replace(situation.chart, actions=(*situation.chart.actions, action)))


def instructed(situation: Situation, subject: str, **more: Any) -> Situation:
    made = order(
        "later", subject, InstructionAction.OTHER, **({"recorded_at": LATER, "seq": situation.chart.newest + 1} | more)
    )
    return replace(situation, chart=replace(situation.chart, instructions=(*situation.chart.instructions, made)))


def same(card: Card, other: Card) -> bool:
    return (card.finding.problem, card.finding.subject) == (other.finding.problem, other.finding.subject)


def still_open(situation: Situation, card: Card) -> bool:
    return any(same(card, one) for one in of_interest(situation))


def test_there_are_at_least_three_hundred_patients_and_some_with_nothing(patients: list[Planted]) -> None:
    assert len(patients) >= 300
    assert Counter(one.plant.name for one in patients) == Counter({plant.name: EACH for plant in PLANTS})
    assert sum(not one.plant.raises for one in patients) == EACH


def test_what_is_planted_is_raised_once_and_nothing_else_is(patients: list[Planted]) -> None:
    wrong = [
        (one.plant.name, found)
        for one in patients
        if (found := Counter(name for name, _ in watched(one.situation))) != Counter(one.plant.raises)
    ]
    assert wrong == []


def test_each_says_why(patients: list[Planted]) -> None:
    for one in patients:
        whys = {why.key.rpartition(".")[2] for _, finding in watched(one.situation) for why in finding.reasons}
        assert not one.plant.why or one.plant.why in whys


def test_each_is_one_open_card_that_keeps_the_nurse_from_signing(patients: list[Planted]) -> None:
    for one in patients:
        found = of_interest(one.situation)
        assert len(found) == len(one.plant.raises)
        blocking = {(why.finding.problem, why.finding.subject) for why in blockers(one.situation) if why.finding}
        assert {(card.finding.problem, card.finding.subject) for card in found} <= blocking


def test_no_action_closes_a_loop_whatever_is_written(patients: list[Planted]) -> None:
    for one in patients:
        for card in of_interest(one.situation):
            if card.finding.is_loop:
                here = one.situation
                for kind in ActionKind:
                    here = acted(here, card, kind, **WORDS)
                assert still_open(here, card)
                assert any(why.kind == "c" and why.subject == card.finding.subject for why in blockers(here))


@pytest.mark.parametrize(
    "lacking", [{"decided_by": " "}, {"told_on": None}, {"told_by": ""}, {"restart": ""}, {"times_revision": 0}]
)
def test_no_instruction_closes_a_loop_while_a_part_is_missing(patients: list[Planted], lacking: dict[str, Any]) -> None:
    # A day stands in it, so that other times of the visit make it void.
    dated = {"on": BEGUN.date()} | lacking
    for one in patients[: len(PLANTS) * 4]:
        for card in of_interest(one.situation):
            if card.finding.is_loop and one.plant.ordered is None:
                assert still_open(instructed(one.situation, card.finding.subject, **dated), card)
                assert still_open(instructed(one.situation, "another medicine"), card)


def test_a_complete_instruction_closes_a_loop(patients: list[Planted]) -> None:
    for one in patients:
        for card in of_interest(one.situation):
            if card.finding.is_loop:
                here = instructed(one.situation, card.finding.subject)
                assert not still_open(here, card)
                assert not any(why.subject == card.finding.subject and why.kind == "c" for why in blockers(here))


def test_nothing_else_is_closed_without_what_its_action_needs(patients: list[Planted]) -> None:
    for one in patients:
        for card in of_interest(one.situation):
            if card.finding.problem == LOOP:
                continue
            assert still_open(acted(one.situation, card, ActionKind.NEEDS_CALL, **WORDS), card)
            for kind, needed in NEEDED.items():
                for missing in needed:
                    words = {name: text for name, text in WORDS.items() if name != missing}
                    assert still_open(acted(one.situation, card, kind, **words), card)
            assert not still_open(acted(one.situation, card, card.closing[0], **WORDS), card)


def test_no_way_through_the_staffs_work_signs_with_a_loop_or_a_contradiction_open(patients: list[Planted]) -> None:
    seeds = count(1)
    for one in patients[: len(PLANTS) * 4]:
        for share in (0.0, 0.5, 1.0):
            rng = Random(next(seeds))
            here = Staff(one.situation, rng, EVERYTHING | {"loop": share, "red": share}).worked()
            open_loops = {card.finding.subject for card in of_interest(here) if card.finding.is_loop}
            assert open_loops == {why.subject for why in blockers(here) if why.kind == "c"}
            assert all(blocks(card, here) for card in of_interest(here))


def test_with_everything_done_nothing_blocks(patients: list[Planted]) -> None:
    for one in patients[: len(PLANTS) * 2]:
        here = Staff(one.situation, Random(1), EVERYTHING).worked()
        if one.plant.ordered is None:
            assert of_interest(here) == []
        assert blockers(here) == ()


def blocks(card: Card, here: Situation) -> bool:
    """Whether an open card blocks; another amber than a contradiction does no longer once staff acted on it."""
    acted_on = card.acted and card.finding.problem not in CONTRADICTIONS
    return acted_on or any(same_flag(why, card) for why in blockers(here))


def same_flag(why: Any, card: Card) -> bool:
    return why.finding is not None and (why.finding.problem, why.subject) == (
        card.finding.problem,
        card.finding.subject,
    )
