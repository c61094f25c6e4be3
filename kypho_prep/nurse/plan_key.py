"""Prints the patient's plan from the review, and puts on record that it was printed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from kypho_prep.look.labels import Label
from kypho_prep.nurse.opened import Opened
from kypho_prep.nurse.parts import key, row, say
from kypho_prep.prep.printed_plan import PlanState, newest_print, plan_state
from kypho_prep.workflow import review, schedule
from kypho_prep.workflow.review import Review


def plan_key(opened: Opened) -> QHBoxLayout:
    """Return the key that prints the plan."""
    return row(key(opened.desk, opened.say("desk.plan.print"), "print_plan", lambda: _print(opened)), None)


def printed_labels(opened: Opened) -> list[Label]:
    """Return who printed the plan last and when, and that the paper is void where it is; nothing when nobody did."""
    printed = newest_print(opened.situation.chart)
    if printed is None:
        return []
    said = opened.say("desk.plan.was_printed", who=printed.recorded_by, at=opened.at(printed.recorded_at))
    void = plan_state(opened.situation) is PlanState.VOID
    told = [say(opened.desk, opened.say("desk.plan.void"), "check/surface", bold=True)] if void else []
    return [*told, say(opened.desk, said, "quiet/surface", 15)]


def _print(opened: Opened) -> None:
    """Draw the paper on the screen's thread, where Qt draws; then record it."""
    make = opened.desk.outside.plan
    try:
        file = make(opened.situation, "") if make is not None else None
    except OSError:
        make = None
    if make is None:
        opened.tell(opened.say("desk.plan.no_paper"))
        return
    opened.do(lambda: _record(opened), None)
    opened.tell(opened.say("desk.plan.printed") if file is None else opened.say("desk.plan.made", file=str(file)))


def _record(opened: Opened) -> Review:
    workplace, staff = opened.desk.workplace, opened.post.staff
    schedule.record_print(workplace, staff=staff, visit=opened.visit, paper="plan")
    return review.open_chart(workplace, staff=staff, visit=opened.visit)
