"""Six medicines by touch alone: two typed wrong, brand and generic of one, one that nobody knows, a weekly shot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from kypho_prep.tour.driver.guest import Guest

CARDS = ("choice:blood_thinner", "choice:weekly_shot")
WRONG = "xeralto"
WRONG_TOO = "metroprolol"
UNKNOWN = "zorbilan"


@dataclass(frozen=True, slots=True)
class Taken:
    """One medicine as it came onto the list: its name, how, and how often the screen was touched for it."""

    name: str
    way: str
    taps: int


def six_medicines(guest: Guest) -> tuple[Taken, ...]:
    """Enter six medicines, from the picture cards to the list of what a doctor ordered; a picture of each page."""
    return tuple(_Entering(guest).all())


def median_taps(taken: tuple[Taken, ...]) -> float:
    """Return the median of touches for one medicine."""
    return median(one.taps for one in taken)


class _Entering:
    """The guest at the medicine pages; each way onto the list counts its own touches."""

    def __init__(self, guest: Guest) -> None:
        self._guest = guest
        self._hand = guest.hand

    def all(self) -> Iterator[Taken]:
        self._guest.go_until("medicines.groups_thin", pictures=False)
        for card in CARDS:
            self._hand.tap(card)
        self._guest.picture("medicines.picture-cards")
        self._guest.go_on()
        self._guest.go_until("medicines.group_names")
        self._guest.picture("medicines.tiles")
        yield self._touched("Plavix")
        yield self._touched("Ozempic")
        yield self._typed("another:blood_thinner", WRONG, "Xarelto")
        yield self._same_again("another:blood_thinner", "clopidogrel")
        self._guest.go_until("medicines.also_list", pictures=False)
        yield self._typed("another:prescription", WRONG_TOO, "metoprolol")
        yield self._unknown(UNKNOWN)
        self._guest.picture("medicines.six-on-the-list")

    def _touched(self, name: str) -> Taken:
        before = self._hand.taps
        self._hand.tap(f"tile:{name}")
        self._guest.picture(f"medicines.touched-{name.lower()}")
        return Taken(name, "tile", self._hand.taps - before)

    def _typed(self, door: str, wrong: str, meant: str) -> Taken:
        """Type until the name that is meant is offered, and touch it."""
        before = self._hand.taps
        self._search(door, wrong, meant)
        self._guest.go_on()
        return Taken(meant, "typed wrong", self._hand.taps - before)

    def _same_again(self, door: str, name: str) -> Taken:
        """Add what is on the list under its other name, and say that there are two bottles."""
        before = self._hand.taps
        self._search(door, name, name)
        self._hand.tap("next")
        self._guest.picture("medicines.the-same-again")
        self._hand.tap("keep")
        return Taken(name, "brand and generic", self._hand.taps - before)

    def _unknown(self, typed: str) -> Taken:
        before = self._hand.taps
        self._hand.tap("another:prescription")
        self._hand.touch_keys(typed)
        self._hand.tap("as_typed")
        self._guest.picture("medicines.as-typed")
        self._guest.go_on()
        return Taken(typed, "as typed", self._hand.taps - before)

    def _search(self, door: str, typed: str, meant: str) -> None:
        self._hand.tap(door)
        for letter in typed:
            if self._hand.sees(f"suggestion:{meant}"):
                break
            self._hand.touch_keys(letter)
        self._hand.tap(f"suggestion:{meant}")
        self._guest.picture(f"medicines.found-{meant.lower()}")
