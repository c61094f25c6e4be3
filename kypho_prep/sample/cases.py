"""The forty visits of the sample clinic: twelve kinds of patients, in every stage; the first nine have one of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from kypho_prep.prep.chart import Ending
from kypho_prep.sample.scripted_nurse import (
    Step,
    asked_by_phone,
    called,
    cleared_and_signed,
    comes_back,
    ended,
    fasting_entered,
    must_call,
    not_complete,
    prepared,
    told_doctor,
)
from kypho_prep.sample.scripted_patient import NOT_SURE, Script


class Archetype(StrEnum):
    """The twelve kinds of patients that the sample is made of."""

    NOTHING = "nothing flagged"
    THINNER = "thinner without instruction"
    THINNER_CLOSED = "thinner closed"
    ASPIRIN = "aspirin only"
    WEEKLY_SHOT = "weekly shot"
    IMPLANT = "implant and sleep apnea"
    NO_RIDE = "no ride"
    HELPER = "helper and memory"
    TESTS = "tests not done"
    INFECTION = "new infection"
    ALLERGY = "dye or cement allergy"
    CHANGED = "signed off, then changed"


class Sitting(StrEnum):
    """How the patient's sitting at the kiosk went: none yet, left midway, still open, or finished."""

    NONE = "none"
    LEFT = "left"
    OPEN = "open"
    FINISHED = "finished"


@dataclass(frozen=True)
class Case:
    """One visit: whose kind, in how many working days (past ones below 0), how the sitting went, what staff did.

    `lead` is how many days before its procedure it was entered at the latest, over the day before.
    """

    archetype: Archetype
    days: int
    sitting: Sitting = Sitting.FINISHED
    steps: tuple[Step, ...] = ()
    also: Mapping[str, Any] = field(default_factory=dict)
    stop_before: str = ""
    lead: int = 0

    @property
    def script(self) -> Script:
        """Return what the patient says."""
        own = SCRIPTS[self.archetype]
        return replace(own, answers={**own.answers, **self.also}, stop_before=self.stop_before)


def _ticks(*picked: str) -> dict[str, Any]:
    return {"picked": list(picked), "unsure": False}


_RIDE = {"ride.adult": True}
_TAKES_THINNER = {**_RIDE, "medicines.groups_thin": _ticks("blood_thinner")}
_CALM = Script(_RIDE)

SCRIPTS: Mapping[Archetype, Script] = {
    Archetype.NOTHING: _CALM,
    Archetype.THINNER: Script(_TAKES_THINNER, {"Eliquis": {}}),
    Archetype.THINNER_CLOSED: Script(_TAKES_THINNER, {"Xarelto": {}}),
    Archetype.ASPIRIN: Script({**_RIDE, "medicines.groups_thin": _ticks("aspirin")}, {"aspirin 81 mg": {}}),
    Archetype.WEEKLY_SHOT: Script({**_RIDE, "medicines.groups_thin": _ticks("weekly_shot")}, {"Ozempic": {}}),
    Archetype.IMPLANT: Script(
        {
            **_RIDE,
            "health.heart_lungs": _ticks("sleep_apnea"),
            "health.sleep_mask": "uses_mask",
            "health.implants": _ticks("pacemaker"),
        }
    ),
    Archetype.NO_RIDE: Script({"ride.adult": False}),
    Archetype.HELPER: Script(
        {
            **_RIDE,
            "start.who": "helper_with",
            "start.helper_name": "Jo Example",
            "health.body": _ticks("memory"),
            "health.support": _ticks("walking"),
        }
    ),
    Archetype.TESTS: Script({**_RIDE, "tests.blood": "not_done", "tests.mri": "booked"}),
    Archetype.INFECTION: Script({**_RIDE, "health.new_illness": _ticks("hospital", "cough")}),
    Archetype.ALLERGY: Script(
        {**_RIDE, "allergies.contact": _ticks("xray_dye"), "allergies.dye_reaction": _ticks("rash")},
        questions=("May I take my hearing aid along?",),
    ),
    Archetype.CHANGED: _CALM,
}

