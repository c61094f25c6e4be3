"""What blocks the sign-off "prep complete", what it binds, and whether it still stands."""

from __future__ import annotations

from dataclasses import dataclass

from kypho_prep.prep.chart import SignOff
from kypho_prep.prep.finding import Pairs
from kypho_prep.prep.path import PageRef
from kypho_prep.prep.situation import Situation


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that keeps a nurse from signing, with where to go; `kind` is the letter of model rule 10.

    `key` is a words key (`blocker.…`), `params` are plain text, `words` are words keys (as in `Reason`).
    """

    kind: str
    key: str
    params: Pairs = ()
    words: Pairs = ()
    page: PageRef | None = None
    thread: str | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One bound value that is no longer as signed; empty `before` = added, empty `after` = gone."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest sign-off "prep complete", whether it stands, and what changed since."""

    sign_off: SignOff | None
    stands: bool
    changes: tuple[Change, ...] = ()


def blockers(situation: Situation) -> tuple[Blocker, ...]:
    """Return everything that blocks a sign-off "prep complete": the complete list, nothing else does."""
    raise NotImplementedError


def binding(situation: Situation) -> dict[str, str]:
    """Return the exact values that a sign-off binds: `reply:<item>[:<entry>]`, `instruction:…`, `fact:…`, `visit:…`."""
    raise NotImplementedError


def standing(situation: Situation) -> Standing:
    """Return whether the newest sign-off "prep complete" stands, and every change since that revokes it."""
    raise NotImplementedError


def bound_replies(situation: Situation) -> tuple[str, ...]:
    """Return the ids of the replies that a sign-off now would rest on, kept as evidence only."""
    raise NotImplementedError
