"""What an instruction of a prescriber must hold before it is recorded; a light module."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kypho_prep.prep.chart import Instruction, InstructionAction
from kypho_prep.prep.interview.substances import substance_of
from kypho_prep.prep.staff_entries.fasting import void
from kypho_prep.prep.times import as_it_comes, resolve_local
from kypho_prep.workflow.errors import Changed, Invalid, Problem
from kypho_prep.workflow.forms import LONGEST_TEXT, clock, normalized

if TYPE_CHECKING:
    from kypho_prep.prep.chart import Visit
    from kypho_prep.prep.interview.situation import Situation

FASTING_TIMES = (InstructionAction.FASTING_FOOD, InstructionAction.FASTING_LIQUIDS)
QUOTED = (
    InstructionAction.LAST_DOSE,
    InstructionAction.CONTINUE,
    InstructionAction.MORNING_OF,
    InstructionAction.OTHER,
)
_CLASH = {
    InstructionAction.NO_FASTING: (InstructionAction.NO_FASTING, *FASTING_TIMES),
    InstructionAction.FASTING_FOOD: (InstructionAction.FASTING_FOOD, InstructionAction.NO_FASTING),
    InstructionAction.FASTING_LIQUIDS: (InstructionAction.FASTING_LIQUIDS, InstructionAction.NO_FASTING),
    # "Keep taking it" beside "your last one" is no plan.
    InstructionAction.LAST_DOSE: (InstructionAction.LAST_DOSE, InstructionAction.CONTINUE),
    InstructionAction.CONTINUE: (InstructionAction.CONTINUE, InstructionAction.LAST_DOSE),
}


@dataclass(frozen=True, slots=True)
class InstructionForm:
    """A prescriber's word as typed; `supersedes` with a `reason` corrects an older one.

    `subject` is a medicine's entry, `group:<choice>` or `fasting`; `at` is "HH:MM" of the clinic's clock.
    """

    subject: str
    action: InstructionAction
    on: date | None = None
    at: str = ""
    text: str = ""
    decided_by: str = ""
    told_on: date | None = None
    told_by: str = ""
    restart: str = ""
    bridging: bool | None = None
    read_back: bool = False
    supersedes: str | None = None
    reason: str = ""


def checked(form: InstructionForm, situation: Situation) -> InstructionForm:
    """Return an instruction's form tidied, with what it takes the place of. Raises Invalid or Changed."""
    tidied = replace(
        form,
        text=normalized(form.text),
        decided_by=normalized(form.decided_by),
        told_by=normalized(form.told_by),
        restart=normalized(form.restart),
        reason=normalized(form.reason),
    )
    problems = [*_missing(tidied), *_too_long(tidied), *_times(tidied, situation)]
    if problems:
        raise Invalid(tuple(problems))
    on, at = as_it_comes(tidied.on, clock(tidied.at), situation.clinic.zone)
    return _replacing(replace(tidied, on=on, at=at or ""), situation)


def _missing(form: InstructionForm) -> list[Problem]:
    needed = ["decided_by"]
    needed += ["on", "at"] if form.action in FASTING_TIMES else []
    needed += ["reason"] if form.supersedes else []
    problems: list[Problem] = [(name, "error.required", {}) for name in needed if not getattr(form, name)]
    if form.action in QUOTED and not form.text:
        # The plan prints the prescriber's own words: without them it would say nothing, or something else.
        problems.append(("text", "error.quotation_missing", {}))
    if form.action is InstructionAction.LAST_DOSE and form.on is None and not form.text:
        problems.append(("on", "error.required", {}))
    return problems


def _too_long(form: InstructionForm) -> list[Problem]:
    names = ("text", "decided_by", "told_by", "restart", "reason")
    lengths = {name: len(getattr(form, name)) for name in names}
    return [
        (name, "error.too_long", {"length": length, "most": LONGEST_TEXT})
        for name, length in lengths.items()
        if length > LONGEST_TEXT
    ]


def _times(form: InstructionForm, situation: Situation) -> list[Problem]:
    try:
        at = clock(form.at)
    except ValueError:
        return [("at", "error.not_a_time", {})]
    problems: list[Problem] = []
    if form.told_on is not None and form.told_on > situation.today:
        problems.append(("told_on", "error.told_in_future", {}))
    before_only = (*FASTING_TIMES, InstructionAction.LAST_DOSE)
    if form.action in before_only and form.on is not None:
        # A day without a time counts from its beginning, so that the procedure's own day may be named.
        stop = resolve_local(form.on, at or "00:00", situation.clinic.zone)
        if stop > _latest(situation.chart.visit, situation.clinic.zone):
            problems.append(("at" if at else "on", "error.after_procedure", {}))
    return problems


def _latest(visit: Visit, zone: str) -> datetime:
    """Return the procedure's moment; where no time is known, the end of its day."""
    if visit.procedure_at:
        return resolve_local(visit.procedure_on, visit.procedure_at, zone)
    midnight = datetime.combine(visit.procedure_on + timedelta(days=1), time(), ZoneInfo(zone))
    return midnight.astimezone(UTC) - timedelta(seconds=1)


def _replacing(form: InstructionForm, situation: Situation) -> InstructionForm:
    """Return the form with the row that it replaces; an old one whose times are void needs no reason."""
    chart = situation.chart
    current = {one.id: one for one in chart.current_instructions}
    if form.supersedes is not None and form.supersedes not in current:
        raise Changed
    clashing = [one for one in current.values() if _clashes(one, form, situation) and one.id != form.supersedes]
    standing = [one for one in clashing if not void(one, chart)]
    if standing:
        raise Invalid((("action", "error.instruction_stands", {}),))
    spent = next((one.id for one in clashing if one.action is form.action), None)
    return form if form.supersedes is not None or spent is None else replace(form, supersedes=spent)


def _clashes(one: Instruction, form: InstructionForm, situation: Situation) -> bool:
    """Tell whether two instructions cannot both stand: about one substance, under whatever name, and at odds."""
    same = substance_of(situation, form.subject)
    subjects = {form.subject} if same is None else {each.id for each in same.entries}
    return one.subject in subjects and one.action in _CLASH.get(form.action, (form.action,))
