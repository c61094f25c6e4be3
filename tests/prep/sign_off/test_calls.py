"""Calls about a visit: what counts as one, and when the next one is due."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from kypho_prep.prep.chart import ActionKind, FactKind
from kypho_prep.prep.sign_off.calls import calls, next_call_due, waiting_for_a_call
from kypho_prep.prep.staff_entries.versions import earlier, first_version, taken_back
from tests.prep.builders import Story

TWO, NINE = datetime(2026, 11, 16, 19, 0, tzinfo=UTC), datetime(2026, 11, 17, 14, 0, tzinfo=UTC)


def called(story: Story, due: datetime | None = None, about: str = "") -> Story:
    return story.records(FactKind.CALL, about, reached="nobody", next_due=due.isoformat() if due else "")


def corrected(story: Story, at: int, **changes: Any) -> Story:
    """Correct or take back the entry that was recorded as the `at`-th."""
    old = story.chart.facts[at]
    made = replace(old, id=story.new_id(), recorded_at=story.now, supersedes=old.id, reason="typed wrongly", **changes)
    story.chart = replace(story.chart, facts=(*story.chart.facts, made))
    return story


def waits(due: datetime) -> Story:
    """A visit with a flag that needs a call."""
    return Story().says("ride.adult", False).acts("ride", ActionKind.NEEDS_CALL, due=due)


def test_calls_stand_newest_first_with_whom_they_reached() -> None:
    story = called(called(Story(), TWO), NINE)
    assert [one.next_due for one in calls(story.chart)] == [NINE, TWO]
    assert {one.reached for one in calls(story.chart)} == {"nobody"}
    assert calls(story.records(FactKind.CALL).chart)[0].reached == ""


def test_the_newest_call_says_when_the_next_is_due_and_clears_what_an_older_one_said() -> None:
    story = called(Story(), TWO)
    assert next_call_due(story.chart) == TWO
    assert next_call_due(called(story).chart) is None
    assert next_call_due(Story().chart) is None


def test_a_corrected_call_keeps_its_moment_and_so_its_place() -> None:
    story = called(called(Story(), TWO), NINE)
    moments = [one.at for one in calls(story.chart)]
    corrected(story, 0, value={"reached": "family", "next_due": ""})
    assert [one.at for one in calls(story.chart)] == moments
    assert [one.reached for one in calls(story.chart)] == ["nobody", "family"]
    assert next_call_due(story.chart) == NINE


def test_a_call_taken_back_is_none() -> None:
    story = corrected(called(called(Story(), TWO), NINE), 1, withdrawn=True)
    assert len(calls(story.chart)) == 1
    assert next_call_due(story.chart) == TWO
    assert [one.reason for one in taken_back(story.chart.facts)] == ["typed wrongly"]


def test_the_versions_of_an_entry_are_known_from_the_last_to_the_first() -> None:
    story = called(Story(), TWO)
    first = story.chart.facts[0]
    corrected(story, 0, value={"reached": "family"})
    corrected(story, 1, value={"reached": "escort"})
    last = story.chart.facts[-1]
    assert [one.value.get("reached") for one in earlier(story.chart.facts, last)] == ["family", "nobody"]
    assert first_version(story.chart.facts, last) == first
    assert earlier(story.chart.facts, first) == ()


def test_a_flag_waits_until_the_call_about_it_was_made() -> None:
    story = waits(TWO)
    (thread,) = waiting_for_a_call(story.chart)
    assert next_call_due(called(story).chart) == TWO, "another call is not the one about the ride"
    called(story, NINE, thread)
    assert waiting_for_a_call(story.chart) == ()
    assert next_call_due(story.chart) == NINE
    story.acts("ride", ActionKind.NEEDS_CALL, due=TWO + timedelta(hours=1))
    assert next_call_due(story.chart) == TWO + timedelta(hours=1)


def test_a_flag_that_was_handled_or_has_gone_waits_for_no_call() -> None:
    assert next_call_due(waits(TWO).acts("ride", ActionKind.TOLD_DOCTOR, answer="Go on").chart) is None
    assert next_call_due(waits(TWO).says("ride.adult", True).evaluates().chart) is None
