"""What holds over histories of days: no signature beside a blocker, and no red without a way out."""

from copy import copy
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from kypho_prep.prep.answers.single import Day
from kypho_prep.prep.chart import FlagAction, InstructionAction
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.rules.flags import Card, cards
from kypho_prep.prep.sign_off.prep_sign_off import blockers, standing
from kypho_prep.prep.sign_off.stage import Stage, stage
from tests.prep.builders import Story
from tests.prep.happenings import DONE, Happening, happenings, told
from tests.prep.test_whatever_happens import MANY

STOP = date(2026, 11, 10)


@MANY
@given(drawn=happenings(days=True))
def test_no_signature_stands_beside_a_blocker_on_any_day(drawn: list[Happening]) -> None:
    history = told(drawn)
    situation = history.story.situation()
    if standing(situation).stands:
        assert not blockers(situation)
        assert not history.fell, "what had opened is closed, and nobody has signed since"
    assert not (stage(situation) is Stage.SIGNED_OFF and blockers(situation))


@MANY
@given(drawn=happenings(days=True))
def test_every_red_has_something_that_closes_it(drawn: list[Happening]) -> None:
    story = told(drawn).story
    for card in cards(story.situation()):
        if card.open and card.level is Level.RED:
            assert any(_closed(one, card) for one in _ways(story, card)), card.finding


def _ways(story: Story, card: Card) -> list[Story]:
    """Everything that staff can do about a card, each on a chart of its own."""
    made = []
    for kind in DONE:
        one = copy(story)
        action = FlagAction(
            "try", card.thread, kind, "text", "Dr. Lee", "s", story.now, answer="answer", seq=story.next
        )
        one.chart = replace(story.chart, actions=(*story.chart.actions, action))
        made.append(one)
    orders = (InstructionAction.CONTINUE, InstructionAction.LAST_DOSE)
    made += [copy(story).instructs(card.finding.subject, what, on=STOP) for what in orders]
    return [one.evaluates() for one in [*made, copy(story).fasts()]]


def _closed(story: Story, card: Card) -> bool:
    same = (card.finding.problem, card.finding.subject)
    left = [one for one in cards(story.situation()) if (one.finding.problem, one.finding.subject) == same]
    return not any(one.open for one in left)


def test_longer_ago_means_at_the_latest_the_day_before_those_that_are_offered() -> None:
    last, older = Day.offered(date(2026, 12, 5))[-2:]
    assert (last.stored(), older.stored()) == ("2026-11-22", "before:2026-11-22")
    assert (last.latest, older.latest) == (date(2026, 11, 22), date(2026, 11, 21))
    with pytest.raises(ValueError, match="longer"):
        Day.parse("longer")
