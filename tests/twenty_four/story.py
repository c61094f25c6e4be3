"""The words in which the 24 patients are told: what is done on a day, and what a careful nurse expects to see then.

Nothing here knows the program's rules. A red is named by a pattern that its card must hold, in the nurse's words; every
open red must be named by one of the patterns, so a red too many is as wrong as one too few.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NOT_SURE = object()
RIDE: Mapping[str, Any] = {"ride.adult": True, "ride.knows_time": True, "ride.how": "drives"}


@dataclass(frozen=True)
class Step:
    """One thing that happens: a verb of the driver, and what it needs."""

    verb: str
    what: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Day:
    """One day: when it is (the clinic's clock), what is done, and what is expected when it is done.

    `may_sign`: nothing blocks. `blocks`: patterns of what blocks still, among others. `stands`: whether a sign-off
    stands (None: nobody signed yet, or this day says nothing of it). `plan` and `plan_not`: patterns of the patient's
    plan. `most_unsure`: how many open cards may speak of "not sure".
    """

    at: str
    done: tuple[Step, ...]
    why: str
    red: tuple[str, ...] = ()
    may_sign: bool = False
    blocks: tuple[str, ...] = ()
    stands: bool | None = None
    plan: tuple[str, ...] = ()
    plan_not: tuple[str, ...] = ()
    most_unsure: int | None = None


@dataclass(frozen=True)
class Patient:
    """One patient over several days; `quiet` ones may have no red on any day, and are signed in the end."""

    name: str
    days: tuple[Day, ...]
    procedure: str = "2026-12-08 08:30"
    arrival: str = "07:00"
    tests: tuple[str, ...] = ()
    anesthesia: str = "sedation"
    quiet: bool = False


def ticks(*picked: str, unsure: bool = False) -> dict[str, Any]:
    """Return what tick cards say."""
    return {"picked": list(picked), "unsure": unsure}


def kiosk_all(answers: Mapping[str, Any] | None = None, **lists: Any) -> Step:
    """The patient answers everything at the kiosk and finishes; `medicines` by name, `allergies` in a row."""
    return Step("kiosk_all", {"answers": {**RIDE, **(answers or {})}, **lists})


def phone_all(answers: Mapping[str, Any] | None = None, **lists: Any) -> Step:
    """Staff asks everything that a sign-off needs over the phone."""
    return Step("phone_all", {"answers": {**RIDE, **(answers or {})}, **lists})


def kiosk(answers: Mapping[str, Any], **lists: Any) -> Step:
    """The patient comes back to the kiosk and gives these answers anew ("right now: none" first, if not among them)."""
    return Step("kiosk", {"answers": answers, **lists})


def phone(answers: Mapping[str, Any], **lists: Any) -> Step:
    """Staff writes down these answers, given over the phone."""
    return Step("phone", {"answers": answers, "source": "phone", **lists})


def desk(answers: Mapping[str, Any], **lists: Any) -> Step:
    """Staff writes down these answers, given at the desk."""
    return Step("phone", {"answers": answers, "source": "desk", **lists})


def instruct(medicine: str, action: str, **form: Any) -> Step:
    """The prescriber's word about a medicine, decided, told and read back; last doses with their restart."""
    return Step("instruct", {"medicine": medicine, "action": action, **form})


def fasting(food: str, liquids: str) -> Step:
    """Staff enters until when the patient may eat and drink, and tells the patient."""
    return Step("fasting", {"food": food, "liquids": liquids})


def facts(**results: str) -> Step:
    """Staff checks two identifiers, talks with the adult who takes the patient home, and sees these tests' results."""
    return Step("facts", {"results": results})


def adult(name: str) -> Step:
    """Staff talks with this adult about the ride and the time."""
    return Step("adult", {"name": name})


def act(red: str, kind: str, **form: Any) -> Step:
    """Staff acts on the open card that this pattern names; `refused=True`: the program must not take it so."""
    return Step("act", {"red": red, "kind": kind, **form})


def look_at_the_rest() -> Step:
    """Staff closes every amber card as its kind needs: looked at, answered, prepared."""
    return Step("look_at_the_rest")


def press_seen_everywhere() -> Step:
    """Staff presses "Seen" on every card, whatever it is."""
    return Step("press_seen_everywhere")


def move(procedure: str, arrival: str) -> Step:
    """The procedure gets another day or time."""
    return Step("move", {"procedure": procedure, "arrival": arrival})


def sign() -> Step:
    """The nurse signs "prep complete"."""
    return Step("sign")


USUAL = fasting("2026-12-07 22:00", "2026-12-08 05:00")
