"""A board row in words: when, who, what is open and what the nurse must do, for the eye and for a screen reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kypho_prep.nurse.told import clock, short_day, stamp
from kypho_prep.prep.answers_in_words import board_words
from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.stage import Stage
from kypho_prep.prep.words import Words
from kypho_prep.workflow.schedule import BoardRow, OpenLine

FILTERS = ("cancel", "needs", "filling", "complete", "all")


@dataclass(frozen=True, slots=True)
class Chipped:
    """A few words with the level whose shape and colour they are drawn with."""

    level: str
    text: str


@dataclass(frozen=True)
class BoardWords:
    """Says board rows for one clinic and one local date."""

    words: Words
    clinic: Clinic
    today: date

    def when(self, row: BoardRow) -> tuple[str, str]:
        """Return the day and the time of the procedure."""
        at = clock(self.words, row.procedure_at) if row.procedure_at else self.words("desk.board.no_time")
        day = short_day(self.words, row.procedure_on, self.today)
        return day[:1].upper() + day[1:], at

    def person(self, row: BoardRow) -> str:
        """Return what stands below the name: age, phone, MRN, language, helper, interpreter."""
        words = self.words
        parts = [words("desk.board.age", age=row.age), row.phone]
        if row.mrn:
            parts.append(words("desk.board.mrn", mrn=row.mrn))
        if row.language != "en":
            parts.append(words.optional(f"desk.language.{row.language}") or row.language)
        if row.helper:
            parts.append(words("desk.board.helper"))
        if row.interpreter:
            parts.append(words("desk.board.interpreter"))
        return " · ".join(part for part in parts if part)

    def procedure(self, row: BoardRow) -> tuple[str, str]:
        """Return the levels and the kind of anesthesia."""
        known = row.anesthesia is not Anesthesia.NOT_KNOWN
        return row.levels, self.words(f"desk.anesthesia.{row.anesthesia.value}") if known else ""

    def progress(self, row: BoardRow) -> str:
        """Return how many chapters are done."""
        return self.words("desk.board.chapters", done=row.chapters_done, of=row.chapters_of)

    def open_chips(self, row: BoardRow) -> tuple[Chipped, ...]:
        """Return what is open, red first; notes are left to the review."""
        shown = () if row.ended else row.open_lines
        lines = [(self.level(line), self.line(line)) for line in shown]
        weighed = sorted((one for one in lines if one[0] is not Level.NOTE), key=lambda one: -one[0].weight)
        return tuple(dict.fromkeys(Chipped(level.value, text) for level, text in weighed))

    def nothing_open(self, row: BoardRow) -> str:
        """Return what stands where no chip does."""
        if row.ended:
            return ""
        return self.words("desk.board.not_started" if row.stage is Stage.EXPECTED else "desk.board.nothing_open")

    def level(self, line: OpenLine) -> Level:
        """Return a line's level on the board's day."""
        turned = line.red_from is not None and line.red_from <= self.today
        return Level.RED if turned else line.level

    def line(self, line: OpenLine) -> str:
        """Return one open line in words."""
        if line.finding is not None:
            return board_words(self.words, line.finding)
        return self.words(line.key, **dict(line.params))

    def status(self, row: BoardRow) -> Chipped:
        """Return the one thing about the visit that comes first: an emergency, a call, the stage."""
        first = self._urgent(row)
        if first is not None:
            return first
        if row.who_now:
            return Chipped("go", self.words("desk.board.filling_now"))
        if row.stage is Stage.SIGNED_OFF:
            return Chipped("done", self.words("desk.stage.signed_off"))
        waits = row.stage in (Stage.TO_REVIEW, Stage.FOLLOW_UP, Stage.NOT_COMPLETE)
        return Chipped("amber" if waits else "note", self.words(f"desk.stage.{row.stage.value}"))

    def _urgent(self, row: BoardRow) -> Chipped | None:
        if row.emergency:
            return Chipped("red", self.words("desk.board.emergency"))
        if row.wrong_person:
            return Chipped("red", self.words("desk.board.wrong_person"))
        if row.nurse_called:
            local = row.nurse_called.astimezone(self.clinic.tz)
            of_today = local.date() == self.today
            at = clock(self.words, f"{local:%H:%M}") if of_today else short_day(self.words, local.date(), self.today)
            return Chipped("amber", self.words("desk.board.nurse_called", at=at))
        if row.revoked and not row.ended:
            return Chipped("red", self.words("desk.board.revoked"))
        return None

    def below_status(self, row: BoardRow) -> str:
        """Return the second line of the status: a dead code, a paper to print, calls and when the next is due."""
        words, zone = self.words, self.clinic.tz
        if row.code_dead:
            return words("desk.board.code_dead")
        if row.print_plan:
            return words("desk.board.print_plan")
        if row.stage is Stage.SIGNED_OFF:
            return words("desk.board.signed", who=row.signed_by)
        if row.next_due:
            return words("desk.board.next_due", at=stamp(words, row.next_due, zone, self.today))
        if row.last_call:
            return words("desk.board.last_call", count=row.calls, at=stamp(words, row.last_call, zone, self.today))
        return ""

    def whole(self, row: BoardRow) -> str:
        """Return the row as one sentence for a screen reader."""
        chips = [self.words(f"desk.level.{chip.level}", text=chip.text) for chip in self.open_chips(row)]
        parts = [*self.when(row), row.patient, self.person(row), *self.procedure(row), self.progress(row)]
        parts += chips or [self.nothing_open(row)]
        parts += [self.status(row).text, self.below_status(row)]
        return ". ".join(part for part in parts if part)


def in_filter(name: str, row: BoardRow, said: BoardWords) -> bool:
    """Tell whether a row counts under one of the counts on top."""
    if name == "cancel":
        return row.could_cancel
    if name == "needs":
        return _needs(row, said)
    if name == "filling":
        return row.stage in (Stage.EXPECTED, Stage.ANSWERING)
    return name == "all" or row.stage is Stage.SIGNED_OFF


def found(rows: Iterable[BoardRow], typed: str) -> tuple[BoardRow, ...]:
    """Return the rows whose name, MRN or phone holds every word typed; figures match without dashes and spaces."""
    needles = typed.casefold().split()
    return tuple(row for row in rows if all(_holds(row, needle) for needle in needles))


def _holds(row: BoardRow, needle: str) -> bool:
    figures = "".join(letter for letter in needle if letter.isdigit())
    phone = "".join(letter for letter in row.phone if letter.isdigit())
    by_figures = bool(figures) and figures in phone and not any(letter.isalpha() for letter in needle)
    return needle in row.patient.casefold() or needle in row.mrn.casefold() or by_figures


def _needs(row: BoardRow, said: BoardWords) -> bool:
    if row.ended or row.stage is Stage.SIGNED_OFF:
        return row.needs_somebody
    called = row.needs_somebody or row.code_dead or row.print_plan
    waiting = row.stage in (Stage.TO_REVIEW, Stage.FOLLOW_UP)
    return bool(called or waiting or said.open_chips(row))
