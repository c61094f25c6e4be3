"""The clinic's own settings: its words and phones, times, rules that it may set, and who approved the content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from kypho_prep.nurse.clinic.first_run import paper_field, zone_field
from kypho_prep.nurse.clinic.retention_line import RetentionLine
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.widgets.fields import LineField, PickField, TextField
from kypho_prep.nurse.widgets.form import Form
from kypho_prep.nurse.widgets.form_page import Sheet
from kypho_prep.nurse.widgets.parse import as_typed, read_date
from kypho_prep.nurse.widgets.parts import key, say, shortcut
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.clinic import MOST_HOURS, READ_ALOUD, Clinic
from kypho_prep.prep.retention import LEAST_DAYS, MOST_DAYS
from kypho_prep.prep.sign_off.chart_ticks import BLOCKABLE
from kypho_prep.prep.wording.dates import long_day, months
from kypho_prep.prep.words import Words
from kypho_prep.workflow.clinic import staff as people
from kypho_prep.workflow.clinic.staff import Role
from kypho_prep.workflow.errors import Invalid

# A clinic may lengthen the times at the kiosk tenfold, never shorten them: slow readers need them.
NUMBERS = {
    "cover_after": (90, 900),
    "leave_after": (60, 600),
    "staff_idle": (60, 3600),
    "session_hours": (1, MOST_HOURS),
    "pregnancy_to_age": (12, 70),
    "keep_days": (LEAST_DAYS, MOST_DAYS),
}
# How finished visits go after their days: when somebody says so, or by themselves.
PURGES = ("asked", "alone")
LINES = ("name", "phone", "emergency_line", "night_phone", "calls_when")
PICKS = ("zone", "paper", "printer", "read_aloud")
TEXTS = ("about_text", "team_text", "pregnancy_why", "approved_by", "address", "entrance")


class ClinicPage(Sheet):
    """The clinic's settings as an administrator changes them; others read them."""

    saved = Signal(object)
    staff_asked = Signal()
    password_asked = Signal()
    pin_asked = Signal()
    back_ups_asked = Signal()
    audit_asked = Signal()
    finished_asked = Signal()
    languages_asked = Signal()
    left = Signal()

    def __init__(self, desk: DeskContext, session: StaffSession, told: str = "") -> None:
        super().__init__(desk, desk.words("desk.clinic.title"), width=940)
        self._session = session
        words = desk.words
        self.form = Form(desk, session.drafts, "clinic")
        self._fields()
        self.form.begin(clinic_values(session.clinic))
        if told:
            self.body.addWidget(say(desk, told, "done/surface", bold=True))
        self.body.addWidget(say(desk, approval_words(desk, session.clinic), bold=True))
        self.body.addWidget(say(desk, words("desk.clinic.approval_help"), "quiet/surface"))
        self.body.addWidget(say(desk, words("desk.clinic.way_help"), "quiet/surface"))
        self.body.addWidget(self.form)
        self.save = key(desk, words("desk.form.save"), "save", self._submit, first=True)
        self.form.enter_presses(self.save)
        member = key(desk, words("desk.staff.title"), "staff", self.staff_asked.emit)
        allowed = session.staff.role is Role.ADMINISTRATOR
        told_or_due = (
            RetentionLine(desk) if allowed else say(desk, words("desk.clinic.administrators"), "quiet/surface")
        )
        self.body.addWidget(told_or_due)
        for button in (self.save, member):
            button.setEnabled(allowed)
        own = key(desk, words("desk.staff.own_password"), "own_password", self.password_asked.emit)
        back = key(desk, words("desk.back_to_board"), "back", self.left.emit)
        # Where patients sit too the way back from them is the password's alone.
        pin = [] if desk.services.patient_side else [key(desk, words("desk.pin.title"), "own_pin", self.pin_asked.emit)]
        self.keys(self.save, member, own, *pin, back)
        if allowed:
            self._administrators_keys()
        shortcut(self, "Esc", self.left.emit)

    def _administrators_keys(self) -> None:
        """Add the ways to the pages that look after the clinic."""
        desk, words = self._desk, self._desk.words
        languages = key(desk, words("desk.languages.title"), "languages", self.languages_asked.emit)
        finished = key(desk, words("desk.finished.title"), "finished", self.finished_asked.emit)
        back_ups = [key(desk, words("desk.upkeep.title"), "back_ups", self.back_ups_asked.emit)]
        audit = key(desk, words("desk.audit.title"), "audit", self.audit_asked.emit)
        self.keys(languages, finished, *(back_ups if desk.services.upkeep() else ()), audit)

    def _fields(self) -> None:
        desk, words, add = self._desk, self._desk.words, self.form.add
        printers = [("", words("desk.clinic.no_printer")), *((one, one) for one in desk.services.printers())]
        levels = [(one.value, words(f"desk.clinic.level_{one.value}")) for one in (Level.AMBER, Level.RED)]
        pairs = [
            (_line(desk, "name"), _line(desk, "phone")),
            (_line(desk, "night_phone"), _line(desk, "emergency_line")),
            (_text(desk, "address", lines=3), _text(desk, "entrance", lines=3)),
            (_line(desk, "calls_when"), zone_field(desk)),
            (paper_field(desk), PickField(desk, "printer", words("desk.clinic.printer"), printers)),
            (_line(desk, "cover_after"), _line(desk, "leave_after")),
            (_line(desk, "staff_idle"), _line(desk, "pregnancy_to_age")),
            (_tick(desk, BLOCKABLE[0]), _tick(desk, BLOCKABLE[1])),
            (_tick(desk, BLOCKABLE[2]), PickField(desk, "aspirin_level", words("desk.clinic.aspirin_level"), levels)),
            (_text(desk, "about_text"), _text(desk, "team_text")),
        ]
        for at, (left, right) in enumerate(pairs):
            add(left, at)
            add(right, at, 1)
        add(_text(desk, "holidays"), len(pairs))
        add(_text(desk, "pregnancy_why"), len(pairs), 1)
        add(_line(desk, "approved_by"), len(pairs) + 1)
        add(_line(desk, "approved_on"), len(pairs) + 1, 1)
        add(_line(desk, "keep_days"), len(pairs) + 2)
        options = [(one, words(f"desk.clinic.purges_{one}")) for one in PURGES]
        add(PickField(desk, "purges_itself", words("desk.clinic.purges_itself"), options), len(pairs) + 2, 1)
        add(_line(desk, "session_hours"), len(pairs) + 3)
        aloud = [(one, words(f"desk.clinic.read_aloud_{one}")) for one in READ_ALOUD]
        add(PickField(desk, "read_aloud", words("desk.clinic.read_aloud"), aloud), len(pairs) + 3, 1)

    def _submit(self) -> None:
        values, words = self.form.values(), self._desk.words
        wrong = clinic_problems(words, values)
        self.form.show_problems(wrong)
        if wrong:
            return
        clinic = to_clinic(words, self._session.clinic, values)
        self._desk.ask(lambda: self._store(clinic), self._stored, self._refused)

    def _store(self, clinic: Clinic) -> Clinic:
        """Store the settings and return them as they were stored, which is tidied."""
        people.change_clinic(self._desk.workplace, staff=self._session.staff, clinic=clinic)
        return people.clinic(self._desk.workplace)

    def _stored(self, clinic: Clinic) -> None:
        self.form.saved()
        self.saved.emit(clinic)

    def _refused(self, trouble: Exception) -> None:
        if isinstance(trouble, Invalid):
            said = {name: self._desk.words(key_, **params) for name, key_, params in trouble.problems}
            self.form.show_problems(said)
        else:
            self.form.show_trouble(self._desk.sentence(trouble))


