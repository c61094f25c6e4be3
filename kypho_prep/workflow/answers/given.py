"""A reply as a page or a form gives it; a light module."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from kypho_prep.prep.reply import Shown, State


def new_entry_id() -> str:
    """Return a new id for a medicine, an allergy or a question of the patient's."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Given:
    """One reply as the page gives it; handing in the same `id` again after a failure stores it once."""

    item: str
    entry: str | None
    state: State
    value: Any
    shown: Shown
    shown_ms: int | None = None
    text_size: int = 100
    language: str = "en"
    id: str = field(default_factory=new_entry_id)
