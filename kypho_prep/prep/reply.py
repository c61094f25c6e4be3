"""What a patient said: a value, "not sure", declined or removed; who answered; the words that were on the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from kypho_prep.prep.answers.answer import Answer
from kypho_prep.prep.author import Author


class State(StrEnum):
    """What kind of reply it is; no reply at all means unanswered, and unanswered is never "no"."""

    VALUE = "value"
    NOT_SURE = "not_sure"
    DECLINED = "declined"
    REMOVED = "removed"


class Who(StrEnum):
    """Who gave the answer."""

    PATIENT = "patient"
    HELPER_WITH = "helper_with"
    HELPER_FOR = "helper_for"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Answerer:
    """The person who answered; for staff also where the answer came from (phone, desk, chart, pharmacy, family)."""

    who: Who
    name: str = ""
    source: str = ""
    staff_id: str | None = None

    @property
    def helped(self) -> bool:
        """Tell whether a helper answered, with or for the patient."""
        return self.who in (Who.HELPER_WITH, Who.HELPER_FOR)

    @property
    def author(self) -> Author:
        """Return the person by name, and staff by the account too."""
        return Author(self.name, self.staff_id)

    def is_same(self, other: Answerer) -> bool:
        """Tell whether both are one person in one part, with the answer from one source."""
        return (self.who, self.source) == (other.who, other.source) and self.author.is_same(other.author)


@dataclass(frozen=True, slots=True)
class Shown:
    """The words that stood on the screen when the reply was given, in the language it was given in.

    `knew` is the number of the newest thing on record that the page knew, where it told a part of the plan.
    """

    question: str
    help: str = ""
    answer: str = ""
    knew: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply to one item (and one entry), never overwritten: a later reply, of a higher `seq`, supersedes it.

    `value` is the stored JSON. What it means only the checklist knows: a situation reads it (`interview/situation.py`).
    """

    id: str
    visit: str
    seq: int
    item: str
    entry: str | None
    state: State
    value: Any
    answerer: Answerer
    revision: int
    content_version: str
    language: str
    shown: Shown
    shown_ms: int | None
    text_size: int
    kiosk: str
    at: datetime
    local: str
    supersedes: str | None = None
    session: str | None = None
    read: tuple[Answer | None, ...] = field(default=(), compare=False, repr=False)

    @property
    def knew(self) -> int:
        """Return the number of the newest thing on record that its page knew: staff may have changed the plan since."""
        return self.seq if self.shown.knew is None else self.shown.knew

    @property
    def is_read(self) -> bool:
        """Tell whether the stored value was read by the checklist."""
        return bool(self.read)

    @property
    def answer(self) -> Answer | None:
        """Return what the stored value says; none where there is no value, or its item is gone or became another kind.

        ValueError for a reply that no checklist has read: taken for silence, a danger that was ticked would be lost.
        """
        if not self.read:
            raise ValueError(f"the reply to {self.item} is not read yet")
        return self.read[0]

    @property
    def picked(self) -> tuple[str, ...]:
        """Return the ticked or chosen ids; empty for anything that is not a choice. ValueError as for `answer`."""
        return self.answer.picked if self.answer is not None else ()
