"""A board row in words: when, who, what is open and what the nurse must do, for the eye and for a screen reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kypho_prep.nurse.board.filters import BoardFilter, Search
from kypho_prep.nurse.board.status_words import Chipped, StatusWords
from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.checklist import Chapter, Level
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.prep.wording.dates import clock, short_day
from kypho_prep.prep.wording.other_language import language_words
from kypho_prep.prep.wording.sentences import board_words
from kypho_prep.prep.words import Words
from kypho_prep.workflow.visits.schedule import BoardRow


@dataclass(frozen=True)
class BoardWords:
    """Says board rows at one moment; a search says on each row why it was found."""

    words: Words
    board_filter: BoardFilter
    chapter_of: Mapping[str, Chapter]
    search: Search

    @property
    def status_words(self) -> StatusWords:
        """Return what says how a visit stands."""
        return StatusWords(self.words, self.board_filter, self.chapter_of)

    def when(self, row: BoardRow) -> tuple[str, str]:
        """Return the day and the time of the procedure."""
        at = clock(self.words, row.procedure_at) if row.procedure_at else self.words("desk.board.no_time")
        day = short_day(self.words, row.procedure_on, self.board_filter.today)
        return day[:1].upper() + day[1:], at

    def person(self, row: BoardRow) -> str:
        """Return what stands below the name: why it was found, age, phone, MRN, language, helper, interpreter."""
        words = self.words
        parts = [self._found_by(row), words("desk.board.age", age=row.age), row.phone]
        if row.mrn:
            parts.append(words("desk.board.mrn", mrn=row.mrn))
        if row.language != "en":
            parts.append(words.optional(f"desk.language.{row.language}") or language_words(words, row.language))
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
        """Return what is open, red first, then what could mix up patients; notes are left to the review."""
        if row.ended:
            return ()
        lines = [Chipped(line.level.value, board_words(self.words, line.finding)) for line in row.open_lines]
        red = [chip for chip in lines if chip.level == Level.RED]
        amber = [chip for chip in lines if chip.level == Level.AMBER]
        return tuple(dict.fromkeys((*red, *self._alerts(row), *amber)))

    def nothing_open(self, row: BoardRow) -> str:
        """Return what stands where no chip does."""
        if row.ended:
            return ""
        return self.words("desk.board.not_started" if row.stage is Stage.EXPECTED else "desk.board.nothing_open")

    def status(self, row: BoardRow) -> Chipped:
        """Return the one thing about the visit that comes first: an emergency, a call, the stage."""
        return self.status_words.chip(row)

    def below_status(self, row: BoardRow) -> str:
        """Return the second line of the status: the first of what is worth a line."""
        return self.status_words.below(row)

    def whole(self, row: BoardRow) -> str:
        """Return the row as one sentence for a screen reader."""
        chips = [self.words(f"desk.level.{chip.level}", text=chip.text) for chip in self.open_chips(row)]
        parts = [*self.when(row), row.patient, self.person(row), *self.procedure(row), self.progress(row)]
        parts += chips or [self.nothing_open(row)]
        parts += [self.status(row).text, self.below_status(row)]
        return ". ".join(part for part in parts if part)

    def _found_by(self, row: BoardRow) -> str:
        names = self.search.why(row)
        if not names[1:]:
            return "".join(names)
        return self.words("desk.board.takes", name=names[0], also=", ".join(names[1:]))

    def _alerts(self, row: BoardRow) -> list[Chipped]:
        """Return what could mix up days or patients (a move that nobody told, names alike, two visits), and no call."""
        made: list[Chipped] = []
        taken_back = self.status_words.of_today(row.call_taken_back_at)
        if taken_back:
            made.append(Chipped("note", self.words("desk.board.call_taken_back", at=taken_back)))
        if row.moved_from is not None:
            day = short_day(self.words, row.moved_from)
            made.append(Chipped("amber", self.words("desk.board.moved_from", day=day)))
        if row.name_alerts:
            names = "; ".join(row.name_alerts)
            made.append(Chipped("note", self.words("desk.board.name_alert", names=names)))
        if row.other_visits:
            made.append(Chipped("note", self.words("desk.board.other_visit")))
        return made
