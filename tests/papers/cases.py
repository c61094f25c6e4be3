"""A visit of the real checklist, told in a few lines: what the tests of the papers print."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from kypho_prep.content import Content
from kypho_prep.prep.chart import Chart, FactKind, Instruction, InstructionAction, Patient, StaffFact, Visit
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.interview.progress import progress
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Answerer, Reply, Shown, State, Who
from kypho_prep.prep.rules.flags import cards
from kypho_prep.prep.sign_off.prep_sign_off import binding, blockers, standing
from kypho_prep.prep.sign_off.stage import stage
from kypho_prep.workflow.desk.review_view import Review

AT = datetime(2026, 12, 1, 15, 5, tzinfo=UTC)  # 10:05 in New York
TODAY = date(2026, 12, 1)
PROCEDURE = date(2026, 12, 8)
CLINIC = Clinic(name="Hillside Spine", phone="555-0142")
AT_HOME = replace(
    CLINIC,
    night_phone="555-0143",
    address="100 Example Street\nSampletown, NY 00000",
    entrance="Door B, beside the parking lot",
    calls_when="Two working days before",
)
SIX = (
    "Eliquis",
    "Plavix",
    "Ozempic",
    "insulin glargine (Lantus SoloStar)",
    "hydrochlorothiazide and lisinopril",
    "metoprolol succinate extended release",
)


@dataclass
class Told:
    """One patient's visit under way; each call adds a reply or an instruction."""

    content: Content
    given: str = "Noreen"
    family: str = "O'Leary"
    replies: list[Reply] = field(default_factory=list)
    instructions: list[Instruction] = field(default_factory=list)
    facts: list[StaffFact] = field(default_factory=list)
    planned: dict[str, Any] = field(default_factory=dict)
    text_size: int = 100
    by: Answerer = field(default_factory=partial(Answerer, Who.PATIENT))

    @property
    def _next(self) -> int:
        return len(self.replies) + len(self.instructions) + len(self.facts) + 1

    def says(self, item: str, value: Any, entry: str | None = None, state: State = State.VALUE) -> "Told":
        number = len(self.replies) + 1
        revision = self.content.checklist.item(item).revision
        version = self.content.checklist.version
        self.replies.append(
            Reply(str(number), "v", self._next, item, entry, state, value, self.by, revision, version,
                  "en", Shown(item), 900, self.text_size, "kiosk", AT, "")
        )  # fmt: skip
        return self

    def takes(self, name: str, entry: str) -> "Told":
        self.says("medicines.also", value={"picked": ["prescription"], "unsure": False})
        value = {"typed": name, "confirmed": name, "generics": [], "list_version": "1"}
        self.says("medicines.name", {**value, "list": "medicines.also_list"}, entry)
        entries = [one.entry for one in self.replies if one.item == "medicines.name"]
        return self.says("medicines.also_list", {"entries": entries})

    def told(self, subject: str, action: InstructionAction, text: str, **more: Any) -> "Told":
        number = str(len(self.instructions) + 1)
        plain = Instruction(number, "v", subject, action, None, None, text, "Dr. Okafor", TODAY, "Ann Nurse", "", None,
                            "Ann Nurse", AT, times_revision=1, seq=self._next)  # fmt: skip
        self.instructions.append(replace(plain, **more))
        return self

    def recorded(self, kind: FactKind, subject: str = "", **value: Any) -> "Told":
        self.facts.append(StaffFact(f"f{len(self.facts)}", "v", kind, subject, value, "Ann Nurse", AT, seq=self._next))
        return self

    def situation(self, clinic: Clinic = CLINIC) -> Situation:
        patient = Patient("p", self.family, self.given, date(1944, 2, 8))
        visit = replace(Visit("v", "p", PROCEDURE, "07:30", PROCEDURE, "06:00"), **self.planned)
        chart = Chart(patient, visit, tuple(self.replies), tuple(self.instructions), tuple(self.facts))
        return Situation(self.content.checklist, chart, clinic, self.content.medicines, TODAY)


def reviewed(situation: Situation) -> Review:
    """The visit as the review shows it, without sessions and record."""
    seen = replace(situation, who=Who.STAFF)
    return Review(seen, cards(seen), blockers(seen), standing(seen), stage(seen), progress(seen), binding(seen), ())


def whole(content: Content) -> Told:
    """A visit with times, two medicines, a ride, a question and another doctor's word."""
    told = Told(content)
    told.told("fasting", InstructionAction.FASTING_FOOD, "No food after this.", on=date(2026, 12, 7), at="22:00")
    told.told("fasting", InstructionAction.FASTING_LIQUIDS, "No drinks after this.", on=PROCEDURE, at="05:00")
    told.takes("Eliquis", "e1").takes("Lisinopril", "e2").takes("Ozempic", "e3")
    told.told("e1", InstructionAction.LAST_DOSE, "Take the last one on this day.", on=date(2026, 12, 5),
              restart="Dr. Okafor tells you on the day")  # fmt: skip
    told.says("medicines.other_change", value=True)
    told.says("medicines.other_change_who", "Dr. Ruiz").says("medicines.other_change_what", "Hold off on it")
    told.says("ride.adult", value=True).says("ride.name", "Étienne O'Leary").says("ride.phone", "555-0171")
    told.says("ride.first_night", "lives_with").says("ride.first_night_who", "Sean O'Leary")
    told.says("questions.text", "Is my rash from tape an allergy?", "q1")
    return told


def full(content: Content) -> Told:
    """A full visit: six medicines with long names, each with its instruction, three of them taken again after it."""
    told = Told(content)
    told.told("fasting", InstructionAction.FASTING_FOOD, "No solid food after this.", on=date(2026, 12, 7), at="23:30")
    told.told("fasting", InstructionAction.FASTING_LIQUIDS, "No clear liquids after this.", on=PROCEDURE, at="05:00")
    for number, name in enumerate(SIX, start=1):
        told.takes(name, f"e{number}")
    last, morning = InstructionAction.LAST_DOSE, InstructionAction.MORNING_OF
    told.told(
        "e1", last, "Take the last one on this day.", on=date(2026, 12, 5), restart="Dr. Okafor tells you on the day"
    )
    told.told("e2", last, "The last tablet is the one of this evening.", on=date(2026, 12, 2), at="20:00",
              restart="The morning after, if Dr. Okafor says so")  # fmt: skip
    told.told("e3", last, "No shot in the week of the procedure.", on=date(2026, 11, 30), restart="With the next shot")
    told.told("e4", morning, "Take half of your usual dose.")
    told.told("e5", InstructionAction.CONTINUE, "Keep on as before.")
    told.told("e6", morning, "Take it with a sip of water.")
    told.says("ride.adult", value=True).says("ride.name", "Étienne O'Leary").says("ride.phone", "555-0171")
    told.says("ride.first_night", "lives_with").says("ride.first_night_who", "Sean O'Leary")
    return told.says("questions.text", "Is my rash from tape an allergy?", "q1")
