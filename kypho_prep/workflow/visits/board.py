"""The board: one row a visit, read in one statement, as of one local day; then only what changed; a light module."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.patients.name_search import needles
from kypho_prep.prep.patients.similar_names import Alerts, Coming, all_alerts
from kypho_prep.prep.rules.finding import Finding, kind_on, level_on
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.prep.times import age, resolve_local, working_days_before
from kypho_prep.workflow.derived.board_row import Line

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.records.rows import AtKiosk, SummaryRow
    from kypho_prep.records.transaction import Transaction

# The columns that the board shows as they are stored.
_SAME = (
    "born", "language", "phone", "mrn", "procedure_on", "procedure_at", "arrival_on", "arrival_at", "levels",
    "chapters_done", "chapters_of", "helper", "interpreter", "wrong_person", "code_dead", "print_plan", "who_now",
    "calls", "finished_at", "signed_by", "revoked", "medicines", "ended_at", "moved_from",
    "call_taken_back_at", "emergency_seq",
)  # fmt: skip
# Longer than any row of holidays.
_FARTHEST = 31
ENDED = (Stage.DONE, Stage.CANCELLED, Stage.NO_SHOW)


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One open flag, its level and kind as of the board's day; `board_words(words, line.finding)` says it in words."""

    level: Level
    kind: Kind
    finding: Finding

    @property
    def problem(self) -> str:
        """Return what is wrong, as the rules name it."""
        return self.finding.problem

    @property
    def subject(self) -> str:
        """Return of what: a medicine's entry, an item, a group."""
        return self.finding.subject


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One visit on the board, as of the board's day; times are the clinic's wall clock, moments are UTC.

    Of the day's page nothing is told on any other day: on the new day of a visit that moved it is not signed yet.
    """

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
    day_signed_by: str = ""
    day_fallen: bool = False
    call_taken_back_at: datetime | None = None
    emergency_seq: int | None = None
    sitting: AtKiosk | None = None
    name_alerts: tuple[str, ...] = ()
    other_visits: tuple[str, ...] = ()

    @property
    def ended(self) -> bool:
        """Tell whether the visit is over: done, cancelled, or nobody came."""
        return self.stage in ENDED

    @property
    def could_cancel(self) -> bool:
        """Tell whether a visit that is still to come could be cancelled by what is open."""
        return self.cancel_open and not self.ended

    @property
    def needs_somebody(self) -> bool:
        """Tell whether somebody must go to the patient: an emergency, a doubted person, a call from the kiosk."""
        return self.emergency or self.wrong_person or self.nurse_called is not None

    def call_due(self, now: datetime) -> bool:
        """Tell whether a call to the patient is due by now."""
        return not self.ended and self.next_due is not None and self.next_due <= now

    def quiet_since(self) -> datetime | None:
        """Return when the open sitting last gave a sign of life; None where nobody sits at a kiosk."""
        if self.sitting is None:
            return None
        return max(self.sitting.since, self.last_answer or self.sitting.since)


@dataclass(frozen=True, slots=True)
class Board:
    """The visits from today on, and what ended today; the newest change.

    Who needs somebody now and a red of today's procedures stand first, then what fell after it was signed, what could
    cancel within two working days, then the procedure's time; ended visits stand below all others, unless they have an
    emergency.
    """

    rows: tuple[BoardRow, ...]
    change_seq: int
    today: date
    since: date = date.min


def as_of(records: Transaction, clinic: Clinic, today: date, since: date) -> Board:
    """Return the board of a local day: procedures from `since` on, what ended that day, and any emergency."""
    midnight = resolve_local(today, "00:00", clinic.zone)
    stored = records.summaries.board(since=since, ended_since=midnight)
    rows = [_row(row, today, sitting) for row, sitting in stored]
    newest = records.summaries.newest_change()
    return Board(_alerted(_in_order(rows, today, clinic)), newest, today, since)


def brought_up_to_date(records: Transaction, clinic: Clinic, held: Board) -> Board:
    """Return the board of the same day with what changed since `held`: only those rows are read and made."""
    stored = records.summaries.changed_since(held.change_seq)
    if not stored:
        return held
    midnight = resolve_local(held.today, "00:00", clinic.zone)
    rows = {row.visit: row for row in held.rows}
    renamed = False
    for row, sitting in stored:
        old, new = rows.pop(row.visit, None), None
        if _belongs(row, held.since, midnight):
            new = _row(row, held.today, sitting)
            rows[row.visit] = new if old is None else _with_alerts(new, Alerts(old.name_alerts, old.other_visits))
        # Whom a visit may be mixed up with follows from names and days alone.
        renamed = renamed or _named(old) != _named(new)
    ordered = _in_order(rows.values(), held.today, clinic)
    newest = max(row.change_seq for row, _ in stored)
    return replace(held, rows=_alerted(ordered) if renamed else tuple(ordered), change_seq=newest)


def _belongs(row: SummaryRow, since: date, midnight: datetime) -> bool:
    """Tell whether a row stands on a board: by its day, ended today, or an emergency of whatever day."""
    ended_today = row.ended_at is not None and row.ended_at >= midnight
    return row.procedure_on >= since or ended_today or row.emergency_kiosk is not None


def _named(row: BoardRow | None) -> Coming | None:
    return coming(row) if row is not None and not row.ended else None


def _in_order(rows: Iterable[BoardRow], today: date, clinic: Clinic) -> list[BoardRow]:
    """Return the rows as they stand on the board; sorted here, since each database sorts letters in its own way."""
    near_by = near(today, clinic)

    def place(row: BoardRow) -> tuple[Any, ...]:
        urgent = row.cancel_open and row.procedure_on <= near_by
        return (_place(row, today), not urgent, row.procedure_on, row.procedure_at or "", row.patient, row.visit)

    return sorted(rows, key=place)


def coming(row: BoardRow) -> Coming:
    """Return a row by what names its patient."""
    family = row.patient.partition(", ")[0]
    return Coming(row.visit, family, row.patient, row.born, row.mrn, row.procedure_on)


def _alerted(rows: list[BoardRow]) -> tuple[BoardRow, ...]:
    found = all_alerts(coming(row) for row in rows if not row.ended)
    return tuple(_with_alerts(row, found.get(row.visit, Alerts())) for row in rows)


def _with_alerts(row: BoardRow, alerts: Alerts) -> BoardRow:
    if (row.name_alerts, row.other_visits) == (alerts.names, alerts.visits):
        return row
    return replace(row, name_alerts=alerts.names, other_visits=alerts.visits)


def _place(row: BoardRow, today: date) -> int:
    """Return which part of the board a row stands in.

    A red on the procedure's own day stands as high as a call for somebody, whatever was signed before.
    """
    if row.emergency:
        return 0
    if row.ended:
        return 4
    if row.needs_somebody or (row.procedure_on == today and any(one.level is Level.RED for one in row.open_lines)):
        return 1
    return 2 if (row.revoked and row.stage is not Stage.SIGNED_OFF) or row.day_fallen else 3


def found(records: Transaction, today: date, typed: str, limit: int) -> tuple[BoardRow, ...]:
    """Return visits of any day that a search finds by name, MRN or phone, the latest procedures first."""
    asked = needles(typed)
    return tuple(_row(row, today) for row in records.summaries.find(asked, limit)) if asked else ()


def near(today: date, clinic: Clinic) -> date:
    """Return the last procedure day that is within two working days of today."""
    days = (today + timedelta(days=number) for number in range(_FARTHEST))
    return max(day for day in days if working_days_before(day, 2, clinic.holidays) <= today)


def _row(row: SummaryRow, today: date, sitting: AtKiosk | None = None) -> BoardRow:
    stored = [line for line in map(Line.read, row.open_lines) if line.open_on(today)]
    found = [line.finding for line in stored]
    lines = [OpenLine(level_on(one, today), kind_on(one, today), one) for one in found]
    # Nothing is written when a day begins: what it turned holds the signature back here.
    if row.stage == Stage.SIGNED_OFF and any(line.takes_back_on(today) for line in stored):
        row = replace(row, stage=Stage.FOLLOW_UP.value, signed_by="", revoked=True, day_signed_by="")
    return BoardRow(
        visit=row.visit,
        patient=row.patient,
        **{name: getattr(row, name) for name in _SAME},
        age=age(row.born, today),
        anesthesia=Anesthesia(row.anesthesia),
        stage=Stage(row.stage),
        open_lines=tuple(sorted(lines, key=lambda line: -line.level.weight)),
        cancel_open=row.cancel_red_from is not None and row.cancel_red_from <= today,
        # A call is over with its visit; opened again, it calls again.
        nurse_called=row.nurse_called_at if row.ended_at is None else None,
        emergency=row.emergency_kiosk is not None,
        last_call=row.last_call_at,
        next_due=row.next_due_at,
        last_answer=row.last_answer_at,
        day_signed_by=row.day_signed_by if row.procedure_on == today else "",
        day_fallen=row.day_fallen and row.procedure_on == today,
        sitting=sitting,
    )