def approval_words(desk: DeskContext, clinic: Clinic) -> str:
    """Return who approved the content for this clinic and when, or that nobody has yet."""
    checklist = desk.workplace.content.checklist
    reviewed, version = long_day(desk.words, checklist.source_reviewed), checklist.version
    if clinic.approved_by and clinic.approved_on:
        on = long_day(desk.words, clinic.approved_on)
        return desk.words("desk.clinic.approved", who=clinic.approved_by, on=on, reviewed=reviewed, version=version)
    written = long_day(desk.words, checklist.written)
    return desk.words("desk.clinic.not_approved", reviewed=reviewed, written=written, version=version)


def clinic_values(clinic: Clinic) -> dict[str, str]:
    """Return the settings as they would be typed."""
    values = {name: str(getattr(clinic, name)) for name in (*LINES, *NUMBERS, *PICKS)}
    values |= {name: getattr(clinic, name) for name in TEXTS}
    for tick in BLOCKABLE:
        before = "day" if tick in clinic.day_ticks else "none"
        values[f"tick_{tick}"] = "prep" if tick in clinic.prep_ticks else before
    values["aspirin_level"] = clinic.aspirin_level.value
    values["purges_itself"] = PURGES[clinic.purges_itself]
    values["holidays"] = ", ".join(as_typed(day.isoformat()) for day in clinic.holidays)
    values["approved_on"] = clinic.approved_on.isoformat() if clinic.approved_on else ""
    return values


