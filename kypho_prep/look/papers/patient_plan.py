"""The patient's plan on paper: what to do and when, in staff's quoted words, and when to call afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kypho_prep.look.papers.press import Paper
from kypho_prep.look.papers.sheet import Part, Sheet
from kypho_prep.prep.answers_in_words import (
    answer_words,
    clock_words,
    plain_day_words,
    plan_words,
)
from kypho_prep.prep.checklist import Item
from kypho_prep.prep.path import PageRef
from kypho_prep.prep.plan import PlanLine, plan
from kypho_prep.prep.situation import Situation
from kypho_prep.prep.words import WEEKDAYS, Words

WARNING_SIGNS = frozenset(f"S{number}" for number in range(89, 96))
TIMES = ("procedure", "arrival")
QUOTED = ("fasting", "medicine", "restart")
# Its quote alone could be read as advice: it stands only in the plan's own sentence.
NEVER_ALONE = "plan.no_fasting"
Row = tuple[tuple[Part, ...], tuple[Part, ...]]


def plan_paper(situation: Situation, words: Words, *, printed_on: date, body: float = 15.0) -> Paper:
    """Return the plan of a visit as a paper; `body` is the print size in points."""
    patient = situation.chart.patient
    name = f"{patient.given} {patient.family}"
    sheet = Sheet(body=body, right_to_left=words.right_to_left)
    if situation.clinic.sample:
        sheet.line(words("papers.sample"), bold=True)
    sheet.heading(words("papers.plan.heading"))
    sheet.line(words("papers.plan.for_whom", name=name, born=plain_day_words(words, patient.born)))
    sheet.box(Part(words("papers.plan.own"), bold=True))
    sheet.rows(_row(words, line) for line in in_order(plan(situation)))
    sheet.heading(words("papers.plan.home"), times=1.3)
    sheet.rows([*_home_rows(situation, words), *_phone_rows(situation, words)])
    asked = [situation.entry_name(entry) for entry in situation.named("question")]
    if asked:
        sheet.heading(words("papers.plan.questions"), times=1.3)
        for question in asked:
            sheet.line(words("papers.plan.quote", quote=question))
    sheet.heading(words("papers.plan.signs"), times=1.3)
    sheet.rows(_sign_rows(situation, words), first=0.4)
    foot = _foot(situation, words, name, printed_on)
    return Paper(words("papers.plan.title"), sheet, foot, words.table["papers.page"])


def in_order(lines: tuple[PlanLine, ...]) -> list[PlanLine]:
    """Return the plan's lines as the days bring them; lines without a date stand behind, in their own order."""
    return sorted(lines, key=lambda line: (line.on is None, line.on or date.min, line.at or ""))


def _row(words: Words, line: PlanLine) -> Row:
    """Return a line of the plan as a row: when (or what it is about), and beside it what staff entered."""
    label = _label(words, line)
    when = _when(words, line)
    if line.kind in TIMES and line.at:
        return when, (Part(label, bold=True),)
    if line.kind in QUOTED and line.quote and line.key != NEVER_ALONE:
        who = (Part(words("papers.plan.entered", who=line.who), 0.85, quiet=True),) if line.who else ()
        quote = (Part(words("papers.plan.quote", quote=line.quote)), *who)
        return (when, (Part(label, bold=True), *quote)) if when else ((Part(label, bold=True),), quote)
    return (Part(label, bold=True),), (Part(plan_words(words, line)),)


def _label(words: Words, line: PlanLine) -> str:
    """Return what a line is about: the medicine's name, or the kind of the line in words."""
    named = [words(key) for key in dict(line.words).get("name", "").split()]
    name = ", ".join(named) or dict(line.params).get("name", "")
    own = f"papers.plan.label.{line.key.removeprefix('plan.')}"
    if own in words:
        return words(own, name=name)
    return name or words(f"papers.plan.label.{line.kind}", name=name)


def _when(words: Words, line: PlanLine) -> tuple[Part, ...]:
    if line.on is None:
        return ()
    said = [
        words(f"date.weekday.{WEEKDAYS[line.on.weekday()]}"),
        plain_day_words(words, line.on),
        clock_words(words, line.at or ""),
    ]
    return tuple(Part(one, bold=True) for one in said if one)


def _home_rows(situation: Situation, words: Words) -> Iterator[Row]:
    ride = [_said(situation, words, item) for item in ("ride.name", "ride.phone")]
    yield _plain(words("papers.plan.ride"), *(ride if any(ride) else [words("papers.plan.ride_none")]))
    night = [_said(situation, words, item) for item in ("ride.first_night", "ride.first_night_who")]
    if any(night):
        yield _plain(words("papers.plan.first_night"), *night)
    bring = situation.checklist.by_id.get("bring.still_to_find")
    if bring is not None:
        cards = [words(f"{bring.id}.choice.{card.id}") for card in bring.choices if not card.none]
        yield _plain(words("papers.plan.bring"), *cards)
    yield _plain(words("papers.plan.leave"), words("papers.plan.leave_what"))


def _phone_rows(situation: Situation, words: Words) -> Iterator[Row]:
    clinic = situation.clinic
    yield _plain(words("papers.plan.call_clinic"), clinic.phone or words("papers.plan.no_phone"))
    yield _plain(words("papers.plan.emergency"), words("papers.plan.emergency_number", line=clinic.emergency_line))


def _plain(left: str, *right: str) -> Row:
    return (Part(left, bold=True),), tuple(Part(one) for one in right if one)


def _sign_rows(situation: Situation, words: Words) -> Iterator[Row]:
    for item in situation.checklist.items:
        if WARNING_SIGNS & set(_statements(item)) and f"{item.id}.body" in words:
            line = situation.clinic.emergency_line
            body = words(f"{item.id}.body", emergency_line=line)
            yield _plain(words(f"{item.id}.question"), *(part for part in body.split("\n") if part.strip()))


def _statements(item: Item) -> tuple[str, ...]:
    return item.statements + tuple(one for choice in item.choices for one in choice.statements)


def _said(situation: Situation, words: Words, item: str) -> str:
    return answer_words(situation, words, PageRef(item)) if situation.reply(item) else ""


def _foot(situation: Situation, words: Words, name: str, printed_on: date) -> str:
    clinic, checklist = situation.clinic, situation.checklist
    approval = words("papers.plan.not_approved")
    if clinic.approved_by and clinic.approved_on:
        approval = words(
            "papers.plan.approved", who=clinic.approved_by, date=plain_day_words(words, clinic.approved_on)
        )
    return words(
        "papers.plan.foot",
        name=name,
        version=checklist.version,
        reviewed=plain_day_words(words, checklist.source_reviewed),
        approval=approval,
        date=plain_day_words(words, printed_on),
    )
