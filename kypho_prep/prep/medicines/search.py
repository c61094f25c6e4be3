"""From what a patient typed to the names it may mean: as spelled, in parts, as begun, by spelling and by sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kypho_prep.prep.medicines.index import MedicineIndex
from kypho_prep.prep.medicines.names import How
from kypho_prep.prep.medicines.normalization import affirmed, joined, plain_words, readings
from kypho_prep.prep.medicines.similarity import likely
from kypho_prep.prep.medicines.sounds import sound

SHORTEST = 2
SHORTEST_PART = 4
SHORTEST_MEANT = 5
MOST_WORDS = 12
LONGEST_PART = 4
ENOUGH = 4  # names that begin as typed; then none is guessed beside them


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of the index that a text may mean, and how it was matched."""

    row: int
    how: How


def spelled(index: MedicineIndex, words: tuple[str, ...]) -> Hit | None:
    """Return the name that a whole text spells, whatever dose, form or talk stands around it."""
    for reading in readings(words):
        row = index.exact(reading)
        if row is not None:
            return Hit(row, index.names[row].how)
    return None


def named_in(index: MedicineIndex, words: tuple[str, ...]) -> tuple[Hit, ...]:
    """Return the names that a text spells: the one that it is, else each that stands inside it."""
    own = spelled(index, words)
    return (own,) if own is not None else tuple(_parts(index, affirmed(words)))


def search(index: MedicineIndex, typed: str, limit: int, *, whole: bool) -> tuple[Hit, ...]:
    """Return the names that a text may mean, the likeliest first; nothing for what is no name.

    `whole`: the text is all that will be typed, so that a beginning counts only where it is most of one name.
    """
    found: dict[int, Hit] = {}
    for hit in _hits(index, plain_words(typed), limit, whole=whole):
        home = index.home(hit.row)
        found.setdefault(home, Hit(home, hit.how))
        if len(found) == limit:
            break
    return tuple(found.values())


def _hits(index: MedicineIndex, words: tuple[str, ...], limit: int, *, whole: bool) -> Iterator[Hit]:
    """Return every hit in order; a name that is spelled leaves no room for guesses, only for longer names."""
    own = spelled(index, words)
    if own is not None:
        yield own
        yield from _begun(index, words, limit)
        return
    # Not before the whole text was looked up: a name of the list may hold such a word itself.
    words = affirmed(words)
    yield from _parts(index, words)
    begun = list(_most_of(index, words) if whole else _begun(index, words, limit))
    yield from begun
    if whole or len(begun) < ENOUGH:
        yield from (Hit(row, how) for row, how in likely(index, words, whole=whole))


def _parts(index: MedicineIndex, words: tuple[str, ...]) -> Iterator[Hit]:
    """Return names spelled inside a longer text: a combination, then names before lay words, flagged ones first."""
    if len(words) < 2:
        return
    hits = list(_spelled_inside(index, words[:MOST_WORDS]))
    generics = {frozenset(index.names[hit.row].generics) for hit in hits}
    held = index.together(frozenset().union(*generics)) if len(generics) > 1 else None
    if held is not None:
        yield Hit(held, index.names[held].how)
    yield from sorted(hits, key=lambda hit: (index.names[hit.row].phrase, index.names[hit.row].ordinary))


def _spelled_inside(index: MedicineIndex, words: tuple[str, ...]) -> Iterator[Hit]:
    """Return the longest names that words spell one after another, none inside another."""
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + LONGEST_PART), at, -1)
        found = ((end, index.exact(words[at:end])) for end in ends if _may_be_a_name(words[at:end]))
        end, row = next(((end, row) for end, row in found if row is not None), (at + 1, None))
        if row is not None:
            yield Hit(row, index.names[row].how)
        at = end


def _may_be_a_name(part: tuple[str, ...]) -> bool:
    # Inside a longer text two or three letters are talk far more often than a name.
    return part[0][0].isalpha() and sum(map(len, part)) >= SHORTEST_PART


def _begun(index: MedicineIndex, words: tuple[str, ...], limit: int) -> Iterator[Hit]:
    """Return names that begin with the text, first as spelled, then as heard."""
    letters = joined(words)
    if len(letters) < SHORTEST or not letters[0].isalpha():
        return
    rows = index.beginning(letters, limit)
    yield from (Hit(row, How.SPELLING) for row in rows)
    if len(rows) < limit and len(letters) >= SHORTEST_PART:
        yield from (Hit(row, How.SOUND) for row in index.sounding(sound(letters), limit))


def _most_of(index: MedicineIndex, words: tuple[str, ...]) -> Iterator[Hit]:
    """Return names, no lay words, of which the text is the first and larger half."""
    letters, typed = joined(words), " ".join(words)
    for row in index.beginning(letters, MOST_WORDS) if len(letters) >= SHORTEST_MEANT else ():
        most = 2 * len(letters) > len(index.keys[row]) and " ".join(plain_words(index.spellings[row])).startswith(typed)
        if most and not index.names[index.home(row)].phrase:
            yield Hit(row, How.SPELLING)
