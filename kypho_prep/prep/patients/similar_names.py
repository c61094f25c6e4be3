"""Who may be mixed up: another open visit of the same patient, and family names alike on one procedure day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kypho_prep.prep.patients.name_search import folded

_SPELLINGS = (
    (re.compile("sch|sh|cz"), "s"),
    (re.compile("ph"), "f"),
    (re.compile("(?<=[ctg])h"), ""),
    (re.compile("ck|[cq]"), "k"),
    (re.compile("[yj]"), "i"),
    (re.compile("[wv]"), "v"),
    (re.compile("z"), "s"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_VOWELS = re.compile("(?<!^)[aeiou]")
# A shorter skeleton of consonants fits names that nobody mixes up: Lee and Lu, Kane and Koen.
_SKELETON = 3


@dataclass(frozen=True, slots=True)
class Coming:
    """An open visit by what names its patient; `family` and `patient` are as typed."""

    visit: str
    family: str
    patient: str
    born: date | None
    mrn: str
    procedure_on: date | None


@dataclass(frozen=True, slots=True)
class Alerts:
    """What to look at twice: names alike on the same day, and other open visits of the same patient."""

    names: tuple[str, ...] = ()
    visits: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def heard(family: str) -> str:
    """Return a family name as it is heard: two spellings that sound alike give the same letters."""
    said = folded(family).replace(" ", "")
    for spelling, sound in _SPELLINGS:
        said = spelling.sub(sound, said)
    skeleton = _VOWELS.sub("", said)
    return skeleton if len(skeleton) >= _SKELETON else said


def alerts_for(one: Coming, others: Iterable[Coming]) -> Alerts:
    """Return what a visit that is being typed should be compared with; its own stored row is left out."""
    rest = [other for other in others if other.visit != one.visit]
    own = _identities(one)
    # One patient's: the same MRN, or the same name and birth date.
    duplicates = [other for other in rest if not own.isdisjoint(_identities(other))]
    alike = [
        other.patient
        for other in rest
        # The same patient twice is told as that, not as two people to be mixed up.
        if other.procedure_on == one.procedure_on and _alike(one, other) and other not in duplicates
    ]
    return Alerts(tuple(dict.fromkeys(alike)), tuple(other.visit for other in duplicates))


def all_alerts(coming: Iterable[Coming]) -> dict[str, Alerts]:
    """Return the alerts of every visit that has any, each visit compared only with those that may be alike."""
    held = tuple(coming)
    # Comparing each visit with every other one would take the square of them at each look at the board.
    groups: dict[object, list[Coming]] = defaultdict(list)
    for one in held:
        for name in (*_identities(one), (one.procedure_on, heard(one.family))):
            groups[name].append(one)
    beside: dict[str, dict[str, Coming]] = defaultdict(dict)
    for group in groups.values():
        if len(group) > 1:
            for one in group:
                beside[one.visit].update({other.visit: other for other in group})
    return {one.visit: alerts_for(one, beside[one.visit].values()) for one in held if one.visit in beside}


def _alike(one: Coming, other: Coming) -> bool:
    return bool(one.family) and heard(one.family) == heard(other.family)


def _identities(one: Coming) -> set[tuple[object, ...]]:
    found: set[tuple[object, ...]] = set()
    number, name = folded(one.mrn).replace(" ", ""), folded(one.patient)
    if number:
        found.add(("mrn", number))
    if name and one.born is not None:
        found.add(("name", name, one.born))
    return found
