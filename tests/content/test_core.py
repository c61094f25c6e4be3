"""The patient's core: its length, told honestly, and where each statement of the source stands."""

import pytest

from kypho_prep.content import Content
from kypho_prep.content.check import check, page_text
from kypho_prep.paths import resources
from kypho_prep.prep.checklist import Asks, Control, Item
from tests.benchmarks.five_patients import PATIENTS, Walk, walk

# Adults read silently at 238 words a minute on average (Brysbaert 2019); who reads slower is measured as she goes.
WORDS_A_MINUTE = 238
# Seconds to find and touch an answer and Next, by how the page is answered; one that may stay blank takes no letters.
TOUCHES = {Control.LESSON: 2, Control.TEXT: 10, Control.PHONE: 12, Control.NUMBER: 8}
CHOSEN, BLANK = 4, 4
# Lists and names take as long as they are; the summary and the plan say what this patient said.
NOT_READ_FROM_WORDS = (Control.LIST, Control.MEDICINE_NAME)


@pytest.fixture(scope="module")
def walks(real: Content) -> dict[str, Walk]:
    return {name: walk(real, name) for name in PATIENTS}


def by_its_words(item: Item) -> bool:
    own = item.control not in NOT_READ_FROM_WORDS and item.shows not in ("summary", "plan")
    return item.has_page and own


def test_a_pages_seconds_are_those_of_its_words_and_touches(real: Content) -> None:
    words = real.words("en")
    for item in filter(by_its_words, real.checklist.items):
        read = len(page_text(item, words).split()) / WORDS_A_MINUTE * 60
        touched = BLANK if item.optional else TOUCHES.get(item.control, CHOSEN)
        assert item.seconds == pytest.approx(read + touched, abs=2), item.id


def test_an_ordinary_patient_needs_ten_minutes_and_at_most_forty_five_pages(walks: dict[str, Walk]) -> None:
    plain, six = walks["no medicine"], walks["six medicines"]
    assert plain.pages <= 45
    assert plain.seconds <= 600
    assert six.pages <= 62
    assert max(one.lessons for one in walks.values()) <= 15


def test_each_statement_is_told_once_on_a_page_behind_it_or_on_paper(real: Content) -> None:
    told = check(real, resources() / "content").told
    every = [one for statements in told.values() for one in statements]
    assert len(every) == len(set(every)) == 101
    assert set(told) == {"page", "more", "paper"}
    assert "S103" in told["paper"]


def test_no_danger_stands_only_behind_a_button(real: Content) -> None:
    """What must be done at once, or asked, is read without a touch: risks, warning signs, and what is asked."""
    told = check(real, resources() / "content").told
    warnings = {f"S{number}" for number in range(89, 96)}
    risks = {"S31", "S32", "S33", "S34", "S35", "S36", "S37", "S38"}
    assert warnings | risks <= set(told["page"])


def test_nothing_is_asked_twice(real: Content) -> None:
    """One page asks about a thing: what an older page asked stays readable and is offered no more."""
    offered = [
        (choice.id, item.id)
        for item in real.checklist.items
        if item.has_page and item.control is Control.TICKS
        for choice in item.offered
        if not choice.none
    ]
    for asked in ("fever", "antibiotic", "cancer", "insulin", "insulin_pump", "vitamins", "shot", "store", "memory"):
        assert len([item for choice, item in offered if choice == asked]) <= 1, asked
    assert real.checklist.item("health.walking").asks is Asks.NOBODY
    assert real.checklist.item("ride.stairs").asks is Asks.STAFF
