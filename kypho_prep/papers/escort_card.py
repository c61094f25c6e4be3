"""The card for the adult who takes the patient home: when, where, whom to call; nothing of the patient's chart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kypho_prep.papers.home_rows import Row, answered, escort, numbers, plain_row, signs
from kypho_prep.papers.layout import Part, Sheet
from kypho_prep.papers.render import Paper
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import State
from kypho_prep.prep.wording.dates import clock_words, day_words, stamp_words
from kypho_prep.prep.words import Words

BODY = 12.5
MARGIN_MM = 12.0
# One leaf, with the address, both numbers and every sign.
TIGHTEST = 92.0


def escort_paper(situation: Situation, words: Words, *, printed_at: datetime) -> Paper:
    """Return the escort's card; it names the patient by the given name alone, no birth date, no medicine."""
    clinic, name = situation.clinic, situation.chart.patient.given
    sheet = Sheet(body=BODY, right_to_left=words.right_to_left, tightest=TIGHTEST)
    if clinic.sample:
        sheet.line(words("papers.sample"), bold=True)
    sheet.heading(words("papers.escort.heading", name=name))
    sheet.box(Part(words("papers.escort.own", name=name), bold=True))
    call = (plain_row(*one) for one in numbers(clinic, words))
    sheet.rows([*_when_rows(situation, words), *_who_rows(situation, words), *call], first=0.3)
    sheet.heading(words("papers.escort.signs", name=name), times=1.3)
    sheet.line(words("papers.escort.signs_help", name=name), quiet=True)
    sheet.rows((plain_row(*one) for one in signs(situation, words)), first=0.3)
    at = stamp_words(words, printed_at, clinic)
    named = words("papers.escort.foot", clinic=clinic.name, name=name, at=at)
    foot = named if clinic.name else words("papers.escort.foot_plain", name=name, at=at)
    return Paper(words("papers.escort.title"), sheet, foot, words.table["papers.page"], margin_mm=MARGIN_MM)


def _when_rows(situation: Situation, words: Words) -> Iterator[Row]:
    visit, name = situation.chart.visit, situation.chart.patient.given
    at, starts = (clock_words(words, one or "") for one in (visit.arrival_at, visit.procedure_at))
    arrives = words("papers.escort.arrive", name=name, at=at)
    if visit.arrival_on not in (None, visit.procedure_on):
        arrives = words("papers.escort.arrive_day", name=name, day=day_words(words, visit.arrival_on), at=at)
    come = arrives if at else words("papers.escort.arrive_unknown", name=name)
    start = words("papers.escort.procedure", at=starts) if starts else words("papers.escort.procedure_unknown")
    yield plain_row(
        words("papers.escort.where"),
        situation.clinic.name,
        ", ".join(situation.clinic.way_in),
        day_words(words, visit.procedure_on),
        f"{come} {start}",
    )
    yield plain_row(words("papers.escort.pick_up"), words("papers.escort.pick_up_when", name=name))


def _who_rows(situation: Situation, words: Words) -> Iterator[Row]:
    name = situation.chart.patient.given
    ride = ", ".join(escort(situation, words))
    yield plain_row(words("papers.escort.ride", name=name), ride or words("papers.escort.nobody", name=name))
    yield plain_row(words("papers.escort.first_night"), _night(situation, words, name))


def _night(situation: Situation, words: Words, name: str) -> str:
    reply = situation.reply("ride.first_night")
    if reply is None or reply.state is not State.VALUE:
        return words("papers.escort.night.not_known", name=name)
    said, who = (
        words(f"papers.escort.night.{reply.value}", name=name),
        answered(situation, words, "ride.first_night_who"),
    )
    return words("papers.escort.night.who", said=said, who=who) if who else said
