"""The words of buttons, pages, desk, papers and errors: every key named in code has its words, and no word idles."""

import re
from pathlib import Path

import pytest

import kypho_prep
from kypho_prep.content import Content
from kypho_prep.prep.words import PLURAL_FORMS, Words
from tests.content.words_in_code import AREAS, named_keys, patterns, sentences

PACKAGE = Path(kypho_prep.__file__).parent
# Texts of the screens' code that no person at the screen reads, and why.
NOT_SHOWN = (
    "job failed",  # the log
    "after the worker was closed",  # an error of the programmer
    "Atkinson Hyperlegible Plain Zero",  # the name of a font
    "Noto Sans Arabic",
    "qwertyuiop asdfghjkl zxcvbnm",  # the keys of a keyboard
)


@pytest.fixture(scope="module")
def english(content: Content) -> Words:
    return content.words("en")


@pytest.fixture(scope="module")
def named() -> dict[str, str]:
    return named_keys(PACKAGE)


@pytest.fixture(scope="module")
def shapes() -> dict[str, str]:
    return patterns(PACKAGE)


def counted(words: Words) -> set[str]:
    """The keys that plural forms stand below: code names them without their forms."""
    return {key.removesuffix(".one") for key in words.table if key.endswith(".one")}


def test_every_key_that_the_code_names_has_words(english: Words, named: dict[str, str]) -> None:
    assert {key: file for key, file in named.items() if key not in english and key not in counted(english)} == {}


def test_every_key_that_the_code_puts_together_has_words(english: Words, shapes: dict[str, str]) -> None:
    filled = {shape: [key for key in english.table if re.fullmatch(shape, key)] for shape in shapes}
    assert [shape for shape, keys in filled.items() if not keys] == []


def test_no_words_idle(english: Words, named: dict[str, str], shapes: dict[str, str]) -> None:
    put_together = [re.compile(shape) for shape in shapes]
    interface = [key for key in english.table if key.split(".")[0] in AREAS]
    forms = {f"{stem}.{form}" for stem in counted(english) & named.keys() for form in PLURAL_FORMS}
    idle = [
        key
        for key in interface
        if key not in named.keys() | forms and not any(shape.fullmatch(key) for shape in put_together)
    ]
    assert idle == []


def test_a_card_with_examples_has_short_words_without_them(english: Words) -> None:
    cards = {key: text for key, text in english.table.items() if ".choice." in key and " (" in text}
    short = {key: english.optional(key.replace(".choice.", ".short.")) for key in cards}
    assert short == {key: text.partition(" (")[0] for key, text in cards.items()}
    assert len(cards) == sum(".short." in key for key in english.table)


def test_every_note_stands_on_a_page(real: Content, named: dict[str, str]) -> None:
    english = real.words("en")
    notes = {key for key in english.table if key.startswith("note.")}
    on_pages = {item.note for item in real.checklist.items if item.note}
    assert notes - on_pages - named.keys() == set()


@pytest.mark.parametrize("folder", ["kiosk", "nurse", "look"])
def test_no_sentence_stands_in_the_code_of_a_screen(folder: str) -> None:
    found = [one for one in sentences(PACKAGE / folder) if not any(part in one for part in NOT_SHOWN)]
    assert found == []


def test_a_sentence_and_a_key_in_code_are_found(tmp_path: Path) -> None:
    code = '"""Says nothing to anyone."""\nsay(words("kiosk.back"), f"desk.{x}.y", "Please come back tomorrow")\n'
    (tmp_path / "page.py").write_text(code, "utf-8")
    assert named_keys(tmp_path) == {"kiosk.back": "page.py"}
    assert list(patterns(tmp_path)) == [r"desk\.[a-z0-9_.]+\.y"]
    assert list(sentences(tmp_path)) == ["page.py:2: 'Please come back tomorrow'"]
