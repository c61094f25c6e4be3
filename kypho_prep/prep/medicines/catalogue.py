"""The flagging list as a value: names, what they contain, and the classes that reach the nurse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.medicines.common_names import CommonNames
from kypho_prep.prep.medicines.index import MedicineIndex
from kypho_prep.prep.medicines.names import TOUCHED, How, MedicineClass, MedicineName
from kypho_prep.prep.medicines.normalization import plain_words
from kypho_prep.prep.medicines.search import Hit, named_in, search, spelled

__all__ = [
    "How",
    "Match",
    "MedicineClass",
    "MedicineList",
    "MedicineName",
    "Suggestion",
    "class_levels",
    "classes_of",
    "folded",
    "generics_in",
    "generics_of",
    "how_confirmed",
    "level_of",
    "match",
    "recognised",
    "suggest",
]

Name = NamedMedicine | str
MORE = 8  # names looked at beyond those that are offered, so that a common one may come forward
RARE = 1  # rare names that begin as typed, before common ones that begin much like it


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name offered while the patient types; only the patient confirms it.

    `how` it was matched is for the nurse; `what_for`, the last part of a words key, tells look-alikes apart.
    """

    name: str
    generics: tuple[str, ...]
    brand: bool = False
    exact: bool = False
    how: How = How.SPELLING
    what_for: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What a typed text may mean; `how` none and nothing else where it is no name of the list."""

    typed: str
    how: How
    name: str | None
    generics: tuple[str, ...]
    classes: tuple[str, ...]
    level: Level | None
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True)
class MedicineList:
    """The program's own list, with its version; `tiles` are the common names of a ticked card, by its id.

    `synonyms` are what a name of the list is called in other languages: they are found, the list's name is shown.
    """

    version: str = ""
    classes: Mapping[str, MedicineClass] = field(default_factory=dict)
    names: tuple[MedicineName, ...] = ()
    tiles: Mapping[str, tuple[MedicineName, ...]] = field(default_factory=dict)
    common: tuple[MedicineName, ...] = ()
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> dict[str, MedicineName]:
        """Return the names by their folded spelling."""
        return {folded(name.name): name for name in self.names}

    @cached_property
    def common_names(self) -> CommonNames:
        """Return the common names as they begin, those of the tiles among them."""
        return CommonNames(self.index, (*chain.from_iterable(self.tiles.values()), *self.common))

    @cached_property
    def index(self) -> MedicineIndex:
        """Return the names as they are looked up; built at the first use, so ask for it before a patient types."""
        return MedicineIndex(self.names, self.synonyms)


def folded(text: str) -> str:
    """Return a name without case, hyphens and doubled spaces, as two spellings of it are compared."""
    return " ".join(text.casefold().replace("-", " ").split())


def suggest(medicines: MedicineList, typed: str, limit: int = 6) -> tuple[Suggestion, ...]:
    """Return names that a text may mean while it is typed: as spelled, as begun, then as spelled or heard alike.

    Nothing below two letters. An ordinary name that is spelled stands first, whatever flagged name looks like it;
    common names stand before rare ones, and are found by a misspelt beginning too.
    """
    hits = search(medicines.index, typed, limit + MORE, whole=False)
    return tuple(_suggestion(medicines, hit) for hit in _common_first(medicines, typed, hits)[:limit])


def match(medicines: MedicineList, typed: str, limit: int = 6) -> Match:
    """Return what a text that was typed to its end may mean, by its first suggestion; never more than a suggestion."""
    hits = search(medicines.index, typed, limit, whole=True)
    if not hits:
        return Match(typed, How.NONE, None, (), (), None, ())
    first = medicines.names[hits[0].row]
    offered = tuple(_suggestion(medicines, hit) for hit in hits)
    classes, level = classes_of(medicines, first.name), level_of(medicines, first.name)
    return Match(typed, hits[0].how, first.name, first.generics, classes, level, offered)


def recognised(medicines: MedicineList, value: Name) -> tuple[MedicineName, ...]:
    """Return the list's names behind a name reply: the confirmed or typed one when exact, and its generics."""
    own = _exact(medicines, value)
    parts = [medicines.by_name.get(folded(generic)) for generic in generics_of(medicines, value)]
    found = [one for one in (own, *parts) if one is not None]
    return tuple({one.name: one for one in found}.values())


def generics_of(medicines: MedicineList, value: Name) -> tuple[str, ...]:
    """Return what a named medicine contains, by the patient's confirmed generics, else by an exact name."""
    given = value.generics if isinstance(value, NamedMedicine) else None
    own = _exact(medicines, value)
    # What the patient confirmed stands, whatever a newer list says that the name contains.
    return given or (own.generics if own else ())


def generics_in(medicines: MedicineList, text: str) -> tuple[str, ...]:
    """Return what the medicines contain that a text spells, one or several of them; nothing is guessed."""
    rows = [hit.row for hit in named_in(medicines.index, plain_words(text))]
    return tuple(dict.fromkeys(generic for row in rows for generic in medicines.names[row].generics))


def classes_of(medicines: MedicineList, value: Name) -> tuple[str, ...]:
    """Return the classes of a named medicine (or of a plain name), in the list's order; empty when unknown."""
    found = {code for name in recognised(medicines, value) for code in name.classes}
    return tuple(code for code in medicines.classes if code in found)


def how_confirmed(medicines: MedicineList, value: NamedMedicine) -> str:
    """Return how a confirmed name came in: touched among the common ones, or as its typed text was matched."""
    if value.by == TOUCHED:
        return TOUCHED
    offered = (*match(medicines, value.typed).suggestions, *suggest(medicines, value.typed))
    return next((one.how for one in offered if one.name == value.confirmed), How.NONE).value


def level_of(medicines: MedicineList, value: Name) -> Level | None:
    """Return the highest level among a medicine's classes, its own override before them; none when unknown."""
    return max(class_levels(medicines, value).values(), key=lambda level: level.weight, default=None)


def class_levels(medicines: MedicineList, value: Name) -> dict[str, Level]:
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


def _exact(medicines: MedicineList, value: Name) -> MedicineName | None:
    """Return the list's name that a reply spells, the confirmed one before the typed one, dose and form left out."""
    texts = (value.confirmed or "", value.typed) if isinstance(value, NamedMedicine) else (value,)
    for text in texts:
        known = medicines.by_name.get(folded(text))
        hit = None if known else spelled(medicines.index, plain_words(text))
        if known or hit:
            return known or medicines.names[hit.row] if hit else known
    return None


def _common_first(medicines: MedicineList, typed: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return a spelled name first, then common ones that begin so; common ones much like it before the rare rest."""
    common = medicines.common_names
    exact = [hit for hit in hits if hit.how not in (How.SPELLING, How.SOUND)]
    begun = [hit for hit in hits if hit not in exact and hit.row in common]
    rest = [hit for hit in hits if hit not in exact and hit not in begun]
    # Beside a name that is spelled nothing is guessed.
    near = [Hit(row, How.SPELLING) for row in common.near(typed)] if not exact else []
    found: dict[int, Hit] = {}
    for hit in (*exact, *begun, *rest[:RARE], *near, *rest[RARE:]):
        found.setdefault(hit.row, hit)
    return list(found.values())


def _suggestion(medicines: MedicineList, hit: Hit) -> Suggestion:
    name = medicines.names[hit.row]
    exact = hit.how not in (How.SPELLING, How.SOUND)
    return Suggestion(name.name, name.generics, name.brand, exact, hit.how, name.what_for)
