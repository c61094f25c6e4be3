"""Made-up patients with one thing planted each: an open loop, or two answers that do not fit; and some with nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import Any

from kypho_prep.content import Content
from kypho_prep.prep.chart import Instruction, InstructionAction
from kypho_prep.prep.interview.duplicate_medicines import named_medicine
from kypho_prep.prep.interview.entries import MEDICINE
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.rules.contradiction_rules import CONTRADICTIONS
from kypho_prep.prep.rules.finding import LOOP, Finding
from kypho_prep.prep.rules.flags import advance, findings
from kypho_prep.prep.times import Stamp
from tests.cohort.charts import BEGUN, Sitting
from tests.cohort.patients import FINISHED, PROCEDURE, Person, Taken, people
from tests.cohort.rates import ALSO_LIST, MORE, THIN
from tests.cohort.telling import Telling

WATCHED = (LOOP, *CONTRADICTIONS, "shot_stomach", "fasting_confirm")
# What could itself be one of the planted things stays out of the patients in whom they are planted.
HEALTH = ("health.body", "health.heart_lungs")
KEPT_OUT = (THIN, MORE, "medicines.also", "medicines.other_change", "bleeding.heart_clots", *HEALTH)
ORDINARY = (Taken("levothyroxine", ALSO_LIST), Taken("atorvastatin", ALSO_LIST), Taken("vitamin D", ALSO_LIST))
NAMED = "medicines.group_names"


@dataclass(frozen=True)
class Plant:
    """One thing planted: the medicines, ticks and allergies that make it, and the flags that it must raise, no others.

    A flag is its problem and its subject, a medicine by the name that the patient typed; `why` is the last part of one
    reason's key. `ordered` is what staff entered the day before, as the subject's typed name ("" is fasting).
    """

    name: str
    raises: tuple[str, ...]
    taken: tuple[Taken, ...] = ()
    ticks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    allergies: tuple[str, ...] = ()
    why: str = ""
    ordered: str | None = None


def med(typed: str, listed: str = NAMED, **answers: Any) -> Taken:
    return Taken(typed, listed, {f"medicines.{name}": said for name, said in answers.items()})


THINNER, ASPIRIN, SHOT = {THIN: ("blood_thinner",)}, {THIN: ("aspirin",)}, {THIN: ("weekly_shot",)}
ANTIBIOTIC, INSULIN, SUGAR = {MORE: ("antibiotic",)}, {MORE: ("insulin",)}, {MORE: ("sugar_heart_kidney",)}
DIABETES, INFECTION = {"health.body": ("diabetes",)}, {"health.body": ("infection",)}
NOT_THIN = f"contra_no_thinner {THIN}"
PLANTS = (
    Plant("nothing", ()),
    Plant("thinner", ("loop Eliquis",), (med("Eliquis"),), THINNER, why="no_instruction"),
    Plant("aspirin", ("loop aspirin 81 mg",), (med("aspirin 81 mg"),), ASPIRIN, why="no_instruction"),
    Plant("sglt2", ("loop Jardiance",), (med("Jardiance"),), SUGAR | DIABETES, why="no_instruction"),
    Plant("card without a name", ("loop group:blood_thinner",), (), THINNER, why="not_named"),
    Plant("stopped alone", ("loop Plavix",), (med("Plavix", still_taking="self"),), THINNER, why="self_stopped"),
    Plant("told by somebody", ("loop warfarin",), (med("warfarin", still_taking="told"),), THINNER, why="patient_told"),
    Plant("taken after", ("loop Xarelto",), (med("Xarelto"),), THINNER, why="taken_after", ordered="Xarelto"),
    Plant("stent, no thinner", (NOT_THIN,), (), {"bleeding.heart_clots": ("stent",)}, why="stent"),
    Plant("clot, no thinner", (NOT_THIN,), (), {"bleeding.heart_clots": ("clot",)}, why="clot"),
    Plant("valve, no thinner", (NOT_THIN,), (), {"bleeding.heart_clots": ("metal_valve",)}, why="metal_valve"),
    Plant("uneven, no thinner", (NOT_THIN,), (), {"health.heart_lungs": ("irregular_heartbeat",)}),
    Plant("stroke, no thinner", (NOT_THIN,), (), {"health.heart_lungs": ("stroke",)}, why="stroke"),
    Plant("fish oil, no thinner", (NOT_THIN,), (med("fish oil", ALSO_LIST),), why="fish_oil"),
    Plant("insulin", ("loop Lantus", "contra_insulin_no_diabetes health.body"), (med("Lantus"),), INSULIN),
    Plant("antibiotic", ("antibiotic_no_infection health.body",), (med("cephalexin"),), ANTIBIOTIC),
    Plant("allergy", ("contra_allergy amoxicillin",), (med("amoxicillin"),), ANTIBIOTIC | INFECTION, ("amoxicillin",)),
    Plant("two names", ("contra_twice Zestril",), (med("lisinopril", ALSO_LIST), med("Zestril", ALSO_LIST))),
    Plant(
        "two bottles",
        ("loop Eliquis", "double_thinner apixaban"),
        (med("Eliquis"), med("apixaban")),
        THINNER,
    ),
    Plant("upset", ("loop Ozempic", "shot_stomach Ozempic"), (med("Ozempic", stomach=True),), SHOT | DIABETES),
    Plant("fasting first", ("loop Wegovy", "fasting_confirm fasting.plan"), (med("Wegovy"),), SHOT, ordered=""),
)


@dataclass(frozen=True)
class Planted:
    """One patient's chart, and what was planted in it."""

    plant: Plant
    situation: Situation


