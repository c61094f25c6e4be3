"""No medicine's name is broken on its tile, before it is touched and with the mark that it bears afterwards."""

from dataclasses import replace
from itertools import product

from kypho_prep.look.buttons import Button
from kypho_prep.look.metrics import TEXT_SIZES
from kypho_prep.look.wrapping import Lettering, unbroken
from tests.kiosk.station import Station
from tests.kiosk.tour_of_pages import PAGES

SCREENS = [(1280, 800), (1366, 768), (1080, 1920)]


def test_no_name_is_broken_on_a_tile(station: Station) -> None:
    PAGES["named"](station)
    for size, letters in product(SCREENS, TEXT_SIZES):
        station.window.resize(*size)
        station.window.stage.take_comfort(replace(station.window.stage.comfort, text_size=letters))
        station.settle()
        tiles = [one for one in station.content.findChildren(Button) if one.objectName().startswith("tile:")]
        assert any(one.face.icon for one in tiles), "one of them is on the list"
        assert [one.words for one in tiles if too_narrow(one, station)] == [], f"{size} {letters}"


def too_narrow(tile: Button, station: Station) -> bool:
    look = station.window.stage.look
    room = tile.text_rect().width()
    for words, size, weight in (
        (tile.words, tile.face.size, tile.face.weight),
        (tile.face.detail, tile.face.detail_size, None),
    ):
        font = look.letters(size, weight) if weight is not None else look.letters(size)
        # More than thirteen letters may be broken: no screen has room for every name.
        names = (word for word in words.split() if len(word) <= 13)
        if any(unbroken(word, Lettering(font, 1.2, False, False)).width() > room for word in names):
            return True
    return False
