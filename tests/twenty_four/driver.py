"""Plays a patient's days on a real clinic with an encrypted file and a clock that moves, through the workflow alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kypho_prep.prep.chart import Anesthesia, FactKind, InstructionAction
from kypho_prep.prep.interview.path import pages
from kypho_prep.sample import scripted_patient
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import InstructionForm, Review
from kypho_prep.workflow.errors import Blocked
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm, VisitForm
from tests.twenty_four.desk import DeskContext
from tests.twenty_four.saying import Mouth, fasting_answers, said, since_answers, taken
from tests.twenty_four.story import Day, Patient, Step
from tests.workflow.ward import BORN, Ward

ZONE = ZoneInfo("America/New_York")
DOCTOR = "Dr. Chen"


@dataclass
class Played:
    """A patient's visit in the course of being played."""

    ward: Ward
    patient: Patient
    visit: str = ""
    refused: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """The visit is put on the schedule, shortly before the patient's first day."""
        self.at(self.patient.days[0].at)
        family, given = self.patient.name.partition(":")[0], "Pat"
        self.visit = self.ward.new_visit(PatientForm(family, given, BORN), self._form())

    def live(self, day: Day) -> Review:
        """Do what a day brings, and return the chart as it stands then."""
        self.at(day.at)
        self.refused = []
        for step in day.done:
            _VERBS[step.verb](self, step.what)
        return self.chart()

    def at(self, when: str) -> None:
        """Put the clinic's clock to a local time; it never goes back."""
        moment = datetime.fromisoformat(when).replace(tzinfo=ZONE).astimezone(UTC)
        self.ward.clock.at = moment

    def chart(self) -> Review:
        """Return the chart as the nurse opens it."""
        return self.ward.open_chart(self.visit)

    @property
    def desk(self) -> DeskContext:
        """Return the nurse with this visit in front of her."""
        return DeskContext(self.ward, self.visit)

    def _form(self) -> VisitForm:
        on, _, at = self.patient.procedure.partition(" ")
        day = date.fromisoformat(on)
        kind = Anesthesia(self.patient.anesthesia)
        return VisitForm(day, at, day, self.patient.arrival, anesthesia=kind, tests=self.patient.tests)


def _kiosk_all(played: Played, what: Mapping[str, Any]) -> None:
    opened = played.ward.sit_down(played.visit)
    done = scripted_patient.answer_all(played.ward.workplace, opened, _script(played, what))
    intake.finish(played.ward.workplace, session=done.session.id)


def _phone_all(played: Played, what: Mapping[str, Any]) -> None:
    scripted_patient.answer_by_phone(played.ward.workplace, played.ward.nurse, played.visit, _script(played, what))


def _script(played: Played, what: Mapping[str, Any]) -> scripted_patient.Script:
    situation = played.chart().situation
    medicines = {name: taken(answers, situation) for name, answers in what.get("medicines", {}).items()}
    answers = {item: said(value) for item, value in what["answers"].items()}
    return scripted_patient.Script(answers, medicines, tuple(what.get("allergies", ())))


def _kiosk(played: Played, what: Mapping[str, Any]) -> None:
    """Who comes back is asked who answers and about "right now" first; then the answers, then the kiosk is left."""
    ward = played.ward
    opened = ward.sit_down(played.visit)
    session = opened.session.id

    def tell(given: Any) -> Any:
        return intake.reply_to(ward.workplace, session=session, given=given).situation

    mouth = Mouth(ward.workplace.content.words("en"), opened.situation, tell)
    for page in pages(opened.situation):
        if opened.situation.checklist.item(page.item).every_session and page.item not in what["answers"]:
            mouth.quietly(page)
    _tell_all(mouth, what)
    intake.leave(ward.workplace, session=session)


def _phone(played: Played, what: Mapping[str, Any]) -> None:
    ward = played.ward

    def tell(given: Any) -> Any:
        form = {"staff": ward.nurse, "visit": played.visit, "given": given, "source": what["source"]}
        return review.answer_for(ward.workplace, **form).situation

    _tell_all(Mouth(ward.workplace.content.words("en"), played.chart().situation, tell), what)


