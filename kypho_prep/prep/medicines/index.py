"""The names of a list as they are looked up: by their letters, by how they begin, by their sound and by their parts.

A row is the place of a spelling: first the names of the list in its order, then their synonyms in other languages.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest
from itertools import chain

from kypho_prep.prep.medicines.names import MedicineName
from kypho_prep.prep.medicines.normalization import joined, plain_words
from kypho_prep.prep.medicines.sounds import consonant_skeleton, sound

# Bounds of the work at one key stroke: suggestions take a twentieth of comparing with every name, or less.
NEAREST = 24
MOST_BEGUN = 40
MOST_POSTINGS = 250
LEAST_GRAMS = 2


class MedicineIndex:
    """Look-ups over a list's names; built once, off the start path, and then only read."""

    def __init__(self, names: tuple[MedicineName, ...], synonyms: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """Fold every name, and file it under its letters, its sound and the threes of letters in its sound.

        `synonyms`: what a name is called in other languages, by the name as it stands in the list.
        """
        self.names = names
        self.spellings = [name.name for name in names]
        self._home = list(range(len(names)))
        self.keys: list[str] = []
        self.heard: list[str] = []
        self.consonant_skeleton: list[str] = []
        self.letters: list[str] = []
        self.numbers: list[str] = []
        self._at: dict[str, int] = {}
        self._bags: dict[str, int] = {}
        self._held: dict[frozenset[str], int] = {}
        self._same: dict[str, list[int]] = {}
        self._threes: dict[str, list[int]] = {}
        self._names = len(names)  # the rows from here on are synonyms
        for row, name in enumerate(names):
            self._file(row, name)
        rows = {name.name: row for row, name in enumerate(names)}
        for called, texts in (synonyms or {}).items():
            for text in texts:
                self.spellings.append(text)
                self._home.append(rows[called])
                self._spell(len(self.spellings) - 1)
        self._sorted = sorted(self._at)
        self._by_sound = sorted((heard, row) for row, heard in enumerate(self.heard))

    def home(self, row: int) -> int:
        """Return the row of the list's own name for a row of it or of one of its synonyms."""
        return self._home[row]

    def exact(self, words: tuple[str, ...]) -> int | None:
        """Return the name that words spell, split, joined or in another order; none when no name is spelled so."""
        found = self._at.get(joined(words))
        row = self._bags.get(_bag(words)) if found is None and len(words) > 1 else found
        return None if row is None else self._home[row]

    def together(self, generics: Iterable[str]) -> int | None:
        """Return the name, no brand, of a medicine that holds these generics together."""
        return self._held.get(frozenset(generics))

    def beginning(self, letters: str, limit: int) -> list[int]:
        """Return rows of names, then of synonyms, that begin with letters; of each the shortest of the first forty.

        A list's own name never yields to what another language calls another medicine.
        """
        at = bisect_left(self._sorted, letters)
        own: list[str] = []
        others: list[str] = []
        while at < len(self._sorted) and len(own) < MOST_BEGUN and self._sorted[at].startswith(letters):
            key = self._sorted[at]
            (own if self._at[key] < self._names else others).append(key)
            at += 1
        nearest = [*sorted(own, key=len)[:limit], *sorted(others[:MOST_BEGUN], key=len)[:limit]]
        return [self._at[key] for key in nearest]

    def sounding(self, heard: str, limit: int) -> list[int]:
        """Return rows whose sound begins with a sound, in the order of their sounds."""
        at = bisect_left(self._by_sound, (heard, -1))
        found: list[int] = []
        while at < len(self._by_sound) and len(found) < limit and self._by_sound[at][0].startswith(heard):
            found.append(self._by_sound[at][1])
            at += 1
        return found

    def near(self, heard: str) -> Iterable[int]:
        """Return the rows worth comparing with a sound: those of its consonants, and those that share most threes."""
        lists = sorted((self._threes[gram] for gram in _threes(heard) if gram in self._threes), key=len)
        total, used = 0, 0
        for used, rows in enumerate(lists, 1):
            total += len(rows)
            # The rarest threes come first: they tell names apart, and the common ones mostly add names to compare.
            if total > max(MOST_POSTINGS, len(self.names) // 20) and used >= LEAST_GRAMS:
                break
        count = Counter(chain.from_iterable(lists[:used]))
        most = max(count.values(), default=0)
        best = [row for row, shared in count.items() if 2 * shared >= most]
        if len(best) > NEAREST:
            best = nlargest(NEAREST, best, key=count.__getitem__)
        return dict.fromkeys(chain(self._same.get(consonant_skeleton(heard), ()), best))

    def _file(self, row: int, name: MedicineName) -> None:
        self._spell(row)
        if not name.brand and len(name.generics) > 1:
            self._held.setdefault(frozenset(name.generics), row)

    def _spell(self, row: int) -> None:
        words = plain_words(self.spellings[row])
        key = joined(words)
        heard = sound(key)
        consonants = consonant_skeleton(heard)
        self.keys.append(key)
        self.heard.append(heard)
        self.consonant_skeleton.append(consonants)
        self.letters.append("".join(one for one in key if one.isalpha()))
        self.numbers.append("" if key.isalpha() else "".join(one for one in key if not one.isalpha()))
        # A bare number in the text is a dose, never a name; "70/30" is one.
        if any(one.isalpha() or one == "/" for one in key):
            self._at.setdefault(key, row)
            self._bags.setdefault(_bag(words), row)
        self._same.setdefault(consonants, []).append(row)
        for gram in _threes(heard):
            self._threes.setdefault(gram, []).append(row)


def _threes(heard: str) -> Iterator[str]:
    padded = f"^^{heard}$"
    return iter({padded[at : at + 3] for at in range(len(padded) - 2)})


def _bag(words: tuple[str, ...]) -> str:
    return " ".join(sorted(words))
