"""From what a patient typed to the names it may mean: as spelled, in parts, as begun, by spelling and by sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kypho_prep.prep.medicine_folding import affirmed, joined, plain_words, readings
from kypho_prep.prep.medicine_index import MedicineIndex
from kypho_prep.prep.medicine_names import How
from kypho_prep.prep.medicine_sounds import bones, sound

SHORTEST = 2
SHORTEST_PART = 4
SHORTEST_MEANT = 5
MOST_WORDS = 12
LONGEST_PART = 4
# How much the letters count beside the sound, and the whole sound beside its consonants alone.
LETTERS = 0.5
VOWELS = 0.6
# A name with a number in it (Tylenol #3) is less likely where none was typed.
NUMBER = 0.06
ONE_SLIP = 0.82
SAME_BONES = 0.74
SHORTEST_BONES = 4
UNLIKE = 0.35
# While a name is being typed, less alike is offered too: letters are still to come, and the patient chooses.
TYPING = 0.08
# By the number of letters typed: the shorter a text, the more alike it must be to mean a name.
LEAST = {4: 0.86, 5: 0.79, 6: 0.73, 7: 0.73, 8: 0.69}


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of the index that a text may mean, how it was matched, and how alike the two are (0 to 1)."""

    row: int
    how: How
    alike: float = 1.0


def spelled(index: MedicineIndex, words: tuple[str, ...]) -> Hit | None:
    """Return the name that a whole text spells, whatever dose, form or talk stands around it."""
    for at, reading in enumerate(readings(words)):
        row = index.exact(reading)
        if row is not None and (any(word[0].isalpha() for word in reading) or "/" in reading[0]):
            return Hit(row, _how(index, row, reading))
    return None


def search(index: MedicineIndex, typed: str, limit: int, *, whole: bool) -> tuple[Hit, ...]:
    """Return the names that a text may mean, the likeliest first; nothing for what is no name.

    `whole`: the text is all that will be typed, so that a beginning counts only where it can mean one thing.
    """
    words = plain_words(typed)
    found: dict[int, Hit] = {}
    for hit in _hits(index, words, limit, whole=whole):
        found.setdefault(hit.row, hit)
        if len(found) == limit:
            break
    return tuple(found.values())


def _hits(index: MedicineIndex, words: tuple[str, ...], limit: int, *, whole: bool) -> Iterator[Hit]:
    if not any(word[0].isalpha() or "/" in word for word in words):
        return
    own = spelled(index, words)
    if own is not None:
        yield own
    words = affirmed(words)
    if own is None:
        yield from _parts(index, words)
    yield from _begun(index, words, limit, whole=whole and own is None)
    yield from _alike(index, words, whole=whole)


def _parts(index: MedicineIndex, words: tuple[str, ...]) -> Iterator[Hit]:
    """Return names spelled inside a longer text: a combination, then names before lay words, flagged ones first."""
    if len(words) < 2:
        return
    hits = list(_spelled_inside(index, readings(words)[0][:MOST_WORDS]))
    generics = [frozenset(index.names[hit.row].generics) for hit in hits]
    held = index.together(frozenset().union(*generics)) if len(set(generics)) > 1 else None
    if held is not None:
        yield Hit(held, index.names[held].how)
    yield from sorted(hits, key=lambda hit: (index.names[hit.row].phrase, index.names[hit.row].ordinary))


def _spelled_inside(index: MedicineIndex, words: tuple[str, ...]) -> Iterator[Hit]:
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + LONGEST_PART), at, -1):
            part = words[at:end]
            row = index.exact(part) if len("".join(part)) >= SHORTEST_PART and part[0][0].isalpha() else None
            if row is not None:
                yield Hit(row, _how(index, row, part))
                at = end
                break
        else:
            at += 1


def _begun(index: MedicineIndex, words: tuple[str, ...], limit: int, *, whole: bool) -> Iterator[Hit]:
    """Return names that begin with the text as spelled, then as heard; a whole text must mean one thing by itself."""
    letters = joined(words)
    if len(letters) < SHORTEST or not letters[0].isalpha():
        return
    rows = index.beginning(letters, limit)
    if whole:
        meant = {index.names[row].generics for row in rows}
        yield from (Hit(row, How.SPELLING) for row in rows if len(letters) >= SHORTEST_MEANT or len(meant) == 1 < len(letters) - 2)
        return
    yield from (Hit(row, How.SPELLING) for row in rows)
    if len(rows) < limit and len(letters) >= SHORTEST_PART:
        yield from (Hit(row, How.SOUND) for row in index.sounding(sound(letters), limit))


def _alike(index: MedicineIndex, words: tuple[str, ...], *, whole: bool) -> Iterator[Hit]:
    """Return names spelled or heard much like the text, then much like one of its words."""
    from rapidfuzz.distance import OSA

    alike = OSA.normalized_similarity
    best: dict[int, Hit] = {}
    for text, needed in _texts(words):
        least = needed if whole else needed - TYPING
        heard = sound(text)
        consonants = bones(heard)
        for row in index.near(heard):
            by_letters = alike(text, index.keys[row])
            if by_letters < UNLIKE:
                continue
            by_sound = VOWELS * alike(heard, index.heard[row]) + (1 - VOWELS) * alike(consonants, index.bones[row])
            score = LETTERS * by_letters + (1 - LETTERS) * by_sound
            if index.numbers[row]:
                score -= NUMBER
            if text[0] == index.keys[row][0] and by_letters >= 1 - 1 / len(text):
                score = max(score, ONE_SLIP)
            if consonants == index.bones[row] and len(consonants) >= SHORTEST_BONES:
                score = max(score, SAME_BONES)
            if score >= least and (row not in best or best[row].alike < score):
                best[row] = Hit(row, How.SOUND if by_sound > by_letters else How.SPELLING, score)
    yield from sorted(best.values(), key=lambda hit: -hit.alike)


def _texts(words: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    """Return what of a text to compare, each with the likeness that it needs."""
    every = readings(words)
    texts = dict.fromkeys(joined(one) for one in (every[-1], every[min(1, len(every) - 1)], *every[-2:]))
    for text in texts:
        letters = "".join(one for one in text if one.isalpha())
        if len(letters) >= SHORTEST_PART and len(letters) <= 40:
            yield letters, _least(len(letters))
    if len(every[-1]) > 1:
        for word in every[-1][:MOST_WORDS]:
            if len(word) > SHORTEST_MEANT and word.isalpha():
                yield word, _least(len(word)) + 0.06


def _least(letters: int) -> float:
    return LEAST.get(letters, LEAST[8] if letters > 8 else 1.0)


def _how(index: MedicineIndex, row: int, words: tuple[str, ...]) -> How:
    """Return how an exact name was matched: a name in one piece typed in several is a matter of spelling."""
    return index.names[row].how
