"""Line icons in the colour that their words have; those that point are mirrored for right-to-left readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from kypho_prep.paths import resources

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

POINTING = frozenset({"arrow-left", "arrow-right", "chevron-left", "chevron-right", "log-out", "delete", "undo-2"})


class MissingIcon(Exception):
    """No icon of that name ships with the program."""


def icon_pixmap(name: str, color: QColor, pixels: int, ratio: float = 1.0, mirrored: bool = False) -> QPixmap:
    """Return one icon as a picture of so many pixels a side; raises MissingIcon."""
    turned = mirrored and name in POINTING
    key = f"icon:{name}:{color.name()}:{pixels}:{ratio}:{turned}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    drawn = _draw(name, color, QSize(round(pixels * ratio), round(pixels * ratio)))
    if turned:
        drawn = drawn.flipped(Qt.Orientation.Horizontal)
    drawn.setDevicePixelRatio(ratio)
    made = QPixmap.fromImage(drawn)
    QPixmapCache.insert(key, made)
    return made


def icon(name: str, color: QColor, pixels: int) -> QIcon:
    """Return one icon for a native button; raises MissingIcon."""
    from PySide6.QtGui import QIcon

    return QIcon(icon_pixmap(name, color, pixels))


def _draw(name: str, color: QColor, size: QSize) -> QImage:
    path = resources() / "icons" / f"{name}.svg"
    if not path.is_file():
        raise MissingIcon(name)
    drawing = path.read_bytes().replace(b"currentColor", color.name().encode())
    renderer = QSvgRenderer(QByteArray(drawing))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image
