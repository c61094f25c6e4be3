"""Prints a paper from the review, and puts on record that it was printed; the plan has a key of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout

from kypho_prep.look.labels import Label
from kypho_prep.nurse.opened import Opened
from kypho_prep.nurse.parts import key, row, say
from kypho_prep.prep.printed_plan import PlanState, newest_print, plan_state
from kypho_prep.workflow import review, schedule
from kypho_prep.workflow.review import Review

Make = Callable[[], Path | None]


def plan_key(opened: Opened) -> QHBoxLayout:
    """Return the key that prints the plan as this patient reads it; nothing where there is no such paper."""
    plan = opened.desk.outside.plan
    if plan is None:
        return row(None)
    words, make = opened.say("desk.print.plan"), partial(plan, opened.situation, "")
    press = partial(print_paper, opened, "plan", words, make)
    return row(key(opened.desk, opened.say("desk.plan.print"), "print_plan", press), None)


def printed_labels(opened: Opened) -> list[Label]:
    """Return who printed the plan last and when, and that the paper is void where it is; nothing when nobody did."""
    printed = newest_print(opened.situation.chart)
    if printed is None:
        return []
    said = opened.say("desk.plan.was_printed", who=printed.recorded_by, at=opened.at(printed.recorded_at))
    void = plan_state(opened.situation) is PlanState.VOID
    told = [say(opened.desk, opened.say("desk.plan.void"), "check/surface", bold=True)] if void else []
    return [*told, say(opened.desk, said, "quiet/surface", 15)]


def print_paper(opened: Opened, kind: str, words: str, make: Make) -> None:
    """Draw a paper on the screen's thread, where Qt draws; then record it, and say what came of it."""
    try:
        file = make()
    except OSError:
        opened.tell(opened.say("desk.print.failed", paper=words))
        return
    opened.keep(partial(_record, opened, kind))
    made = opened.say("desk.print.made", paper=words, file=str(file))
    opened.tell(made if file else opened.say("desk.print.printed", paper=words))


def _record(opened: Opened, kind: str) -> Review:
    workplace, staff = opened.desk.workplace, opened.post.staff
    schedule.record_print(workplace, staff=staff, visit=opened.visit, paper=kind)
    return review.open_chart(workplace, staff=staff, visit=opened.visit)
