"""Every red that the real content and the real rules can raise has a way out that staff can take, found by search."""

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from functools import cache

import pytest

from kypho_prep.prep.chart import FactKind, FlagAction, InstructionAction
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.rules.flags import Card, cards
from kypho_prep.prep.sign_off.prep_sign_off import blockers, standing
from tests.prep.answered_badly import answered, answers_quietly, instructed, manners
from tests.prep.builders import PROCEDURE, Story
from tests.shipped import shipped

CONTENT = shipped()
# Reds of the coded rules; those of the content are read from it.
CODED = {
    "chlorhexidine",
    "contact_severe",
    "contra_allergy",
    "declined",
    "double_thinner",
    "emergency_now",
    "fasting_missing",
    "intake_late",
    "iodine_skin",
    "loop",
    "malignant_hyperthermia",
    "medicine_allergy_severe",
    "medicine_opioid",
    "no_fasting_general",
    "not_sure",
    "other_allergy",
    "self_stopped",
    "tape",
    "two_anticoagulants",
}
ORDERS = (InstructionAction.CONTINUE, InstructionAction.LAST_DOSE, InstructionAction.OTHER)


@cache
def charts() -> tuple[Story, ...]:
    made = [(manner, answered(CONTENT, manner)) for manner in manners()]
    after = [instructed(copy(story), order) for manner, story in made if manner.every for order in ORDERS]
    return (*(story for _, story in made), *after)


def reds(story: Story) -> list[Card]:
    return [card for card in cards(story.situation()) if card.open and card.level is Level.RED]


def test_the_charts_raise_every_red() -> None:
    flags = [flag for item in CONTENT.checklist.items for flag in item.flags]
    of_content = {one.problem for one in flags if one.level is Level.RED or (one.turn and one.turn_level is Level.RED)}
    raised = {card.finding.problem for story in charts() for card in reds(story)}
    assert raised == of_content | CODED


def test_every_red_of_the_real_rules_has_a_way_out() -> None:
    tried = set()
    stuck = []
    for story in charts():
        for card in reds(story):
            reasons = frozenset(one.key for one in card.finding.reasons)
            kind = (card.finding.problem, card.kind, reasons, card.finding.subject.startswith("group:"))
            if kind not in tried:
                tried.add(kind)
                if not any(is_closed(way, card) for way in ways(story, card)):
                    stuck.append(kind)
    assert len(tried) > len(CODED)
    assert not stuck


def ways(story: Story, card: Card) -> Iterator[Story]:
    """Yield what staff can do about a card, each on a chart of its own; the actions are those that the card offers."""
    for kind in card.closing:
        one = copy(story)
        act(one, card, len(one.chart.actions), kind)
        yield one.evaluates()
    if card.finding.is_loop:
        for order in ORDERS:
            yield copy(story).instructs(card.finding.subject, order, on=PROCEDURE).evaluates()
    if card.finding.problem == "fasting_missing":
        yield copy(story).fasts().evaluates()


def act(story: Story, card: Card, number: int, kind: object) -> None:
    action = FlagAction(
        f"act{number}", card.thread, kind, "text", "Dr. Lee", "s", story.now, answer="answer", seq=story.next
    )  # type: ignore[arg-type]
    story.chart = replace(story.chart, actions=(*story.chart.actions, action))


def is_closed(story: Story, card: Card) -> bool:
    same = (card.finding.problem, card.finding.subject)
    left = [one for one in cards(story.situation()) if (one.finding.problem, one.finding.subject) == same]
    return not any(one.open for one in left)


@pytest.mark.parametrize("at", range(len(list(manners()))))
def test_whatever_was_answered_can_be_worked_off_to_the_sign_off(at: int) -> None:
    """What closes one card may open another: in a few rounds all of it is closed, nothing goes in a circle."""
    story = copy(charts()[at])
    for kind in (FactKind.IDENTIFIERS, FactKind.ADULT_VERIFIED):
        story.records(kind)
    for test in story.chart.visit.tests:
        story.records(FactKind.RESULT_SEEN, test)
    rounds = 0
    while blockers(story.situation()):
        assert rounds < 5, [(one.key, one.subject, one.finding) for one in blockers(story.situation())]
        rounds += 1
        works_off(story)
    assert standing(story.signs().situation()).stands


def works_off(story: Story) -> None:
    """Do at once what each open card offers first, instruct each loop, enter fasting, ask what is missing."""
    opened = [card for card in cards(story.situation()) if card.open]
    for card in opened:
        if card.finding.is_loop:
            story.instructs(card.finding.subject, InstructionAction.CONTINUE)
        elif card.closing:
            act(story, card, len(story.chart.actions), card.closing[-1])
    if any(one.subject == "fasting" for one in blockers(story.situation())):
        story.fasts()
    for blocker in blockers(story.situation()):
        if blocker.kind == "a" and blocker.page is not None:
            answers_quietly(story, blocker.page)
    story.evaluates()
