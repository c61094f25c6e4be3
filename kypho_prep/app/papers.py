"""The papers of the desk: to the clinic's printer, else as a PDF that is gone by the next day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kypho_prep.prep.words import REFERENCE

if TYPE_CHECKING:
    from kypho_prep.papers.render import Paper
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.prep.interview.situation import Situation
    from kypho_prep.prep.words import Words
    from kypho_prep.workflow.desk.review_view import Review
    from kypho_prep.workflow.visits.schedule import Board, Slip

FOLDER = "papers"
Clock = Callable[[], datetime]


def print_to_take_home(clock: Clock, situation: Situation, words: Words) -> tuple[str, ...]:
    """Print a patient's plan, then the lessons to read at home, on the clinic's printer; return which went there.

    Nothing is left on this machine's disk, whatever comes of it. Without the plan the lessons are not printed either.
    """
    from kypho_prep.papers.output import send_to_printer

    sent: list[str] = []
    for kind, paper in to_take_home(situation, words, clock()):
        if not send_to_printer(paper, situation.clinic.printer, size=situation.clinic.paper):
            break
        sent.append(kind)
    return tuple(sent)


def to_take_home(situation: Situation, words: Words, at: datetime) -> Iterator[tuple[str, Paper]]:
    """Yield a patient's plan, then the lessons; in a language that is not for patients each page says so."""
    from kypho_prep.papers.patient_plan import plan_paper
    from kypho_prep.papers.reading import reading_paper

    draft = words.language not in (REFERENCE, *situation.languages)
    for kind, made in (("plan", plan_paper), ("reading", reading_paper)):
        paper = made(situation, words, printed_at=at)
        yield kind, replace(paper, mark=words("papers.review_mark")) if draft else paper


@dataclass(frozen=True)
class Papers:
    """Makes each paper on the screen's thread, where Qt draws; returns its file where no printer took it.

    `words_of` are the words of a language: a patient's papers are in the patient's own, where the clinic offers it.
    Every paper but the recovery key's raises OSError where neither a printer nor the folder takes it.
    """

    data: Path
    clock: Clock
    words_of: Callable[[str], Words]

    @property
    def words(self) -> Words:
        """The words of staff's papers."""
        return self.words_of(REFERENCE)

    def slip(self, made: Slip, clinic: Clinic) -> Path | None:
        """Make the slip with a new code."""
        # What draws a paper is imported with the first one: the first paint must not wait for it.
        from kypho_prep.papers.slip import slip_paper

        paper = slip_paper(
            made, clinic, self.words_of(made.language), printed_on=self.clock().astimezone(clinic.tz).date()
        )
        return self._out(paper, clinic, "slip")

    def plan(self, situation: Situation, size: str = "") -> Path | None:
        """Make the patient's plan, in the letters that the patient reads in unless a size is named."""
        from kypho_prep.papers.patient_plan import plan_paper
        from kypho_prep.papers.reading_size import Size

        chosen = Size(size) if size else None
        paper = plan_paper(situation, self._own(situation), printed_at=self.clock(), size=chosen)
        return self._out(paper, situation.clinic, "plan")

    def reading(self, situation: Situation, size: str = "") -> Path | None:
        """Make the lessons to read at home, in the letters that the patient reads in unless a size is named."""
        from kypho_prep.papers.reading import reading_paper
        from kypho_prep.papers.reading_size import Size

        chosen = Size(size) if size else None
        paper = reading_paper(situation, self._own(situation), printed_at=self.clock(), size=chosen)
        return self._out(paper, situation.clinic, "reading")

    def escort(self, situation: Situation) -> Path | None:
        """Make the card for the adult who takes the patient home."""
        from kypho_prep.papers.escort_card import escort_paper

        paper = escort_paper(situation, self._own(situation), printed_at=self.clock())
        return self._out(paper, situation.clinic, "escort")

    def day_list(self, board: Board, on: date, clinic: Clinic) -> Path | None:
        """Make the list of a day's visits."""
        from kypho_prep.papers.day_list import day_list_paper

        paper = day_list_paper(board.rows, clinic, self.words, on=on, printed_at=self.clock())
        return self._out(paper, clinic, "day-list")

    def nurse_sheet(self, review: Review, printed_by: str) -> Path | None:
        """Make the sheet of one visit for staff."""
        from kypho_prep.papers.nurse_sheet import nurse_sheet_paper

        paper = nurse_sheet_paper(review, self.words, printed_at=self.clock(), printed_by=printed_by)
        return self._out(paper, review.situation.clinic, "nurse-sheet")

    def recovery(self, printed: str, clinic: Clinic) -> bool:
        """Print a recovery key, and tell whether the printer took it: beside the data it must never be a file."""
        from kypho_prep.papers.output import send_to_printer
        from kypho_prep.papers.recovery_sheet import recovery_paper

        paper = recovery_paper(printed, clinic, self.words, printed_at=self.clock())
        return send_to_printer(paper, clinic.printer, size=clinic.paper)

    def clear_old(self) -> int:
        """Remove the papers that waited too long for somebody to take them; return how many."""
        from kypho_prep.papers.clearing import clear_old_papers

        return clear_old_papers(self.data / FOLDER, self.clock())

    def _own(self, situation: Situation) -> Words:
        """Return the words that the patient's papers are in."""
        from kypho_prep.prep.languages import papers_language

        return self.words_of(papers_language(situation))

    def _out(self, paper: Paper, clinic: Clinic, stem: str) -> Path | None:
        from kypho_prep.papers.output import keep_as_pdf, send_to_printer

        # No patient's name is to lie on the machine longer than a shift.
        self.clear_old()
        if send_to_printer(paper, clinic.printer, size=clinic.paper):
            return None
        return keep_as_pdf(paper, self.data / FOLDER, stem=stem, at=self.clock(), size=clinic.paper)
