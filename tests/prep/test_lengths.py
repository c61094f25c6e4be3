"""A length of time is said in its largest unit, alike wherever it is said."""

from datetime import timedelta

import pytest

from kypho_prep.prep.wording.dates import in_largest_unit


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=40), ("minutes", 1)),
        (timedelta(minutes=119, seconds=20), ("minutes", 119)),
        (timedelta(minutes=119, seconds=40), ("hours", 2)),
        (timedelta(hours=47), ("hours", 47)),
        (timedelta(days=2), ("days", 2)),
        (timedelta(days=400), ("days", 400)),
    ],
)
def test_a_length_is_said_in_its_largest_unit(length: timedelta, said: tuple[str, int]) -> None:
    assert in_largest_unit(length) == said
