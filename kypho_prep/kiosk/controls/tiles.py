"""The common medicines of the ticked cards, to touch; each kind ends with the tile that leads to the search."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.controls.even_grid import EvenGrid
from kypho_prep.kiosk.tile_views import SectionView
from kypho_prep.look.buttons import Button, another_tile, tile
from kypho_prep.look.labels import TitleLabel
from kypho_prep.look.pictures import Picture
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words

ACROSS = 3


class TileSection(QWidget):
    """One ticked card: its drawing and its words, its tiles below."""

    touched = Signal(str, str)
    another = Signal(str)

    def __init__(self, view: SectionView, look: Look, words: Words) -> None:
        super().__init__()
        self._tiles: list[Button] = []
        for one in view.tiles:
            made = tile(one.name, look, f"tile:{one.name}", one.holds, listed=one.listed)
            if one.listed:
                made.setAccessibleDescription(words("controls.list.on_it"))
            made.clicked.connect(lambda *_, name=one.name: self.touched.emit(name, view.id))
            self._tiles.append(made)
        more = another_tile(
            words("controls.list.another" if view.tiles else "controls.list.add"), look, f"another:{view.id}"
        )
        more.setAccessibleName(words("controls.list.another_name", name=view.title))
        more.clicked.connect(lambda *_: self.another.emit(view.id))
        self._tiles.append(more)
        # With the mark of a tile that is touched: neither do the columns change under the hand, nor is a name broken.
        widest = max(one.least_with_mark() for one in self._tiles)
        self._grid = EvenGrid(self._tiles, look, most=ACROSS, widest=widest)
        self.setMinimumWidth(widest)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.metrics.space(1))
        column.addLayout(_title(view, look))
        column.addLayout(self._grid)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the tiles in as many columns as their names have room for."""
        super().resizeEvent(event)
        self._grid.fit(event.size().width())


def _title(view: SectionView, look: Look) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.metrics.space(1.5))
    if view.picture:
        side = look.metrics.mm(12)
        drawn = Picture(view.picture, look, plate=False)
        drawn.setFixedSize(side, side)
        row.addWidget(drawn, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(TitleLabel(view.title, look, pair="text/page"), 1)
    return row
