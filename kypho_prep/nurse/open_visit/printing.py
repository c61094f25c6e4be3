"""Prints a paper from the review and puts it on record; says whether the printed plan still stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kypho_prep.nurse.open_visit.context import OpenVisit
from kypho_prep.nurse.widgets.flow_layout import flowing
from kypho_prep.nurse.widgets.parts import key, say
from kypho_prep.prep.plan.printed_plan import PlanState, newest_print, plan_state
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import Review
from kypho_prep.workflow.visits import schedule

PRINT = "print"
Make = Callable[[], Path | None]


def plan_told(opened: OpenVisit) -> list[QWidget]:
    """Return whether the paper that the patient holds still stands, who printed it and when, and the way to print."""
    if opened.desk.services.plan is None:
        return []
    to_papers = flowing(key(opened.desk, opened.say("desk.plan.to_papers"), "to_papers", partial(opened.go, PRINT)))
    printed = newest_print(opened.situation.chart)
    if printed is None:
        return [to_papers]
    void = plan_state(opened.situation) is PlanState.VOID
    said = opened.say("desk.plan.was_printed", who=printed.recorded_by, at=opened.at(printed.recorded_at))
    state = (
        say(opened.desk, opened.say("desk.plan.void"), "check/surface", bold=True)
        if void
        else say(opened.desk, opened.say("desk.plan.current"))
    )
    return [state, say(opened.desk, said, "quiet/surface", 15), to_papers]


def print_paper(opened: OpenVisit, kind: str, words: str, make: Make) -> None:
    """Draw a paper on the screen's thread, where Qt draws; then record it, and say what came of it."""
    try:
        file = make()
    except OSError:
        opened.tell(opened.say("desk.print.failed", paper=words))
        return
    # Also while another job is under way: the paper is out, so it has to be on record.
    opened.keep(partial(_record, opened, kind))
    made = opened.say("desk.print.made", paper=words, file=str(file))
    opened.tell(made if file else opened.say("desk.print.printed", paper=words))


def _record(opened: OpenVisit, kind: str) -> Review:
    workplace, staff = opened.desk.workplace, opened.session.staff
    schedule.record_print(workplace, staff=staff, visit=opened.visit, paper=kind)
    return review.read_again(workplace, staff=staff, visit=opened.visit)
