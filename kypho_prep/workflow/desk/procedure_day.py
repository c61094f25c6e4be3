"""What staff does on the procedure's day: record its page line by line, and sign it; a light module."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from kypho_prep.prep.chart import FactKind, SignOffKind, StaffFact
from kypho_prep.prep.rules.procedure_day import DECISION, MEASURED, TIMED, DayLine, Found, day_facts, day_lines
from kypho_prep.prep.sign_off.day_sign_off import day_binding, day_blockers
from kypho_prep.workflow.desk.staff_step import Turn, at_desk, sign_as_seen
from kypho_prep.workflow.errors import Changed, Invalid, Problem, Refused
from kypho_prep.workflow.forms import clock, normalized, require_length

if TYPE_CHECKING:
    from kypho_prep.prep.interview.situation import Situation
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.desk.review_view import Review
    from kypho_prep.workflow.workplace import Workplace

VITALS = MEASURED[DayLine.VITALS]
PARTS = ("checked", "found", "on", "at", "milk", "value", "unit", *VITALS, "text", *DECISION)
# What is not measured may be recorded with the reason; a temperature always has its number.
WITH_REASON = (DayLine.VITALS, DayLine.GLUCOSE)


class NotTheDay(Refused):
    """The page is recorded and signed on the procedure's local day only."""

    key = "error.not_the_day"


def record_line(
    workplace: Workplace,
    *,
    staff: StaffMember,
    visit: str,
    line: DayLine,
    subject: str = "",
    value: Mapping[str, str],
    supersedes: str | None = None,
    reason: str = "",
) -> Review:
    """Record one line of the day's page, or correct what was recorded today with the reason.

    Raises NotTheDay, Invalid (a part is missing or cannot be), TooLong, Changed (recorded meanwhile, or the medicine
    is gone), StaffOnly or VisitEnded.
    """
    key = f"{line}:{subject}" if subject else line.value

    def write(turn: Turn) -> None:
        here = _on_its_day(turn.situation)
        standing = day_facts(here).get(key)
        if key not in {one.key for one in day_lines(here)} or supersedes != (standing.id if standing else None):
            raise Changed
        problems = _reason_problems(supersedes, reason)
        checked = _checked(line, value, turn.now.astimezone(here.clinic.tz), problems) | _ordered(line, here)
        fact = StaffFact(
            turn.new_id(), visit, FactKind.DAY_CHECK, key, checked, staff.name, turn.now,
            supersedes=supersedes, reason=normalized(reason), recorded_by_id=staff.id, seq=turn.seq,
        )  # fmt: skip
        turn.records.charts.add_fact(fact)
        turn.note("fact_recorded", FactKind.DAY_CHECK.value, fact=fact.id, line=line.value)

    return at_desk(workplace, staff, visit, write)


def sign_day_of(
    workplace: Workplace,
    *,
    staff: StaffMember,
    visit: str,
    bound: Mapping[str, str],
    words: Mapping[str, str] | None = None,
) -> Review:
    """Sign the day's page for exactly what was seen, with the words as shown. Raises NotTheDay, Changed or Blocked."""

    def write(turn: Turn) -> None:
        here = _on_its_day(turn.situation)
        stands, open_still = day_binding(here), day_blockers(here)
        sign_as_seen(turn, SignOffKind.DAY_OF, seen=bound, stands=stands, open_still=open_still, words=words)

    return at_desk(workplace, staff, visit, write)


def _on_its_day(situation: Situation) -> Situation:
    if not situation.is_today:
        raise NotTheDay
    return situation


def _reason_problems(supersedes: str | None, reason: str) -> list[Problem]:
    require_length(normalized(reason))
    return [("reason", "error.required", {})] if supersedes is not None and not normalized(reason) else []


def _checked(line: DayLine, value: Mapping[str, str], now: datetime, problems: list[Problem]) -> dict[str, str]:
    """Return a line's value as it is kept: tidied, without what is empty. Raises Invalid or TooLong."""
    kept = {part: normalized(value.get(part, "")) for part in PARTS}
    require_length(*kept.values())
    problems += [(part, "error.required", {}) for part in _needed(line, kept) if not kept[part]]
    if line in TIMED:
        problems += _time_problems(kept, now)
    if problems:
        raise Invalid(tuple(problems))
    if kept["at"]:
        kept["at"] = clock(kept["at"]) or ""
    return {part: said for part, said in kept.items() if said}


def _ordered(line: DayLine, situation: Situation) -> dict[str, str]:
    """Return what a marked site was confirmed for: the levels as they are entered now."""
    return {"levels": situation.chart.visit.levels} if line is DayLine.SITE else {}


def _needed(line: DayLine, kept: Mapping[str, str]) -> tuple[str, ...]:
    """Return the parts without which a line says nothing; what is not as wanted is said in words."""
    if line is DayLine.IDENTIFIERS:
        return ("checked",)
    if line in MEASURED:
        return () if line in WITH_REASON and kept["text"] else MEASURED[line]
    if line in TIMED:
        return ("found", "on") if kept["found"] == Found.TIME else ("found",)
    # The code status has no wanted answer: what was agreed is written down in any case.
    said = kept["found"] == Found.NO or line is DayLine.CODE_STATUS
    if line is DayLine.PREGNANCY:
        said = kept["found"] == Found.NOT_DONE
    return ("found", "text") if said else ("found",)


def _time_problems(kept: Mapping[str, str], now: datetime) -> list[Problem]:
    """Name a date or a time that cannot be; what is still to come was not eaten, drunk or taken."""
    try:
        on = date.fromisoformat(kept["on"]) if kept["on"] else None
    except ValueError:
        return [("on", "error.not_a_day", {})]
    try:
        at = clock(kept["at"])
    except ValueError:
        return [("at", "error.not_a_time", {})]
    if on is not None and on > now.date():
        return [("on", "error.day_to_come", {})]
    if on == now.date() and at is not None and at > f"{now:%H:%M}":
        return [("at", "error.time_to_come", {})]
    return []
