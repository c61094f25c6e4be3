"""One medicine of the flagging list, the class that it belongs to, and how a typed text was found to mean it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kypho_prep.prep.checklist import Level

TOUCHED = "tile"  # how a name came in that was touched among the common ones, not typed


class How(StrEnum):
    """How a typed text was matched; a nurse reads it beside the patient's own words."""

    EXACT = "exact"
    BRAND = "brand"
    SPELLING = "spelling"
    SOUND = "sound"
    PHRASE = "phrase"
    ORDINARY = "ordinary"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MedicineClass:
    """A class of medicines; `loop` = open until a prescriber's instruction is recorded."""

    code: str
    level: Level
    loop: bool = False


@dataclass(frozen=True, slots=True)
class MedicineName:
    """One name that a patient may type, generic or brand; `level` overrides its classes' level.

    `ordinary`: offered while typing, raises nothing. `phrase`: lay words, no name. `what_for`: the last part of the
    words key `controls.use.…`, which tells look-alikes apart.
    """

    name: str
    generics: tuple[str, ...]
    classes: tuple[str, ...] = ()
    level: Level | None = None
    brand: bool = False
    ordinary: bool = False
    phrase: bool = False
    what_for: str = ""

    @property
    def how(self) -> How:
        """Return how a text that spells this name is matched."""
        if self.ordinary:
            return How.ORDINARY
        if self.phrase:
            return How.PHRASE
        return How.BRAND if self.brand else How.EXACT
