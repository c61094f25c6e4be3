"""Where a visit stands, derived from its chart and never set by hand."""

from __future__ import annotations

from enum import StrEnum

from kypho_prep.prep.situation import Situation


class Stage(StrEnum):
    """The first that fits, ended visits first (model rule 12)."""

    EXPECTED = "expected"
    ANSWERING = "answering"
    TO_REVIEW = "to_review"
    FOLLOW_UP = "follow_up"
    NOT_COMPLETE = "not_complete"
    SIGNED_OFF = "signed_off"
    DONE = "done"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


def stage(situation: Situation) -> Stage:
    """Return the stage of a visit: the first that fits."""
    raise NotImplementedError
