"""Reads a sheet as spreadsheet programs leave it: with or without a byte order mark, commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from kypho_prep.content.translation.sheet import COLUMNS

NEEDED = ("key", "translation", "English as of")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class BrokenSheet(Exception):
    """A file that cannot be read as a sheet at all; its text is a sentence for a translator."""


@dataclass(frozen=True)
class Filled:
    """A row that came back: where it stands, its key, its translation, and the digest of the English that it is of."""

    number: int
    key: str
    translation: str
    digest: str


def read_sheet(raw: bytes) -> tuple[Filled, ...]:
    """Return the rows of a sheet, numbered as a spreadsheet program numbers them; raises BrokenSheet."""
    text = _text(raw)
    head = next(iter(text.splitlines()), "")
    between = max(",;\t", key=head.count)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True))
    except csv.Error as trouble:
        raise BrokenSheet(f"The sheet cannot be read as CSV ({trouble}). Is a quotation mark open?") from None
    names = [one.strip() for one in table[0]] if table else []
    if lost := [one for one in NEEDED if one not in names]:
        raise BrokenSheet(
            f"The sheet has no column “{lost[0]}”. The first row names the columns: {', '.join(COLUMNS)}."
        )
    return tuple(_filled(table, names))


def _text(raw: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise BrokenSheet("The sheet is not Unicode text. Save it again as “CSV UTF-8”.") from None


def _filled(table: list[list[str]], names: list[str]) -> Iterator[Filled]:
    places = [names.index(one) for one in NEEDED]
    for number, cells in enumerate(table[1:], 2):
        if any(cell.strip() for cell in cells):
            key, said, digest = (cells[place] if place < len(cells) else "" for place in places)
            yield Filled(number, key.strip(), _one_kind_of_line(said), digest.strip())


def _one_kind_of_line(said: str) -> str:
    """Return a cell's text with one kind of line end, and without the blanks that nobody sees at a line's end."""
    lines = said.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
