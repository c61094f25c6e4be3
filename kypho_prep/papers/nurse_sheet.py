"""The nurse's sheet: one visit in two columns, on one page or two, for the hand that has no screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from kypho_prep.papers.layout import Part, Sheet
from kypho_prep.papers.nurse_sections import (
    allergy_parts,
    call_parts,
    check_parts,
    fasting_parts,
    health_parts,
    medicine_parts,
    open_parts,
    question_parts,
    result_parts,
    ride_parts,
)
from kypho_prep.papers.render import Paper
from kypho_prep.papers.staff_words import StaffWords, beside
from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.reply import State
from kypho_prep.prep.times import age
from kypho_prep.prep.wording.dates import clock_words, day_words, plain_day_words, stamp_words
from kypho_prep.prep.wording.other_language import language_words

if TYPE_CHECKING:
    from kypho_prep.prep.words import Words
    from kypho_prep.workflow.desk.review_view import Review

BODY = 10.0
MARGIN_MM = 13.0
INTERPRETER = "start.interpreter"
Section = Iterator[tuple[Part, ...]]


def nurse_sheet_paper(review: Review, words: Words, *, printed_at: datetime, printed_by: str) -> Paper:
    """Return a visit's sheet; what is open stands first, and every page says whose it is."""
    said = StaffWords(review.situation, words)
    clinic = review.situation.clinic
    sheet = Sheet(body=BODY, right_to_left=words.right_to_left)
    if clinic.sample:
        sheet.line(words("papers.sample"), bold=True)
    _head(sheet, review, said)
    sheet.flow_in_lanes(2)
    for name, parts in _sections(review, said):
        held = list(parts)
        if not held:
            sheet.paragraphs(Part(words(f"papers.nurse.none.{name}"), quiet=True))
            continue
        sheet.heading(words(f"papers.nurse.section.{name}"), times=1.15)
        for one in held:
            sheet.paragraphs(*one)
    foot = words("papers.nurse.foot", person=_person(said), at=stamp_words(words, printed_at, clinic), who=printed_by)
    title = words("papers.nurse.title")
    return Paper(title, sheet, foot, words.table["papers.page"], margin_mm=MARGIN_MM)


def _sections(review: Review, said: StaffWords) -> Iterator[tuple[str, Section]]:
    yield "open", open_parts(review, said)
    yield "medicines", medicine_parts(said)
    yield "fasting", fasting_parts(said)
    yield "allergies", allergy_parts(said)
    yield "health", health_parts(said)
    yield "ride", ride_parts(said)
    yield "results", result_parts(said)
    yield "checks", check_parts(said)
    yield "calls", call_parts(said)
    yield "questions", question_parts(said)


def _head(sheet: Sheet, review: Review, said: StaffWords) -> None:
    words, situation = said.words, said.situation
    patient = situation.chart.patient
    facts = [
        words("papers.nurse.age", age=age(patient.born, situation.today)),
        words(f"desk.sex.{patient.sex}") if patient.sex else "",
        patient.phone,
        words.optional(f"papers.speaks.{patient.language}") or language_words(words, patient.language),
        words("papers.nurse.interpreter") if _yes(said, INTERPRETER) else _interpreter(said),
        words("papers.nurse.helper", who=said.answer("start.helper_name")) if said.answer("start.helper_name") else "",
    ]
    sheet.heading(_person(said), times=1.5)
    sheet.line(beside(facts))
    sheet.box(Part(_visit(said), bold=True), Part(_state(review, said)))


def _person(said: StaffWords) -> str:
    patient = said.situation.chart.patient
    born = said.words("papers.nurse.born", born=plain_day_words(said.words, patient.born))
    mrn = said.words("papers.nurse.mrn", mrn=patient.mrn) if patient.mrn else ""
    return beside([f"{patient.family}, {patient.given}", born, mrn])


def _visit(said: StaffWords) -> str:
    words, visit = said.words, said.situation.chart.visit
    at = clock_words(words, visit.procedure_at or "") or words("papers.nurse.no_time")
    arrives = said.moment(visit.arrival_on if visit.arrival_on != visit.procedure_on else None, visit.arrival_at)
    known = visit.anesthesia is not Anesthesia.NOT_KNOWN
    return beside([
        words("date.day_clock", day=day_words(words, visit.procedure_on), clock=at),
        words("papers.nurse.arrive", at=arrives) if arrives else "",
        visit.levels,
        words(f"desk.anesthesia.{visit.anesthesia.value}") if known else "",
        visit.surgeon,
    ])  # fmt: skip


def _state(review: Review, said: StaffWords) -> str:
    """Return the visit's stage, who signed and when, or that a sign-off no longer stands."""
    words, signed = said.words, review.standing.sign_off
    done = review.progress
    stage = words(f"desk.stage.{review.stage.value}")
    parts = [words("papers.nurse.state", stage=stage, done=done.chapters_done, of=done.chapters_of)]
    if signed is not None:
        key = "papers.nurse.signed" if review.standing.stands else "papers.nurse.revoked"
        parts.append(words(key, who=signed.signed_by, at=said.stamp(signed.signed_at)))
    return beside(parts)


def _interpreter(said: StaffWords) -> str:
    """Return what was answered about an interpreter, or that nothing was."""
    label, answer = said.label(said.situation.checklist.item(INTERPRETER)), said.answer(INTERPRETER)
    if answer:
        return said.words("papers.nurse.answered", label=label, said=answer)
    return said.words("papers.nurse.not_answered", what=label)


def _yes(said: StaffWords, item: str) -> bool:
    reply = said.situation.reply(item)
    return reply is not None and reply.state is State.VALUE and reply.answer == YesNo(yes=True)
