"""Made-up patients: drawn from the table of rates by a seeded generator, each with what is true of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from kypho_prep.prep.checklist import Control, Item
from kypho_prep.prep.reply import Who
from tests.cohort import rates
from tests.cohort.rates import MEDICINES, RATES, Medicine

FINISHED = date(2026, 11, 16)  # a Monday; every patient finishes on it, the procedure is on the Tuesday after next
PROCEDURE = date(2026, 12, 1)
NOBODY = "Sam Example"
PHONE = "555-0100"
ALLERGIES = ("penicillin", "sulfa", "codeine")
HELPERS = {Who.HELPER_WITH: "helper_with", Who.HELPER_FOR: "helper_for"}


@dataclass(frozen=True)
class Taken:
    """One medicine that a patient takes: how it is typed, on which list, and what is true of it."""

    typed: str
    listed: str
    answers: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Person:
    """One made-up patient: who answers, what is true by item, and the medicines."""

    number: int
    born: date
    woman: bool
    who: Who
    traits: frozenset[str]
    truth: dict[str, Any]
    medicines: tuple[Taken, ...]
    tests: tuple[str, ...]
    allergies: tuple[str, ...] = ()

    def true_of(self, item: Item, taken: Taken | None = None) -> Any:
        """Return the true answer to an item, about one medicine where it is asked of one."""
        if taken is not None and item.id in taken.answers:
            return taken.answers[item.id]
        return self.truth[item.id] if item.id in self.truth else plain(item)


def people(count: int, seed: int = 1) -> Iterator[Person]:
    """Yield that many patients, the same for the same seed; each has a generator of their own."""
    for number in range(count):
        yield person(number, Random(f"{seed}/{number}"))


def person(number: int, rng: Random) -> Person:
    """Return one patient as the generator draws them."""
    years = min(rates.OLDEST, max(rates.YOUNGEST, round(rng.gauss(rates.AGE_MEAN, rates.AGE_SPREAD))))
    traits = _drawn(rng, [(one.name, one.share, one.only) for one in RATES])
    taking = _drawn(rng, [(one.name, one.share, one.only) for one in MEDICINES], traits)
    taken = tuple(_taken(one, rng) for one in MEDICINES if one.name in taking)
    tests = tuple(name for name, share in rates.TESTS.items() if rng.random() < share)
    helper = rng.random()
    alone = Who.HELPER_FOR if helper < rates.HELPER_FOR else Who.PATIENT
    who = Who.HELPER_WITH if rates.HELPER_FOR <= helper < rates.HELPER_FOR + rates.HELPER_WITH else alone
    truth = _ticks_and_values(traits) | _lists(taking) | _chance(rng, tests, who)
    born = date(FINISHED.year - years, 1 + rng.randrange(12), 1 + rng.randrange(28))
    allergies = ALLERGIES[number % len(ALLERGIES) :][:1] if "medicine_allergy" in traits else ()
    return Person(number, born, rng.random() < rates.WOMEN, who, traits, truth, taken, tests, allergies)


def plain(item: Item) -> Any:
    """Return the answer of somebody about whom there is nothing to say."""
    made: dict[Control, Any] = {
        Control.YES_NO: item.id == "ride.adult",
        Control.TICKS: {"picked": [], "unsure": False},
        Control.TEXT: NOBODY,
        Control.PHONE: PHONE,
        Control.NUMBER: 8,
        Control.DAY: FINISHED.isoformat(),
        Control.LESSON: "read",
        Control.CHOICE_OR_TEXT: {"picked": [one.id for one in item.choices[:1]]},
    }
    return made[item.control] if item.control in made else item.choices[0].id


def _drawn(rng: Random, table: list[tuple[str, float, str]], known: frozenset[str] = frozenset()) -> frozenset[str]:
    drawn: set[str] = set()
    for name, share, only in table:
        hit = rng.random() < share
        if hit and (not only or only in drawn | known):
            drawn.add(name)
    return frozenset(drawn)


def _ticks_and_values(traits: frozenset[str]) -> dict[str, Any]:
    when = ("bleeding.stent_when", "bleeding.clot_when", "health.heart_attack_when", "health.stroke_when")
    truth: dict[str, Any] = dict.fromkeys(when, "longer")
    for one in RATES:
        if one.name not in traits:
            continue
        before = truth.get(one.item)
        many = isinstance(one.says, str) and one.item in TICKED
        picked = [*before["picked"], one.says] if isinstance(before, dict) else [one.says]
        truth[one.item] = {"picked": picked, "unsure": False} if many else one.says
    return truth


def _lists(taking: frozenset[str]) -> dict[str, Any]:
    """Return the picture cards that go with the medicines."""
    taken = [one for one in MEDICINES if one.name in taking]
    cards: dict[str, list[str]] = {rates.THIN: [], rates.MORE: [], "medicines.also": []}
    for one in taken:
        if one.card[0] and one.card[1] not in cards[one.card[0]]:
            cards[one.card[0]].append(one.card[1])
    return {name: {"picked": picked, "unsure": False} for name, picked in cards.items()}


def _chance(rng: Random, tests: tuple[str, ...], who: Who) -> dict[str, Any]:
    made: dict[str, Any] = {f"tests.{name}": _one_of(rng, rates.TEST_ANSWERS) for name in tests}
    for scene in ("fasting.scene", "after.scene"):
        made[scene] = _one_of(rng, rates.SCENES)
    return made | {"start.who": HELPERS.get(who, "me")}


def _taken(one: Medicine, rng: Random) -> Taken:
    answers: dict[str, Any] = {"medicines.last_taken": one.last}
    still = rng.random()
    if still < rates.TOLD_TO_CHANGE:
        answers["medicines.still_taking"] = "told"
    elif still < rates.TOLD_TO_CHANGE + rates.STOPPED_ALONE:
        answers["medicines.still_taking"] = "self"
    answers["medicines.stomach"] = rng.random() < rates.STOMACH_UPSET
    return Taken(rng.choice(one.typed), one.listed, answers)


def _one_of(rng: Random, shares: dict[str, float]) -> str:
    return rng.choices(list(shares), list(shares.values()))[0]


TICKED = frozenset(
    {
        "now.symptoms",
        "bleeding.history",
        "bleeding.heart_clots",
        "allergies.treatment",
        "allergies.contact",
        "health.heart_lungs",
        "health.body",
        "health.implants",
        "health.habits",
        "health.support",
        "health.anesthesia_what",
        "health.new_illness",
        "health.new_back",
        "bring.ready",
        "questions.presets",
    }
)
