"""The clinic's settings as an administrator typed them: checked and tidied before they are stored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kypho_prep.prep.clinic import MOST_HOURS, Clinic
from kypho_prep.prep.retention import LEAST_DAYS, MOST_DAYS
from kypho_prep.workflow import clinic_setting
from kypho_prep.workflow.errors import Invalid, Problem
from kypho_prep.workflow.forms import LONGEST_OWN_WORDS, normalized, require_length

# The settings that patients read as the clinic's own.
OWN_WORDS = ("about_text", "team_text", "pregnancy_why")
# What stands on every paper: the most letters and the most lines of each, so that none takes a page for itself.
WAY_IN = {"night_phone": (60, 1), "address": (200, 5), "entrance": (200, 3), "calls_when": (100, 1)}


def checked(clinic: Clinic) -> Clinic:
    """Return the settings as they may be stored. Raises Invalid or TooLong."""
    _require_zone(clinic)
    if not LEAST_DAYS <= clinic.keep_days <= MOST_DAYS:
        raise Invalid((("keep_days", "desk.clinic.number_wrong", {"least": LEAST_DAYS, "most": MOST_DAYS}),))
    if not 1 <= clinic.session_hours <= MOST_HOURS:
        raise Invalid((("session_hours", "desk.clinic.number_wrong", {"least": 1, "most": MOST_HOURS}),))
    clinic = _own_words_held(clinic)
    require_length(*(one for one in clinic_setting.stored(clinic).values() if isinstance(one, str)))
    return clinic


def _require_zone(clinic: Clinic) -> None:
    try:
        ZoneInfo(clinic.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid((("zone", "error.zone_unknown", {"zone": clinic.zone}),)) from error


def _own_words_held(clinic: Clinic) -> Clinic:
    """Return the settings with the words for patients tidied: each stands whole on a page. Raises Invalid."""
    own = {name: normalized(getattr(clinic, name)) for name in OWN_WORDS}
    ways = {name: _without_gaps(getattr(clinic, name)) for name in WAY_IN}
    most = dict.fromkeys(OWN_WORDS, LONGEST_OWN_WORDS) | {name: letters for name, (letters, _) in WAY_IN.items()}
    problems: list[Problem] = [
        (name, "error.too_long", {"length": len(text), "most": most[name]})
        for name, text in (own | ways).items()
        if len(text) > most[name]
    ]
    lines = {name: text.count("\n") + 1 for name, text in ways.items()}
    problems += [
        (name, "error.too_many_lines", {"lines": number, "most": WAY_IN[name][1]})
        for name, number in lines.items()
        if number > WAY_IN[name][1]
    ]
    if ways["night_phone"] and not any(one.isdigit() for one in ways["night_phone"]):
        problems.append(("night_phone", "error.no_number", {}))
    if problems:
        raise Invalid(tuple(problems))
    held: dict[str, Any] = own | ways
    return replace(clinic, **held)


def _without_gaps(text: str) -> str:
    """Return a text of a few lines tidied: no line of it is empty, none begins or ends with a space."""
    return "\n".join(line.strip() for line in normalized(text).splitlines() if line.strip())
