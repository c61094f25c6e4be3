"""Medicines as patients type them, written by another hand than the matcher's: what the list must recognise in them.

Columns: typed, what it holds ("-" where nobody can say), the classes that must reach the nurse ("-": none), the kind.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from kypho_prep.content import Content
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.medicines.catalogue import match

FILE = Path(__file__).with_name("typed_as_patients_do.tsv")
CLEAN = {"exact", "brand", "dose"}
HARMLESS = {"morning_of"}


class Typed(NamedTuple):
    text: str
    classes: frozenset[str]
    kind: str
    found: frozenset[str]


@pytest.fixture(scope="module")
def typed(real: Content) -> list[Typed]:
    rows = [line.split("\t") for line in FILE.read_text("utf-8").splitlines()[1:]]
    return [
        Typed(
            text,
            frozenset(() if classes == "-" else classes.split(",")),
            kind,
            frozenset(match(real.medicines, text).classes) - HARMLESS,
        )
        for text, _generic, classes, kind in rows
    ]


def missed(rows: Iterable[Typed]) -> tuple[float, list[str]]:
    """The share of rows whose every class was found, and the texts where one was not."""
    every = list(rows)
    lost = [row.text for row in every if not row.classes <= row.found]
    return 1 - len(lost) / len(every), lost


def test_the_set_is_large_and_a_good_part_of_it_is_harmless(typed: list[Typed]) -> None:
    assert len(typed) >= 400
    assert sum(not row.classes for row in typed) >= 130


def test_the_classes_are_recognised(typed: list[Typed]) -> None:
    share, lost = missed(row for row in typed if row.classes)
    assert share >= 0.97, lost


def test_the_red_classes_are_recognised(typed: list[Typed], real: Content) -> None:
    red = {code for code, one in real.medicines.classes.items() if one.level is Level.RED}
    share, lost = missed(row for row in typed if row.classes & red)
    assert share >= 0.98, lost


def test_a_name_spelled_right_is_recognised_with_or_without_its_dose(typed: list[Typed]) -> None:
    share, lost = missed(row for row in typed if row.kind in CLEAN)
    assert share >= 0.995, lost


def test_an_ordinary_medicine_raises_no_flag(typed: list[Typed]) -> None:
    harmless = [row for row in typed if not row.classes]
    flagged = [row.text for row in harmless if row.found]
    assert len(flagged) <= 0.02 * len(harmless), flagged


def test_a_flagged_medicine_is_not_taken_for_one_of_another_class(typed: list[Typed]) -> None:
    flagged = [row for row in typed if row.classes]
    wrong = [row.text for row in flagged if row.found and not row.found & row.classes]
    assert len(wrong) <= 0.01 * len(flagged), wrong
