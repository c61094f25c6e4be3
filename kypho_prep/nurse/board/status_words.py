"""How a visit stands, in words: who needs somebody, who sits at a kiosk, whose call is due, and the stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kypho_prep.nurse.board.filters import BoardFilter
from kypho_prep.prep.checklist import Chapter
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.prep.wording.dates import clock, short_day, stamp
from kypho_prep.prep.words import Words
from kypho_prep.workflow.visits.schedule import BoardRow


@dataclass(frozen=True, slots=True)
class Chipped:
    """A few words with the level whose shape and colour they are drawn with."""

    level: str
    text: str


@dataclass(frozen=True)
class StatusWords:
    """Says how visits stand at one moment."""

    words: Words
    board_filter: BoardFilter
    chapter_of: Mapping[str, Chapter]

    def chip(self, row: BoardRow) -> Chipped:
        """Return the one thing about the visit that comes first: an emergency, a call, the stage."""
        first = self._urgent(row)
        if first is not None:
            return first
        if self.board_filter.fills_in(row):
            return Chipped("go", self.words("desk.board.filling_now"))
        if row.next_due and row.call_due(self.board_filter.now):
            return Chipped("amber", self.words("desk.board.next_due", at=self._at(row.next_due)))
        if row.stage is Stage.SIGNED_OFF:
            signed = "desk.board.day_signed" if row.day_signed_by else "desk.stage.signed_off"
            return Chipped("done", self.words(signed))
        waits = row.stage in (Stage.TO_REVIEW, Stage.FOLLOW_UP, Stage.NOT_COMPLETE)
        return Chipped("amber" if waits else "note", self.words(f"desk.stage.{row.stage.value}"))

    def below(self, row: BoardRow) -> str:
        """Return the second line of the status: the first of what is worth a line."""
        said: tuple[Callable[[BoardRow], str], ...] = (self._to_print, self._sits, self._signed, self._calls)
        return next((text for one in said if (text := one(row))), "")

    def of_today(self, moment: datetime | None) -> str:
        """Return the clock of a moment on the board's day; empty for any other day."""
        tz = self.board_filter.clinic.tz
        if moment is None or moment.astimezone(tz).date() != self.board_filter.today:
            return ""
        return self._at(moment)

    def _at(self, moment: datetime) -> str:
        """Return a moment in the clinic's time, the clock alone on the board's day."""
        local = moment.astimezone(self.board_filter.clinic.tz)
        if local.date() == self.board_filter.today:
            return clock(self.words, f"{local:%H:%M}")
        return stamp(self.words, moment, self.board_filter.clinic.tz, self.board_filter.today)

    def _urgent(self, row: BoardRow) -> Chipped | None:
        if row.emergency:
            return Chipped("red", self.words("desk.board.emergency"))
        if row.wrong_person:
            return Chipped("red", self.words("desk.board.wrong_person"))
        if row.nurse_called:
            local = row.nurse_called.astimezone(self.board_filter.clinic.tz)
            of_today = local.date() == self.board_filter.today
            at = (
                self._at(row.nurse_called) if of_today else short_day(self.words, local.date(), self.board_filter.today)
            )
            return Chipped("amber", self.words("desk.board.nurse_called", at=at))
        if row.revoked and not row.ended:
            return Chipped("red", self.words("desk.board.revoked"))
        if row.day_fallen and not row.ended:
            return Chipped("red", self.words("desk.board.day_fallen"))
        return None

    def _to_print(self, row: BoardRow) -> str:
        if row.code_dead:
            return self.words("desk.board.code_dead")
        return self.words("desk.board.print_plan") if row.print_plan else ""

    def _sits(self, row: BoardRow) -> str:
        """Return where the patient sits, since when, and in which chapter; or that nobody answered for long."""
        sitting, quiet = row.sitting, row.quiet_since()
        if sitting is None or quiet is None:
            return ""
        if not self.board_filter.fills_in(row):
            return self.words("desk.board.quiet", kiosk=sitting.kiosk, at=self._at(quiet))
        said = self.words("desk.board.sits", kiosk=sitting.kiosk, at=self._at(sitting.since))
        chapter = self.chapter_of.get(sitting.item or "")
        return " · ".join([self.words(f"chapter.{chapter.id}.title"), said]) if chapter else said

    def _signed(self, row: BoardRow) -> str:
        who = row.day_signed_by or row.signed_by
        return self.words("desk.board.signed", who=who) if who and row.next_due is None and not row.day_fallen else ""

    def _calls(self, row: BoardRow) -> str:
        words = self.words
        tries = words("desk.board.tries" if row.calls > 1 else "desk.board.one_try", count=row.calls)
        if row.next_due and not row.call_due(self.board_filter.now) and not row.ended:
            due = words("desk.board.next_due", at=self._at(row.next_due))
            return f"{due}, {tries}" if row.calls else due
        return words("desk.board.last_call", tries=tries, at=self._at(row.last_call)) if row.last_call else ""
