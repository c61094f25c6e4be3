"""The clinic's settings as one JSON value in the database, and back; a light module."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from typing import Any

from kypho_prep.prep.checklist import Level
from kypho_prep.prep.clinic import READ_ALOUD, Clinic, LanguageReview
from kypho_prep.prep.sign_off.chart_ticks import BLOCKABLE
from kypho_prep.workflow.forms import readable

KEY = "clinic"
_DAYS = ("approved_on",)
_TICKS = ("prep_ticks", "day_ticks")
# What an administrator records of languages by itself, page by page: the form of the other settings leaves it alone.
LANGUAGES = ("language_reviews", "languages_for_review")


def stored(clinic: Clinic) -> dict[str, Any]:
    """Return what is stored."""
    values = {field.name: _plain(getattr(clinic, field.name)) for field in fields(clinic)}
    values["holidays"] = [day.isoformat() for day in clinic.holidays]
    values |= {name: list(values[name]) for name in _TICKS}
    for name in _DAYS:
        values[name] = values[name].isoformat() if values[name] else None
    reviews = clinic.language_reviews
    values["language_reviews"] = [{**asdict(one), "reviewed_on": one.reviewed_on.isoformat()} for one in reviews]
    values["languages_for_review"] = list(clinic.languages_for_review)
    return values


def read(value: dict[str, Any] | None) -> Clinic:
    """Return the clinic of a stored value; what an older version did not know keeps its default."""
    known = {field.name for field in fields(Clinic)}
    values = {name: one for name, one in (value or {}).items() if name in known}
    if "holidays" in values:
        values["holidays"] = tuple(date.fromisoformat(day) for day in values["holidays"])
    if "aspirin_level" in values:
        values["aspirin_level"] = Level(values["aspirin_level"])
    if values.get("read_aloud") not in READ_ALOUD:
        values.pop("read_aloud", None)
    for name in (one for one in _TICKS if one in values):
        values[name] = tuple(tick for tick in BLOCKABLE if tick in values[name])
    for name in _DAYS:
        values[name] = date.fromisoformat(values[name]) if values.get(name) else None
    values["language_reviews"] = tuple(_review(one) for one in values.get("language_reviews", ()))
    values["languages_for_review"] = tuple(values.get("languages_for_review", ()))
    return Clinic(**values)


def _review(value: dict[str, str]) -> LanguageReview:
    plain = {name: value[name] for name in ("language", "reviewer", "qualification", "digest")}
    return LanguageReview(**plain, reviewed_on=date.fromisoformat(value["reviewed_on"]))


def _plain(value: Any) -> Any:
    return readable(value) if isinstance(value, str) else value
