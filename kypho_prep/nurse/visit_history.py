"""The changes of the visit itself, as they stand on the review: from what, to what, by whom and when."""

from __future__ import annotations

from kypho_prep.look.labels import Label
from kypho_prep.nurse.opened import Opened
from kypho_prep.nurse.parts import say
from kypho_prep.nurse.signed_words import field_words, subject_words
from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.sign_off import VISIT_FIELDS

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
            before=field_words(opened, name, fact.value["before"][name]),
            after=field_words(opened, name, fact.value["after"][name]),
        )
        for name in _fields(fact)
    ]
    return " · ".join([*parts, opened.say("desk.recorded", who=fact.recorded_by, at=opened.at(fact.recorded_at))])


def _fields(fact: StaffFact) -> list[str]:
    return [name for name in VISIT_FIELDS if name in fact.value["after"]]
