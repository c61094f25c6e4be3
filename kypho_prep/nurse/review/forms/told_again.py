"""After a move, what needs no new decision is told again with one press: the instruction stays, the day is new."""

from __future__ import annotations

from kypho_prep.nurse.open_visit.context import Job, Opened
from kypho_prep.prep.chart import Instruction
from kypho_prep.prep.interview.substances import best_standing
from kypho_prep.prep.staff_entries.instructions import gaps
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import InstructionForm

ONLY = ("told_before_move",)


def to_tell_again(opened: Opened, subject: str) -> Instruction | None:
    """Return a medicine's instruction that lacks nothing but to be told again; none where it lacks more."""
    chart = opened.situation.chart
    best = best_standing(opened.situation, subject)
    return best if best is not None and gaps(best, chart) == ONLY else None


def tell_again(opened: Opened, one: Instruction) -> Job:
    """Return the job that records that the patient was told again today, by whom, and why."""
    form = InstructionForm(
        subject=one.subject,
        action=one.action,
        on=one.on,
        at=one.at or "",
        text=one.text,
        decided_by=one.decided_by,
        told_on=opened.post.today,
        told_by=opened.post.staff.name,
        restart=one.restart,
        bridging=one.bridging,
        read_back=one.read_back,
        supersedes=one.id,
        reason=opened.say("desk.told_again.reason"),
    )
    return lambda: review.instruct(opened.desk.workplace, staff=opened.post.staff, visit=opened.visit, form=form)
