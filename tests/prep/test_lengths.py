"""A length of time is said in its largest unit, alike wherever it is said."""

from datetime import timedelta

import pytest

from kypho_prep.prep.wording.dates import length_words
from tests.shipped import shipped


@pytest.mark.parametrize(
    ("by", "moved", "ago"),
    [
        (timedelta(seconds=40), "1 minute", "1 minute ago"),
        (timedelta(minutes=3), "3 minutes", "3 minutes ago"),
        (timedelta(minutes=119), "119 minutes", "119 minutes ago"),
        (timedelta(minutes=119, seconds=40), "2 hours", "2 hours ago"),
        (timedelta(hours=47), "47 hours", "47 hours ago"),
        (timedelta(days=2), "2 days", "2 days ago"),
        (timedelta(days=400), "400 days", "400 days ago"),
    ],
)
def test_a_length_is_said_in_its_largest_unit(by: timedelta, moved: str, ago: str) -> None:
    words = shipped().words("en")
    assert length_words(words, "desk.clock", by) == moved
    assert length_words(words, "desk.backup", by) == ago
