"""Keeps what is derived true: flags and the board's row after every change, and a repair that names differences.

This module is light: the first paint may import it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from kypho_prep.prep.author import Author
from kypho_prep.prep.chart import FactKind, SignOffKind, StaffFact
from kypho_prep.prep.interview.situation import Situation, with_flags
from kypho_prep.prep.languages import offered
from kypho_prep.prep.patients.name_search import search_words
from kypho_prep.prep.reply import Who
from kypho_prep.prep.rules.flags import advance, findings
from kypho_prep.prep.sign_off.day_sign_off import day_standing
from kypho_prep.prep.sign_off.prep_sign_off import Standing, blockers, opened_under, signed_in_order, standing
from kypho_prep.prep.times import Stamp, local_date
from kypho_prep.records.ids import new_id
from kypho_prep.records.rows import AuditRow, SummaryRow
from kypho_prep.workflow import clinic_setting, stations
from kypho_prep.workflow.derived.board_row import summary_row

if TYPE_CHECKING:
    from datetime import datetime

    from kypho_prep.prep.chart import Chart
    from kypho_prep.records.rows import SessionRow
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.workplace import Workplace

PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Difference:
    """One column of a board's row that was not what the chart says; `column` is "missing" where there was no row."""

    visit: str
    column: str


def situation_of(workplace: Workplace, records: Transaction, visit: str, who: Who = Who.PATIENT) -> Situation:
    """Return everything known about a visit at this moment; LookupError where there is no such visit."""
    return around(workplace, records, records.charts.load(visit), who)


def around(workplace: Workplace, records: Transaction, chart: Chart, who: Who = Who.PATIENT) -> Situation:
    """Return a chart with what surrounds it: the checklist, the clinic, the medicines, the clinic's local date."""
    clinic = clinic_setting.read(records.settings.get(clinic_setting.KEY))
    content = workplace.content
    today = local_date(workplace.now(), clinic)
    languages = offered(content.known, clinic)
    return Situation(content.checklist, chart, clinic, content.medicines, today, who, languages)


def stamp_of(workplace: Workplace, situation: Situation) -> Stamp:
    """Return the stamp of what happens to a visit now: the clock's moment, and the place after all that is on record.

    Nobody else can take the place: whoever writes has held the visit since before its chart was read.
    """
    return Stamp(workplace.now(), situation.chart.newest + 1)


def bring_up_to_date(
    workplace: Workplace, records: Transaction, before: Situation, after: Situation, sitting: SessionRow | None = None
) -> tuple[Situation, SummaryRow]:
    """Store what a change did to a visit's flags and its row on the board; return the new situation and the row."""
    after, row = worked_out(workplace, records, before, after, sitting)
    return after, records.summaries.put(row)


def worked_out(
    workplace: Workplace, records: Transaction, before: Situation, after: Situation, sitting: SessionRow | None = None
) -> tuple[Situation, SummaryRow]:
    """Store what a change did to a visit's flags; return the new situation and the visit's row, not yet stored.

    A sign-off that falls with the change is put on record, with the names of what changed and of what opened.
    `sitting` is the visit's open one, where the caller has it in hand.
    """
    now = stamp_of(workplace, after)
    visit = after.chart.visit.id
    plain = _plain(after)
    # The rules read neither the flags' rows nor the actions: what they find here holds for the board's row as well.
    found = findings(plain)
    rows = advance(found, after.chart.flags, now, lambda: new_id(now.at))
    if rows:
        records.charts.add_flags(visit, rows)
        after = with_flags(after, rows)
    # Before the row is worked out, which has to show the fall.
    after = _with_fall(records, before, after, now)
    if before.chart.sign_offs:
        _record_fall(records, before, after, now.at)
    # Stored last: a kiosk that holds the visit by its emergency alone writes nothing of it once the row shows none.
    return after, summary_row(_plain(after), sitting or records.sessions.open_of(visit), found)


def refresh(workplace: Workplace, records: Transaction, before: Situation) -> Situation:
    """Read a visit again after any change to its rows and bring it up to date."""
    after = situation_of(workplace, records, before.chart.visit.id, before.who)
    return bring_up_to_date(workplace, records, before, after)[0]


def bring_all_up_to_date(workplace: Workplace, records: Transaction) -> None:
    """Bring every visit that has not ended up to date, after the clinic changed what its rules rest on.

    Nobody said anything new about a visit: a signature that the new rule holds back is not taken back for good.
    """
    for visit in records.visits.going_on():
        refresh(workplace, records, situation_of(workplace, records, visit))


