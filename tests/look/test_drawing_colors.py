"""A drawing in each theme: every colour has a meaning, lines stand out, and no white slab glares in high contrast."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kypho_prep.look.buttons import tick_card
from kypho_prep.look.drawing_colors import drawing_colors, in_theme
from kypho_prep.look.pictures import Picture, picture_pixmap
from kypho_prep.look.theme import HIGH_CONTRAST, LIGHT, THEMES, apply_theme, load_theme
from tests.look.layout_checks import contrast

IMAGES = sorted((Path(__file__).resolve().parents[2] / "resources" / "images").glob("*.svg"))
SIDE = 200
LINES, FOCUS = 3.0, 7.0  # the least contrast of the main lines, and of what the drawing is about


def on_its_ground(path: Path, theme: str) -> QImage:
    """Return a drawing of 200 pixels painted on its theme's plate."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(load_theme(theme).color("plate"))
    painter = QPainter(image)
    QSvgRenderer(QByteArray(in_theme(path.read_bytes(), theme))).render(painter, QRectF(image.rect()))
    painter.end()
    return image


def shares(image: QImage, ground: QColor) -> tuple[float, float]:
    """Return the shares of the pixels that stand out from the ground by LINES and by FOCUS."""
    known: dict[int, float] = {}
    found = []
    for x in range(0, SIDE, 2):
        for y in range(0, SIDE, 2):
            rgb = image.pixel(x, y)
            if rgb not in known:
                known[rgb] = contrast(QColor(rgb), ground)
            found.append(known[rgb])
    return sum(one >= LINES for one in found) / len(found), sum(one >= FOCUS for one in found) / len(found)


@pytest.mark.parametrize("path", IMAGES, ids=lambda path: path.stem)
def test_every_colour_has_a_meaning_in_high_contrast(path: Path) -> None:
    used = set(re.findall(rb"#[0-9A-Fa-f]{3,8}\b", path.read_bytes()))
    assert used <= drawing_colors(HIGH_CONTRAST).keys()
    assert in_theme(path.read_bytes(), LIGHT) == path.read_bytes()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("path", IMAGES, ids=lambda path: path.stem)
def test_lines_and_focus_stand_out_from_the_ground(path: Path, theme: str, qtbot: QtBot) -> None:
    lines, focus = shares(on_its_ground(path, theme), load_theme(theme).color("plate"))
    assert lines >= 0.05
    assert focus >= 0.02


@pytest.mark.parametrize("path", IMAGES, ids=lambda path: path.stem)
def test_no_bright_slab_glares_in_high_contrast(path: Path, qtbot: QtBot) -> None:
    """What is brighter than a line needs is lines and marks, never an area behind them."""
    ground = load_theme(HIGH_CONTRAST).color("page")
    image = on_its_ground(path, HIGH_CONTRAST)
    assert shares(image, ground)[1] <= 0.4
    corners = [(0, 0), (SIDE - 1, 0), (0, SIDE - 1), (SIDE - 1, SIDE - 1)]
    assert {image.pixelColor(x, y).name() for x, y in corners} == {ground.name()}


@pytest.mark.parametrize("plate", [True, False])
def test_the_widget_stands_on_the_pages_own_ground(qtbot: QtBot, qapp: QApplication, plate: bool) -> None:
    look = apply_theme(qapp, HIGH_CONTRAST)
    picture = Picture("spine", look, plate=plate)
    qtbot.addWidget(picture)
    picture.resize(520, 420)
    image = QImage(520, 420, QImage.Format.Format_RGB32)
    image.fill(look.color("page"))
    picture.render(image)
    assert image.pixelColor(5, 210) == look.color("page")
    assert image.pixelColor(260, 2) == look.color("page")


def test_a_small_drawing_is_kept_for_each_theme_apart(qtbot: QtBot) -> None:
    light, dark = (picture_pixmap("group-aspirin", 64, 1.0, theme).toImage() for theme in (LIGHT, HIGH_CONTRAST))
    assert light != dark
    assert picture_pixmap("group-aspirin", 64, 1.0, LIGHT).toImage() == light


def test_a_page_draws_the_picture_in_its_own_theme_and_size(qtbot: QtBot, qapp: QApplication) -> None:
    """What was drawn once is kept: never in place of another theme's drawing, or of another size."""
    painted = []
    for theme, wide in ((LIGHT, 520), (HIGH_CONTRAST, 520), (LIGHT, 260), (LIGHT, 520)):
        picture = Picture("spine", apply_theme(qapp, theme))
        qtbot.addWidget(picture)
        picture.resize(wide, 420)
        painted.append(picture.grab().toImage())
    first, dark, small, again = painted
    assert first == again
    assert first != dark
    assert small.width() == 260
    assert small.copy(100, 180, 60, 60) != first.copy(100, 180, 60, 60)


def test_a_chosen_card_shows_its_drawing_without_a_slab(qtbot: QtBot, qapp: QApplication) -> None:
    look = apply_theme(qapp, HIGH_CONTRAST)
    card = tick_card("Aspirin", look, "aspirin", "group-aspirin")
    qtbot.addWidget(card)
    card.setCheckable(True)
    card.setChecked(True)
    card.resize(600, 140)
    image = card.grab().toImage()
    above = round(70 - card.face.picture_side / 2 + 2)  # the row between the plate's edge and the drawing
    assert {image.pixelColor(x, above).name() for x in range(20, 580)} == {look.color("go_soft").name()}
