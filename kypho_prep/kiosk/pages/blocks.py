"""What a page shows above its answers from the chart: who the visit is for, what staff entered about fasting."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from kypho_prep.look.cards import Card
from kypho_prep.look.labels import BodyLabel, CaptionLabel, Chip, TitleLabel
from kypho_prep.look.theme import Look
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.plan.plan import plan
from kypho_prep.prep.wording.dates import clock_words, day_words, near_day_words, plain_day_words
from kypho_prep.prep.wording.sentences import plan_words
from kypho_prep.prep.words import Words


def block(shows: str, situation: Situation, look: Look, words: Words) -> QWidget | None:
    """Return what an item shows from the chart, or nothing."""
    if shows == "identity":
        return identity(situation, look, words)
    if shows == "fasting":
        return fasting(situation, look, words)
    if shows == "anesthesia":
        return anesthesia(situation, look, words)
    return None


def identity(situation: Situation, look: Look, words: Words) -> Card:
    """Return the greeting with name, date of birth and procedure; the only place that shows the name."""
    patient, visit, m = situation.chart.patient, situation.chart.visit, look.metrics
    card = Card(look)
    card.body.setContentsMargins(m.space(3), m.space(1.5), m.space(3), m.space(1.5))
    card.body.setSpacing(0)
    card.body.addWidget(TitleLabel(words("kiosk.hello", given=patient.given), look, m.text(36)))
    day = plain_day(words, patient.born)
    who = words("kiosk.identity.who", given=patient.given, family=patient.family, date=day)
    card.body.addWidget(BodyLabel(who, look, pair="text/surface"))
    procedure = words("kiosk.identity.procedure", date=day_words(words, visit.procedure_on))
    if visit.surgeon:
        procedure = words("kiosk.identity.with_surgeon", procedure=procedure, surgeon=visit.surgeon)
    card.body.addWidget(BodyLabel(procedure, look, pair="text/surface"))
    return card


def plain_day(words: Words, day: date) -> str:
    """Return a date without its weekday: nobody knows the weekday they were born on."""
    return words("kiosk.identity.day", date=plain_day_words(words, day))


def fasting(situation: Situation, look: Look, words: Words) -> Card:
    """Return what staff entered about food and drink, in quotes, or that nothing is entered."""
    card = Card(look, "go_soft", "go")
    for line in plan(situation):
        if line.kind == "fasting":
            card.body.addWidget(BodyLabel(plan_words(words, line), look, pair="text/go_soft"))
    return card


def anesthesia(situation: Situation, look: Look, words: Words) -> Card:
    """Return the kind of anesthesia that staff entered, or "ask your nurse"."""
    card = Card(look, "go_soft", "go")
    kind = situation.chart.visit.anesthesia.value
    card.body.addWidget(BodyLabel(words(f"kiosk.anesthesia.{kind}"), look, pair="text/go_soft"))
    return card


def procedure_card(situation: Situation, look: Look, words: Words) -> Card:
    """Return when the procedure is and when to come, without a name."""
    visit, m = situation.chart.visit, look.metrics
    card = Card(look)
    card.body.addWidget(CaptionLabel(words("kiosk.overview.procedure"), look, m.text(22)))
    card.body.addWidget(TitleLabel(near_day_words(words, visit.procedure_on), look, m.text(28)))
    if visit.procedure_at:
        clock = clock_words(words, visit.procedure_at)
        card.body.addWidget(TitleLabel(words("kiosk.overview.at", time=clock), look, m.text(28)))
    arrives = _arrives(situation, words)
    if arrives:
        card.body.addWidget(BodyLabel(arrives, look, m.text(24), "text/surface"))
    if visit.surgeon:
        card.body.addWidget(BodyLabel(visit.surgeon, look, m.text(24), "text/surface"))
    card.body.addSpacing(m.space(0.5))
    days = (visit.procedure_on - situation.today).days
    if days >= 0:
        near = {0: "kiosk.overview.today", 1: "kiosk.overview.tomorrow"}
        said = words(near[days]) if days in near else words.count("kiosk.overview.in_days", days)
        card.body.addWidget(Chip(said, look))
    return card


def _arrives(situation: Situation, words: Words) -> str:
    visit = situation.chart.visit
    if not visit.arrival_at:
        return words("kiosk.overview.arrive_unknown")
    clock = clock_words(words, visit.arrival_at)
    if visit.arrival_on and visit.arrival_on != visit.procedure_on:
        return words("kiosk.overview.arrive_on", date=day_words(words, visit.arrival_on), time=clock)
    return words("kiosk.overview.arrive", time=clock)
