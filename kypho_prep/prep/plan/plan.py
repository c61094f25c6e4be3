"""What to do, and when: only what staff entered, in quotes; nothing is computed and nothing advised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kypho_prep.prep.answers.answer import Pairs
from kypho_prep.prep.answers.single import OneOf
from kypho_prep.prep.chart import Instruction
from kypho_prep.prep.interview.medicine_groups import GROUPS, named_by
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.interview.substances import Substance, standing, substances
from kypho_prep.prep.staff_entries.fasting import Fasting, fasting_instructions, fasting_state, void
from kypho_prep.prep.staff_entries.instructions import MORNING, medicine_instructions
from kypho_prep.prep.staff_entries.translations import translation_of

OTHER_CHANGE = "medicines.other_change"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the patient's plan; `kind` = procedure, arrival, fasting, medicine, restart, ask, reported.

    `key` is a words key (`plan.…`); {name} comes from `params` (plain text) or `words` (words keys), {date} {time}
    {quote} {who} from the line itself; `on` and `at` are the clinic's local date and time. `own` is the quote in the
    patient's language, where a nurse entered it.
    """

    kind: str
    key: str
    params: Pairs = ()
    words: Pairs = ()
    on: date | None = None
    at: str | None = None
    quote: str = ""
    who: str = ""
    own: str = ""
    own_language: str = ""

    def quote_in(self, language: str) -> str:
        """Return staff's words as a reader of a language has them: in it where they were entered so."""
        return self.own if self.own and self.own_language == language else self.quote


def plan(situation: Situation) -> tuple[PlanLine, ...]:
    """Return the patient's plan: the times, fasting, each medicine, and what the patient said that nobody checked."""
    return (
        *_times(situation),
        *_fasting(situation),
        *_medicines(situation),
        *_groups(situation),
        *_about(situation, MORNING, (), (("name", "plan.morning_medicines"),), asks=False),
        *_reported(situation),
    )


def _times(situation: Situation) -> Iterator[PlanLine]:
    visit = situation.chart.visit
    arrives = "plan.arrival" if visit.arrival_at else "plan.arrival_unknown"
    yield PlanLine("arrival", arrives, on=visit.arrival_on or visit.procedure_on, at=visit.arrival_at)
    known = "plan.procedure" if visit.procedure_at else "plan.procedure_no_time"
    yield PlanLine("procedure", known, on=visit.procedure_on, at=visit.procedure_at)


def _fasting(situation: Situation) -> Iterator[PlanLine]:
    for one in fasting_instructions(situation.chart):
        yield _line(situation, "fasting", one, ())
    state = fasting_state(situation.chart)
    if state is Fasting.VOID:
        yield PlanLine("fasting", "plan.changed")
    elif state is Fasting.MISSING:
        yield PlanLine("fasting", "plan.ask_fasting")


def _medicines(situation: Situation) -> Iterator[PlanLine]:
    for one in substances(situation):
        loop = any(situation.medicines.classes[code].loop for code in one.classes)
        # `_reported` sends to the nurse already where somebody else told the patient something.
        asks = loop and not _told_by_another(situation, one)
        yield from _about(situation, one.lead.id, (("name", one.name),), (), asks=asks)


def _groups(situation: Situation) -> Iterator[PlanLine]:
    """Say what stands about each ticked card that no medicine is named for; a thinner that has no name yet too."""
    for group in GROUPS:
        if named_by(situation, group):
            continue
        words: Pairs = (("name", f"{group.item}.choice.{group.choice}"),)
        reply = situation.reply(group.item)
        ticked = reply is not None and group.choice in reply.picked
        yield from _about(situation, f"group:{group.choice}", (), words, asks=group.loop and ticked)


def _about(situation: Situation, subject: str, params: Pairs, words: Pairs, *, asks: bool) -> Iterator[PlanLine]:
    """Say what stands about one medicine: the quoted words, the restart, a changed time, or "ask your nurse"."""
    chart = situation.chart
    decided = _decided(situation, subject)
    for one in decided:
        if void(one, chart):
            yield PlanLine("medicine", "plan.changed", params, words)
            continue
        yield _line(situation, "medicine", one, params, words)
        if one.restart.strip():
            own = translation_of(chart, one)
            theirs = (own.restart, own.language) if own is not None else ("", "")
            yield PlanLine("restart", "plan.restart", params, words, None, None, one.restart, one.decided_by, *theirs)
    if asks and not decided:
        yield PlanLine("ask", "plan.ask_medicine", params, words)


def _reported(situation: Situation) -> Iterator[PlanLine]:
    """Say that the patient was told something by somebody else and that our team has recorded nothing about it.

    What was told is hearsay: it stands on the nurse's pages alone.
    """
    for one in substances(situation):
        if _told_by_another(situation, one):
            yield PlanLine("reported", "plan.reported", (("name", one.name),))
    if _said(situation, f"{OTHER_CHANGE}_what") and not medicine_instructions(situation.chart, OTHER_CHANGE):
        yield PlanLine("reported", "plan.reported", (), (("name", "plan.other_medicine"),))


def _told_by_another(situation: Situation, one: Substance) -> bool:
    """Tell whether somebody told the patient to change a medicine while no prescriber's word is recorded here."""
    told = any(situation.answer("medicines.still_taking", entry.id) == OneOf("told") for entry in one.entries)
    return told and not _decided(situation, one.lead.id)


def _decided(situation: Situation, subject: str) -> list[Instruction]:
    # The paper quotes prescribers only: words that nobody stands behind are not for the patient to follow.
    return [one for one in standing(situation, subject) if one.decided_by.strip()]


def _line(situation: Situation, kind: str, one: Instruction, params: Pairs, words: Pairs = ()) -> PlanLine:
    own = translation_of(situation.chart, one)
    theirs = (own.text, own.language) if own is not None else ("", "")
    return PlanLine(kind, f"plan.{one.action}", params, words, one.on, one.at, one.text, one.decided_by, *theirs)


def _said(situation: Situation, item: str, entry: str | None = None) -> str:
    answer = situation.answer(item, entry)
    return answer.text.strip() if answer is not None else ""
