"""The common medicines of the ticked cards, to touch; each kind ends with the tile that leads to the search."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

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
        self._grid = QGridLayout()
        self._grid.setSpacing(look.metrics.gap)
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.metrics.space(1))
        column.addLayout(_title(view, look))
        column.addLayout(self._grid)
        self._widest = max(one.minimumSizeHint().width() for one in self._tiles)
        self.setMinimumWidth(self._widest)
        self._across = 0
        self._lay(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the tiles in as many columns as their names have room for."""
        super().resizeEvent(event)
        gap = self._grid.spacing()
        self._lay(max(1, min(ACROSS, (event.size().width() + gap) // (self._widest + gap))))

    def _lay(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        while self._grid.count():
            self._grid.takeAt(0)
        for number, one in enumerate(self._tiles):
            self._grid.addWidget(one, number // across, number % across)
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1 if column < across else 0)


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
