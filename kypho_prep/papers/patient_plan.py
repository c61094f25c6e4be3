"""The patient's plan on paper: what to do and when, in staff's quoted words, and when to call afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kypho_prep.papers.home_rows import answered, led, ride_words, signs, way_and_call, whom_to_call, write_source
from kypho_prep.papers.layout import Part, Sheet
from kypho_prep.papers.reading_size import Size, size_for
from kypho_prep.papers.render import Paper
from kypho_prep.prep.chart import Ending
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.interview.substances import substances
from kypho_prep.prep.plan.outline import Outline, outlined
from kypho_prep.prep.plan.plan import PlanLine, plan
from kypho_prep.prep.plan.printed_plan import plan_number
from kypho_prep.prep.wording.dates import clock_words, day_words, plain_day_words, stamp_words
from kypho_prep.prep.wording.plan_words import TIMES, ask_words, english_note, line_words
from kypho_prep.prep.wording.sentences import short_words
from kypho_prep.prep.words import Words

# What an instruction about the morning is about.
ALL_MEDICINES = "plan.morning_medicines"
CALLED_OFF = (Ending.CANCELLED, Ending.NO_SHOW)
# A full visit has to fit two leaves: narrower margins and lines than a letter's.
MARGIN_MM = 10.0
TIGHTEST = 88.0


def plan_paper(
    situation: Situation, words: Words, *, printed_at: datetime, size: Size | None = None, void: bool = False
) -> Paper:
    """Return the plan of a visit as a paper, in the size that the patient reads in unless another is named.

    A `void` one is the last plan that was printed, marked so that nobody follows it; so is any of a visit that will
    not take place.
    """
    size = size or size_for(situation)
    void = void or situation.chart.visit.ended in CALLED_OFF
    # A void paper is the last one that went home, not a new one: by its number two in one bag are told apart.
    number = plan_number(situation, last=void)
    sheet = Sheet(body=size.points, right_to_left=words.right_to_left, tightest=TIGHTEST)
    if situation.clinic.sample:
        sheet.line(words("papers.sample"), bold=True)
    if void:
        sheet.box(Part(words("papers.plan.void"), bold=True))
    _head(sheet, situation, words, number)
    _to_do(sheet, situation, words)
    sheet.entries(*_home(situation, words))
    _signs(sheet, situation, words)
    write_source(sheet, situation, words)
    return Paper(
        words("papers.plan.title"),
        sheet,
        _foot(situation, words, number, printed_at),
        words.table["papers.page"],
        mark=words("papers.plan.void_mark") if void else "",
        margin_mm=MARGIN_MM,
    )


def _head(sheet: Sheet, situation: Situation, words: Words, number: int) -> None:
    patient = situation.chart.patient
    sheet.heading(words("papers.plan.heading"), times=1.3)
    sheet.line(words("papers.plan.for_whom", name=_name(situation), born=plain_day_words(words, patient.born)))
    if number > 1:
        sheet.line(words("papers.plan.replaces", number=number), bold=True)
    sheet.box(Part(words("papers.plan.own"), bold=True))


def _to_do(sheet: Sheet, situation: Situation, words: Words) -> None:
    """Write what to do: day by day, then what has no day, the medicines by name, and what to ask."""
    lines = plan(situation)
    found, note = outlined(lines), english_note(words, lines)
    if note:
        sheet.line(note, bold=True)
    for day, lines in found.days:
        sheet.entries(Part(day_words(words, day), bold=True), *(_line(words, one) for one in lines), together=True)
    listed = ", ".join(_listed(situation, found))
    known = (led(words, "papers.plan.medicines", listed),) if listed else ()
    sheet.entries(*(Part(line_words(words, one)) for one in found.undated), *known)
    if found.asks:
        asks = (Part(ask_words(words, one)) for one in found.asks)
        sheet.entries(Part(words("papers.plan.asks"), bold=True), *asks)


def _listed(situation: Situation, found: Outline) -> list[str]:
    """Return every medicine by name where "these medicines" are spoken of, or one has no line of its own."""
    lines = [*(line for _, of_day in found.days for line in of_day), *found.undated]
    named = {dict(one.params).get("name") for one in lines}
    about_all = any(dict(one.words).get("name") == ALL_MEDICINES for one in lines)
    listed = [one.name for one in substances(situation) if one.name]
    return listed if about_all or not named.issuperset(listed) else []


def _line(words: Words, line: PlanLine) -> Part:
    """Return a line of a day: its time, and what is to be then in staff's words."""
    return Part(line_words(words, line), bold=line.kind in TIMES, lead=clock_words(words, line.at or "", line.on))


def _home(situation: Situation, words: Words) -> Iterator[Part]:
    """Yield the way to the clinic, when its nurse calls, the way home, the bag, and the patient's own questions."""
    yield from way_and_call(situation.clinic, words)
    yield led(words, "papers.plan.ride", ride_words(situation, words))
    night = [answered(situation, words, item) for item in ("ride.first_night", "ride.first_night_who")]
    if any(night):
        yield led(words, "papers.plan.first_night", ", ".join(one for one in night if one))
    bring = situation.checklist.by_id.get("bring.ready")
    if bring is not None:
        cards = [short_words(words, f"{bring.id}.choice.{card.id}") for card in bring.offered if not card.none]
        yield led(words, "papers.plan.bring", ", ".join(cards))
    yield led(words, "papers.plan.leave", words("papers.plan.leave_what"))
    asked = [name for name in map(situation.entry_name, situation.named("question")) if name]
    if asked:
        quotes = (words("papers.plan.quote", quote=one) for one in asked)
        yield led(words, "papers.plan.questions", " ".join(quotes))


def _signs(sheet: Sheet, situation: Situation, words: Words) -> None:
    """Write when to call and whom, by day and by night: on a page of its own where there is one, for the door."""
    sheet.heading(words("papers.plan.signs"), times=1.2, fresh=True)
    sheet.entries(*whom_to_call(situation.clinic, words))
    sheet.entries(*(Part(said, lead=words("papers.lead_end", label=sign)) for sign, said in signs(situation, words)))


def _name(situation: Situation) -> str:
    return f"{situation.chart.patient.given} {situation.chart.patient.family}"


def _foot(situation: Situation, words: Words, number: int, printed_at: datetime) -> str:
    return words(
        "papers.plan.foot",
        name=_name(situation),
        born=plain_day_words(words, situation.chart.patient.born),
        number=number,
        at=stamp_words(words, printed_at, situation.clinic),
    )
