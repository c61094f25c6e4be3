"""Letters that run from right to left: each has its form, lines have room for them, fields follow what is typed."""

from itertools import chain

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter, QRawFont, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kypho_prep import paths
from kypho_prep.content import Content
from kypho_prep.content.word_keys import for_patients
from kypho_prep.look.fonts import FALLBACK, FAMILY, letters
from kypho_prep.look.native import follow_typed, keep_digits_in_order
from kypho_prep.look.theme import Look
from kypho_prep.look.wrapping import Lettering, Wrapped
from tests.look.glyph_checks import boxes

WEIGHTS = {
    "Regular": ("AtkinsonHyperlegibleNext-Regular.ttf", "NotoSansArabic-Regular.ttf"),
    "SemiBold": ("AtkinsonHyperlegibleNext-SemiBold.ttf", "NotoSansArabic-Bold.ttf"),
    "Bold": ("AtkinsonHyperlegibleNext-Bold.ttf", "NotoSansArabic-Bold.ttf"),
}
# They say how a text is laid out, and are never drawn.
MARKS = set(map(chr, range(0x64B, 0x653)))
UNDRAWN = "\n\t\u00a0\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_letter_that_a_patient_reads_has_its_form(content: Content, qapp: QApplication, weight: str) -> None:
    fonts = [QRawFont(str(paths.resources() / "fonts" / file), 20.0) for file in WEIGHTS[weight]]
    names = [name.name for name in content.medicines.names]
    lacking: dict[str, set[str]] = {}
    for code, words in content.languages.items():
        patients = (text for key, text in words.table.items() if for_patients(key))
        said = chain(patients, words.helper.table.values(), (words.name,), names)
        used = set(chain.from_iterable(said)) - set(UNDRAWN)
        boxes = {one for one in used if not any(font.supportsCharacter(ord(one)) for font in fonts)}
        lacking |= {code: boxes} if boxes else {}
    assert not lacking


def test_a_letter_without_a_form_is_found(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for said in ("Next", "التالي", "漢"):
        column.addWidget(QLabel(said))
    assert boxes(page) == ["“漢”: no form for 漢"]


def test_both_families_stand_beside_each_other(look: Look) -> None:
    """Two files of one family may hide each other: both must be there, the second for what the first lacks."""
    assert {FAMILY, FALLBACK} <= set(QFontDatabase.families())
    assert look.letters(30).families() == [FAMILY, FALLBACK]
    mixed = letters(30)
    plain = QFont(FAMILY)
    plain.setPixelSize(30)
    for said in ("Xarelto 20 mg", "أسبرين"):
        assert _ink(said, mixed), said
    assert _ink("Xarelto 20 mg", mixed) == _ink("Xarelto 20 mg", plain), "Latin letters are the first family's"


def _ink(said: str, font: QFont) -> bytes:
    image = QImage(400, 60, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(QPointF(10, 40), said)
    painter.end()
    drawn = bytes(image.constBits())
    return drawn if min(drawn) < 128 else b""


AIR = 150


def test_no_ink_of_an_arabic_line_stands_outside_its_room(content: Content, qapp: QApplication, look: Look) -> None:
    words = {word for text in content.languages["ar"].table.values() for word in text.split()}
    said = sorted(
        words, key=lambda word: (bool(MARKS & set(word)), word)
    )  # those with marks together: they ask for more
    lettering = Lettering(letters(60), right_to_left=True)
    for start in range(0, len(said), 30):
        laid = Wrapped(" ".join(said[start : start + 30]), lettering, 3000)
        assert laid.height < laid.lines * 60 * 2.0, "the font itself asks for 2.1"
        image = QImage(3000, round(laid.height) + 2 * AIR, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        laid.draw(painter, QPointF(0, AIR), QColor("black"))
        painter.end()
        rows, wide = bytes(image.constBits()), image.bytesPerLine()
        assert min(rows) < 128
        outside = rows[: (AIR - 1) * wide] + rows[(AIR + round(laid.height) + 1) * wide :]
        assert min(outside) == 255, said[start : start + 30]


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
@pytest.mark.parametrize("page_from_right", [True, False])
def test_a_field_reads_from_the_side_of_what_is_typed(
    qtbot: QtBot, look: Look, kind: type[QLineEdit | QPlainTextEdit], page_from_right: bool
) -> None:
    field = kind()
    qtbot.addWidget(field)
    field.resize(600, 80)
    field.setFont(look.letters(29))
    follow_typed(field, page_from_right=page_from_right)
    field.show()

    def caret_after(typed: str) -> bool:
        """Tell whether the caret stands in the right half after a text was typed."""
        field.setText(typed) if isinstance(field, QLineEdit) else field.setPlainText(typed)
        QApplication.processEvents()
        if isinstance(field, QPlainTextEdit):
            field.moveCursor(QTextCursor.MoveOperation.End)
        return field.cursorRect().center().x() > 300

    assert caret_after("") is page_from_right
    assert not caret_after("Xarelto")
    assert not caret_after("555-0123")
    assert caret_after("أسبرين")
    assert caret_after("") is page_from_right


def test_a_field_for_numbers_reads_from_the_left_and_stands_on_its_page_s_side(qtbot: QtBot, look: Look) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(600, 80)
    keep_digits_in_order(field, page_from_right=True)
    field.show()
    field.setText("555-0123")
    QApplication.processEvents()
    end = field.cursorRect().center().x()
    field.setCursorPosition(0)
    assert 300 < field.cursorRect().center().x() < end
