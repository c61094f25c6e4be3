"""How many flags wake a nurse, on made-up visits: when the patient finishes, and two working days before.

The rates, and the work that staff have done in between, stand in tests/cohort/rates.py.
"""

import argparse
import sys
from random import Random

from kypho_prep import paths
from kypho_prep.content import load
from kypho_prep.prep.checklist import Kind, Level
from tests.benchmarks.timing import note
from tests.cohort import rates
from tests.cohort.budget import Budget, budget
from tests.cohort.charts import cohort
from tests.cohort.staff_work import on_that_day, two_working_days_before

MOST_PROBLEMS = 8
SLOW = 0.70


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    finished = [case.situation for case in cohort(load(paths.resources()), asked.visits, asked.seed)]
    later = [two_working_days_before(one, Random(f"{asked.seed}/{at}/staff")) for at, one in enumerate(finished)]
    slow = [
        two_working_days_before(one, Random(f"{asked.seed}/{at}/staff"), dict.fromkeys(rates.STAFF, SLOW))
        for at, one in enumerate(finished)
    ]
    idle = [on_that_day(one) for one in finished]
    table((budget(finished), budget(later), budget(slow), budget(idle)))
    return 0


def table(measured: tuple[Budget, ...]) -> None:
    """Print the moments beside each other."""
    note("| | patient finishes | two working days before | the same, 70 % of the work done | nothing done |")
    note("|---|---|---|---|---|")
    _row("visits with an open red", [f"{one.share_with_red:.1%}" for one in measured])
    _row("open reds on such a visit", [f"{one.reds_each:.2f}" for one in measured])
    for kind in Kind:
        for level in (Level.RED, Level.AMBER):
            _row(f"open a visit: {kind} {level}", [_each(one.open_flags[kind, level], one) for one in measured])
    notes = [sum(many for (_, level), many in one.flags.items() if level is Level.NOTE) for one in measured]
    _row("notes a visit, which ask for nothing", [_each(many, one) for many, one in zip(notes, measured, strict=True)])
    note(f"goal, two working days before: {'met' if measured[1].met else 'missed'}")
    for name, one in zip(("patient finishes", "two working days before"), measured, strict=False):
        most = ", ".join(f"{problem} {many}" for problem, many in one.red_problems.most_common(MOST_PROBLEMS))
        note(f"open reds, {name}: {most}")


def _row(name: str, values: list[str]) -> None:
    note(f"| {name} | {' | '.join(values)} |")


def _each(many: int, one: Budget) -> str:
    return f"{many / one.visits:.2f}"


if __name__ == "__main__":
    sys.exit(main())
