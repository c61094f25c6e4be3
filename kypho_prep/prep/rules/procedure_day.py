"""The page of the procedure's day: what is asked again, and where it differs from what was entered.

Only what was said and recorded on that local day counts. Times are compared as entered; no hours are counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from kypho_prep.prep.answers.answer import Pairs
from kypho_prep.prep.chart import FactKind, Instruction, InstructionAction, StaffFact
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.interview.duplicate_medicines import named_medicine
from kypho_prep.prep.interview.medicine_groups import GROUPS, Group, named_by
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.interview.substances import standing, substances
from kypho_prep.prep.medicines.catalogue import MedicineList, class_levels
from kypho_prep.prep.reply import Reply, State
from kypho_prep.prep.rules.fasting_rules import MILK, limit, taken, wall_clock, with_milk
from kypho_prep.prep.rules.medicine_rules import NO_FLAG, latest_taken
from kypho_prep.prep.rules.procedure_day_applies import INJECTED, bridging, diabetic, is_bridge, may_be_pregnant, worn
from kypho_prep.prep.rules.procedure_day_line import (
    ADDED,
    DECISION,
    DOSES,
    FASTING,
    INTAKE,
    KNOWN,
    MEASURED,
    SAID,
    SEEN_BEFORE,
    TICKED,
    TIMED,
    DayLine,
    Found,
)
from kypho_prep.prep.staff_entries.fasting import fasting_instructions, void
from kypho_prep.prep.staff_entries.instructions import medicine_instructions
from kypho_prep.prep.times import local_date

__all__ = [
    "ADDED",
    "DECISION",
    "DOSES",
    "INTAKE",
    "MEASURED",
    "TIMED",
    "DayCheck",
    "DayLine",
    "Found",
    "day_facts",
    "day_lines",
    "decided_about",
    "of_the_day",
    "on_the_day",
    "said_at",
]

LAST_TAKEN = "medicines.last_taken"


@dataclass(frozen=True, slots=True)
class DayCheck:
    """One line of the page.

    `subject` is a medicine's entry or `group:<choice>`, else empty. `entered` and `known` are what staff entered
    before, `said` what the patient said, `recorded` what staff recorded on the day, `differs` that it is not as
    entered or wanted, `stale` that what it was recorded about is another now; `bridge` = a dose given in between.
    """

    line: DayLine
    subject: str = ""
    name: str = ""
    entered: tuple[Instruction, ...] = ()
    known: tuple[StaffFact, ...] = ()
    said: tuple[Reply, ...] = ()
    recorded: StaffFact | None = None
    differs: bool = False
    stale: bool = False
    bridge: bool = False

    @property
    def key(self) -> str:
        """Return the subject under which the line is recorded: its name, for a dose with the medicine."""
        return f"{self.line}:{self.subject}" if self.subject else self.line.value

    @property
    def decided(self) -> bool:
        """Tell whether it is recorded who was told, who decided and what, after all that it was decided about."""
        if self.recorded is None or not all(str(self.recorded.value.get(part, "")).strip() for part in DECISION):
            return False
        about = [one.seq for one in self.said] + [one.seq for one in self.entered]
        return all(seq <= self.recorded.seq for seq in about)

    @property
    def undecided(self) -> bool:
        """Tell whether the line differs and nobody has decided about it as it is now."""
        return self.differs and (self.stale or not self.decided)

    @property
    def words(self) -> Pairs:
        """Return the words key of what the line is about, as a placeholder {name}; empty for a named medicine."""
        if self.subject.startswith("group:"):
            choice = self.subject.partition(":")[2]
            item = next(group.item for group in GROUPS if group.choice == choice)
            return (("name", f"{item}.choice.{choice}"),)
        return () if self.subject else (("name", f"desk.day.line.{self.line}"),)


def on_the_day(situation: Situation) -> Situation:
    """Return a visit as on the procedure's local day, so that nothing of it changes when that day is over."""
    return replace(situation, today=situation.chart.visit.procedure_on)


def day_lines(situation: Situation) -> tuple[DayCheck, ...]:
    """Return the lines of the page in their order, with what was entered, said and recorded."""
    here = on_the_day(situation)
    return tuple(_check(here, made) for made in _lines(here))


