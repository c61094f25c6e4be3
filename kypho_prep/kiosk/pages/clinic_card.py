"""Where the clinic is and whom to call, on the last pages; what the clinic has not set has no line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.look.cards import Card
from kypho_prep.look.labels import BodyLabel, TitleLabel
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic


def clinic_card(clinic: Clinic, look: Look, words: Words) -> Card:
    """Return the clinic's name, the way in, its numbers by day and night, and always the emergency line."""
    m = look.metrics
    card = Card(look)
    card.setObjectName("clinic")
    card.body.setContentsMargins(m.space(3), m.space(1.5), m.space(3), m.space(1.5))
    card.body.setSpacing(m.px(2))
    if clinic.name:
        card.body.addWidget(TitleLabel(clinic.name, look, m.text(24)))
    for line in clinic.way_in:
        card.body.addWidget(Line(line, look, m.text(24), "text/surface"))
    for line in phone_lines(clinic, words):
        card.body.addWidget(TitleLabel(line, look, m.text(24)))
    return card


def phone_lines(clinic: Clinic, words: Words) -> tuple[str, ...]:
    """Return the numbers in words; the emergency line stands beside every other one."""
    day = "day" if clinic.night_phone else "phone"
    numbers = ((day, clinic.phone), ("night", clinic.night_phone), ("emergency", clinic.emergency_line))
    return tuple(words(f"kiosk.clinic.{name}", phone=number) for name, number in numbers if number)


class Line(BodyLabel):
    """One of several short lines that belong together, closer than the lines of a text."""

    leading = 1.2
