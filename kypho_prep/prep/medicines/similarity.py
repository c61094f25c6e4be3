"""Names that are spelled or heard much like a text: rapidfuzz counts the letters, our own codes tell the sounds."""

from __future__ import annotations

from collections.abc import Iterator

from kypho_prep.prep.medicines.filler_words import EVERYDAY, TALK
from kypho_prep.prep.medicines.index import MedicineIndex
from kypho_prep.prep.medicines.names import How
from kypho_prep.prep.medicines.normalization import joined, readings, undosed
from kypho_prep.prep.medicines.sounds import consonant_skeleton, sound

# How much the letters count beside the sound, and the whole sound beside its consonants alone.
LETTERS = 0.5
VOWELS = 0.6
# A name with a number in it (Tylenol #3) is less likely where that was not typed, and more likely where it was.
NUMBER = -0.06
SAME_NUMBER = 0.1
# What one slip of the finger after the first letter is worth, and what the same consonants in the same order are.
ONE_SLIP = 0.82
SAME_BONES = 0.74
SHORTEST_BONES = 4
# By so much more must a name sound like the text than look like it, to say that it was matched by sound.
HEARD = 0.06
# Letters less alike than this are not worth a second look.
UNLIKE = 0.45
# By the number of letters typed: the shorter a text, the more alike it must be to mean a name.
LEAST = {4: 0.86, 5: 0.79, 6: 0.73, 7: 0.73, 8: 0.69}
LONGEST = 40
# One word of several must be more alike than a whole text.
ONE_OF_SEVERAL = 0.06
SHORTEST_OF_SEVERAL = 6
MOST_WORDS = 12
# While a name is being typed, less alike is offered too: letters are still to come, and the patient chooses.
TYPING = 0.08


def likely(index: MedicineIndex, words: tuple[str, ...], *, whole: bool) -> list[tuple[int, How]]:
    """Return names much like a text or one of its words, the most alike first, and whether by spelling or by sound."""
    best: dict[int, tuple[float, How]] = {}
    numbers = {word for word in undosed(words) if not word.isalpha()}
    for text, needed in _texts(words):
        least = needed if whole else needed - TYPING
        for row, likeness, how in _compared(index, text):
            number = index.numbers[row]
            score = likeness + (SAME_NUMBER if number in numbers else NUMBER) if number else likeness
            if score >= least and (row not in best or best[row][0] < score):
                best[row] = (score, how)
    order = sorted(best, key=lambda row: (-best[row][0], len(index.keys[row])))
    return [(row, best[row][1]) for row in order]


def _compared(index: MedicineIndex, text: str) -> Iterator[tuple[int, float, How]]:
    """Return each name near a text's sound with how alike they are, 0 to 1, and what speaks more for it."""
    # Here, since the first paint imports this module and nobody has typed yet.
    from rapidfuzz.distance import OSA

    alike = OSA.normalized_similarity
    heard = sound(text)
    consonants = consonant_skeleton(heard)
    slip = 1 - 1 / len(text)
    for row in index.near(heard):
        key = index.letters[row]
        by_letters = alike(text, key)
        if by_letters < UNLIKE:
            continue
        by_sound = VOWELS * alike(heard, index.heard[row]) + (1 - VOWELS) * alike(
            consonants, index.consonant_skeleton[row]
        )
        score = LETTERS * by_letters + (1 - LETTERS) * by_sound
        if by_letters >= slip and text[0] == key[:1]:
            score = max(score, ONE_SLIP)
        if consonants == index.consonant_skeleton[row] and len(consonants) >= SHORTEST_BONES:
            score = max(score, SAME_BONES)
        yield row, score, How.SOUND if by_sound > by_letters + HEARD else How.SPELLING


def _texts(words: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    """Return what of a text to compare, letters only, each with the likeness that it needs; no everyday words alone."""
    every = [one for one in readings(words) if not TALK.issuperset(one)]
    spelled = dict.fromkeys(joined(word for word in one if word.isalpha()) for one in (*every[:2], *every[-2:]))
    for text in spelled:
        if min(LEAST) <= len(text) <= LONGEST:
            yield text, _least(text)
    if every and len(every[-1]) > 1:
        for word in every[-1][:MOST_WORDS]:
            if len(word) >= SHORTEST_OF_SEVERAL and word.isalpha() and word not in EVERYDAY:
                yield word, _least(word) + ONE_OF_SEVERAL


def _least(text: str) -> float:
    return LEAST[min(len(text), max(LEAST))]