_NOTHING = Archetype.NOTHING
_SIGNED = (cleared_and_signed,)
_DONE = (cleared_and_signed, ended(Ending.DONE))
_CEMENT = {"allergies.treatment": _ticks("cement"), "allergies.cement_what": "My new denture, acrylic"}
_SELF_STOPPED = {"medicines.still_taking": "self", "medicines.see_nurse": "read"}

CASES = (
    Case(Archetype.THINNER, 1),
    Case(_NOTHING, 6, Sitting.NONE),
    Case(_NOTHING, 5, Sitting.LEFT, stop_before="health."),
    Case(Archetype.NO_RIDE, 4, steps=(called("Message left", due_in=26),)),
    Case(
        Archetype.NO_RIDE,
        8,
        steps=(not_complete("The ride home is not known yet."),),
        also={"ride.adult": NOT_SURE, "health.support": _ticks("walking")},
    ),
    Case(_NOTHING, 7, steps=_SIGNED),
    Case(_NOTHING, 0, steps=_DONE),
    Case(_NOTHING, 9, Sitting.NONE, (ended(Ending.CANCELLED),)),
    Case(_NOTHING, 0, Sitting.NONE, (ended(Ending.NO_SHOW),)),
    Case(Archetype.WEEKLY_SHOT, 2),
    Case(Archetype.CHANGED, 2, steps=(*_SIGNED, comes_back({"bleeding.history": _ticks("bruises")}))),
    Case(Archetype.HELPER, 1),
    Case(Archetype.ASPIRIN, 2),
    Case(Archetype.THINNER_CLOSED, 1, steps=_SIGNED, lead=3),
    Case(Archetype.IMPLANT, 0, steps=_SIGNED),
    Case(Archetype.TESTS, 3, steps=(must_call("test_blood", due_in=28),)),
    Case(Archetype.INFECTION, 5),
    Case(Archetype.ALLERGY, 8, steps=(told_doctor("cement_allergy"),), also=_CEMENT),
    Case(Archetype.ALLERGY, 3),
    Case(Archetype.NO_RIDE, 1, steps=_SIGNED),
    Case(_NOTHING, 2, Sitting.NONE, (asked_by_phone(_CALM),)),
    Case(Archetype.ASPIRIN, 4, also={"start.interpreter": True}),
    Case(_NOTHING, 1),
    Case(_NOTHING, 2, steps=_SIGNED),
    Case(_NOTHING, 0, steps=_SIGNED),
    Case(Archetype.IMPLANT, 0, steps=(fasting_entered, prepared("pacemaker"))),
    Case(_NOTHING, 2, Sitting.OPEN, stop_before="bleeding."),
    Case(
        _NOTHING,
        1,
        Sitting.NONE,
        (called("No answer", due_in=4), called("Message left with the daughter", due_in=20)),
    ),
    Case(_NOTHING, 10, Sitting.NONE),
    Case(_NOTHING, 10, Sitting.NONE),
    Case(_NOTHING, 9, Sitting.NONE),
    Case(_NOTHING, 7, Sitting.NONE),
    Case(_NOTHING, 3, Sitting.NONE),
    Case(Archetype.THINNER, 6, also=_SELF_STOPPED),
    Case(_NOTHING, -1, steps=_DONE),
    Case(Archetype.THINNER_CLOSED, -2, steps=_DONE, lead=3),
    Case(Archetype.WEEKLY_SHOT, -5, steps=_DONE),
    Case(_NOTHING, -3, Sitting.NONE, (ended(Ending.NO_SHOW),)),
    Case(_NOTHING, 3, Sitting.NONE, (ended(Ending.CANCELLED),)),
    Case(Archetype.CHANGED, 1, steps=(*_SIGNED, comes_back({"health.new_illness": _ticks("cough")}))),
)


def case(number: int) -> Case:
    """Return the case of the sample's visit of a number, counted from 0; after the last they come again."""
    return CASES[number % len(CASES)]
