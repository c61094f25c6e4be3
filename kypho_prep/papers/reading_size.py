"""The two print sizes of what a patient reads at home, and which fits the letters that the patient chose."""

from __future__ import annotations

from enum import StrEnum

from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Who

PLAIN_PERCENT = 100


class Size(StrEnum):
    """The size of the letters."""

    LARGE = "large"
    EXTRA_LARGE = "extra_large"

    @property
    def points(self) -> float:
        """Return the size of the body."""
        return 17.0 if self is Size.LARGE else 23.0


def size_for(situation: Situation) -> Size:
    """Return the size for a patient by the letters of the newest answer at the kiosk."""
    given = [one for one in situation.chart.replies if one.answerer.who is not Who.STAFF]
    newest = max(given, key=lambda one: one.seq, default=None)
    return Size.EXTRA_LARGE if newest is not None and newest.text_size > PLAIN_PERCENT else Size.LARGE
