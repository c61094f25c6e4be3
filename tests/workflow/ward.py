"""A clinic at work, as tests use it: a nurse, a kiosk, a visit, and a patient who answers quietly."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from kypho_prep.prep.chart import FactKind, InstructionAction
from kypho_prep.prep.checklist import Control, Item
from kypho_prep.prep.interview.path import PageRef, first_open
from kypho_prep.prep.reply import Shown, State
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.records.rows import AuditRow
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import InstructionForm, Review
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given, Intake
from kypho_prep.workflow.visits import identifying, schedule
from kypho_prep.workflow.visits.schedule import BoardRow, PatientForm, VisitForm
from kypho_prep.workflow.workplace import Workplace
from tests.kept_states import Begun, KeptStates
from tests.told import told
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import PASSWORD

BORN = date(1950, 2, 3)
PROCEDURE = date(2026, 12, 8)
PATIENT = PatientForm("O'Brien", "Ann", BORN)
VISIT = VisitForm(PROCEDURE, "08:30", PROCEDURE, "07:00")
SHOWN = Shown("Do you have an adult to take you home?", "Not a taxi.", "Yes")
WITHOUT_FLAG = {
    "ride.adult": True,
    "bring.ready": {"picked": ["photo_id", "insurance_card", "medicine_list", "glasses"], "unsure": False},
}


def quiet(item: Item) -> Any:
    """An answer that raises no flag, where the item has one."""
    if item.id in WITHOUT_FLAG:
        return WITHOUT_FLAG[item.id]
    first = item.choices[0].id if item.choices else ""
    return {
        Control.YES_NO: False,
        Control.CHOICE: first,
        Control.CHOICE_OR_TEXT: {"picked": [first]},
        Control.DAY: "2026-11-23",
        Control.TICKS: {"picked": [], "unsure": False},
        Control.TEXT: "Sam Example",
        Control.PHONE: "555-0100",
        Control.NUMBER: 1,
        Control.LIST: {"entries": []},
        Control.LESSON: "read",
        Control.SCENE: {"attempt": 1, "pick": first, "outcome": "first_try"},
    }[item.control]


@dataclass(frozen=True)
class Ward:
    """`workplace` is where the patient sits; of a clinic with several `stations` staff work at its desk."""

    workplace: Workplace
    clock: Clock
    nurse: StaffMember
    answers: dict[str, Any] = field(default_factory=dict)
    begun: Begun | None = None
    states: KeptStates | None = None
    stations: Mapping[str, Workplace] = field(default_factory=dict)

    @property
    def desk(self) -> Workplace:
        """Where staff work: the same machine, where it works alone."""
        return self.stations.get("desk-1", self.workplace)

    def at(self, kiosk: str) -> "Ward":
        """The same clinic, at another kiosk."""
        if kiosk in self.stations:
            return replace(self, workplace=self.stations[kiosk])
        return replace(self, workplace=replace(self.workplace, kiosk=kiosk, station=kiosk))

    def let_pass(self, seconds: float) -> None:
        """Let a wait pass; one at a kiosk with a login of its own is by the server's clock, so it is made older."""
        self.clock.pass_by(seconds=seconds)
        if not self.workplace.database.guarded:
            return
        with self.desk.writing() as records:
            for station, kept in records.settings.beginning("wrong_codes:").items():
                moments = {name: kept[name] for name in ("from", "until") if kept[name]}
                older = {
                    name: (datetime.fromisoformat(at) - timedelta(seconds=seconds)).isoformat()
                    for name, at in moments.items()
                }
                records.settings.put(f"wrong_codes:{station}", {**kept, **older})

    def new_visit(self, patient: PatientForm = PATIENT, visit: VisitForm = VISIT) -> str:
        return schedule.new_visit(self.desk, staff=self.nurse, patient=patient, visit=visit)

    def prove(self) -> None:
        """Let the nurse sign in where the patient sits, if that is a kiosk with a login of its own."""
        if self.workplace.database.guarded:
            assert staff.sign_in(self.workplace, user=self.nurse.user, password=PASSWORD) == self.nurse

    def acknowledge(self, visit: str) -> None:
        """Let the nurse sign in where an emergency stands, and end its page."""
        self.prove()
        intake.acknowledge_emergency(self.workplace, visit=visit, staff=self.nurse)

    def sit_down(self, visit: str) -> Intake:
        """Let staff hand the kiosk over; one of several stations has to be told whose visit it is to be."""
        if self.workplace.database.guarded:
            person, _, _ = schedule.forms(self.desk, visit=visit)
            assert person.born is not None
            given = {"family": person.family, "born": person.born}
            self.prove()
            assert identifying.visit_of(self.workplace, staff=self.nurse, **given) == visit
        return intake.hand_over(self.workplace, visit=visit, staff=self.nurse)

    def sign_in(self, visit: str) -> Intake:
        slip = schedule.print_slip(self.desk, staff=self.nurse, visit=visit)
        return intake.sign_in(self.workplace, code=slip.code, born=BORN)

    def say(self, opened: Intake, item: str, value: Any = None, **how: Any) -> Intake:
        """Reply to an item; a value of None says "not sure"."""
        next_page = how.pop("next_page", None)
        state = State.NOT_SURE if value is None else State.VALUE
        said = told(item, value)
        given = Given(item, how.pop("entry", None), how.pop("state", state), said, how.pop("shown", SHOWN), **how)
        return intake.reply_to(self.workplace, session=opened.session.id, given=given, next_page=next_page)

    def answer_all(self, opened: Intake) -> Intake:
        """Answer page after page, quietly, until nothing is open."""
        while (page := first_open(opened.situation)) is not None:
            item = self.workplace.content.checklist.item(page.item)
            opened = self.say(opened, page.item, self.answers.get(page.item, quiet(item)), entry=page.entry)
        return opened

    def once(self, state: str, make: Callable[[], str]) -> str:
        """Make a visit, or copy it from the first test that made it where nothing was done yet."""
        if self.begun is None or self.states is None or not self.begun.untouched(self.workplace):
            return make()
        found: str = self.states.reach(self.begun, state, make)
        return found

    def answered_visit(self, **answers: Any) -> str:
        """A visit whose patient answered everything and finished."""
        return self.once(f"answered {answers}", lambda: self._answered(answers))

    def signed_visit(self) -> str:
        """A quiet patient's visit with its preparation signed off."""

        def sign() -> str:
            visit = self._answered({})
            self.close_the_rest(visit)
            assert self.sign(visit).stage is Stage.SIGNED_OFF
            return visit

        return self.once("signed", sign)

    def _answered(self, answers: dict[str, Any]) -> str:
        visit = self.new_visit()
        opened = replace(self, answers=answers).answer_all(self.sit_down(visit))
        intake.finish(self.workplace, session=opened.session.id)
        return visit

    def open_chart(self, visit: str) -> Review:
        return review.open_chart(self.desk, staff=self.nurse, visit=visit)

    def record(self, visit: str, kind: FactKind, subject: str = "", **how: Any) -> Review:
        return review.record_fact(self.desk, staff=self.nurse, visit=visit, kind=kind, subject=subject, **how)

    def instruct(self, visit: str, form: InstructionForm) -> Review:
        return review.instruct(self.desk, staff=self.nurse, visit=visit, form=form)

    def close_the_rest(self, visit: str) -> Review:
        """Everything that staff must still do before a sign-off of a quiet patient."""
        self.record(visit, FactKind.IDENTIFIERS)
        self.record(visit, FactKind.ADULT_VERIFIED)
        form = InstructionForm(
            "fasting",
            InstructionAction.NO_FASTING,
            text="no fasting ordered",
            decided_by="Dr. Żak",
            told_on=self.clock.at.date(),
            told_by="Nurse Lee",
        )
        return self.instruct(visit, form)

    def sign(self, visit: str) -> Review:
        bound = self.open_chart(visit).bound
        return review.sign_off(self.desk, staff=self.nurse, visit=visit, bound=bound)

    def row(self, visit: str, today: date | None = None) -> BoardRow:
        board = schedule.board(self.desk, today=today)
        return next(row for row in board.rows if row.visit == visit)

    def audit(self, visit: str) -> list[AuditRow]:
        with self.desk.reading() as records:
            return list(records.audit.of_visit(visit))

    def events(self, visit: str | None = None) -> list[str]:
        with self.desk.reading() as records:
            lines = records.audit.of_visit(visit) if visit else records.audit.all()
        return [line.event for line in lines]


def page(item: str, entry: str | None = None) -> PageRef:
    return PageRef(item, entry)
