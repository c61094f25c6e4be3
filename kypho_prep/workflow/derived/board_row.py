"""A visit's row on the board, worked out from its chart: nothing in it depends on the day on which it is worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.chart import Chart, FactKind
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.interview.progress import progress
from kypho_prep.prep.medicines.catalogue import generics_of
from kypho_prep.prep.plan.printed_plan import must_print
from kypho_prep.prep.reply import State, Who
from kypho_prep.prep.rules.emergency import emergency
from kypho_prep.prep.rules.finding import Finding, Reason, kind_on, level_on
from kypho_prep.prep.rules.flags import Card, cards, closes
from kypho_prep.prep.rules.visit_rules import call_taken_back
from kypho_prep.prep.sign_off.calls import AT_HOME, calls, next_call_due
from kypho_prep.prep.sign_off.day_sign_off import day_standing
from kypho_prep.prep.sign_off.prep_sign_off import blocks, standing
from kypho_prep.prep.sign_off.stage import stage
from kypho_prep.records.rows import SessionRow, SummaryRow

if TYPE_CHECKING:
    from kypho_prep.prep.interview.situation import Situation

MOVED = "procedure_on"
INTERPRETER = "start.interpreter"
Found = tuple[Finding, ...] | None


@dataclass(frozen=True, slots=True)
class Line:
    """One flag over time: open or not before it turns, and from that day on."""

    finding: Finding
    open: bool
    open_turned: bool
    blocks_turned: bool = False

    def open_on(self, day: date) -> bool:
        """Tell whether it is open on a local date."""
        turned = self.finding.turn_from is not None and day >= self.finding.turn_from
        return self.open_turned if turned else self.open

    def takes_back_on(self, day: date) -> bool:
        """Tell whether the turn of a day, and nothing else, lets it take a sign-off back on a local date."""
        return self.blocks_turned and self.finding.turn_from is not None and day >= self.finding.turn_from

    def cancels_from(self) -> date | None:
        """Return the first local date on which it is an open red that could cancel the case."""
        turn = self.finding.turn_from
        if self.open and (self.finding.level, self.finding.kind) == (Level.RED, Kind.CANCEL):
            return date.min
        if turn is None or not self.open_turned:
            return None
        turned = (level_on(self.finding, turn), kind_on(self.finding, turn))
        return turn if turned == (Level.RED, Kind.CANCEL) else None

    def stored(self) -> dict[str, Any]:
        """Return the line as JSON."""
        found = self.finding
        return {
            "problem": found.problem,
            "subject": found.subject,
            "level": found.level.value,
            "kind": found.kind.value,
            "blocks": found.blocks,
            "turn_level": found.turn_level.value if found.turn_level else None,
            "turn_from": found.turn_from.isoformat() if found.turn_from else None,
            "reasons": [reason.stored() for reason in found.reasons],
            "open": self.open,
            "open_turned": self.open_turned,
            "blocks_turned": self.blocks_turned,
        }

    @staticmethod
    def read(row: Mapping[str, Any]) -> Line:
        """Return the line that `stored` wrote."""
        finding = Finding(
            row["problem"],
            row["subject"],
            Level(row["level"]),
            Kind(row["kind"]),
            tuple(Reason.read(text) for text in row["reasons"]),
            row["blocks"],
            Level(row["turn_level"]) if row["turn_level"] else None,
            date.fromisoformat(row["turn_from"]) if row["turn_from"] else None,
        )
        return Line(finding, row["open"], row["open_turned"], row.get("blocks_turned", False))


def summary_row(situation: Situation, sitting: SessionRow | None, found: Found = None) -> SummaryRow:
    """Return the board's row of a visit; `sitting` is its open session, `found` what the rules have just found."""
    chart, visit = situation.chart, situation.chart.visit
    lines = _lines(situation, found)
    # The row is stored and must not depend on today: the turn of a day is added where the board is read.
    signed, done = standing(situation, turned=False), progress(_before_the_day(situation))
    day, ticked = day_standing(situation), emergency(situation)
    made, taken_back = calls(chart), call_taken_back(chart)
    return SummaryRow(
        visit=visit.id,
        **_cover(chart),
        stage=stage(situation, turned=False).value,
        chapters_done=done.chapters_done,
        chapters_of=done.chapters_of,
        open_lines=tuple(line.stored() for line in lines),
        cancel_red_from=min((day for day in (line.cancels_from() for line in lines) if day), default=None),
        helper=_helper(situation),
        interpreter=_wants_interpreter(situation),
        nurse_called_at=visit.nurse_called_at if _open(lines, "nurse_called") else None,
        wrong_person=_wrong_person(situation),
        code_dead=visit.code_dead,
        emergency_kiosk=ticked.kiosk if ticked is not None else None,
        emergency_seq=ticked.seq if ticked is not None else None,
        print_plan=must_print(situation),
        who_now=sitting.who if sitting is not None else "",
        last_call_at=made[0].at if made else None,
        calls=len(made),
        next_due_at=next_call_due(chart),
        signed_by=signed.sign_off.signed_by if signed.sign_off is not None and signed.stands else "",
        revoked=signed.sign_off is not None and not signed.stands,
        medicines=_medicines(situation),
        last_answer_at=_last_answer(chart),
        moved_from=_moved_from(chart),
        day_signed_by=day.sign_off.signed_by if day.sign_off is not None and day.stands else "",
        day_fallen=day.sign_off is not None and not day.stands,
        call_taken_back_at=taken_back.recorded_at if taken_back is not None else None,
    )


