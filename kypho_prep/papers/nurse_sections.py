"""The sections of the nurse's sheet, each as its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kypho_prep.papers.layout import Part
from kypho_prep.papers.nurse_answers import entry_lines, short_parts, step_parts
from kypho_prep.papers.staff_words import StaffWords, beside
from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.interview.duplicate_medicines import named_medicine
from kypho_prep.prep.interview.entries import ALLERGY, MEDICINE, QUESTION, Entry, entries
from kypho_prep.prep.interview.substances import counts, standing
from kypho_prep.prep.medicines.catalogue import generics_of
from kypho_prep.prep.sign_off.calls import Call, calls
from kypho_prep.prep.staff_entries.fasting import ACTIONS, Fasting, fasting_state
from kypho_prep.prep.wording.sentences import board_words, flag_words

if TYPE_CHECKING:
    from kypho_prep.workflow.desk.review_view import Review

Parts = Iterator[tuple[Part, ...]]
MEDICINE_NAME, ALLERGY_NAME = "medicines.name", "allergies.medicine_name"
CHECKS = (FactKind.IDENTIFIERS, FactKind.ADULT_VERIFIED, FactKind.ESCORT_EXEMPT)
# Ticks whose subject names a question are no entry in the chart: the patient was asked once more.
ASKED = "asked:"


def open_parts(review: Review, said: StaffWords) -> Parts:
    """Return what is open by its level; of what needs a decision also why."""
    amber: list[Part] = []
    for card in review.cards:
        if not card.open:
            continue
        text = said.words(f"papers.level.{card.level.value}", text=board_words(said.words, card.finding))
        if card.level is Level.RED:
            why = (Part(flag_words(said.words, one), quiet=True) for one in card.finding.said)
            yield Part(text, bold=True), *why
        else:
            # A line each is enough for these: the whole visit has to fit a page where it can.
            amber.append(Part(text))
    if amber:
        yield tuple(amber)


def medicine_parts(said: StaffWords) -> Parts:
    """Return each medicine with what it is, when it was taken, and the instruction; then what is about no one name."""
    shown = set()
    for entry in entries(said.situation, MEDICINE):
        shown.add(entry.id)
        yield _medicine(entry, said)
    for one in said.situation.chart.current_instructions:
        if one.subject not in shown and one.action not in ACTIONS and counts(said.situation, one):
            subject = one.subject.replace(":", "_")
            name = said.words.optional(f"desk.subject.{subject}") or said.words("papers.nurse.other_medicine")
            yield Part(name, bold=True), Part(said.instruction(one))
    yield from short_parts(said, "medicines")


def fasting_parts(said: StaffWords) -> Parts:
    """Return what staff entered about eating and drinking, or that nothing stands."""
    state = fasting_state(said.situation.chart)
    if state in (Fasting.MISSING, Fasting.VOID):
        yield (Part(said.words(f"papers.nurse.fasting.{state.value}"), bold=True),)
    for one in said.situation.chart.current_instructions:
        if one.action in ACTIONS:
            yield (Part(said.instruction(one)),)
    yield from short_parts(said, "fasting")


def allergy_parts(said: StaffWords) -> Parts:
    """Return the allergies with their reactions; that none is known is said only where it was answered."""
    for entry in entries(said.situation, ALLERGY):
        reaction = said.situation.reply("allergies.medicine_reaction", entry.id)
        how = said.picked(reaction) if reaction is not None else said.words("papers.nurse.no_reaction")
        yield (Part(f"{entry.name}: {how}", bold=True),)
    yield from step_parts(said, "allergies")


def health_parts(said: StaffWords) -> Parts:
    """Return what was answered about right now, bleeding and health, and what was not."""
    yield from step_parts(said, "now", "bleeding", "health")


def ride_parts(said: StaffWords) -> Parts:
    """Return who takes the patient home, and who is there the first night."""
    yield from short_parts(said, "ride")


def result_parts(said: StaffWords) -> Parts:
    """Return each result that staff saw, and each ordered test without one."""
    seen = _facts(said, FactKind.RESULT_SEEN)
    for fact in seen:
        yield (Part(said.fact(said.words.optional(f"test.{fact.subject}") or fact.subject, fact)),)
    for test in said.situation.chart.visit.tests:
        if test not in {fact.subject for fact in seen}:
            name = said.words.optional(f"test.{test}") or test
            yield (Part(said.words("papers.nurse.not_seen", test=name), bold=True),)
    yield from short_parts(said, "tests")


def check_parts(said: StaffWords) -> Parts:
    """Return the identifiers, the adult, the exemption and the chart's ticks."""
    about = [(fact, said.words(f"desk.bound.{kind.value}")) for kind in CHECKS for fact in _facts(said, kind)]
    ticks = [fact for fact in _facts(said, FactKind.CHART_TICK) if not fact.subject.startswith(ASKED)]
    about += [(fact, said.words.optional("desk.ticks." + fact.subject) or fact.subject) for fact in ticks]
    if about:
        yield tuple(Part(said.fact(name, fact)) for fact, name in about)


def call_parts(said: StaffWords) -> Parts:
    """Return the calls, the newest first."""
    for call in calls(said.situation.chart):
        yield (Part(_call(call, said)),)


def question_parts(said: StaffWords) -> Parts:
    """Return the patient's own questions, quoted."""
    for entry in entries(said.situation, QUESTION):
        yield (Part(said.words("papers.nurse.quote", quote=entry.name)),)
    yield from short_parts(said, "questions")


def _medicine(entry: Entry, said: StaffWords) -> tuple[Part, ...]:
    words, name = said.words, said.situation.reply(MEDICINE_NAME, entry.id)
    named = named_medicine(said.situation, entry.id)
    classes = [words(f"papers.class.{code}") for code in entry.classes]
    generics = ", ".join(one for one in generics_of(said.situation.medicines, named) if one != entry.name.casefold())
    heading = [said.marked(name, entry.name) if name is not None else entry.name, generics, ", ".join(classes)]
    known = [
        words("papers.nurse.typed", typed=named.typed) if named.typed != entry.name else "",
        words("papers.nurse.not_on_list") if named.text and not named.confirmed else "",
    ]
    lines = [Part(beside(known))] if any(known) else []
    lines += [*entry_lines(said, MEDICINE, entry.id), *(Part(text) for text in _told(entry.id, said))]
    return Part(beside(heading), bold=True), *lines


def _told(subject: str, said: StaffWords) -> Iterator[str]:
    """Return the instructions about one medicine; one of another doctor that the patient reports is marked so."""
    yield from (said.instruction(one) for one in standing(said.situation, subject))
    who, what = (said.answer(f"medicines.told_{part}", subject) for part in ("who", "what"))
    if what:
        yield said.words("papers.nurse.reported", who=who or said.words("papers.nurse.nobody"), what=what)


def _call(call: Call, said: StaffWords) -> str:
    value = {name: str(one) for name, one in call.fact.value.items()}
    reached = said.words(f"papers.nurse.reached.{call.reached}") if call.reached else ""
    due = said.words("papers.nurse.call_due", at=said.stamp(call.next_due)) if call.next_due else ""
    return beside(
        [said.stamp(call.at), reached, value.get("number", ""), value.get("note", ""), call.fact.recorded_by, due]
    )


def _facts(said: StaffWords, kind: FactKind) -> list[StaffFact]:
    return [fact for fact in said.situation.chart.current_facts if fact.kind is kind]
