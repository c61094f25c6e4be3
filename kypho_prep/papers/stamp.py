"""When a paper was printed, by the clinic's clock."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kypho_prep.prep.wording.sentences import clock_words, plain_day_words
from kypho_prep.prep.words import Words

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic


def stamp_words(words: Words, at: datetime, clinic: Clinic) -> str:
    """Return a moment as the clinic's date and time in words."""
    local = at.astimezone(clinic.tz)
    return words("date.day_clock", day=plain_day_words(words, local.date()), clock=clock_words(words, f"{local:%H:%M}"))