def clinic_problems(words: Words, values: Mapping[str, str]) -> dict[str, str]:
    """Return every problem of the settings form by its field."""
    wrong = {name: words(f"desk.clinic.{name}_missing") for name in ("name", "emergency_line") if not values[name]}
    for name, (least, most) in NUMBERS.items():
        if not values[name].isdigit() or not least <= int(values[name]) <= most:
            wrong[name] = words("desk.clinic.number_wrong", least=least, most=most)
    for typed in (one.strip() for one in values["holidays"].split(",") if one.strip()):
        if read_date(typed, months(words)) is None:
            wrong["holidays"] = words("desk.form.date_unreadable", typed=typed)
    if bool(values["approved_by"]) is not bool(values["approved_on"]):
        wrong["approved_by"] = words("desk.clinic.approval_half")
    elif values["approved_on"] and read_date(values["approved_on"], months(words)) is None:
        wrong["approved_on"] = words("desk.form.date_unreadable", typed=values["approved_on"])
    return wrong


def to_clinic(words: Words, before: Clinic, values: Mapping[str, str]) -> Clinic:
    """Return the settings of readable values."""
    days = [read_date(one.strip(), months(words)) for one in values["holidays"].split(",") if one.strip()]
    holidays: tuple[date, ...] = tuple(sorted({day for day in days if day is not None}))
    texts: dict[str, Any] = {name: values[name] for name in (*LINES, *TEXTS, *PICKS)}
    numbers: dict[str, Any] = {name: int(values[name]) for name in NUMBERS}
    approved = read_date(values["approved_on"], months(words)) if values["approved_on"] else None
    level = Level(values["aspirin_level"])
    ticks: dict[str, Any] = {
        f"{one}_ticks": tuple(tick for tick in BLOCKABLE if values[f"tick_{tick}"] == one) for one in ("prep", "day")
    }
    itself = values["purges_itself"] == PURGES[True]
    rules: dict[str, Any] = {"aspirin_level": level, "purges_itself": itself}
    return replace(before, **texts, **numbers, **ticks, **rules, holidays=holidays, approved_on=approved)


def _line(desk: DeskContext, name: str) -> LineField:
    return LineField(desk, name, desk.words(f"desk.clinic.{name}"))


def _tick(desk: DeskContext, tick: str) -> PickField:
    """Return the choice of what a tick blocks while it is not recorded."""
    words = desk.words
    options = [(one, words(f"desk.clinic.ticks_{one}")) for one in ("none", "prep", "day")]
    label = words("desk.clinic.ticks_block", tick=words(f"desk.ticks.{tick}"))
    return PickField(desk, f"tick_{tick}", label, options)


def _text(desk: DeskContext, name: str, *, lines: int = 2) -> TextField:
    return TextField(desk, name, desk.words(f"desk.clinic.{name}"), lines=lines)
