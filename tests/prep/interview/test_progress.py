"""What is left of the checklist, in minutes at the pace of the patient who sits there."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kypho_prep.prep.interview.path import first_open, pages
from kypho_prep.prep.interview.progress import BREAK_MS, FASTEST, SLOWEST, own_pace, progress, worked
from kypho_prep.prep.reply import State
from tests.prep.builders import Story, ticks

SITTING = "today"


def answered(story: Story, times: float, count: int = 6) -> Story:
    """Answer the next pages in this sitting, each in so many times its own seconds."""
    for _ in range(count):
        page = first_open(story.situation())
        assert page is not None
        seconds = story.checklist.item(page.item).seconds
        says(story, page.item, page.entry, round(seconds * times * 1000))
    return story


def says(story: Story, item: str, entry: str | None, ms: int | None, **more: Any) -> Story:
    made = {"state": State.NOT_SURE, "session": SITTING} | more
    return story.says(item, None, entry, shown_ms=ms, **made)


@pytest.mark.parametrize(("times", "expected"), [(1, 1), (2, 2), (0.75, 0.75), (8, SLOWEST), (0.1, FASTEST)])
def test_the_pace_is_her_own_within_bounds(times: float, expected: float) -> None:
    assert own_pace(answered(Story(), times).situation(), SITTING) == pytest.approx(expected, abs=0.001)


def test_a_few_pages_say_nothing_yet() -> None:
    story = answered(Story(), 3, count=4)
    assert own_pace(story.situation(), SITTING) == 1.0
    answered(story, 3, count=1)
    assert own_pace(story.situation(), SITTING) == 3.0


def test_another_sitting_and_a_name_taken_off_say_nothing() -> None:
    story = answered(Story(), 2, count=4)
    says(story, "medicines.shop", None, 10_000, session="yesterday")
    says(story, "medicines.name", "e1", 10_000, state=State.REMOVED)
    assert own_pace(story.situation(), SITTING) == 1.0
    assert worked(story.situation(), "yesterday") == 10.0


@pytest.mark.parametrize("stood", [BREAK_MS + 1, 3_600_000, 86_400_000 * 400])
def test_a_break_is_no_slowness(stood: int) -> None:
    story = answered(Story(), 1, count=6)
    before = own_pace(story.situation(), SITTING)
    for page in pages(story.situation())[-3:]:
        says(story, page.item, page.entry, stood)
    assert own_pace(story.situation(), SITTING) == before
    assert worked(story.situation(), SITTING) < 60 * 20


@pytest.mark.parametrize("ms", [None, 0, -5_000])
def test_a_time_that_cannot_be_is_left_out(ms: int | None) -> None:
    story = answered(Story(), 2, count=4)
    page = first_open(story.situation())
    assert page is not None
    says(story, page.item, page.entry, ms)
    assert own_pace(story.situation(), SITTING) == 1.0
    answered(story, 2, count=1)
    assert own_pace(story.situation(), SITTING) == pytest.approx(2, abs=0.001)


def test_a_page_seen_again_counts_once_and_with_its_longest_time() -> None:
    story = says(Story(), "start.who", None, 12_000)
    says(says(story, "start.who", None, 30_000), "start.who", None, 900)
    assert worked(story.situation(), SITTING) == 30.0


def test_a_page_that_is_asked_no_more_has_no_seconds_to_compare() -> None:
    story = answered(Story(), 2, count=4)
    says(story, "gone.item", None, 9_000)
    assert own_pace(story.situation(), SITTING) == 1.0


def test_minutes_follow_the_pace() -> None:
    story = answered(Story(), 1)
    here = story.situation()
    usual, slow = progress(here), progress(here, 2.0)
    assert slow.minutes_left == pytest.approx(2 * usual.minutes_left, abs=1)
    assert [one.seconds_left for one in slow.chapters] == [2 * one.seconds_left for one in usual.chapters]
    assert usual.chapters_done == slow.chapters_done


def test_a_chapter_takes_at_least_a_minute_while_anything_is_left() -> None:
    story = Story().says("start.right_person", "yes").says("start.who", "me")
    first, medicines, *_ = progress(story.situation(), 0.5).chapters
    assert (first.done, first.minutes_left) == (False, 1)
    assert medicines.minutes_left == max(1, round(medicines.seconds_left / 60))
    story.unsure("now.symptoms")
    assert progress(story.situation()).chapters[0].minutes_left == 0


def test_an_optional_page_takes_its_time_only_while_she_is_still_to_walk_past_it() -> None:
    story = Story().takes("e1", "Xarelto").says("medicines.groups_thin", ticks("pain_pill"))
    asked = [page for page in pages(story.situation()) if page.item == "medicines.dose"]
    assert asked
    with_dose = progress(story.situation()).chapters[1].seconds_left
    story.says("medicines.dose", "one a day", "e1")
    dose = story.checklist.item("medicines.dose").seconds
    assert progress(story.situation()).chapters[1].seconds_left == with_dose - dose


@given(st.lists(st.integers(-10, 10**9), max_size=12))
def test_whatever_was_measured_the_pace_stays_within_its_bounds(times: list[int]) -> None:
    story = Story()
    for page, ms in zip(pages(story.situation()), times, strict=False):
        says(story, page.item, page.entry, ms)
    here = story.situation()
    assert FASTEST <= own_pace(here, SITTING) <= SLOWEST
    assert 0 <= worked(here, SITTING) <= len(times) * BREAK_MS / 1000
