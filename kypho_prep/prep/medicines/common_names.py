"""The names that most people take, found by their misspelt beginning: while one types, few letters must be enough."""

from __future__ import annotations

from collections.abc import Iterable

from kypho_prep.prep.medicines.index import MedicineIndex
from kypho_prep.prep.medicines.names import MedicineName
from kypho_prep.prep.medicines.normalization import joined, plain_words
from kypho_prep.prep.medicines.sounds import consonant_skeleton, sound

SHORTEST = 3  # letters from which a beginning may be misspelt
SHORTEST_BONES = 2
LONGEST = 12
TWO_SLIPS = 7  # letters from which a beginning may hold two slips


class CommonNames:
    """The common names as they begin: their letters and the consonants that are heard."""

    def __init__(self, index: MedicineIndex, names: Iterable[MedicineName]) -> None:
        """File each name of a list's index under how it begins."""
        rows = (index.exact(plain_words(name.name)) for name in names)
        self._rows = frozenset(row for row in rows if row is not None)
        # A common name is found by what it is called in another language, too.
        spelled = (row for row in range(len(index.spellings)) if index.home(row) in self._rows)
        self._begins = [
            (index.home(row), index.keys[row], consonant_skeleton(sound(index.keys[row]))) for row in spelled
        ]

    def __contains__(self, row: int) -> bool:
        """Tell whether a row of the index is a common name."""
        return row in self._rows

    def near(self, typed: str) -> list[int]:
        """Return the rows whose beginning a text is much like, the most alike first."""
        letters = joined(plain_words(typed))
        if not SHORTEST <= len(letters) <= LONGEST or not letters[0].isalpha():
            return []
        heard = consonant_skeleton(sound(letters))
        found = [(_slips(letters, key), row) for row, key, _ in self._begins]
        most = 2 if len(letters) >= TWO_SLIPS else 1
        alike = {row: slips for slips, row in sorted(found, reverse=True) if slips <= most}
        for row, _, said in self._begins:
            if len(heard) >= SHORTEST_BONES and said.startswith(heard):
                # What only sounds so stands behind what is one slip of the finger away.
                alike.setdefault(row, 2)
        return sorted(alike, key=lambda row: (alike[row], row))


def _slips(typed: str, key: str) -> int:
    """Return in how many letters a text differs from the beginning of a name; the first letter is hardly ever wrong."""
    # Not before somebody types: the workflow's modules are imported by the first paint.
    from rapidfuzz.distance import DamerauLevenshtein

    if typed[0] != key[0]:
        return LONGEST
    # A letter too many or left out moves the place where the beginning ends.
    lengths = range(len(typed) - 1, len(typed) + 2)
    return min(DamerauLevenshtein.distance(typed, key[:length]) for length in lengths)