def make_findable(records: Transaction, chart: Chart) -> None:
    """Let a visit be found by its patient's names, MRN and phone as they are now."""
    records.summaries.put_words(chart.visit.id, _words(chart))


def recompute_all(workplace: Workplace) -> tuple[Difference, ...]:
    """Work out every visit's row anew, store those that differ, and name each difference; healthy is none."""
    with workplace.writing(alone=True) as records:
        found: list[Difference] = []
        for visit in records.visits.all():
            situation = situation_of(workplace, records, visit)
            wanted = summary_row(situation, records.sessions.open_of(visit))
            stored = records.summaries.get(visit)
            different = _differences(stored, wanted)
            if different:
                records.summaries.put(wanted)
            found.extend(different)
            if records.summaries.words(visit) != _words(situation.chart):
                make_findable(records, situation.chart)
                found.append(Difference(visit, "words"))
        if found:
            details = {"rows": len({one.visit for one in found})}
            records.audit.add(AuditRow(workplace.now(), PROGRAM, "board_repaired", details=details))
        return tuple(found)


def close_left_over(workplace: Workplace) -> int:
    """Close the sittings that a killed program left open at this station, and return how many; call it at the start.

    Their pages stay, so that each patient comes back to the same question. Other stations' sittings are theirs.
    """
    with workplace.writing(alone=True) as records:
        stations.be_seen(workplace, records)
        left = records.sessions.open_at(workplace.station, workplace.kiosk)
        end_sittings(workplace, records, left, "cut")
        return len(left)


def end_sittings(workplace: Workplace, records: Transaction, left: tuple[SessionRow, ...], how: str) -> None:
    """End sittings that nobody sits in any more, and say on record how; their pages stay."""
    for sitting in left:
        before = situation_of(workplace, records, sitting.visit)
        stations.end_sitting(records, sitting, how, workplace.now(), Author(PROGRAM))
        refresh(workplace, records, before)


def _plain(situation: Situation) -> Situation:
    """Return the situation whoever sits at the kiosk: what is derived does not depend on it."""
    return situation if situation.who is Who.PATIENT else replace(situation, who=Who.PATIENT)


def _words(chart: Chart) -> tuple[str, ...]:
    person = chart.patient
    return search_words(f"{person.family} {person.given}", person.mrn, person.phone)


def _differences(stored: SummaryRow | None, wanted: SummaryRow) -> tuple[Difference, ...]:
    if stored is None:
        return (Difference(wanted.visit, "missing"),)
    names = [field.name for field in fields(SummaryRow) if field.name != "change_seq"]
    return tuple(Difference(wanted.visit, name) for name in names if getattr(stored, name) != getattr(wanted, name))


def _with_fall(records: Transaction, before: Situation, after: Situation, now: Stamp) -> Situation:
    """Put on record what a change opened under the preparation's sign-off: closing it later signs nothing anew."""
    opened = opened_under(blockers(before), after) if before.chart.sign_offs else ()
    if not opened:
        return after
    newest = [one for one in signed_in_order(after.chart) if one.kind is SignOffKind.PREP][-1]
    value = {"opened": [one.stored() for one in opened]}
    made = new_id(now.at)
    fact = StaffFact(made, newest.visit, FactKind.SIGN_OFF_FALLEN, newest.id, value, PROGRAM, now.at, seq=now.seq)
    records.charts.add_fact(fact)
    return replace(after, chart=replace(after.chart, facts=(*after.chart.facts, fact)))


def _why(fallen: Standing) -> dict[str, list[str]]:
    """Return by name what changed, and what opened where anything did."""
    opened = [":".join(one.mark) for one in fallen.opened]
    return {"changed": [change.key for change in fallen.changes], **({"opened": opened} if opened else {})}


def _record_fall(records: Transaction, before: Situation, after: Situation, now: datetime) -> None:
    """Put each sign-off that fell on record: the preparation's, the day's."""
    for judge in (standing, day_standing):
        stood, stands = judge(before), judge(after)
        if stood.sign_off is None or not stood.stands or stands.stands:
            continue
        row = AuditRow(
            at=now,
            actor=PROGRAM,
            event="sign_off_revoked",
            subject=stood.sign_off.id,
            visit=after.chart.visit.id,
            details=_why(stands),
        )
        records.audit.add(row)
