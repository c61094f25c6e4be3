"""The changes of the visit and of the patient's details, on the review: from what, to what, by whom and when."""

from __future__ import annotations

from datetime import date

from kypho_prep.look.labels import Label
from kypho_prep.nurse.open_visit.context import Opened
from kypho_prep.nurse.review.panels.signed_words import field_words, subject_words
from kypho_prep.nurse.widgets.parts import say
from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.sign_off.prep_sign_off import VISIT_FIELDS
from kypho_prep.prep.sign_off.visit_change import PERSON_FIELDS
from kypho_prep.prep.wording.sentences import plain_day_words

MOST = 3


def visit_history(opened: Opened) -> list[Label]:
    """Return the newest changes of the visit, the newest first."""
    told = [one for one in opened.situation.chart.facts if one.kind is FactKind.VISIT_CHANGED and _fields(one)]
    return [say(opened.desk, _words(opened, one), "quiet/surface", 15) for one in reversed(told[-MOST:])]


def _words(opened: Opened, fact: StaffFact) -> str:
    parts = [
        opened.say(
            "desk.since.moved",
            about=subject_words(opened, f"visit:{name}"),
            before=_said(opened, name, fact.value["before"][name]),
            after=_said(opened, name, fact.value["after"][name]),
        )
        for name in _fields(fact)
    ]
    return " · ".join([*parts, opened.say("desk.recorded", who=fact.recorded_by, at=opened.at(fact.recorded_at))])


def _said(opened: Opened, name: str, value: str) -> str:
    if name == "born":
        return plain_day_words(opened.desk.words, date.fromisoformat(value))
    named = opened.desk.words.optional(f"desk.{name}.{value}") if name in ("sex", "language") else ""
    return named or field_words(opened, name, value)


def _fields(fact: StaffFact) -> list[str]:
    return [name for name in (*PERSON_FIELDS, *VISIT_FIELDS) if name in fact.value["after"]]
