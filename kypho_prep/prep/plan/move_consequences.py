"""What a move of the visit would void, told before it is saved."""

from __future__ import annotations

from dataclasses import dataclass

from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.plan.printed_plan import PlanState, plan_state
from kypho_prep.prep.rules.visit_rules import verified_adult
from kypho_prep.prep.staff_entries.fasting import ACTIONS, fasting_instructions, void
from kypho_prep.prep.staff_entries.instructions import told


@dataclass(frozen=True, slots=True)
class Stake:
    """What stands now and would no longer: fasting words, dated instructions, what was told, paper, driver."""

    fasting: bool = False
    dated: int = 0
    told: int = 0
    plan: bool = False
    adult: bool = False


def at_stake(situation: Situation) -> Stake:
    """Return what becomes void when the procedure, the arrival or the anesthesia changes."""
    chart = situation.chart
    medicines = [one for one in chart.current_instructions if one.action not in ACTIONS and not void(one, chart)]
    # A word without a date stands after a move, but has to be told again for the new day.
    dated = [one for one in medicines if one.on is not None or one.at is not None]
    here = chart.visit.times_revision
    return Stake(
        fasting=bool(fasting_instructions(chart)),
        dated=len(dated),
        told=sum(told(one) and one.times_revision == here for one in medicines if one not in dated),
        plan=plan_state(situation) is PlanState.CURRENT,
        adult=verified_adult(situation) is not None,
    )
