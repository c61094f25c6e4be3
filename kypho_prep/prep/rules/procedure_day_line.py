"""The lines of the page of the procedure's day by name, how each may be found, and what it stands beside."""

from __future__ import annotations

from enum import StrEnum

from kypho_prep.prep.chart import FactKind, InstructionAction
from kypho_prep.prep.rules.fasting_rules import DRINK, FOOD, MILK

RIGHT_NOW = "now.symptoms"


class DayLine(StrEnum):
    """What the page asks; `dose` once for each flagged medicine."""

    IDENTIFIERS = "identifiers"
    SYMPTOMS = "symptoms"
    LAST_FOOD = "last_food"
    LAST_DRINK = "last_drink"
    DOSE = "dose"
    BRIDGE = "bridge"
    TEMPERATURE = "temperature"
    VITALS = "vitals"
    GLUCOSE = "glucose"
    PREGNANCY = "pregnancy"
    RESULTS = "results"
    ESCORT = "escort"
    LEG_STRENGTH = "leg_strength"
    SKIN = "skin"
    SITE = "site"
    WORN = "worn"
    CONSENT = "consent"
    CODE_STATUS = "code_status"


class Found(StrEnum):
    """How a line was found: as it is wanted or not, not done; a time, one that nobody knows, or not taken at all."""

    YES = "yes"
    NO = "no"
    NOT_DONE = "not_done"
    TIME = "time"
    UNKNOWN = "unknown"
    NOT_TAKEN = "not_taken"


INTAKE = (DayLine.LAST_FOOD, DayLine.LAST_DRINK)
DOSES = (DayLine.DOSE, DayLine.BRIDGE)
TIMED = (*INTAKE, *DOSES)
# What is measured, each value as typed; none is weighed against a limit.
MEASURED = {
    DayLine.TEMPERATURE: ("value",),
    DayLine.GLUCOSE: ("value",),
    DayLine.VITALS: ("pressure", "pulse", "breathing", "oxygen"),
}
# Lines that came to the page together: one that was signed before them keeps its signature.
ADDED = (
    DayLine.BRIDGE,
    DayLine.VITALS,
    DayLine.GLUCOSE,
    DayLine.PREGNANCY,
    DayLine.LEG_STRENGTH,
    DayLine.SITE,
    DayLine.WORN,
)
DECISION = ("told", "decided_by", "decision")
SAID = {
    DayLine.SYMPTOMS: (RIGHT_NOW,),
    DayLine.LAST_FOOD: (FOOD, f"{FOOD}_hour", "fasting.gum", "fasting.tobacco"),
    DayLine.LAST_DRINK: (DRINK, f"{DRINK}_hour", MILK),
}
FASTING = {
    DayLine.LAST_FOOD: (InstructionAction.FASTING_FOOD, InstructionAction.NO_FASTING),
    DayLine.LAST_DRINK: (InstructionAction.FASTING_LIQUIDS, InstructionAction.NO_FASTING),
}
KNOWN = {
    DayLine.RESULTS: (FactKind.RESULT_SEEN,),
    DayLine.ESCORT: (FactKind.ADULT_VERIFIED, FactKind.ESCORT_EXEMPT),
}
# The results that staff saw before of what is measured again on the day.
SEEN_BEFORE = {DayLine.GLUCOSE: "glucose", DayLine.PREGNANCY: "pregnancy"}
# What staff ticked off in the chart before, by its subject.
TICKED = {
    DayLine.SKIN: "skin_site",
    DayLine.CONSENT: "consent",
    DayLine.CODE_STATUS: "code_status",
    DayLine.LEG_STRENGTH: "leg_strength",
    DayLine.SITE: "images_level",
}
