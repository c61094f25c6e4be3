"""The flagging list as a value: names, what they contain, and the classes that reach the nurse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kypho_prep.prep.checklist import Level

SHORTEST = 2
ALIKE = 0.83

Value = Mapping[str, Any] | str


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
    wanted = _letters(typed)
    if len(wanted) < SHORTEST:
        return ()
    begins = sorted((spelled for spelled in medicines.by_name if spelled.startswith(wanted)), key=_shortest_first)
    found = dict.fromkeys(begins[:limit])
    if len(found) < limit:
        found.update(dict.fromkeys(_alike(medicines, wanted, limit)))
    names = [medicines.by_name[spelled] for spelled in found][:limit]
    return tuple(Suggestion(one.name, one.generics, one.brand, folded(one.name) == wanted) for one in names)


def recognised(medicines: MedicineList, value: Value) -> tuple[MedicineName, ...]:
    """Return the list's names behind a name reply: the confirmed or typed one when exact, and its generics."""
    own = _exact(medicines, value)
    parts = [medicines.by_name.get(folded(generic)) for generic in generics_of(medicines, value)]
    found = [one for one in (own, *parts) if one is not None]
    return tuple({one.name: one for one in found}.values())


def generics_of(medicines: MedicineList, value: Value) -> tuple[str, ...]:
    """Return what a named medicine contains, by the patient's confirmed generics, else by an exact name."""
    given = tuple(str(one) for one in value.get("generics") or ()) if isinstance(value, Mapping) else ()
    own = _exact(medicines, value)
    return given or (own.generics if own else ())


def classes_of(medicines: MedicineList, value: Value) -> tuple[str, ...]:
    """Return the classes of a name reply's value (or of a plain name), in the list's order; empty when unknown."""
    found = {code for name in recognised(medicines, value) for code in name.classes}
    return tuple(code for code in medicines.classes if code in found)


def level_of(medicines: MedicineList, value: Value) -> Level | None:
    """Return the highest level among a medicine's classes, its own override before them; none when unknown."""
    return max(class_levels(medicines, value).values(), key=lambda level: level.weight, default=None)


def class_levels(medicines: MedicineList, value: Value) -> dict[str, Level]:
    """Return each class of a medicine with the level at which it reaches the nurse.

    A name's own level holds before its ingredients' own levels, and those before the class's.
    """
    own = _exact(medicines, value)
    if own is not None and own.level is not None:
        return dict.fromkeys(classes_of(medicines, value), own.level)
    parts = [one for one in recognised(medicines, value) if one is not own] or recognised(medicines, value)
    return {code: _class_level(medicines.classes[code], parts) for code in classes_of(medicines, value)}


def _class_level(its_class: MedicineClass, parts: Iterable[MedicineName]) -> Level:
    levels = [part.level or its_class.level for part in parts if its_class.code in part.classes]
    return max(levels, key=lambda level: level.weight, default=its_class.level)


def _exact(medicines: MedicineList, value: Value) -> MedicineName | None:
    """Return the list's name that a reply spells exactly, the confirmed one before the typed one, doses left out."""
    texts = (value.get("confirmed"), value.get("typed")) if isinstance(value, Mapping) else (value,)
    for text in texts:
        for spelled in (folded(text), _letters(text)) if isinstance(text, str) else ():
            if spelled in medicines.by_name:
                return medicines.by_name[spelled]
    return None


def _letters(text: str) -> str:
    """Return a typed name without the dose behind it: "Xarelto 20 mg" is Xarelto."""
    whole = folded(text)
    return re.split(r"\s\d", whole, maxsplit=1)[0].strip()


def _alike(medicines: MedicineList, wanted: str, limit: int) -> list[str]:
    """Return the list's names spelled much like the wanted one, the closest first."""
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    # It forgives letters that are still to come, so that "xeralt" finds Xarelto while it is being typed.
    scorer = JaroWinkler.normalized_similarity
    found = process.extract(wanted, list(medicines.by_name), scorer=scorer, limit=limit, score_cutoff=ALIKE)
    return [spelled for spelled, _score, _index in found]


def _shortest_first(spelled: str) -> tuple[int, str]:
    return (len(spelled), spelled)
