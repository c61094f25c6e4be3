"""The patient's plan on paper: what to do and when, in staff's quoted words, and when to call afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kypho_prep.papers.home_rows import Row, answered, phone_rows, plain_row, ride_words, sign_rows
from kypho_prep.papers.layout import Part, Sheet
from kypho_prep.papers.reading_size import Size, size_for
from kypho_prep.papers.render import Paper
from kypho_prep.prep.chart import Chart, Ending, FactKind
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.plan.outline import in_order
from kypho_prep.prep.plan.plan import PlanLine, plan
from kypho_prep.prep.wording.dates import clock_words, plain_day_words, stamp_words
from kypho_prep.prep.wording.plan_words import NEVER_ALONE, TIMES, subject_words
from kypho_prep.prep.wording.sentences import plan_words
from kypho_prep.prep.words import WEEKDAYS, Words

SMALL_POINTS = 10.0
CALLED_OFF = (Ending.CANCELLED, Ending.NO_SHOW)
QUOTED = ("fasting", "medicine", "restart")


def plan_paper(
    situation: Situation, words: Words, *, printed_at: datetime, size: Size | None = None, void: bool = False
) -> Paper:
    """Return the plan of a visit as a paper, in the size that the patient reads in unless another is named.

    A `void` one is the last plan that was printed, marked so that nobody follows it; so is any of a visit that will
    not take place.
    """
    size = size or size_for(situation)
    void = void or situation.chart.visit.ended in CALLED_OFF
    printed = printed_plans(situation.chart)
    # A void paper is the last one that went home, not a new one: by its number two in one bag are told apart.
    number = max(printed, 1) if void else printed + 1
    sheet = Sheet(body=size.points, right_to_left=words.right_to_left)
    if situation.clinic.sample:
        sheet.line(words("papers.sample"), bold=True)
    if void:
        sheet.box(Part(words("papers.plan.void"), bold=True))
    _head(sheet, situation, words, number)
    stacked = size is Size.EXTRA_LARGE
    sheet.rows((_row(words, line) for line in in_order(plan(situation))), stacked=stacked)
    sheet.heading(words("papers.plan.home"), times=1.3)
    sheet.rows(_home_rows(situation, words), stacked=stacked)
    asked = [situation.entry_name(entry) for entry in situation.named("question")]
    if asked:
        sheet.heading(words("papers.plan.questions"), times=1.3)
        for question in asked:
            sheet.line(words("papers.plan.quote", quote=question))
    # A page of its own: it goes on the refrigerator door.
    sheet.heading(words("papers.plan.signs"), times=1.3, fresh=True)
    sheet.rows([*phone_rows(situation, words), *sign_rows(situation, words, short=True)], first=0.33, stacked=stacked)
    sheet.line(_source(situation, words), quiet=True, times=SMALL_POINTS / size.points)
    return Paper(
        words("papers.plan.title"),
        sheet,
        _foot(situation, words, number, printed_at),
        words.table["papers.page"],
        mark=words("papers.plan.void_mark") if void else "",
    )


def printed_plans(chart: Chart) -> int:
    """Return how many plans of a visit were printed so far; corrected and withdrawn entries were printed too."""
    printed = [one for one in chart.facts if one.kind is FactKind.PLAN_PRINTED and one.supersedes is None]
    return sum(bool(one.value.get("printed", True)) for one in printed)


def _head(sheet: Sheet, situation: Situation, words: Words, number: int) -> None:
    patient = situation.chart.patient
    sheet.heading(words("papers.plan.heading"))
    sheet.line(words("papers.plan.for_whom", name=_name(situation), born=plain_day_words(words, patient.born)))
    if number > 1:
        sheet.line(words("papers.plan.replaces", number=number), bold=True)
    phone = situation.clinic.phone
    call = [Part(words("papers.plan.call", phone=phone))] if phone else []
    sheet.box(Part(words("papers.plan.own"), bold=True), *call)


def _row(words: Words, line: PlanLine) -> Row:
    """Return a line of the plan as a row: when (or what it is about), and beside it what staff entered."""
    label = subject_words(words, line)
    when = _when(words, line)
    if line.kind in TIMES and line.at:
        return when, (Part(label, bold=True),)
    if line.kind in QUOTED and line.quote and line.key != NEVER_ALONE:
        who = (Part(words("papers.plan.entered", who=line.who), 0.85, quiet=True),) if line.who else ()
        quote = (Part(words("papers.plan.quote", quote=line.quote)), *who)
        return (when, (Part(label, bold=True), *quote)) if when else ((Part(label, bold=True),), quote)
    return (Part(label, bold=True),), (Part(plan_words(words, line)),)


def _when(words: Words, line: PlanLine) -> tuple[Part, ...]:
    if line.on is None:
        return ()
    said = [
        words(f"date.weekday.{WEEKDAYS[line.on.weekday()]}"),
        plain_day_words(words, line.on),
        clock_words(words, line.at or "", line.on),
    ]
    return tuple(Part(one, bold=True) for one in said if one)


def _home_rows(situation: Situation, words: Words) -> Iterator[Row]:
    yield plain_row(words("papers.plan.ride"), *ride_words(situation, words))
    night = [answered(situation, words, item) for item in ("ride.first_night", "ride.first_night_who")]
    if any(night):
        yield plain_row(words("papers.plan.first_night"), *night)
    bring = situation.checklist.by_id.get("bring.still_to_find")
    if bring is not None:
        cards = [words(f"{bring.id}.choice.{card.id}") for card in bring.choices if not card.none]
        yield plain_row(words("papers.plan.bring"), *cards)
    yield plain_row(words("papers.plan.leave"), words("papers.plan.leave_what"))


def _name(situation: Situation) -> str:
    return f"{situation.chart.patient.given} {situation.chart.patient.family}"


def _source(situation: Situation, words: Words) -> str:
    """Return where the words come from (S103), and who approved them; that nobody has yet is for staff alone."""
    clinic, checklist = situation.clinic, situation.checklist
    reviewed = plain_day_words(words, checklist.source_reviewed)
    source = words("papers.plan.source", version=checklist.version, reviewed=reviewed)
    if not (clinic.approved_by and clinic.approved_on):
        return source
    on = plain_day_words(words, clinic.approved_on)
    return words("papers.plan.approved", source=source, who=clinic.approved_by, date=on)


def _foot(situation: Situation, words: Words, number: int, printed_at: datetime) -> str:
    return words(
        "papers.plan.foot",
        name=_name(situation),
        born=plain_day_words(words, situation.chart.patient.born),
        number=number,
        at=stamp_words(words, printed_at, situation.clinic),
    )
