"""How often the screen is touched for one common medicine: its tile, its dose, the day it was last taken, and Next."""

from collections import Counter
from collections.abc import Iterator
from statistics import median

from PySide6.QtCore import QPoint, QRect

from kypho_prep.prep.medicines.catalogue import MedicineList
from tests.kiosk.station import Station

DOSE, TAKEN = "medicines.dose", "medicines.last_taken"
# One touch for each answer, and one Next: dose and day stand on one page.
WITH_A_DAY, WITHOUT = 4, 3
IN_A_ROUND = 8  # as many as a patient may well take; what a reply costs grows with the list


def rounds(medicines: MedicineList) -> Iterator[dict[str, str]]:
    """Yield the tiles, each name with its card, eight in a round and no substance twice."""
    left = {one.name: (card, one.generics) for card, names in medicines.tiles.items() for one in names}
    while left:
        held: set[str] = set()
        chosen: dict[str, str] = {}
        for name, (card, generics) in left.items():
            if len(chosen) < IN_A_ROUND and not held & set(generics):
                held |= set(generics)
                chosen[name] = card
        left = {name: one for name, one in left.items() if name not in chosen}
        yield chosen


def press(station: Station) -> int:
    """Press Next until the page has turned, and return how often that was."""
    before, presses = station.page, 0
    while station.page is before:
        station.tap("next")
        presses += 1
        assert presses < 60, station.missing
    return presses


def stands_whole(station: Station, name: str) -> bool:
    """Tell whether an answer is on the screen as the page comes up: a touch needs no scrolling before it."""
    seen, button = station.content.sheet.area.viewport(), station.find(name)
    return seen.rect().contains(QRect(button.mapTo(seen, QPoint(0, 0)), button.size()))


def touched(station: Station, tiles: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    """Yield each page of a dose or a day with its medicine and its touches; the tile counts as a page of its own."""
    visit = station.new_visit()
    station.come_in(visit)
    for page in ("medicines.groups_thin", "medicines.groups_more", "medicines.also"):
        assert station.item == page
        offered = {f"choice:{card}" for card in tiles.values()} & station.names()
        station.tap(*(sorted(offered) or ["choice:none"]))
        press(station)
    also = {one.id for one in station.workplace.content.checklist.item("medicines.also").offered}
    for name in sorted(tiles, key=lambda one: tiles[one] in also):  # the pages come in this order
        home = "medicines.also_list" if tiles[name] in also else "medicines.group_names"
        station.answer_until(home)
        station.tap(f"tile:{name}")
        assert station.item == home
        yield name, "tile", 1
    press(station)
    station.answer_until(DOSE)
    while station.item != "medicines.other_change":
        view = station.content.view
        if station.item == DOSE:
            asked = [one for one in (view, view.second) if one is not None]
            assert all(stands_whole(station, f"choice:{one.choices[0].id}") for one in asked)
            station.tap(*(f"choice:{one.choices[0].id}" for one in asked))
            what = TAKEN if view.second is not None else DOSE
            yield station.situation(visit).entry_name(view.page.entry), what, len(asked) + press(station)
        else:
            station.answer()
    station.tap("leave")
    station.tap("go_on")


def test_a_common_medicine_takes_few_touches(station: Station) -> None:
    station.window.setUpdatesEnabled(False)  # only places and touches count here: nothing need be painted for them
    medicines = station.workplace.content.medicines
    counted: Counter[str] = Counter()
    asked: set[str] = set()
    for tiles in rounds(medicines):
        for name, what, touches in touched(station, tiles):
            counted[name] += touches
            asked |= {name} if what == TAKEN else set()
    assert len(counted) == sum(len(names) for names in medicines.tiles.values())
    assert {counted[name] for name in asked} == {WITH_A_DAY}
    assert {touches for name, touches in counted.items() if name not in asked} == {WITHOUT}
    assert median(counted.values()) == WITH_A_DAY, (len(asked), len(counted))
