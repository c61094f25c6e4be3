"""The board: one row a visit, read in one statement, as of one local day; a light module."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.finding import Finding, kind_on, level_on
from kypho_prep.prep.name_folding import needles
from kypho_prep.prep.stage import Stage
from kypho_prep.prep.times import age, resolve_local, working_days_before
from kypho_prep.workflow.visit_row import Line

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.records.rows import SummaryRow
    from kypho_prep.records.transaction import Transaction

# Longer than any row of holidays.
_FARTHEST = 31


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One open flag as of the board's day; `red_from` is a day to come on which it turns red.

    `board_words(words, line.finding)` says it in words.
    """

    level: Level
    kind: Kind
    key: str
    params: tuple[tuple[str, str], ...] = ()
    red_from: date | None = None
    problem: str = ""
    subject: str = ""
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One visit on the board, as of the board's day; times are the clinic's wall clock, moments are UTC."""

    visit: str
    patient: str
    born: date
    age: int
    language: str
    phone: str
    mrn: str
    procedure_on: date
    procedure_at: str | None
    arrival_on: date | None
    arrival_at: str | None
    levels: str
    anesthesia: Anesthesia
    stage: Stage
    chapters_done: int
    chapters_of: int
    open_lines: tuple[OpenLine, ...] = ()
    cancel_open: bool = False
    helper: str = ""
    interpreter: bool = False
    nurse_called: datetime | None = None
    wrong_person: bool = False
    code_dead: bool = False
    emergency: bool = False
    print_plan: bool = False
    who_now: str = ""
    last_call: datetime | None = None
    calls: int = 0
    next_due: datetime | None = None
    finished_at: datetime | None = None
    signed_by: str = ""
    revoked: bool = False
    medicines: tuple[tuple[str, ...], ...] = ()
    ended_at: datetime | None = None
    last_answer: datetime | None = None
    moved_from: date | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """The visits from today on: what could cancel first, then by the procedure's time; and the newest change."""

    rows: tuple[BoardRow, ...]
    change_seq: int
    today: date


def as_of(records: Transaction, clinic: Clinic, today: date, since: date) -> Board:
    """Return the board of a local day: procedures from `since` on, and whatever ended that day."""
    midnight = resolve_local(today, "00:00", clinic.zone)
    rows = records.summaries.board(since=since, today=today, near=near(today, clinic), ended_since=midnight)
    return Board(tuple(_row(row, today) for row in rows), records.summaries.newest_change(), today)


def found(records: Transaction, today: date, typed: str, limit: int) -> tuple[BoardRow, ...]:
    """Return visits of any day that a search finds by name, MRN or phone, the latest procedures first."""
    asked = needles(typed)
    return tuple(_row(row, today) for row in records.summaries.find(asked, limit)) if asked else ()


def near(today: date, clinic: Clinic) -> date:
    """Return the last procedure day that is within two working days of today."""
    days = (today + timedelta(days=number) for number in range(_FARTHEST))
    return max(day for day in days if working_days_before(day, 2, clinic.holidays) <= today)


def _row(row: SummaryRow, today: date) -> BoardRow:
    lines = tuple(_open_line(line, today) for line in map(Line.read, row.open_lines) if line.open_on(today))
    return BoardRow(
        visit=row.visit,
        patient=row.patient,
        born=row.born,
        age=age(row.born, today),
        language=row.language,
        phone=row.phone,
        mrn=row.mrn,
        procedure_on=row.procedure_on,
        procedure_at=row.procedure_at,
        arrival_on=row.arrival_on,
        arrival_at=row.arrival_at,
        levels=row.levels,
        anesthesia=Anesthesia(row.anesthesia),
        stage=Stage(row.stage),
        chapters_done=row.chapters_done,
        chapters_of=row.chapters_of,
        open_lines=tuple(sorted(lines, key=lambda line: -line.level.weight)),
        cancel_open=row.cancel_red_from is not None and row.cancel_red_from <= today,
        helper=row.helper,
        interpreter=row.interpreter,
        nurse_called=row.nurse_called_at,
        wrong_person=row.wrong_person,
        code_dead=row.code_dead,
        emergency=row.emergency_kiosk is not None,
        print_plan=row.print_plan,
        who_now=row.who_now,
        last_call=row.last_call_at,
        calls=row.calls,
        next_due=row.next_due_at,
        finished_at=row.finished_at,
        signed_by=row.signed_by,
        revoked=row.revoked,
        medicines=row.medicines,
        ended_at=row.ended_at,
        last_answer=row.last_answer_at,
        moved_from=row.moved_from,
    )


def _open_line(line: Line, today: date) -> OpenLine:
    found = line.finding
    level, turn = level_on(found, today), found.turn_from
    params: dict[str, str] = {}
    for reason in reversed(found.reasons):
        params.update(reason.params)
    return OpenLine(
        level=level,
        kind=kind_on(found, today),
        key=f"flag.{found.problem}.board",
        params=tuple(sorted(params.items())),
        red_from=turn if level is not Level.RED and found.turn_level is Level.RED else None,
        problem=found.problem,
        subject=found.subject,
        finding=found,
    )
