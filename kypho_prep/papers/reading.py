"""The lessons on paper, to read at home: each page's own words, and below them what "Tell me more" shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kypho_prep.papers.home_rows import way_and_call, whom_to_call, write_source
from kypho_prep.papers.layout import Part, Sheet
from kypho_prep.papers.reading_size import Size, size_for
from kypho_prep.papers.render import Paper
from kypho_prep.prep.checklist import Checklist, Control, Item
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.wording.dates import stamp_words
from kypho_prep.prep.words import Words

# The steps whose lessons are about the procedure itself.
TAUGHT = ("about", "procedure", "risks", "after")
# The warning signs: they stand on the plan, beside whom to call, so that there is one paper to look at.
ON_THE_PLAN = ("after.emergency", "after.call_doctor")
# What a title ends with that asks, in Latin and in other letters.
ASKS = ("?", "\N{ARABIC QUESTION MARK}", "\N{FULLWIDTH QUESTION MARK}")
MARGIN_MM = 10.0
TIGHTEST = 88.0


def reading_paper(situation: Situation, words: Words, *, printed_at: datetime, size: Size | None = None) -> Paper:
    """Return the lessons as a paper, in the size that the patient reads in unless another is named.

    It says nothing of the patient but the name: what this patient is to do, and when, is on the plan.
    """
    size = size or size_for(situation)
    clinic, patient = situation.clinic, situation.chart.patient
    sheet = Sheet(body=size.points, right_to_left=words.right_to_left, tightest=TIGHTEST)
    if clinic.sample:
        sheet.line(words("papers.sample"), bold=True)
    sheet.heading(words("papers.reading.title"), times=1.3)
    sheet.box(Part(words("papers.reading.plan"), bold=True))
    for lesson in _lessons(situation.checklist):
        sheet.heading(words(f"{lesson.id}.question"), times=1.2)
        sheet.entries(*_told(situation, words, lesson))
    sheet.heading(words("papers.reading.ask"), times=1.2)
    sheet.entries(*whom_to_call(clinic, words), *way_and_call(clinic, words))
    write_source(sheet, situation, words)
    foot = words(
        "papers.reading.foot",
        name=f"{patient.given} {patient.family}",
        at=stamp_words(words, printed_at, clinic),
    )
    return Paper(words("papers.reading.title"), sheet, foot, words.table["papers.page"], margin_mm=MARGIN_MM)


def _lessons(checklist: Checklist) -> Iterator[Item]:
    """Yield the lessons that have a page of their own and stand on this paper, in the order of the pages."""
    for step in TAUGHT:
        for item in checklist.steps[step].items:
            if item.control is Control.LESSON and item.has_page and item.id not in ON_THE_PLAN:
                yield item


def _told(situation: Situation, words: Words, lesson: Item) -> Iterator[Part]:
    """Yield what a lesson's page says, then each part behind it under its own title."""
    yield Part(_body(situation, words, lesson))
    for part in situation.checklist.more_of(lesson.id):
        yield Part(_body(situation, words, part), lead=_ended(words, words(f"{part.id}.question")))


def _body(situation: Situation, words: Words, lesson: Item) -> str:
    """Return a lesson's words in one paragraph."""
    return " ".join(words(f"{lesson.id}.body", emergency_line=situation.clinic.emergency_line).split())


def _ended(words: Words, title: str) -> str:
    """Return a title as the beginning of a line: with its full stop, where it does not ask."""
    return title if title.endswith(ASKS) else words("papers.lead_end", label=title)
