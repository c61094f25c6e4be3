"""The flagging list as a value: names, what they contain, and the classes that reach the nurse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kypho_prep.prep.checklist import Level


@dataclass(frozen=True, slots=True)
class MedicineClass:
    """A class of medicines; `loop` = open until a prescriber's instruction is recorded."""

    code: str
    level: Level
    loop: bool = False


@dataclass(frozen=True, slots=True)
class MedicineName:
    """One name that a patient may type, generic or brand; `level` overrides its classes' level."""

    name: str
    generics: tuple[str, ...]
    classes: tuple[str, ...] = ()
    level: Level | None = None
    brand: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name offered while the patient types; only the patient confirms it."""

    name: str
    generics: tuple[str, ...]
    brand: bool = False
    exact: bool = False


@dataclass(frozen=True)
class MedicineList:
    """The program's own list, with its version; empty for a checklist without medicines."""

    version: str = ""
    classes: Mapping[str, MedicineClass] = field(default_factory=dict)
    names: tuple[MedicineName, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, MedicineName]:
        """Return the names by their folded spelling."""
        return {folded(name.name): name for name in self.names}


def folded(text: str) -> str:
    """Return a name without case, hyphens and doubled spaces, as two spellings of it are compared."""
    return " ".join(text.casefold().replace("-", " ").split())


def suggest(medicines: MedicineList, typed: str, limit: int = 6) -> tuple[Suggestion, ...]:
    """Return names that begin with what was typed, then names spelled much alike; nothing below two letters."""
    raise NotImplementedError


def recognised(medicines: MedicineList, value: Mapping[str, Any] | str) -> tuple[MedicineName, ...]:
    """Return the list's names behind a name reply: the confirmed or typed one when exact, and its generics."""
    raise NotImplementedError


def generics_of(medicines: MedicineList, value: Mapping[str, Any] | str) -> tuple[str, ...]:
    """Return what a named medicine contains, by the patient's confirmed generics, else by an exact name."""
    raise NotImplementedError


def classes_of(medicines: MedicineList, value: Mapping[str, Any] | str) -> tuple[str, ...]:
    """Return the classes of a name reply's value (or of a plain name), in the list's order; empty when unknown."""
    raise NotImplementedError


def level_of(medicines: MedicineList, value: Mapping[str, Any] | str) -> Level | None:
    """Return the highest level among a medicine's classes, its own override before them; none when unknown."""
    raise NotImplementedError


def class_levels(medicines: MedicineList, value: Mapping[str, Any] | str) -> dict[str, Level]:
    """Return each class of a medicine with the level at which it reaches the nurse."""
    raise NotImplementedError
