"""Several medicines typed into one field: what else a text names beside the name that the patient picked."""

from __future__ import annotations

from collections.abc import Iterator

from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.medicines.catalogue import MedicineList, folded
from kypho_prep.prep.medicines.filler_words import JOINING
from kypho_prep.prep.medicines.index import MedicineIndex
from kypho_prep.prep.medicines.names import MedicineName
from kypho_prep.prep.medicines.normalization import affirmed, plain_words
from kypho_prep.prep.medicines.search import Hit, named_in, search, spelled

Words = tuple[str, ...]
MOST_WORDS = 24  # of a text
LONGEST_NAME = 4  # words of one name
OFFERED = 4  # names among which the picked one stood
MOST = 6  # medicines looked for in one text


def several(medicines: MedicineList, named: NamedMedicine) -> tuple[MedicineName, ...]:
    """Return the medicines of a name reply that means more than one: the picked one first; else nothing.

    What was kept as typed means several only where each is a name that is spelled or is much like one.
    """
    typed = affirmed(plain_words(named.typed))[:MOST_WORDS]
    if len(typed) < 2:
        return ()
    picked = medicines.by_name.get(folded(named.confirmed or "")) or _first(medicines.index, typed)
    found = _each(medicines.index, typed, picked) if picked else []
    return tuple(found) if len(found) > 1 else ()


def _first(index: MedicineIndex, typed: Words) -> MedicineName | None:
    """Return the likeliest name that is a part of a text; a combination of its parts is no name of its own."""
    own = spelled(index, typed)
    names = [index.names[hit.row] for hit in search(index, " ".join(typed), OFFERED, whole=True)]
    parts = [name for name in names if own is not None or name.brand or len(name.generics) < 2]
    return next((name for name in parts if _part(index, typed, name) is not None), None)


def _each(index: MedicineIndex, typed: Words, picked: MedicineName) -> list[MedicineName]:
    """Return a picked name, and whatever else stands around the words that mean it."""
    found = [picked]
    own = _part(index, typed, picked)
    if own is None:
        inside = (index.names[hit.row] for hit in named_in(index, typed))
        return [picked, *(name for name in inside if not _held(name, found))]
    left = _around(typed, own)
    while left and len(found) < MOST:
        words = left.pop(0)
        name = _first(index, words)
        part = _part(index, words, name) if name is not None else None
        if name is not None and part is not None:
            found += [] if _held(name, found) else [name]
            left += _around(words, part)
    return found


def _around(words: Words, part: range) -> list[Words]:
    return [piece for piece in (words[: part.start], words[part.stop :]) if piece]


def _part(index: MedicineIndex, words: Words, name: MedicineName) -> range | None:
    """Return which words mean a name: those that spell it, else the fewest that are like it."""
    parts = list(_parts(words))
    for part in reversed(parts):
        own = spelled(index, words[part.start : part.stop])
        if own is not None and _same(index.names[own.row], name):
            return part
    return next((part for part in parts if _like(index, words[part.start : part.stop], name)), None)


def _parts(words: Words) -> Iterator[range]:
    """Return the stretches of a text, the shortest first; none begins or ends with "and"."""
    for length in range(1, min(LONGEST_NAME, len(words)) + 1):
        for start in range(len(words) - length + 1):
            if words[start] not in JOINING and words[start + length - 1] not in JOINING:
                yield range(start, start + length)


def _like(index: MedicineIndex, words: Words, name: MedicineName) -> bool:
    hits: tuple[Hit, ...] = search(index, " ".join(words), OFFERED, whole=False)
    return any(_same(index.names[hit.row], name) for hit in hits)


def _same(one: MedicineName, other: MedicineName) -> bool:
    return one is other or bool(one.generics and set(one.generics) == set(other.generics))


def _held(name: MedicineName, found: list[MedicineName]) -> bool:
    """Tell whether a name says nothing that the found ones do not: what it holds, its words, or what kind it is."""
    known = {word for one in found for text in (one.name, *one.generics) for word in plain_words(text)}
    if known.issuperset(plain_words(name.name)):
        return True
    if name.generics and not name.phrase:
        return set(name.generics) <= {one for known in found for one in known.generics}
    return set(name.classes) <= {code for known in found for code in known.classes}
