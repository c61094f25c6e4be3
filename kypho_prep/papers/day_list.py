"""The list of one day for the desk's clipboard: each visit by its time, what is open in words, a box to tick."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from kypho_prep.papers.layout import Column, Part, Sheet, Square
from kypho_prep.papers.render import Paper
from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.prep.wording.dates import clock_words, day_words, plain_day_words, stamp_words
from kypho_prep.prep.wording.other_language import language_words
from kypho_prep.prep.wording.sentences import board_words
from kypho_prep.prep.words import Words

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.workflow.visits.board import BoardRow

BODY = 10.0
MARGIN_MM = 12.0
BOX_MM = 4.0
# A box to tick, the times, the patient, the procedure, what is open, the state.
SHARES = (0.035, 0.135, 0.25, 0.11, 0.31, 0.16)
COLUMNS = ("time", "patient", "procedure", "open", "state")
AWAY = (Stage.CANCELLED, Stage.NO_SHOW)
ENDED = (Stage.DONE, *AWAY)
# Sorts behind every time of day.
LAST = "99:99"


def day_list_paper(rows: Iterable[BoardRow], clinic: Clinic, words: Words, *, on: date, printed_at: datetime) -> Paper:
    """Return the list of a day's visits by their time, those that will not take place at its end."""
    of_day = sorted((row for row in rows if row.procedure_on == on), key=_place)
    sheet = Sheet(body=BODY, right_to_left=words.right_to_left)
    if clinic.sample:
        sheet.line(words("papers.sample"), bold=True)
    sheet.heading(words("papers.day.heading", day=day_words(words, on)), times=1.7)
    sheet.line(_count(of_day, words), quiet=True)
    head = ("", *(words(f"papers.day.column.{name}") for name in COLUMNS))
    if of_day:
        sheet.table((_row(row, words, on) for row in of_day), shares=SHARES, head=head)
    foot = words(
        "papers.day.foot",
        clinic=clinic.name or words("program.name"),
        day=plain_day_words(words, on),
        at=stamp_words(words, printed_at, clinic),
    )
    title = words("papers.day.title")
    return Paper(title, sheet, foot, words.table["papers.page"], wide=True, margin_mm=MARGIN_MM)


def _place(row: BoardRow) -> tuple[bool, str, str, str]:
    return row.stage in AWAY, row.procedure_at or LAST, row.arrival_at or LAST, row.patient


def _count(rows: list[BoardRow], words: Words) -> str:
    if not rows:
        return words("papers.day.none")
    cancel = sum(row.cancel_open and row.stage not in ENDED for row in rows)
    signed = sum(row.stage is Stage.SIGNED_OFF for row in rows)
    return words("papers.day.count", count=len(rows), cancel=cancel, signed=signed)


def _row(row: BoardRow, words: Words, on: date) -> tuple[Column, ...]:
    return (
        Square(BOX_MM),
        _times(row, words, on),
        _patient(row, words),
        _plain(row.levels, _anesthesia(row, words)),
        _open(row, words),
        _state(row, words),
    )


def _times(row: BoardRow, words: Words, on: date) -> tuple[Part, ...]:
    at = clock_words(words, row.procedure_at) if row.procedure_at else words("papers.day.no_time")
    said = [Part(at, 1.15, bold=True)]
    other_day = row.arrival_on is not None and row.arrival_on != on
    if row.arrival_on is not None and other_day:
        said.append(Part(words("papers.day.arrive", at=plain_day_words(words, row.arrival_on)), quiet=True))
    if row.arrival_at:
        clock = clock_words(words, row.arrival_at)
        said.append(Part(clock if other_day else words("papers.day.arrive", at=clock), quiet=True))
    return tuple(said)


def _patient(row: BoardRow, words: Words) -> tuple[Part, ...]:
    born = words("papers.day.born", born=plain_day_words(words, row.born), age=row.age)
    numbers = [words("papers.day.mrn", mrn=row.mrn) if row.mrn else "", row.phone]
    speaks = words.optional(f"papers.speaks.{row.language}") or language_words(words, row.language)
    needs = [
        speaks if row.language != "en" else "",
        words("papers.day.interpreter") if row.interpreter else "",
        words("papers.day.helper") if row.helper else "",
    ]
    return Part(row.patient, 1.15, bold=True), *_plain(born, _beside(numbers), _beside(needs))


def _open(row: BoardRow, words: Words) -> tuple[Part, ...]:
    """Return what is open, what could cancel first; notes are left to the screen."""
    if row.stage in ENDED:
        return ()
    lines = sorted((one for one in row.open_lines if one.level is not Level.NOTE), key=lambda one: -one.level.weight)
    said = dict.fromkeys((one.level, board_words(words, one.finding)) for one in lines)
    if not said:
        key = "papers.day.not_started" if row.stage is Stage.EXPECTED else "papers.day.nothing_open"
        return _plain(words(key))
    return tuple(Part(words(f"papers.level.{level.value}", text=text), bold=level is Level.RED) for level, text in said)


def _state(row: BoardRow, words: Words) -> tuple[Part, ...]:
    said = [Part(words(f"desk.stage.{row.stage.value}"), bold=True)]
    if row.revoked and row.stage not in ENDED:
        said.append(Part(words("papers.day.revoked"), bold=True))
    if row.signed_by:
        said.append(Part(words("papers.day.signed", who=row.signed_by), quiet=True))
    if row.stage in (Stage.EXPECTED, Stage.ANSWERING):
        said.append(Part(words("papers.day.chapters", done=row.chapters_done, of=row.chapters_of), quiet=True))
    if row.calls:
        said.append(Part(words("papers.day.calls", count=row.calls), quiet=True))
    return tuple(said)


def _anesthesia(row: BoardRow, words: Words) -> str:
    known = row.anesthesia is not Anesthesia.NOT_KNOWN
    return words(f"desk.anesthesia.{row.anesthesia.value}") if known else ""


def _beside(texts: Iterable[str]) -> str:
    return " · ".join(text for text in texts if text)


def _plain(*texts: str) -> tuple[Part, ...]:
    return tuple(Part(text) for text in texts if text)
