"""A reply as a page or a form gives it; a light module."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from kypho_prep.prep.answers.answer import Answer
from kypho_prep.prep.reply import Shown, State


def new_entry_id() -> str:
    """Return a new id for a medicine, an allergy or a question of the patient's."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Given:
    """One reply as the page gives it, its answer None where it has no value.

    `stood` is the id of the reply that stood there when it was given, None where none did: it takes the place of that.

    Handing in the same `id` again after a failure stores it once. `at` is the moment in UTC when it was handed in
    first, by the clock of that moment; None: it is stored as it is given.
    """

    item: str
    entry: str | None
    state: State
    answer: Answer | None
    shown: Shown
    shown_ms: int | None = None
    text_size: int = 100
    language: str = "en"
    stood: str | None = None
    at: datetime | None = None
    id: str = field(default_factory=new_entry_id)
