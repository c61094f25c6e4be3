"""Which visits stand under which count, and which a search finds; every figure on the board is counted here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from kypho_prep.prep.checklist import Level
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.medicines.catalogue import MedicineList
from kypho_prep.prep.medicines.catalogue import folded as folded_medicine
from kypho_prep.prep.patients.name_search import figures, folded, needles
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.workflow.visits.schedule import BoardRow

TILES = ("cancel", "needs", "filling", "complete")
CHIPS = ("calls", "today", "week", "not_started", "now", "ended", "all")
FILTERS = (*TILES, *CHIPS)
# Shorter than any stay on one lesson, unless nobody is there.
QUIET = timedelta(minutes=15)
# Two letters begin too many medicines to mean one.
LEAST_OF_A_MEDICINE = 3


@dataclass(frozen=True)
class BoardFilter:
    """Tells which visits stand under a count at one moment in one clinic."""

    clinic: Clinic
    today: date
    now: datetime

    def holds(self, name: str, row: BoardRow) -> bool:
        """Tell whether a visit stands under a count."""
        return self._tests[name](row)

    def counts(self, rows: Iterable[BoardRow]) -> dict[str, int]:
        """Return how many visits stand under each count."""
        held = tuple(rows)
        return {name: sum(map(test, held)) for name, test in self._tests.items()}

    def shown(self, name: str, rows: Iterable[BoardRow]) -> tuple[BoardRow, ...]:
        """Return the visits under a count in the board's order; calls by the moment when they are due."""
        held = tuple(row for row in rows if self.holds(name, row))
        if name != "calls":
            return held
        return tuple(sorted(held, key=lambda row: row.next_due or self.now))

    def fills_in(self, row: BoardRow) -> bool:
        """Tell whether somebody answers at a kiosk now; a sitting left open and long quiet is not now."""
        quiet = row.quiet_since()
        # A clinic that gives slow readers longer must not have them called quiet.
        leaving = timedelta(seconds=2 * (self.clinic.cover_after + self.clinic.leave_after))
        return quiet is not None and self.now - quiet < max(QUIET, leaving)

    @cached_property
    def _tests(self) -> Mapping[str, Callable[[BoardRow], bool]]:
        return {
            "cancel": lambda row: row.could_cancel,
            "needs": self._needs,
            "filling": lambda row: row.stage in (Stage.EXPECTED, Stage.ANSWERING),
            "complete": lambda row: row.stage is Stage.SIGNED_OFF,
            "calls": lambda row: row.call_due(self.now),
            "today": lambda row: row.procedure_on == self.today,
            "week": lambda row: not row.ended and self.today <= row.procedure_on < self.today + timedelta(days=7),
            "not_started": lambda row: row.stage is Stage.EXPECTED,
            "now": self.fills_in,
            "ended": self._ended_today,
            "all": lambda _row: True,
        }

    def _needs(self, row: BoardRow) -> bool:
        if row.ended or row.stage is Stage.SIGNED_OFF:
            return row.needs_somebody
        asked = row.needs_somebody or row.code_dead or row.print_plan or row.moved_from is not None
        waiting = row.stage in (Stage.TO_REVIEW, Stage.FOLLOW_UP)
        return asked or waiting or any(line.level is not Level.NOTE for line in row.open_lines)

    def _ended_today(self, row: BoardRow) -> bool:
        return row.ended_at is not None and row.ended_at.astimezone(self.clinic.tz).date() == self.today


@dataclass(frozen=True)
class Search:
    """What was typed to find a visit: names, MRN, phone, or a medicine by any of its names."""

    typed: str
    medicines: MedicineList

    @cached_property
    def asked(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each beginning that is asked for, with the medicines' names that it stands for."""
        return tuple((needle, self._names(needle)) for needle in needles(self.typed))

    def finds(self, row: BoardRow) -> bool:
        """Tell whether a visit has everything typed."""
        return all(_holds(row, needle) or _taken(row, names) for needle, names in self.asked)

    def why(self, row: BoardRow) -> tuple[str, ...]:
        """Return the names of the medicine by which a visit was found; empty where name or number say it."""
        found = (_taken(row, names) for needle, names in self.asked if not _holds(row, needle))
        return next((names for names in found if names), ())

    def _names(self, needle: str) -> tuple[str, ...]:
        if len(needle) < LEAST_OF_A_MEDICINE or not needle.isalpha():
            return ()
        known = self.medicines.by_name.get(folded_medicine(needle))
        return (needle, *(folded(one) for one in (known.generics if known else ())))


def _holds(row: BoardRow, needle: str) -> bool:
    if needle.isdigit() and needle in figures(row.phone):
        return True
    number = folded(row.mrn)
    return needle in folded(row.patient) or needle in number or needle in number.replace(" ", "")


def _taken(row: BoardRow, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first medicine of a visit that begins like one of these names."""
    return next((one for one in row.medicines if any(_begins(part, name) for part in one for name in names)), ())


def _begins(text: str, beginning: str) -> bool:
    """Tell whether a word of a text begins so."""
    return f" {beginning}" in f" {folded(text)}"
