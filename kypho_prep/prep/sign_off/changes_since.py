"""What changed since a nurse last had the chart in hand: the difference, with what each value was then.

Rows are only ever added, so the chart of then is today's without the newer ones. The baseline is the newest sign-off,
"I have read this", or work of staff on the chart. Work beside an unread difference does not hide it, and work while
the patient sits and answers is no reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.answers.structured import Entries
from kypho_prep.prep.author import Author
from kypho_prep.prep.chart import Chart, FactKind, Instruction, SignOffKind, StaffFact
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Reply, State, Who
from kypho_prep.prep.sign_off.prep_sign_off import Change, binding, changes
from kypho_prep.prep.staff_entries.visit_change import VISIT_FIELDS, visit_at

# Written without the chart in hand: at the kiosk, by the printer, in the visit's form, by the program.
NO_READING = (
    FactKind.CHART_READ,
    FactKind.EMERGENCY_ACKNOWLEDGED,
    FactKind.PLAN_PRINTED,
    FactKind.VISIT_CHANGED,
    FactKind.SIGN_OFF_FALLEN,
    FactKind.CALL_TAKEN_BACK,
    FactKind.LEGAL_HOLD,
    FactKind.ANSWER_DIFFERS,
)


class SeenHow(StrEnum):
    """How a nurse last had the chart in hand."""

    SIGNED = "signed"
    READ = "read"
    WORKED = "worked"


@dataclass(frozen=True)
class Since:
    """Who had the chart in hand, when and how, the chart of then, and what others changed in it.

    A moved visit comes first, then answers in the checklist's order. `gone` are answers that a branch alone took
    away; `answered` counts the questions that were open then and have their first answer now.
    """

    kind: SeenHow
    who: str
    at: datetime
    then: Situation
    changes: tuple[Change, ...]
    gone: tuple[Change, ...] = ()
    answered: int = 0


@dataclass(frozen=True)
class _Mark:
    """One time that a nurse had the chart in hand; `bound` is what she signed."""

    kind: SeenHow
    by: Author
    at: datetime
    seq: int
    bound: Mapping[str, str] | None = None


def since(situation: Situation) -> Since | None:
    """Return what others changed since a nurse last had the chart in hand; none where nothing did, or nobody had."""
    mark = _baseline(situation)
    if mark is None:
        return None
    then = as_of(situation, mark.seq)
    found = _news(situation, then, mark)
    first = [one for one in found if _was_open(then, one)]
    told = [one for one in found if one not in first]
    gone = tuple(one for one in told if _no_longer_asked(situation, one))
    changed = tuple(one for one in told if one not in gone)
    return Since(mark.kind, mark.by.name, mark.at, then, changed, gone, len(first)) if told else None


def as_of(situation: Situation, seq: int) -> Situation:
    """Return the chart as it stood with what has this number, among today's clinic and checklist."""
    chart = situation.chart
    then = replace(
        chart,
        visit=visit_at(chart, seq),
        replies=tuple(one for one in chart.replies if one.seq <= seq),
        instructions=tuple(one for one in chart.instructions if one.seq <= seq),
        facts=tuple(one for one in chart.facts if one.seq <= seq),
        flags=tuple(one for one in chart.flags if one.seq <= seq),
        actions=tuple(one for one in chart.actions if one.seq <= seq),
        sign_offs=tuple(one for one in chart.sign_offs if one.seq <= seq),
    )
    return replace(situation, chart=then)


def authored(situation: Situation, key: str) -> Reply | Instruction | StaffFact | None:
    """Return the newest row behind a bound key, whoever wrote it; none where a branch alone took the answer away."""
    kind, _, rest = key.partition(":")
    chart = situation.chart
    if kind == "reply":
        item, _, entry = rest.partition(":")
        return chart.latest.get((item, entry or None))
    if kind == "instruction":
        return next((one for one in reversed(chart.instructions) if f"{one.subject}:{one.action}" == rest), None)
    if kind == "fact":
        return next((one for one in reversed(chart.facts) if f"{one.kind}:{one.subject}" == rest), None)
    moves = [one for one in reversed(chart.facts) if one.kind is FactKind.VISIT_CHANGED]
    return next((one for one in moves if rest in one.value["after"]), None)


def _baseline(situation: Situation) -> _Mark | None:
    """Return the newest mark, but no work that came upon a difference which nobody had read or signed."""
    baseline: _Mark | None = None
    unread, looked = False, None
    for mark in _marks(situation.chart):
        if baseline is not None and looked is not None and mark.kind is SeenHow.WORKED:
            if _others_wrote(situation.chart, looked, mark.seq):
                then = as_of(situation, baseline.seq)
                unread = bool(_news(as_of(situation, mark.seq), then, baseline))
            looked = mark.seq
            if unread:
                continue
        baseline, looked, unread = mark, mark.seq, False
    return baseline


