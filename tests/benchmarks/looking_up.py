"""One key stroke in a medicine's name: its look-up beside a fuzzy scan (WRatio), its paint beside a bare repaint."""

import random
import sys
from collections.abc import Callable
from functools import partial
from time import perf_counter

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from rapidfuzz import fuzz, process
from timing import compared, interleaved, note, say
from turning_pages import FRAME, Painted, until

from kypho_prep import paths
from kypho_prep.content import load
from kypho_prep.kiosk.item_view import ItemView
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.look.theme import apply_theme
from kypho_prep.prep.checklist import Control
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.medicines.catalogue import MedicineList, MedicineName, suggest

SHOWN = 6
SIZES = {5_000: 8, 50_000: 2}  # names, and how many of them are typed in a round
GOAL = 0.05
LEAST_FOUND = 0.97
TYPED = ("eliquis", "xeralto", "metroprolol", "ozempic", "lisinopril", "asprin")
PAGE = (1280, 560)  # between the bars of a 1280x800 screen
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
        ours = partial(strokes.once, "ours", partial(offered, medicines))
        scan = partial(process.extract, choices=names, scorer=fuzz.WRatio, limit=SHOWN)
        taken = interleaved(
            {"scan": partial(strokes.once, "scan", scan), "ours": ours, "again": partial(strokes.once, "again", scan)}
        )
        what = f"one key stroke, {size:,} names / WRatio scan"
        say(compared(what, taken["ours"], taken["scan"], taken["again"], GOAL))
        found = hits(names, medicines)
        verdict = "met" if found >= LEAST_FOUND else "MISSED"
        note(f"{f'  misspelt names found among {SHOWN}, of {size:,}':<58}{found:8.0%} {LEAST_FOUND:6} {verdict}")
    painted()


def offered(known: MedicineList, text: str) -> object:
    """Look a name up as the page does."""
    return suggest(known, text, SHOWN)


def painted() -> None:
    """Say what a key stroke takes until its suggestions are painted, beside painting the same page unchanged."""
    typing = TypingPage()
    taken = interleaved({"bare": typing.repaint, "ours": typing.stroke, "again": typing.repaint})
    what = "a key stroke until its names are painted / bare repaint"
    say(compared(what, taken["ours"], taken["bare"], taken["again"]))
    within = sum(one <= FRAME for one in typing.strokes) / len(typing.strokes)
    note(f"{'  of these strokes, painted within a frame (16.7 ms)':<58}{within:8.0%}")


class TypingPage:
    """The page of a medicine's name as it ships, with its own list, typed into letter by letter."""

    def __init__(self) -> None:
        self._app = QApplication(sys.argv[:1])
        content = load(paths.resources())
        view = ItemView(PageRef("medicines.name", "e"), Control.MEDICINE_NAME, "What is it called?", unsure=False)
        self._page = QuestionPage(
            view, apply_theme(self._app), content.words("en"), partial(suggest, content.medicines)
        )
        self._page.resize(*PAGE)
        self._page.show()
        suggest(content.medicines, "warm")
        field = self._page.findChild(QLineEdit)
        if field is None:
            raise LookupError("the page has no field")
        self._field = field
        self.strokes: list[float] = []

    def stroke(self) -> float:
        """Type all names and return the median seconds from a key to its paint, from the second letter on."""
        taken: list[float] = []
        for name in TYPED:
            self._field.clear()
            self._field.insert(name[0])
            self._until_painted(self._page.update)
            taken += [self._until_painted(partial(QTest.keyClicks, self._field, letter)) for letter in name[1:]]
        self.strokes += taken
        return sorted(taken)[len(taken) // 2]

    def repaint(self) -> float:
        """Return the seconds in which the page paints as it stands."""
        return self._until_painted(self._page.update)

    def _until_painted(self, act: Callable[[], object]) -> float:
        watch = Painted(self._page.window(), lambda: True)
        begun = perf_counter()
        act()
        until(lambda: watch.seen)
        return perf_counter() - begun


class Strokes:
    """The same misspelt names for each way of looking up in a round, new ones in the next round."""

    def __init__(self, names: list[str], typed_a_round: int) -> None:
        self._names = names
        self._many = typed_a_round
        self._rounds: dict[str, int] = {}

    def once(self, way: str, look_up: Callable[[str], object]) -> float:
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
