"""What a page shows above its answers from the chart: who the visit is for, what staff entered about fasting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from kypho_prep.look.announce import PRIVATE
from kypho_prep.look.cards import Card
from kypho_prep.look.labels import BodyLabel, CaptionLabel, Chip, TitleLabel
from kypho_prep.look.metrics import TEXT_SIZES
from kypho_prep.look.theme import Look
from kypho_prep.prep.interview.plan_news import plan_news
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.plan.plan import plan
from kypho_prep.prep.wording.dates import clock_words, day_words, near_day_words, plain_day_words
from kypho_prep.prep.wording.sentences import plan_words
from kypho_prep.prep.words import Words


@dataclass(frozen=True, slots=True)
class BlockView:
    """What an item shows from the chart, in words: "identity", "fasting" or "anesthesia", and its lines."""

    shows: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitView:
    """When the procedure is and when to come, in words; empty where it is not set."""

    day: str
    clock: str
    arrives: str
    surgeon: str
    near: str


def block_view(shows: str, situation: Situation, words: Words) -> BlockView | None:
    """Return what an item shows from the chart, or nothing."""
    says = {"identity": _identity, "fasting": _fasting, "anesthesia": _anesthesia}.get(shows)
    return BlockView(shows, says(situation, words)) if says is not None else None


def block(view: BlockView, look: Look) -> QWidget:
    """Return what a page shows from the chart: a greeting, or on a soft ground what staff entered."""
    m = look.metrics
    if view.shows != "identity":
        card = Card(look, "go_soft", "go")
        for line in view.lines:
            card.body.addWidget(BodyLabel(line, look, pair="text/go_soft"))
        return card
    card = Card(look)
    card.body.setContentsMargins(m.space(3), m.space(1.5), m.space(3), m.space(1.5))
    card.body.setSpacing(0)
    if m.text_percent < TEXT_SIZES[-1]:  # the largest letters leave it no room above the answers on a low screen
        card.body.addWidget(TitleLabel(view.lines[0], look, m.text(36)))
    for number, line in enumerate(view.lines[1:]):
        label = BodyLabel(line, look, pair="text/surface")
        label.setProperty(PRIVATE, number == 0)  # name and date of birth
        card.body.addWidget(label)
    return card


def _identity(situation: Situation, words: Words) -> tuple[str, ...]:
    """Return the greeting, then name and date of birth, then the procedure; the only place that shows the name."""
    patient, visit = situation.chart.patient, situation.chart.visit
    day = plain_day(words, patient.born)
    procedure = words("kiosk.identity.procedure", date=day_words(words, visit.procedure_on))
    if visit.surgeon:
        procedure = words("kiosk.identity.with_surgeon", procedure=procedure, surgeon=visit.surgeon)
    who = words("kiosk.identity.who", given=patient.given, family=patient.family, date=day)
    return words("kiosk.hello", given=patient.given), who, procedure


def plain_day(words: Words, day: date) -> str:
    """Return a date without its weekday: nobody knows the weekday they were born on."""
    return words("kiosk.identity.day", date=plain_day_words(words, day))


def _fasting(situation: Situation, words: Words) -> tuple[str, ...]:
    """Return what staff entered about food and drink, in quotes, or that nothing is; first, where it is so, "new"."""
    shown = (situation.checklist.item(page.item).shows for page in plan_news(situation))
    new = (words("kiosk.plan.new_here"),) if "fasting" in shown else ()
    return *new, *(plan_words(words, line) for line in plan(situation) if line.kind == "fasting")


def _anesthesia(situation: Situation, words: Words) -> tuple[str, ...]:
    """Return the kind of anesthesia that staff entered, or "ask your nurse"."""
    return (words(f"kiosk.anesthesia.{situation.chart.visit.anesthesia.value}"),)


def visit_view(situation: Situation, words: Words) -> VisitView:
    """Return when the procedure is and when to come."""
    visit = situation.chart.visit
    clock = clock_words(words, visit.procedure_at) if visit.procedure_at else ""
    return VisitView(
        near_day_words(words, visit.procedure_on),
        words("kiosk.overview.at", time=clock) if clock else "",
        _arrives(situation, words),
        visit.surgeon,
        _near((visit.procedure_on - situation.today).days, words),
    )


def procedure_card(view: VisitView, look: Look, words: Words) -> Card:
    """Return when the procedure is and when to come, without a name."""
    m = look.metrics
    card = Card(look)
    card.body.addWidget(CaptionLabel(words("kiosk.overview.procedure"), look, m.text(22)))
    for large in filter(None, (view.day, view.clock)):
        card.body.addWidget(TitleLabel(large, look, m.text(28)))
    for line in filter(None, (view.arrives, view.surgeon)):
        card.body.addWidget(BodyLabel(line, look, m.text(24), "text/surface"))
    card.body.addSpacing(m.space(0.5))
    if view.near:
        card.body.addWidget(Chip(view.near, look))
    return card


def _near(days: int, words: Words) -> str:
    """Return in how many days the procedure is; nothing once it has passed."""
    if days < 0:
        return ""
    near = {0: "kiosk.overview.today", 1: "kiosk.overview.tomorrow"}
    return words(near[days]) if days in near else words.count("kiosk.overview.in_days", days)


def _arrives(situation: Situation, words: Words) -> str:
    visit = situation.chart.visit
    if not visit.arrival_at:
        return words("kiosk.overview.arrive_unknown")
    clock = clock_words(words, visit.arrival_at)
    if visit.arrival_on and visit.arrival_on != visit.procedure_on:
        return words("kiosk.overview.arrive_on", date=day_words(words, visit.arrival_on), time=clock)
    return words("kiosk.overview.arrive", time=clock)
