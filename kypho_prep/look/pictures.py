"""The program's own drawings in the theme's colours, with words for those who cannot see them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QSizePolicy

from kypho_prep.look.drawing_colors import in_theme
from kypho_prep.look.theme import LIGHT, Look
from kypho_prep.paths import resources


class MissingPicture(Exception):
    """No drawing of that name ships with the program."""


class Picture(QLabel):
    """One drawing, as large as its place allows; `words` describe it to a screen reader. Raises MissingPicture."""

    def __init__(self, name: str, look: Look, words: str = "", *, plate: bool = True) -> None:
        super().__init__()
        self._look = look
        self._plate = plate
        self._tallest = 0
        self._name = name
        self._ratio = _ratio(name, look.theme.name)
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Tell the layout to ask for the height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the drawing's height in a width, at most 90 mm (or as set): words must fit beside it."""
        return min(round(width * self._ratio), self._tallest or self._look.metrics.mm(90))

    def set_tallest(self, pixels: int) -> None:
        """Let the drawing be this high at most; 0 stands for the usual 90 mm."""
        if pixels != self._tallest:
            self._tallest = pixels
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return a width of 110 mm."""
        width = self._look.metrics.mm(110)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return a width of 50 mm."""
        width = self._look.metrics.mm(50)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plate and the drawing in its middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = min(self.width(), self.height() / self._ratio)
        tall = wide * self._ratio
        rect = QRectF((self.width() - wide) / 2, (self.height() - tall) / 2, wide, tall)
        if self._plate:
            edge = self._look.metrics.px(2)
            rect = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
            plate = self._look.color("plate")
            bare = plate == self._look.color("page")
            painter.setPen(Qt.PenStyle.NoPen if bare else QPen(self._look.color("card_edge"), edge))
            painter.setBrush(plate)
            radius = self._look.metrics.card_radius
            painter.drawRoundedRect(rect, radius, radius)
            inset = self._look.metrics.space(1)
            rect = rect.adjusted(inset, inset, -inset, -inset)
        drawn = _pixmap(self._name, rect.size().toSize(), self.devicePixelRatioF(), self._look.theme.name)
        painter.drawPixmap(QPoint(round(rect.left()), round(rect.top())), drawn)
        painter.end()


def picture_pixmap(name: str, side: int, ratio: float = 1.0, theme: str = LIGHT) -> QPixmap:
    """Return one drawing in a square of so many pixels, for a card that shows it small; raises MissingPicture."""
    return _pixmap(name, QSize(side, side), ratio, theme)


def _pixmap(name: str, size: QSize, ratio: float, theme: str) -> QPixmap:
    """Return one drawing in the middle of a size in pixels, drawn once: reading its lines costs more than a page."""
    key, kept = f"picture:{name}:{theme}:{size.width()}x{size.height()}:{ratio}", QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    wide, tall = max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio))
    image = QImage(wide, tall, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    _renderer(name, theme).render(painter, QRectF(0, 0, wide, tall))
    painter.end()
    image.setDevicePixelRatio(ratio)
    made = QPixmap.fromImage(image)
    QPixmapCache.insert(key, made)
    return made


@cache
def _ratio(name: str, theme: str) -> float:
    """Return a drawing's height over its width; raises MissingPicture."""
    size = _renderer(name, theme).defaultSize()
    return size.height() / size.width() if size.width() else 0.75


def _renderer(name: str, theme: str) -> QSvgRenderer:
    path = resources() / "images" / f"{name}.svg"
    if not path.is_file():
        raise MissingPicture(name)
    made = QSvgRenderer(QByteArray(in_theme(path.read_bytes(), theme)))
    made.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return made
