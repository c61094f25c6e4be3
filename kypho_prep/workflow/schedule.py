"""Who comes when: new and edited visits, slips, the board, a visit's end.

This module is light: the first paint may import it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.chart import Anesthesia, Ending
from kypho_prep.prep.checklist import Kind, Level

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.prep.stage import Stage
    from kypho_prep.workflow.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace


@dataclass(frozen=True, slots=True)
class PatientForm:
    """The person as typed; family and given name and birth date are required."""

    family: str
    given: str
    born: date | None
    sex: str = ""
    mrn: str = ""
    phone: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class VisitForm:
    """The procedure as typed; times are "HH:MM" of the clinic's clock, empty while not known.

    ask_pregnancy None takes the clinic's own rule.
    """

    procedure_on: date | None
    procedure_at: str = ""
    arrival_on: date | None = None
    arrival_at: str = ""
    levels: str = ""
    anesthesia: Anesthesia = Anesthesia.NOT_KNOWN
    surgeon: str = ""
    tests: tuple[str, ...] = ()
    ask_pregnancy: bool | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed for the patient: a new 6-digit code each time; the last one is dead from now on."""

    code: str
    patient: str
    procedure_on: date
    procedure_at: str | None
    arrival_on: date | None
    arrival_at: str | None
    clinic: str


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One open flag on the board; red from `red_from` on where that is a date, the words by key and params."""

    level: Level
    kind: Kind
    key: str
    params: tuple[tuple[str, str], ...] = ()
    red_from: date | None = None
    problem: str = ""
    subject: str = ""


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


@dataclass(frozen=True, slots=True)
class Board:
    """The visits from today on: what could cancel first, then by the procedure's time; and the newest change."""

    rows: tuple[BoardRow, ...]
    change_seq: int
    today: date


def new_visit(workplace: Workplace, *, staff: StaffMember, patient: PatientForm, visit: VisitForm) -> str:
    """Store a patient's new visit and return its id. Raises Invalid or StaffOnly."""
    raise NotImplementedError


def edit_visit(
    workplace: Workplace,
    *,
    staff: StaffMember,
    visit: str,
    patient: PatientForm,
    form: VisitForm,
    revision: int | None = None,
) -> None:
    """Store a visit's new facts; moved times or another anesthesia void the fasting instructions.

    Raises Invalid, StaffOnly, VisitEnded, or Changed when `revision` is no longer the visit's.
    """
    raise NotImplementedError


def forms(workplace: Workplace, *, visit: str) -> tuple[PatientForm, VisitForm, int]:
    """Return a visit as it would be typed, and its revision."""
    raise NotImplementedError


def proposes_pregnancy(clinic: Clinic, form: PatientForm, on: date) -> bool:
    """Tell whether the clinic's rule asks this person about pregnancy; staff decides."""
    raise NotImplementedError


def print_slip(workplace: Workplace, *, staff: StaffMember, visit: str) -> Slip:
    """Make a new code for a visit and kill the old one. Raises StaffOnly or VisitEnded."""
    raise NotImplementedError


def board(workplace: Workplace, *, today: date | None = None, since: date | None = None) -> Board:
    """Return the visits whose procedure is on `since` (today by the clinic's clock) or later."""
    raise NotImplementedError


def board_changed(workplace: Workplace) -> int:
    """Return the number of the newest change to any visit; equal numbers mean that nothing moved."""
    raise NotImplementedError


def end_visit(workplace: Workplace, *, staff: StaffMember, visit: str, ending: Ending, reason: str = "") -> None:
    """Store how a visit ended; its code and its session end with it. Raises StaffOnly or VisitEnded."""
    raise NotImplementedError


def record_print(workplace: Workplace, *, staff: StaffMember, visit: str, paper: str) -> None:
    """Put on record that staff printed a paper of a visit (slip, plan, review)."""
    raise NotImplementedError



