"""The command line's part for letting finished visits go: what would go and what stays, then done."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from typing import TYPE_CHECKING

from kypho_prep.flags import data_flag
from kypho_prep.terminal import opened, typed, unlocked

if TYPE_CHECKING:
    from pathlib import Path

    from kypho_prep.workflow.clinic.retention import Plan

# Why a visit stays although its days are over; a hold says its own reason.
_WHY = {
    "emergency": "an emergency stands at a kiosk that nobody has acknowledged",
    "not_taken_over": "not all of it is in the patient's chart: print its nurse's sheet, or say on its page that it is",
    "clock_alone": "the clinic worked on too few days since: is the clock right?",
    "newest": "it is the newest change of all, and goes with the next ones",
}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's."""
    said = "remove finished visits after the clinic's days, for good, while the program is closed"
    retention = commands.add_parser("retention", help=said)
    retention.add_argument("--dry-run", action="store_true", help="say what would go and what stays; remove nothing")
    retention.add_argument("--without-asking", action="store_true", help="remove them without asking")
    data_flag(retention)
    retention.set_defaults(run=_retention)


def _retention(asked: argparse.Namespace) -> int:
    from kypho_prep import settings
    from kypho_prep.workflow.clinic import retention

    chosen = unlocked(settings.load(asked.data))
    with opened(chosen) as workplace:
        plan = retention.plan(workplace)
        old = retention.old_back_ups(workplace, plan.days, chosen.backups)
        _say(plan, old)
        if asked.dry_run or not _agreed(plan, old, asked=not asked.without_asking):
            print("Nothing was removed.")
            return 0
        gone = retention.purge(workplace, plan, account=settings.account())
        back_ups = retention.forget_back_ups(workplace, plan.days, chosen.backups)
        damaged = retention.damaged_back_ups(workplace, chosen.backups)
    print(f"kypho-prep: removed for good: visits: {len(gone)}, back-ups: {len(back_ups)}.")
    if gone:
        print(f"Back-ups that still hold them go when they are older than {plan.days} days and this is run again.")
    for place in damaged:
        print(f"{place} is damaged and may hold such visits all the same: look at it, and remove it yourself.")
    for place in sorted(chosen.data.glob("replaced-*")):
        print(f"{place} was set aside and may hold such visits too: look at it, and remove it yourself.")
    return 0


def _agreed(plan: Plan, old: tuple[Path, ...], *, asked: bool) -> bool:
    """Ask whether they may go; where nobody can be asked, nobody agreed. What takes nothing away is not asked."""
    if not asked or not (plan.going or old):
        return True
    return sys.stdin.isatty() and typed("Type yes to remove them for good: ") == "yes"


def _say(plan: Plan, old: tuple[Path, ...]) -> None:
    """Say what would go, what stays, and why; of a visit its day alone, since a screen may be looked at."""
    print(f"kypho-prep: a finished visit is kept for {plan.days} days. Today is {plan.today}.")
    print(f"To be removed: visits: {len(plan.going)}, back-ups that are older: {len(old)}.")
    for day, count in sorted(Counter(one.procedure_on for one in plan.going).items()):
        print(f"  procedure on {day}: {count}")
    print(f"Kept although their days are over: {len(plan.kept)}.")
    reasons = Counter((one.procedure_on, _WHY.get(why, f"legal hold: {one.hold}")) for one, why in plan.kept)
    for (day, why), count in sorted(reasons.items()):
        print(f"  procedure on {day}: {count}: {why}")
    print(f"Finished, and their days are not over: {plan.not_yet}.")