def decided_about(situation: Situation, item: str) -> bool:
    """Tell whether it is recorded on the day's page who decided about food or drink that came later than entered."""
    return any(SAID[one.line][0] == item and one.decided for one in day_lines(situation) if one.line in INTAKE)


def said_at(situation: Situation, check: DayCheck) -> datetime | None:
    """Return the wall clock time that the patient said of food or drink; none where it is not said to the hour."""
    item = SAID[check.line][0] if check.line in INTAKE else ""
    hours = [one for one in check.said if one.item == f"{item}_hour" and one.state is State.VALUE]
    return taken(on_the_day(situation), item) if hours else None


def of_the_day(situation: Situation, at: datetime) -> bool:
    """Tell whether a moment lies on the procedure's local day."""
    return local_date(at, situation.clinic) == situation.chart.visit.procedure_on


def day_facts(situation: Situation) -> dict[str, StaffFact]:
    """Return the newest entry of each line that was recorded on the procedure's local day, by its subject."""
    found = [one for one in situation.chart.current_facts if one.kind is FactKind.DAY_CHECK]
    kept = (one for one in found if of_the_day(situation, one.recorded_at))
    return {one.subject: one for one in sorted(kept, key=lambda one: one.seq)}


def _lines(situation: Situation) -> Iterator[DayCheck]:
    for line in DayLine:
        if line is DayLine.DOSE:
            yield from _doses(situation)
        elif _applies(situation, line):
            entered = tuple(one for one in fasting_instructions(situation.chart) if one.action in FASTING.get(line, ()))
            known = tuple(one for one in situation.chart.current_facts if _about(line, one))
            said = tuple(reply for item in SAID.get(line, ()) if (reply := _said(situation, item)) is not None)
            if line is DayLine.BRIDGE:
                entered = bridging(situation)
            yield DayCheck(line, "", "", entered, known, worn(situation) if line is DayLine.WORN else said)


def _applies(situation: Situation, line: DayLine) -> bool:
    """Tell whether a line is asked of this patient; a bridge that is listed by name has its own line of a dose."""
    if line is DayLine.BRIDGE:
        return bool(bridging(situation)) and not any(INJECTED in one.classes for one in substances(situation))
    asked = {
        DayLine.RESULTS: lambda: bool(situation.chart.visit.tests),
        DayLine.GLUCOSE: lambda: diabetic(situation),
        DayLine.PREGNANCY: lambda: may_be_pregnant(situation),
        DayLine.WORN: lambda: bool(worn(situation)),
    }
    return line not in asked or asked[line]()


def _about(line: DayLine, fact: StaffFact) -> bool:
    if fact.kind is FactKind.CHART_TICK:
        return fact.subject == TICKED.get(line)
    if fact.kind is FactKind.RESULT_SEEN and line in SEEN_BEFORE:
        return fact.subject == SEEN_BEFORE[line]
    return fact.kind in KNOWN.get(line, ())


def _doses(situation: Situation) -> Iterator[DayCheck]:
    """Return a line for each flagged medicine, and for each ticked group that no medicine is named for."""
    for one in substances(situation):
        values = [named_medicine(situation, entry.id) for entry in one.entries]
        if any(_flagged(situation.medicines, class_levels(situation.medicines, value)) for value in values):
            replies = (situation.reply(LAST_TAKEN, entry.id) for entry in one.entries)
            said = tuple(reply for reply in replies if reply is not None)
            entered = standing(situation, one.lead.id)
            bridge = is_bridge(situation, one)
            yield DayCheck(DayLine.DOSE, one.lead.id, one.name, entered, said=said, bridge=bridge)
    for group in GROUPS:
        if _ticked(situation, group) and not named_by(situation, group):
            subject = f"group:{group.choice}"
            yield DayCheck(DayLine.DOSE, subject, "", medicine_instructions(situation.chart, subject))


def _flagged(medicines: MedicineList, levels: dict[str, Level]) -> bool:
    return any(
        medicines.classes[code].loop or (level is not Level.NOTE and code not in NO_FLAG)
        for code, level in levels.items()
    )


