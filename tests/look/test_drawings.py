"""The drawings, icons and fonts in resources: all there, drawable, and readable to Qt."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QImage, QPainter, QRawFont
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
IMAGES = sorted((RESOURCES / "images").glob("*.svg"))
ICONS = sorted((RESOURCES / "icons").glob("*.svg"))
FONTS = sorted((RESOURCES / "fonts").glob("*.ttf"))
SVG = "{http://www.w3.org/2000/svg}"
LATIN = "Atkinson Hyperlegible Plain Zero"
ARABIC = "Noto Sans Arabic"
NOT_IN_SVG_TINY = {"text", "filter", "linearGradient", "radialGradient", "clipPath", "mask", "style", "image"}
WARNING_RED = "#8A1414"


def painted(path: Path, width: int) -> QImage:
    """Return the drawing painted `width` pixels wide on a transparent ground."""
    renderer = QSvgRenderer(str(path))
    assert renderer.isValid()
    size = renderer.viewBoxF().size()
    image = QImage(width, round(width * size.height() / size.width()), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return image


def covered(image: QImage) -> float:
    """Return the share of pixels that carry any paint, 0 to 1."""
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    stride, bits = alpha.bytesPerLine(), bytes(alpha.constBits())
    rows = [bits[y * stride : y * stride + alpha.width()] for y in range(alpha.height())]
    return sum(len(row) - row.count(0) for row in rows) / (alpha.width() * alpha.height())


@pytest.fixture
def families(qtbot: QtBot) -> set[str]:
    """Load every bundled face and return the family names Qt gives them."""
    names: set[str] = set()
    for path in FONTS:
        handle = QFontDatabase.addApplicationFont(str(path))
        assert handle >= 0, path.name
        names.update(QFontDatabase.applicationFontFamilies(handle))
    return names


def face(family: str, weight: QFont.Weight) -> QFont:
    """Return the family's face of one weight at 40 pixels, and nothing in its place."""
    font = QFont(family)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    font.setPixelSize(40)
    font.setWeight(weight)
    return font


def test_there_are_drawings_and_icons() -> None:
    assert len(IMAGES) >= 60
    assert len(ICONS) >= 60


@pytest.mark.parametrize("path", IMAGES + ICONS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_paints_something(path: Path, qtbot: QtBot) -> None:
    share = covered(painted(path, 120))
    assert share > (0.02 if path.parent.name == "icons" else 0.15) or path.stem == "dot"


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_icon_takes_the_colour_of_its_place(path: Path, qtbot: QtBot) -> None:
    recoloured = path.read_bytes().replace(b"currentColor", b"#8fbfc0")
    image = QImage(48, 48, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(recoloured).render(painter)
    painter.end()
    grid = [image.pixelColor(x, y) for x in range(48) for y in range(48)]
    solid = {(colour.red(), colour.green(), colour.blue()) for colour in grid if colour.alpha() == 255}
    assert solid
    assert all(rgb == pytest.approx((0x8F, 0xBF, 0xC0), abs=2) for rgb in solid)


@pytest.mark.parametrize("path", IMAGES, ids=lambda path: path.stem)
def test_drawing_is_titled_and_plain(path: Path) -> None:
    root = ElementTree.parse(path).getroot()
    title = root.find(f"{SVG}title")
    assert title is not None
    assert len(title.text or "") >= 10
    assert root.get("viewBox") in {"0 0 520 420", "0 0 120 120"}
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert not names & NOT_IN_SVG_TINY
    assert path.stat().st_size < 12_000


@pytest.mark.parametrize("path", IMAGES, ids=lambda path: path.stem)
def test_drawing_stays_inside_its_frame(path: Path, qtbot: QtBot) -> None:
    """Qt does not clip a drawing to its frame, so one that runs over it would paint on the words beside it."""
    renderer = QSvgRenderer(str(path))
    image = QImage(320, 320, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    box = renderer.viewBoxF()
    frame = QRectF(60, 60, 200, 200 * box.height() / box.width())
    painter = QPainter(image)
    renderer.render(painter, frame)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.fillRect(frame.adjusted(-1, -1, 1, 1), QColor(0, 0, 0, 0))
    painter.end()
    assert covered(image) == 0


@pytest.mark.parametrize("path", IMAGES, ids=lambda path: path.stem)
def test_only_warning_signs_use_red(path: Path) -> None:
    assert (WARNING_RED in path.read_text("utf-8")) == path.stem.startswith("sign-")


def test_the_six_steps_share_one_frame() -> None:
    steps = {path.stem: path.read_text("utf-8") for path in IMAGES if path.stem.startswith("step-")}
    assert [name[:6] for name in steps] == [f"step-{number}" for number in range(1, 7)]
    lowest = '<g transform="translate(34 281.9'
    assert all(text.count(lowest) == 1 for text in steps.values())
    lowest_bone = {text.partition(lowest)[2].partition("</g>")[0] for text in steps.values()}
    assert len(lowest_bone) == 1


def test_fonts_are_the_two_families(families: set[str]) -> None:
    assert {LATIN, ARABIC} <= families
    assert sum(path.stat().st_size for path in FONTS) < 900_000


@pytest.mark.parametrize(
    ("family", "weight"),
    [
        (LATIN, QFont.Weight.Normal),
        (LATIN, QFont.Weight.DemiBold),
        (LATIN, QFont.Weight.Bold),
        (ARABIC, QFont.Weight.Normal),
        (ARABIC, QFont.Weight.Bold),
    ],
)
def test_each_weight_is_a_face_of_its_own(families: set[str], family: str, weight: QFont.Weight) -> None:
    info = QFontInfo(face(family, weight))
    assert info.family() == family
    assert info.weight() == weight
    assert weight in {QFontDatabase.weight(family, style) for style in QFontDatabase.styles(family)}


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold])
def test_latin_names_have_their_letters(families: set[str], weight: QFont.Weight) -> None:
    raw = QRawFont.fromFont(face(LATIN, weight))
    letters = "ÑandúŁódźğéÁßøåçčšžőűţșİıĄęÆŒ’“”–0123456789"
    missing = [letter for letter in letters if not raw.supportsCharacter(ord(letter))]
    assert missing == []


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Bold])
def test_arabic_names_have_their_letters(families: set[str], weight: QFont.Weight) -> None:
    raw = QRawFont.fromFont(face(ARABIC, weight), QFontDatabase.WritingSystem.Arabic)
    missing = [letter for letter in "محمدعبداللهالحسينيفاطمةپرویزگچژءأإآؤئى" if not raw.supportsCharacter(ord(letter))]
    assert missing == []


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_licence_stands_beside(folder: str) -> None:
    texts = [path.read_text("utf-8") for path in (RESOURCES / folder).iterdir() if path.suffix in {"", ".txt"}]
    wanted = ["SIL OPEN FONT LICENSE"] * 2 if folder == "fonts" else ["ISC License"]
    assert sum(any(word in text for word in wanted) for text in texts) == len(wanted)


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold])
def test_a_zero_has_no_slash_that_reads_as_an_eight(weight: QFont.Weight, families: set[str]) -> None:
    raw = QRawFont.fromFont(face(LATIN, weight))
    zero = raw.pathForGlyph(raw.glyphIndexesForString("0")[0])
    assert not zero.contains(zero.boundingRect().center())
