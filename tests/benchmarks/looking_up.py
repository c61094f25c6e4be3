"""One key stroke in the medicine's name, against a fuzzy scan (WRatio) over the same made-up names."""

import random
from functools import partial
from time import perf_counter

from rapidfuzz import fuzz, process
from timing import compared, interleaved, note, say

from kypho_prep.prep.medicines import MedicineList, MedicineName, suggest

SHOWN = 6
SIZES = {5_000: 8, 50_000: 2}  # names, and how many of them are typed in a round
GOAL = 0.05
LEAST_FOUND = 0.97
BEGINNINGS = (
    *("ba", "ce", "do", "fi", "gu", "ha", "jo", "ki", "lu", "me", "no", "po", "ra", "si", "tu", "ve", "wo", "xi"),
    *("yo", "za", "bre", "cla", "dro", "fle", "gri", "kro", "pla", "sto", "tri", "vla"),
)
MIDDLES = (
    *("ban", "cor", "del", "fen", "gol", "him", "jat", "kem", "lor", "mip"),
    *("nas", "pel", "rud", "sov", "tam", "vin", "wex", "zol"),
)
ENDINGS = ["axil", "edine", "icort", "ofen", "umab", "ystat", "oprin", "elol", "anide", "imus"]


def main() -> None:
    for size, typed_a_round in SIZES.items():
        chance = random.Random(size)
        names = made_up(chance, size)
        medicines = MedicineList("bench", {}, tuple(MedicineName(name, (name,)) for name in names))
        strokes = Strokes(names, typed_a_round)
        ours = partial(strokes.once, "ours", lambda text, known=medicines: suggest(known, text, SHOWN))
        scan = lambda text, known=names: process.extract(text, known, scorer=fuzz.WRatio, limit=SHOWN)  # noqa: E731
        taken = interleaved(
            {"scan": partial(strokes.once, "scan", scan), "ours": ours, "again": partial(strokes.once, "again", scan)}
        )
        what = f"one key stroke, {size:,} names / WRatio scan"
        say(compared(what, taken["ours"], taken["scan"], taken["again"], GOAL))
        found = hits(names, medicines)
        verdict = "met" if found >= LEAST_FOUND else "MISSED"
        note(f"{f'  misspelt names found among {SHOWN}, of {size:,}':<58}{found:8.0%} {LEAST_FOUND:6} {verdict}")


class Strokes:
    """The same misspelt names for each way of looking up in a round, new ones in the next round."""

    def __init__(self, names: list[str], typed_a_round: int) -> None:
        self._names = names
        self._many = typed_a_round
        self._rounds: dict[str, int] = {}

    def once(self, way: str, look_up: object) -> float:
        """Type some names letter by letter and return the seconds of one stroke."""
        number = self._rounds[way] = self._rounds.get(way, 0) + 1
        chance = random.Random(number)
        typed = [misspelt(chance, chance.choice(self._names)) for _ in range(self._many)]
        strokes = [text[:length] for text in typed for length in range(3, len(text) + 1)]
        begun = perf_counter()
        for stroke in strokes:
            look_up(stroke)
        return (perf_counter() - begun) / len(strokes)


def made_up(chance: random.Random, size: int) -> list[str]:
    names: set[str] = set()
    while len(names) < size:
        middle = "".join(chance.choices(MIDDLES, k=chance.choice((1, 2, 2))))
        names.add(chance.choice(BEGINNINGS) + middle + chance.choice(ENDINGS))
    return sorted(names)


def misspelt(chance: random.Random, name: str) -> str:
    """Two letters swapped, one left out, one doubled, or one wrong; never the first two."""
    at = chance.randrange(2, len(name) - 1)
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    wrong = name[:at] + chance.choice("aeiouy") + name[at + 1 :]
    return chance.choice((swapped, name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:], wrong))


def hits(names: list[str], medicines: MedicineList, tries: int = 100) -> float:
    """The share of misspelt names whose right spelling is offered."""
    chance = random.Random(1)
    meant = [chance.choice(names) for _ in range(tries)]
    offered = [(name, suggest(medicines, misspelt(chance, name), SHOWN)) for name in meant]
    return sum(any(one.name == name for one in found) for name, found in offered) / tries


if __name__ == "__main__":
    main()
