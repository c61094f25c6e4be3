"""Every legal pair is strong enough in every theme, and the program's look is made of them alone."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kypho_prep.look.fonts import FAMILY, MissingFont, letters, load_fonts
from kypho_prep.look.icons import MissingIcon, icon, icon_pixmap
from kypho_prep.look.labels import BodyLabel
from kypho_prep.look.metrics import TEXT_SIZES, Metrics
from kypho_prep.look.native import shape, shapes
from kypho_prep.look.scroll import PageScroll
from kypho_prep.look.theme import THEMES, apply_theme, load_theme, make_look
from tests.look.layout_checks import LEAST_CONTROL, LEAST_TEXT, contrast

LIGHT_PAIRS = load_theme("light")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", LIGHT_PAIRS.text_pairs)
def test_words_have_a_contrast_of_seven(theme: str, pair: str) -> None:
    assert contrast(*load_theme(theme).pair(pair)) >= LEAST_TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", LIGHT_PAIRS.control_pairs)
def test_edges_marks_and_the_focus_ring_have_a_contrast_of_three(theme: str, pair: str) -> None:
    edge, ground = pair.split("/")
    colors = load_theme(theme)
    assert contrast(colors.color(edge), colors.color(ground)) >= LEAST_CONTROL


def test_the_contrast_is_that_of_wcag() -> None:
    theme = load_theme("high_contrast")
    assert contrast(theme.color("text"), theme.color("page")) == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_the_same_meanings(theme: str) -> None:
    assert load_theme(theme).colors.keys() == LIGHT_PAIRS.colors.keys()


def test_a_pair_that_is_not_listed_is_refused() -> None:
    with pytest.raises(KeyError, match="no legal pair"):
        LIGHT_PAIRS.pair("edge/page")


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(KeyError):
        load_theme("sepia")


@pytest.mark.parametrize("theme", THEMES)
def test_the_program_wears_its_own_letters_and_colours(qapp: QApplication, theme: str) -> None:
    look = apply_theme(qapp, theme, 140)
    assert QFontInfo(qapp.font()).family() == FAMILY
    assert qapp.font().pixelSize() == look.metrics.desk_body
    assert qapp.palette().color(QPalette.ColorRole.Window) == look.color("page")
    assert qapp.palette().color(QPalette.ColorRole.Highlight) == look.color("go")
    assert qapp.property("kypho_prep_style") == "fusion"


def test_the_one_style_sheet_holds_no_letter_size_and_no_colour() -> None:
    sheet = shapes(make_look())
    assert "font" not in sheet
    assert not re.search(r"#[0-9a-fA-F]{3}", sheet)


def test_the_sheet_is_worn_by_native_parts_alone(qtbot: QtBot, qapp: QApplication) -> None:
    look = apply_theme(qapp)
    assert qapp.styleSheet() == ""
    field, bare = QLineEdit(), QLineEdit()
    qtbot.addWidget(field)
    qtbot.addWidget(bare)
    shape(field, look)
    assert field.sizeHint().height() > bare.sizeHint().height()
    page = PageScroll(BodyLabel("words", look), look, "More below")
    qtbot.addWidget(page)
    assert page.area.verticalScrollBar().sizeHint().width() == look.metrics.px(20)


def test_bundled_letters_have_accents_and_arabic_falls_back(qapp: QApplication) -> None:
    apply_theme(qapp)
    assert letters(20).families()[0] == FAMILY
    assert len(letters(20).families()) == 2


def test_missing_fonts_are_named(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "broken.ttf").write_bytes(b"not a font")
    with pytest.raises(MissingFont, match=r"broken\.ttf"):
        load_fonts(tmp_path, family="Nowhere Sans")
    (tmp_path / "fonts" / "broken.ttf").unlink()
    with pytest.raises(MissingFont, match="fonts"):
        load_fonts(tmp_path, family="Nowhere Sans")


def test_body_letters_have_capitals_of_nearly_five_millimetres() -> None:
    metrics = Metrics()
    assert metrics.body * 0.668 / metrics.px_per_mm >= 4.8


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_targets_keep_their_millimetres_and_letters_grow(percent: int) -> None:
    metrics = Metrics(5.0, percent)
    assert metrics.answer_height == 100
    assert metrics.target == 80
    assert metrics.key == 70
    assert metrics.gap >= 20
    assert metrics.bar >= 25 * percent / 100
    assert metrics.large is (percent >= 140)


def test_icons_take_the_colour_of_their_words(qapp: QApplication) -> None:
    color = LIGHT_PAIRS.color("go")
    image = icon_pixmap("check", color, 48).toImage()
    drawn = [image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() == 255]
    assert drawn
    assert all(abs(one.red() - color.red()) <= 2 for one in drawn)
    assert not icon("pill", color, 24).isNull()


def test_icons_that_point_turn_round_for_right_to_left(qapp: QApplication) -> None:
    color = LIGHT_PAIRS.color("text")
    there = icon_pixmap("arrow-right", color, 40)
    back = icon_pixmap("arrow-right", color, 40, 1.0, mirrored=True)
    assert there.toImage() != back.toImage()
    assert icon_pixmap("check", color, 40).toImage() == icon_pixmap("check", color, 40, 1.0, mirrored=True).toImage()


def test_an_icon_that_does_not_ship_is_refused(qapp: QApplication) -> None:
    with pytest.raises(MissingIcon, match="unicorn"):
        icon_pixmap("unicorn", LIGHT_PAIRS.color("text"), 20)
