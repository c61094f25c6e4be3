"""Visits on the procedure's morning, told step by step: what the tests of the day's page stand on."""

from dataclasses import replace
from typing import Any

from kypho_prep.prep.chart import FactKind, SignOff, SignOffKind
from kypho_prep.prep.rules.procedure_day import DayCheck, day_lines
from kypho_prep.prep.sign_off.day_sign_off import day_binding, day_blockers, day_standing
from tests.prep.builders import PROCEDURE, Story
from tests.prep.sign_off.test_prep_sign_off import ready

DECIDED = {"told": "Dr. Lee", "decided_by": "Dr. Lee", "decision": "Go on, later today"}
QUIET: dict[str, dict[str, str]] = {
    "identifiers": {"checked": "yes"},
    "symptoms": {"found": "yes"},
    "last_food": {"found": "time", "on": "2026-11-23", "at": "19:00"},
    "last_drink": {"found": "time", "on": "2026-11-24", "at": "05:30"},
    "temperature": {"value": "98.4", "unit": "F"},
    "vitals": {"pressure": "128/76", "pulse": "72", "breathing": "16", "oxygen": "97"},
    "results": {"found": "yes"},
    "escort": {"found": "yes"},
    "leg_strength": {"found": "yes"},
    "skin": {"found": "yes"},
    "site": {"found": "yes"},
    "consent": {"found": "yes"},
    "code_status": {"found": "yes", "text": "Full code"},
}


def on_the_day(**visit: Any) -> Story:
    """A visit whose preparation is signed off, on the procedure's morning."""
    story = ready(**visit).signs()
    story.today = PROCEDURE
    return story


def checks(story: Story, subject: str, **value: str) -> Story:
    return story.records(FactKind.DAY_CHECK, subject, **value)


def all_checked(story: Story) -> Story:
    for line in day_lines(story.situation()):
        checks(story, line.key, **QUIET.get(line.key, {"found": "time", "on": "2026-11-20"}))
    return story


def takes(story: Story, entry: str, typed: str) -> Story:
    """The patient names a medicine from a shop."""
    return story.says("medicines.shop", True).takes(entry, typed)


def line(story: Story, key: str) -> DayCheck:
    return next(one for one in day_lines(story.situation()) if one.key == key)


def keys(story: Story) -> list[str]:
    return [one.key for one in day_lines(story.situation())]


def blocked(story: Story) -> list[tuple[str, str]]:
    return [(one.key, one.subject) for one in day_blockers(story.situation())]


def signs_the_day(story: Story) -> Story:
    bound = day_binding(story.situation())
    made = SignOff(story.new_id(), "v", SignOffKind.DAY_OF, bound, {}, "", "s", story.now, "1", seq=story.next)
    story.chart = replace(story.chart, sign_offs=(*story.chart.sign_offs, made))
    return story


def changed(story: Story) -> list[str]:
    return [one.key for one in day_standing(story.situation()).changes]
