"""The form of a new visit, and of one that is corrected: every field, how it was understood, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal

from kypho_prep.nurse.desk import DeskContext, Draft, StaffSession
from kypho_prep.nurse.visit.mix_ups import LookTwice, typed_visit
from kypho_prep.nurse.visit.values import CLOCKS, DATES, tests_of, to_forms, to_values, unreadable
from kypho_prep.nurse.widgets.fields import LineField, PickField, TickField
from kypho_prep.nurse.widgets.form import Form
from kypho_prep.nurse.widgets.form_page import Sheet
from kypho_prep.nurse.widgets.parse import read_clock, read_date
from kypho_prep.nurse.widgets.parts import key, say, shortcut
from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.languages import offered
from kypho_prep.prep.plan.move_consequences import Stake
from kypho_prep.prep.staff_entries.visit_change import TIMES
from kypho_prep.prep.wording.dates import clock_as_meant, long_day, months, plain_day_words
from kypho_prep.prep.wording.other_language import language_words, spoken
from kypho_prep.prep.words import Words
from kypho_prep.workflow.errors import Invalid
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm, VisitForm

LINES = (
    ("family", "given"),
    ("born", "sex"),
    ("mrn", "phone"),
    ("language", "surgeon"),
    ("procedure_on", "procedure_at"),
    ("arrival_on", "arrival_at"),
    ("levels", "anesthesia"),
    ("tests", "ask_pregnancy"),
)
TIMES_LINE = LINES.index(("arrival_on", "arrival_at"))
Known = tuple[PatientForm, VisitForm, int]


class VisitPage(Sheet):
    """A visit's form; what is typed stays until it is saved, whatever happens."""

    saved = Signal(str)
    visit_asked = Signal(str)
    left = Signal()

    def __init__(
        self,
        desk: DeskContext,
        session: StaffSession,
        visit: str = "",
        known: Known | None = None,
        stake: Stake | None = None,
    ) -> None:
        title = "desk.visit.edit_title" if visit else "desk.visit.new_title"
        super().__init__(desk, desk.words(title), width=940)
        self._session = session
        self.visit = visit
        self._known, self._stake = known, stake
        self.form = Form(desk, session.drafts, f"visit:{visit or 'new'}")
        for at, names in enumerate(LINES):
            for column, name in enumerate(names):
                self.form.add(self._field(name), at + int(at > TIMES_LINE), column)
        self.look_twice = LookTwice(desk, self.visit_asked.emit)
        self.stake = say(desk, "", "check/surface", bold=True)
        self.stake.setObjectName("stake")
        self.stake.hide()
        self.form.grid.addWidget(self.stake, TIMES_LINE + 1, 0, 1, 2)
        self.form.changed.connect(self._echo)
        self.form.begin(to_values(*known[:2]) if known else {"language": "en", "anesthesia": "not_known"})
        self.save = key(desk, desk.words("desk.visit.save"), "save", self._submit, first=True)
        self.body.addWidget(say(desk, desk.words("desk.visit.help"), "quiet/surface"))
        self.body.addWidget(self.look_twice)
        self.body.addWidget(self.form)
        self.keys(self.save, key(desk, desk.words("desk.back"), "back", self.left.emit))
        shortcut(self, "Ctrl+S", self._submit)
        shortcut(self, "Esc", self.left.emit)

    def begin(self) -> None:
        """Put the keyboard into the form."""
        self._echo()
        self.form.focus_first()

    def patient(self) -> str:
        """Return the patient's name as typed."""
        values = self.form.values()
        return f"{values['family']}, {values['given']}"

    def _field(self, name: str) -> LineField | PickField | TickField:
        words, desk = self._desk.words, self._desk
        label = words(f"desk.visit.{name}")
        options: dict[str, Callable[[], list[tuple[str, str]]]] = {
            "sex": lambda: [(one, words(f"desk.sex.{one or 'not_said'}")) for one in ("", "female", "male", "other")],
            "language": self._languages,
            "anesthesia": lambda: [(one.value, words(f"desk.anesthesia.{one.value}")) for one in Anesthesia],
            "ask_pregnancy": lambda: [(one, words(f"desk.visit.ask_{one or 'by_rule'}")) for one in ("", "yes", "no")],
        }
        if name in options:
            return PickField(desk, name, label, options[name]())
        if name == "tests":
            tests = tests_of(desk.workplace.content.checklist)
            return TickField(desk, name, label, [(one, words(f"test.{one}")) for one in tests], columns=2)
        return LineField(desk, name, label)

    def _languages(self) -> list[tuple[str, str]]:
        """Return the languages that a patient may speak, those of the kiosk first; the patient's own stays as it is."""
        own = (self._known[0].language,) if self._known and self._known[0].language else ()
        codes = dict.fromkeys((*self._offered, *spoken(self._desk.words), *own))
        return [(code, language_words(self._desk.words, code)) for code in codes]

    @property
    def _offered(self) -> tuple[str, ...]:
        """The languages in which the kiosk asks patients."""
        return offered(self._desk.workplace.content.known, self._session.clinic)

    def _echo(self) -> None:
        values, words = self.form.values(), self._desk.words
        days = {name: read_date(values[name], months(words)) for name in DATES}
        for name, day in days.items():
            said = (
                (plain_day_words if name == "born" else long_day)(words, day) if day else words("desk.form.date_help")
            )
            self.form.fields[name].echo(said)
        for name in CLOCKS:
            at, on = read_clock(values[name]), days[name.replace("_at", "_on")] or days["procedure_on"]
            said = clock_as_meant(words, on, at, self._session.clinic.zone) if at else words("desk.form.clock_help")
            self.form.fields[name].echo(said)
        missing = values["language"] not in self._offered
        self.form.fields["language"].echo(words("desk.review.language_missing") if missing else "")
        self._propose(days["born"], days["procedure_on"])
        self._tell_stake(values)
        typed = typed_visit(values, days["born"], days["procedure_on"], self.visit)
        self.look_twice.compare(typed, self._session.rows)

    def _tell_stake(self, values: Draft) -> None:
        """Say what a move that is typed would void, before it is saved."""
        moved = self._known is not None and moves(self._desk.words, values, self._known[1])
        said = stake_words(self._desk.words, self._stake) if moved and self._stake is not None else ""
        self.stake.setText(said)
        self.stake.setVisible(bool(said))

    def _propose(self, born: date | None, on: date | None) -> None:
        """Say what the clinic's rule proposes about the pregnancy question; staff decides."""
        field = self.form.fields["ask_pregnancy"]
        if field.value() or born is None or on is None:
            field.echo("")
            return
        patient, _visit = to_forms(self._desk.words, {**self.form.values(), "arrival_on": "", "arrival_at": ""})
        asks = schedule.proposes_pregnancy(self._session.clinic, patient, on)
        field.echo(self._desk.words("desk.visit.rule_asks" if asks else "desk.visit.rule_asks_not"))

    def _submit(self) -> None:
        values, words = self.form.values(), self._desk.words
        wrong = unreadable(words, values)
        self.form.show_problems(wrong)
        if wrong or not self.save.isEnabled():
            return
        self.save.setEnabled(False)
        patient, visit = to_forms(words, values)
        self._desk.ask(lambda: self._store(patient, visit), self._stored, self._refused)

    def _store(self, patient: PatientForm, visit: VisitForm) -> str:
        workplace, staff = self._desk.workplace, self._session.staff
        if not self.visit:
            return schedule.new_visit(workplace, staff=staff, patient=patient, visit=visit)
        schedule.edit_visit(
            workplace,
            staff=staff,
            visit=self.visit,
            patient=patient,
            form=visit,
            revision=self._known[2] if self._known else None,
        )
        return self.visit

    def _stored(self, visit: str) -> None:
        self.form.saved()
        self.saved.emit(visit)

    def _refused(self, trouble: Exception) -> None:
        self.save.setEnabled(True)
        if isinstance(trouble, Invalid):
            said = {field: self._desk.words(words_key, **params) for field, words_key, params in trouble.problems}
            self.form.show_problems(said)
        else:
            self.form.show_trouble(self._desk.sentence(trouble))


def moves(words: Words, values: Mapping[str, str], known: VisitForm) -> bool:
    """Tell whether what is typed moves the visit or changes the anesthesia; not while it cannot be read."""
    if unreadable(words, values):
        return False
    typed = to_forms(words, values)[1]
    return any(getattr(typed, name) != getattr(known, name) for name in TIMES)


def stake_words(words: Words, stake: Stake) -> str:
    """Return what becomes void and what must be told again; empty where nothing does."""
    void = [words("desk.stake.fasting")] if stake.fasting else []
    void += [words.count("desk.stake.dated", stake.dated)] if stake.dated else []
    void += [words("desk.stake.adult")] if stake.adult else []
    void += [words("desk.stake.plan")] if stake.plan else []
    said = [words("desk.stake.void", things=", ".join(void))] if void else []
    said += [words.count("desk.stake.told", stake.told)] if stake.told else []
    return " ".join(said)