def _marks(chart: Chart) -> list[_Mark]:
    """Return every time that a nurse had the chart in hand, oldest first."""
    worked = [_Mark(SeenHow.WORKED, *work) for work in _work(chart) if not _in_a_sitting(chart, work[-1])]
    read = [
        _Mark(SeenHow.READ, one.author, one.recorded_at, one.seq)
        for one in chart.facts
        if one.kind is FactKind.CHART_READ
    ]
    signed = [
        _Mark(SeenHow.SIGNED, one.author, one.signed_at, one.seq, one.bound)
        for one in chart.sign_offs
        if one.kind is SignOffKind.PREP
    ]
    return sorted([*worked, *read, *signed], key=lambda mark: mark.seq)


def _work(chart: Chart) -> Iterator[tuple[Author, datetime, int]]:
    """Return who of the staff worked on the chart, when, and the number of what was done."""
    yield from ((one.author, one.recorded_at, one.seq) for one in chart.actions)
    yield from ((one.author, one.recorded_at, one.seq) for one in chart.instructions)
    yield from ((one.author, one.recorded_at, one.seq) for one in chart.facts if one.kind not in NO_READING)
    yield from ((one.author, one.signed_at, one.seq) for one in chart.sign_offs if one.kind is not SignOffKind.PREP)
    yield from ((one.answerer.author, one.at, one.seq) for one in chart.replies if one.answerer.who is Who.STAFF)


def _in_a_sitting(chart: Chart, seq: int) -> bool:
    """Tell whether the patient had not begun when something was done, or was in the middle of one sitting."""
    told = [one for one in chart.replies if one.answerer.who is not Who.STAFF]
    earlier = [one for one in told if one.seq <= seq]
    later = [one for one in told if one.seq > seq]
    if not earlier:
        return True
    return bool(later) and earlier[-1].session is not None and earlier[-1].session == later[0].session


def _others_wrote(chart: Chart, after: int, until: int) -> bool:
    """Tell whether the patient, a helper, or who edits visits wrote something after one thing and until another."""
    numbers = [one.seq for one in chart.replies if one.answerer.who is not Who.STAFF]
    numbers += [one.seq for one in chart.facts if one.kind is FactKind.VISIT_CHANGED]
    return any(after < seq <= until for seq in numbers)


def _news(now: Situation, then: Situation, mark: _Mark) -> tuple[Change, ...]:
    """Return what others than the mark's own nurse changed since; since a sign-off also what she changed herself."""
    found = changes(binding(then) if mark.bound is None else mark.bound, now)
    # A nurse need not be told what she did herself, but whoever signs after her was not there.
    own = mark.by if mark.kind is not SeenHow.SIGNED else None
    told = [one for one in _folded(now, found) if not _is_by(authored(now, one.key), own)]
    return tuple(sorted(told, key=lambda one: _in_order(now, one)))


def _in_order(now: Situation, change: Change) -> tuple[int, int]:
    """Return where a change is told: the visit, the answers in the checklist's order, what staff recorded."""
    kind, _, rest = change.key.partition(":")
    if kind == "visit":
        return 0, VISIT_FIELDS.index(rest)
    order = {item.id: at for at, item in enumerate(now.checklist.items)}
    return (1 if kind == "reply" else 2), order.get(_item(change), 0)


def _is_by(row: Reply | Instruction | StaffFact | None, person: Author | None) -> bool:
    """Tell whether a staff member wrote a row; the patient and a helper are none."""
    if row is None or person is None:
        return False
    if isinstance(row, Reply):
        return row.answerer.who is Who.STAFF and row.answerer.author.is_same(person)
    return row.author.is_same(person)


def _was_open(then: Situation, change: Change) -> bool:
    """Tell whether a change is the first answer to a question that was asked then already."""
    item, _, entry = change.key.removeprefix("reply:").partition(":")
    key = (item, entry or None)
    return not change.before and key in then.reached and key not in then.current


def _no_longer_asked(now: Situation, change: Change) -> bool:
    """Tell whether an answer is gone though nobody took it back: its question is no longer asked."""
    source = authored(now, change.key) if not change.after else None
    return isinstance(source, Reply) and source.state is not State.REMOVED


def _folded(now: Situation, found: tuple[Change, ...]) -> list[Change]:
    """Return the changes with an entry that came or went as one: neither its other answers nor its list beside it."""
    whole = {_entry(one): now.checklist.item(_item(one)).entry_of for one in found if _names_an_entry(now, one)}
    return [one for one in found if _names_an_entry(now, one) or not _told_by(now, one, whole)]


def _told_by(now: Situation, change: Change, whole: Mapping[str, str]) -> bool:
    item = now.checklist.by_id.get(_item(change))
    listed = item is not None and kind_of(item) is Entries and item.entries in whole.values()
    return _entry(change) in whole or listed


def _names_an_entry(now: Situation, change: Change) -> bool:
    """Tell whether a change is the coming or going of a medicine, an allergy or a question."""
    item = now.checklist.by_id.get(_item(change))
    if item is None or not item.entry_of or (change.before and change.after):
        return False
    return now.checklist.entry_items(item.entry_of)[0] is item


def _item(change: Change) -> str:
    return change.key.removeprefix("reply:").partition(":")[0]


def _entry(change: Change) -> str:
    return change.key.partition(":")[2].partition(":")[2] if change.key.startswith("reply:") else ""
