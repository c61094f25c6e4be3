"""Ticks of the chart that a clinic lets block a signature: off unless it says so, by name, never asked of the past."""

from dataclasses import replace

import pytest

from kypho_prep.prep.chart import Ending, FactKind, StaffFact
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.sign_off.chart_ticks import BLOCKABLE
from kypho_prep.prep.sign_off.day_sign_off import day_blockers, day_standing
from kypho_prep.prep.sign_off.prep_sign_off import blockers, standing
from tests.prep.builders import Story
from tests.prep.day_stories import all_checked, blocked, on_the_day, signs_the_day
from tests.prep.sign_off.test_prep_sign_off import ready


def withdrawn(story: Story, subject: str) -> Story:
    """Somebody takes a tick back."""
    (before,) = [one for one in story.chart.current_facts if one.subject == subject]
    gone = StaffFact(
        story.new_id(), "v", before.kind, subject, {}, "s", story.now, before.id, "Not signed", True, seq=story.next
    )
    story.chart = replace(story.chart, facts=(*story.chart.facts, gone))
    return story.evaluates()


def test_no_tick_blocks_unless_the_clinic_says_so() -> None:
    assert blockers(ready().situation()) == ()
    assert blocked(all_checked(on_the_day())) == []
    assert Clinic().prep_ticks == Clinic().day_ticks == ()


@pytest.mark.parametrize("tick", BLOCKABLE)
def test_a_tick_that_the_clinic_wants_blocks_by_its_name_until_it_is_recorded(tick: str) -> None:
    story = ready(clinic=Clinic(prep_ticks=(tick,)))
    (found,) = blockers(story.situation())
    assert (found.kind, found.key, found.subject) == ("e", "blocker.tick", f"tick:{tick}")
    assert found.words == (("name", f"desk.ticks.{tick}"),)
    assert blockers(story.records(FactKind.CHART_TICK, tick, on="2026-11-16").situation()) == ()


def test_a_tick_taken_back_takes_the_signature_with_it_and_is_named() -> None:
    story = ready(clinic=Clinic(prep_ticks=("consent",))).records(FactKind.CHART_TICK, "consent").evaluates().signs()
    assert standing(story.situation()).stands
    fallen = standing(withdrawn(story, "consent").situation())
    assert not fallen.stands
    assert [one.subject for one in fallen.opened] == ["tick:consent"]
    assert not standing(story.records(FactKind.CHART_TICK, "consent").situation()).stands, "it is signed again"


def test_a_rule_that_comes_later_holds_a_signature_back_only_until_the_tick_is_there() -> None:
    story = ready().signs()
    story.clinic = Clinic(prep_ticks=("images_level", "consent"))
    assert [one.subject for one in standing(story.situation()).opened] == ["tick:consent", "tick:images_level"]
    story.records(FactKind.CHART_TICK, "consent").records(FactKind.CHART_TICK, "images_level")
    assert standing(story.evaluates().situation()).stands


def test_the_days_signature_waits_for_its_own_ticks_and_falls_with_them() -> None:
    story = all_checked(on_the_day())
    story.clinic = Clinic(day_ticks=("history_physical",))
    assert blockers(story.situation()) == (), "the preparation does not wait for it"
    (found,) = day_blockers(story.situation())
    assert (found.kind, found.key, found.subject) == ("e", "blocker.tick", "tick:history_physical")
    story.records(FactKind.CHART_TICK, "history_physical")
    assert blocked(story) == []
    assert day_standing(signs_the_day(story).situation()).stands
    fallen = day_standing(withdrawn(story, "history_physical").situation())
    assert (fallen.stands, [one.subject for one in fallen.opened]) == (False, ["tick:history_physical"])


def test_a_visit_that_ended_keeps_its_signatures_whatever_the_clinic_wants_later() -> None:
    story = signs_the_day(all_checked(on_the_day())).changes(ended=Ending.DONE)
    story.clinic = Clinic(prep_ticks=BLOCKABLE, day_ticks=BLOCKABLE)
    assert standing(story.situation()).stands
    assert day_standing(story.situation()).stands
