"""Which lines of the day's page this patient's answers and instructions ask for, beside those that everybody has."""

from __future__ import annotations

from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.chart import Instruction
from kypho_prep.prep.interview.medicine_groups import GROUPS, MORE
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.interview.substances import GROUP, Substance, standing, substances
from kypho_prep.prep.reply import Reply
from kypho_prep.prep.staff_entries.instructions import medicine_instructions

BODY, IMPLANTS, PREGNANCY = "health.body", "health.implants", "health.pregnancy"
# Not weekly shots nor SGLT2 pills: many take those for weight, heart or kidney and have no diabetes.
LOWERS_SUGAR = ("insulin", "sulfonylurea_glinide")
SUGAR_DEVICES = ("insulin_pump", "glucose_sensor")
INJECTED = "anticoagulant_injectable"
# What is worn and comes off or out before the procedure, by the answers that tell of it.
WORN = {
    "health.support": ("hearing", "teeth", "head_or_ear"),
    IMPLANTS: SUGAR_DEVICES,
    "health.before": ("head_or_ear",),
}


def diabetic(situation: Situation) -> bool:
    """Tell whether sugar is measured on the day: diabetes told, a device for it, or a medicine that lowers sugar."""
    told = _picked(situation, BODY, ("diabetes",)) or _picked(situation, IMPLANTS, SUGAR_DEVICES)
    ticked = _picked(situation, MORE, ("insulin",))
    return told or ticked or any(set(one.classes) & set(LOWERS_SUGAR) for one in substances(situation))


def may_be_pregnant(situation: Situation) -> bool:
    """Tell whether a result is wanted: the question is asked, and nobody answered it with a plain no."""
    # Not sure, declined and unanswered all leave it open.
    return situation.chart.visit.ask_pregnancy and situation.answer(PREGNANCY) != YesNo(yes=False)


def worn(situation: Situation) -> tuple[Reply, ...]:
    """Return the answers that tell of something worn: false teeth, a hearing aid, a pump, a sensor, an ear implant."""
    found = (situation.reply(item) for item, choices in WORN.items() if _picked(situation, item, choices))
    return tuple(reply for reply in found if reply is not None)


def bridging(situation: Situation) -> tuple[Instruction, ...]:
    """Return the instructions that order a bridge, for a listed medicine or for a ticked group."""
    subjects = [one.lead.id for one in substances(situation)]
    said = [one for subject in subjects for one in standing(situation, subject)]
    for group in GROUPS:
        if _picked(situation, group.item, (group.choice,)):
            said += medicine_instructions(situation.chart, f"{GROUP}{group.choice}")
    return tuple({one.id: one for one in said if one.bridging}.values())


def is_bridge(situation: Situation, one: Substance) -> bool:
    """Tell whether a listed medicine is the one that is given in between."""
    return INJECTED in one.classes and bool(bridging(situation))


def _picked(situation: Situation, item: str, choices: tuple[str, ...]) -> bool:
    reply = situation.reply(item)
    return reply is not None and bool(set(reply.picked) & set(choices))