def _cover(chart: Chart) -> dict[str, Any]:
    """Return what stands on the chart's first page: whose it is, and what is planned."""
    person, visit = chart.patient, chart.visit
    same = ("procedure_on", "procedure_at", "arrival_on", "arrival_at", "levels", "ended_at", "finished_at")
    return {
        "patient": f"{person.family}, {person.given}",
        **{name: getattr(person, name) for name in ("born", "language", "phone", "mrn")},
        **{name: getattr(visit, name) for name in same},
        "anesthesia": visit.anesthesia.value,
    }


def _lines(situation: Situation, found: Found) -> tuple[Line, ...]:
    return tuple(line for line in (_line(situation, card) for card in cards(situation, found)) if line is not None)


def _open(lines: tuple[Line, ...], problem: str) -> bool:
    return any(line.open for line in lines if line.finding.problem == problem)


def _line(situation: Situation, card: Card) -> Line | None:
    """Return a card as it is open before and after its turning day; None where it is open on neither side."""
    turn = card.finding.turn_from
    if turn is None:
        return Line(card.finding, card.open, card.open) if card.open else None
    before, after = (_open_on(situation, card, day) for day in (turn - timedelta(days=1), turn))
    (then,) = cards(replace(situation, today=turn), (card.finding,))
    return Line(card.finding, before, after, blocks(then)) if before or after else None


def _open_on(situation: Situation, card: Card, day: date) -> bool:
    if level_on(card.finding, day) is Level.NOTE:
        return False
    then = replace(situation, today=day)
    return not any(closes(action, card.finding, then) for action in card.actions)


def _before_the_day(situation: Situation) -> Situation:
    """Return the situation without the questions of the day itself: the calendar alone undoes no chapter."""
    if not situation.is_today:
        return situation
    return replace(situation, today=situation.chart.visit.procedure_on - timedelta(days=1))


def _medicines(situation: Situation) -> tuple[tuple[str, ...], ...]:
    """Return the names of each medicine on the list: as typed, as confirmed, what it contains."""
    naming = {item.id for item in situation.checklist.entry_items("medicine")[:1]}
    replies = [reply for (item, _entry), reply in situation.chart.latest.items() if item in naming]
    answers = (reply.answer for reply in replies if reply.state is State.VALUE)
    return tuple(_names(situation, named) for named in answers if isinstance(named, NamedMedicine))


def _names(situation: Situation, named: NamedMedicine) -> tuple[str, ...]:
    names = (named.typed, named.confirmed, *generics_of(situation.medicines, named))
    return tuple(dict.fromkeys(name for name in names if name))


def _helper(situation: Situation) -> str:
    """Return the helper's name, or the kind of helper while no name is known, of the newest reply; empty: nobody."""
    given = [one for one in situation.chart.replies if one.answerer.who is not Who.STAFF]
    if not given or not given[-1].answerer.helped:
        return ""
    return given[-1].answerer.name or given[-1].answerer.who.value


def _wants_interpreter(situation: Situation) -> bool:
    reply = situation.chart.latest.get((INTERPRETER, None))
    return reply is not None and reply.state is State.VALUE and reply.answer == YesNo(yes=True)


def _wrong_person(situation: Situation) -> bool:
    pressed = situation.chart.visit.wrong_person_seq
    checked = [fact.seq for fact in situation.chart.current_facts if fact.kind is FactKind.IDENTIFIERS]
    return pressed is not None and not any(seq > pressed for seq in checked)


def _last_answer(chart: Chart) -> datetime | None:
    """Return when the patient's newest answer was given."""
    told = [one for one in chart.replies if one.answerer.who is not Who.STAFF]
    return max(told, key=lambda one: one.seq).at if told else None


def _moved_from(chart: Chart) -> date | None:
    """Return the day that the patient still has in mind: of the first move since the patient was last told the day."""
    moves = [one for one in chart.facts if one.kind is FactKind.VISIT_CHANGED and MOVED in one.value.get("before", {})]
    told = [one.seq for one in calls(chart) if one.reached in AT_HOME]
    told += [one.seq for one in chart.current_facts if one.kind is FactKind.PLAN_PRINTED]
    told += _sat_down(chart)
    untold = [one for one in moves if not any(seq > one.seq for seq in told)]
    day = date.fromisoformat(untold[0].value["before"][MOVED]) if untold else None
    # Moved away and back again, the day that the patient has in mind is the right one.
    return day if day != chart.visit.procedure_on else None


def _sat_down(chart: Chart) -> Iterable[int]:
    """Return the first answer's number in each sitting: the kiosk shows the day before the first question."""
    first: dict[str | None, int] = {}
    for one in chart.replies:
        if one.answerer.who is not Who.STAFF:
            first.setdefault(one.session, one.seq)
    return first.values()