def planted(content: Content, each: int, seed: int = 1) -> Iterator[Planted]:
    """Yield that many patients with each thing planted, on the background of other patients."""
    for person in people(each * len(PLANTS), seed):
        plant = PLANTS[person.number % len(PLANTS)]
        telling = Telling(person_with(person, plant), Random(f"{seed}/{person.number}/planted"), calm=True)
        here = Sitting(content, telling.person, telling).case().situation
        yield Planted(plant, here if plant.ordered is None else ordered_before(here, plant.ordered))


def person_with(person: Person, plant: Plant) -> Person:
    """Return a patient without any medicine that matters, then with what is planted."""
    medicines = (*ORDINARY[: person.number % (len(ORDINARY) + 1)], *plant.taken)
    truth = {item: said for item, said in person.truth.items() if item not in KEPT_OUT}
    truth |= {item: {"picked": list(picked), "unsure": False} for item, picked in plant.ticks.items()}
    listed = {one.listed for one in medicines}
    truth["medicines.also"] = {"picked": ["prescription"] if ALSO_LIST in listed else [], "unsure": False}
    allergic = {"picked": ["medicine"] if plant.allergies else [], "unsure": False}
    truth["allergies.treatment"] = allergic
    return replace(person, truth=truth, medicines=medicines, allergies=plant.allergies)


def ordered_before(situation: Situation, typed: str) -> Situation:
    """Return a visit for which staff recorded an instruction on the day before the patient answered."""
    food = (InstructionAction.FASTING_FOOD, InstructionAction.FASTING_LIQUIDS)
    subject = subject_of(situation, typed) if typed else ""
    actions = (InstructionAction.LAST_DOSE,) if typed else food
    on = FINISHED - timedelta(days=3) if typed else PROCEDURE
    orders = tuple(
        order(f"order{at}", subject, action, on=on, at=None if typed else "06:00") for at, action in enumerate(actions)
    )
    chart = replace(situation.chart, instructions=orders)
    here = replace(situation, chart=chart)
    rows = advance(findings(here), (), Stamp(BEGUN, chart.newest + 1), lambda: f"row{len(chart.flags)}")
    numbered = tuple(replace(row, id=f"row{at}", thread=f"thread{at}") for at, row in enumerate(rows))
    return replace(here, chart=replace(chart, flags=numbered))


def order(name: str, subject: str, action: InstructionAction, **more: Any) -> Instruction:
    """Return a complete instruction of the day before the patient answered, with what a test changes in it."""
    made: dict[str, Any] = {
        "on": None,
        "at": None,
        "text": "as the doctor said",
        "decided_by": "Dr. Example",
        "told_on": FINISHED,
        "told_by": "Sample Nurse",
        "restart": "the doctor decides",
        "bridging": False,
        "recorded_by": "Sample Nurse",
        "recorded_at": BEGUN - timedelta(days=1),
        "times_revision": 1,
        "seq": 0,
    } | more
    return Instruction(id=name, visit="visit", subject=subject, action=action, **made)


def watched(situation: Situation) -> list[tuple[str, Finding]]:
    """Return the loops and contradictions that the rules find: each as a plant names it, and the finding."""
    found = [one for one in findings(situation) if one.problem in WATCHED]
    return [(f"{one.problem} {typed_of(situation, one.subject)}", one) for one in found]


def typed_of(situation: Situation, subject: str) -> str:
    """Return a flag's subject, a medicine by the name that the patient typed."""
    if subject in situation.entries(MEDICINE):
        return named_medicine(situation, subject).typed
    return subject


def subject_of(situation: Situation, typed: str) -> str:
    """Return the subject of a flag from a medicine's typed name."""
    known = {typed_of(situation, entry): entry for entry in situation.entries(MEDICINE)}
    return known.get(typed, typed)