def _ticked(situation: Situation, group: Group) -> bool:
    reply = situation.reply(group.item)
    return reply is not None and group.choice in reply.picked


def _said(situation: Situation, item: str) -> Reply | None:
    """Return what the patient said on the procedure's day; an answer of another day says nothing about it."""
    reply = situation.reply(item)
    return reply if reply is not None and of_the_day(situation, reply.at) else None


def _check(situation: Situation, check: DayCheck) -> DayCheck:
    check = replace(check, recorded=day_facts(situation).get(check.key))
    check = replace(check, stale=_stale(situation, check))
    return replace(check, differs=check.stale or _differs(situation, check))


def _stale(situation: Situation, check: DayCheck) -> bool:
    """Tell whether the marked site was confirmed for other levels than those that are entered now."""
    levels = check.recorded.value.get("levels") if check.recorded is not None else None
    # Another level makes the mark on the skin the wrong one.
    return check.line is DayLine.SITE and levels is not None and levels != situation.chart.visit.levels


def _differs(situation: Situation, check: DayCheck) -> bool:
    """Tell whether a line is not as entered or wanted; what is worn may stay on without a doctor's word."""
    if check.line in INTAKE:
        return _intake_differs(situation, check)
    if check.line in DOSES:
        return _dose_differs(situation, check)
    # A doctor may let a patient go home without an escort; that nobody came is then as decided.
    exempt = any(one.kind is FactKind.ESCORT_EXEMPT for one in check.known)
    return _found(check) in (Found.NO, Found.NOT_DONE) and not exempt and check.line is not DayLine.WORN


def _intake_differs(situation: Situation, check: DayCheck) -> bool:
    """Tell whether food or drink, as recorded or as said, came later than entered; milk or cream counts as food."""
    food = limit(situation, InstructionAction.FASTING_FOOD)
    latest = food if check.line is DayLine.LAST_FOOD else limit(situation, InstructionAction.FASTING_LIQUIDS)
    item = SAID[check.line][0]
    said = taken(situation, item) if any(one.item == item for one in check.said) else None
    milk = check.line is DayLine.LAST_DRINK
    told_milk = milk and with_milk(situation) and any(one.item == MILK for one in check.said)
    recorded_milk = milk and check.recorded is not None and check.recorded.value.get("milk") == "yes"
    return (
        _later(said, latest)
        or (told_milk and _later(said, food))
        or _recorded_later(check, latest)
        or (recorded_milk and _recorded_later(check, food))
    )


def _dose_differs(situation: Situation, check: DayCheck) -> bool:
    """Tell whether the last dose, as recorded or as said, came after the earliest date entered for it.

    When a bridge was last given has to be known; what is entered for the bridged medicine says nothing about it.
    """
    if check.line is DayLine.BRIDGE:
        return _found(check) == Found.UNKNOWN
    stops = [one for one in check.entered if one.action is InstructionAction.LAST_DOSE]
    # A date that was given for the procedure's old time says nothing about this one.
    days = [(one.on, one.at) for one in stops if one.on is not None and not void(one, situation.chart)]
    latest = min((wall_clock(on, at) for on, at in days), default=None)
    said = [day for reply in check.said if (day := latest_taken(reply)) is not None]
    after = latest is not None and any(day > latest.date() for day in said)
    unknown = check.bridge and _found(check) == Found.UNKNOWN
    return after or unknown or _recorded_later(check, latest)


def _recorded_later(check: DayCheck, latest: datetime | None) -> bool:
    """Tell whether a recorded time is later than entered; a time that nobody knows may be."""
    if _found(check) == Found.UNKNOWN:
        return latest is not None
    value = check.recorded.value if check.recorded is not None else {}
    return _later(wall_clock(date.fromisoformat(value["on"]), value.get("at")) if value.get("on") else None, latest)


def _later(at: datetime | None, latest: datetime | None) -> bool:
    return at is not None and latest is not None and at > latest


def _found(check: DayCheck) -> str:
    return str(check.recorded.value.get("found", "")) if check.recorded is not None else ""