def _tell_all(mouth: Mouth, what: Mapping[str, Any]) -> None:
    situation = mouth.situation
    answers = {**what["answers"], **since_answers(situation, what.get("since_last_visit", ""))}
    answers |= fasting_answers(situation, what.get("ate", ""), what.get("drank", ""))
    for item, value in answers.items():
        name, _, entry = item.partition(":")
        mouth.answer(name, value, named=entry)
    for medicine, answers in what.get("medicines", {}).items():
        mouth.name_medicine(medicine, taken(answers, situation))
    for medicine, on in what.get("taken", {}).items():
        for item, value in taken({"taken": on}, situation).items():
            mouth.answer(item, value, named=medicine)


def _instruct(played: Played, what: Mapping[str, Any]) -> None:
    form = dict(what)
    medicine, action, instead = form.pop("medicine"), form.pop("action"), form.pop("instead", "")
    on = date.fromisoformat(form.pop("on")) if "on" in form else None
    played.desk.instruct(
        medicine, InstructionForm("", InstructionAction(action), on=on, decided_by=DOCTOR, **form), instead
    )


def _fasting(played: Played, what: Mapping[str, Any]) -> None:
    for action, when in (("fasting_food", what["food"]), ("fasting_liquids", what["liquids"])):
        on, _, at = when.partition(" ")
        day = date.fromisoformat(on)
        form = InstructionForm("fasting", InstructionAction(action), on=day, at=at, decided_by=DOCTOR)
        played.desk.tell(replace(form, text="Nothing after this time."))


def _facts(played: Played, what: Mapping[str, Any]) -> None:
    played.ward.record(played.visit, FactKind.IDENTIFIERS, value={"checked": "yes"})
    reply = played.chart().situation.reply("ride.name")
    if reply is not None and isinstance(reply.value, str):
        _adult(played, {"name": reply.value})
    for test, value in what["results"].items():
        played.ward.record(played.visit, FactKind.RESULT_SEEN, test, value={"value": value})


def _adult(played: Played, what: Mapping[str, Any]) -> None:
    value = {"name": what["name"], "phone": "555-0100", "checked": "yes"}
    played.ward.record(played.visit, FactKind.ADULT_VERIFIED, value=value)


def _act(played: Played, what: Mapping[str, Any]) -> None:
    form = dict(what)
    played.desk.act(form.pop("red"), form.pop("kind"), refused=form.pop("refused", False), **form)


def _move(played: Played, what: Mapping[str, Any]) -> None:
    patient, form, revision = schedule.forms(played.ward.workplace, visit=played.visit)
    on, _, at = what["procedure"].partition(" ")
    day = date.fromisoformat(on)
    moved = replace(form, procedure_on=day, procedure_at=at, arrival_on=day, arrival_at=what["arrival"])
    schedule.edit_visit(
        played.ward.workplace,
        staff=played.ward.nurse,
        visit=played.visit,
        patient=patient,
        form=moved,
        revision=revision,
    )


def _sign(played: Played, what: Mapping[str, Any]) -> None:
    try:
        played.ward.sign(played.visit)
    except Blocked:
        played.refused.append("sign")


_VERBS: Mapping[str, Callable[[Played, Mapping[str, Any]], None]] = {
    "kiosk_all": _kiosk_all,
    "phone_all": _phone_all,
    "kiosk": _kiosk,
    "phone": _phone,
    "instruct": _instruct,
    "fasting": _fasting,
    "facts": _facts,
    "adult": _adult,
    "act": _act,
    "move": _move,
    "sign": _sign,
    "look_at_the_rest": lambda played, _what: played.desk.look_at_the_rest(),
    "press_seen_everywhere": lambda played, _what: played.desk.press_seen_everywhere(),
}

__all__ = ["Played", "Step"]
