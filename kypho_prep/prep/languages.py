"""Which languages a clinic offers its patients: those whose words a qualified human reviewed, by what is on record."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from kypho_prep.prep.clinic import Clinic, LanguageReview
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Reply, Who
from kypho_prep.prep.words import REFERENCE, Language


class Standing(StrEnum):
    """How a language stands at a clinic: only `offered` ones are for patients."""

    OFFERED = "offered"
    INCOMPLETE = "incomplete"
    NOT_REVIEWED = "not_reviewed"
    CHANGED = "changed"


def review_of(clinic: Clinic, language: str) -> LanguageReview | None:
    """Return the review that a clinic has on record for a language; None where it has none."""
    return next((one for one in clinic.language_reviews if one.language == language), None)


def papers_language(situation: Situation) -> str:
    """Return the language of a patient's papers: the one on record, else the one last answered in, where it is offered.

    A language whose review was taken back is not: then it is the language that the checklist is written in.
    """
    chart, offers = situation.chart, situation.languages
    answered = max((one for one in chart.replies if one.answerer.who is not Who.STAFF), key=_place, default=None)
    wished = (chart.patient.language, answered.language if answered is not None else REFERENCE)
    return next((one for one in wished if one != REFERENCE and one in offers), REFERENCE)


def standing(language: Language, clinic: Clinic) -> Standing:
    """Return how a language stands at a clinic; a review counts for the very words that were reviewed."""
    if language.code == REFERENCE:
        return Standing.OFFERED
    if not language.complete:
        return Standing.INCOMPLETE
    review = review_of(clinic, language.code)
    if review is None:
        return Standing.NOT_REVIEWED
    return Standing.OFFERED if review.digest == language.digest else Standing.CHANGED


def offered(languages: Iterable[Language], clinic: Clinic) -> tuple[str, ...]:
    """Return the codes of the languages that a clinic offers its patients."""
    return tuple(one.code for one in languages if standing(one, clinic) is Standing.OFFERED)


def shown(languages: Iterable[Language], clinic: Clinic) -> tuple[Language, ...]:
    """Return the languages that the kiosk's first page has: those for patients, and those for their reviewer."""
    known = tuple(languages)
    codes = (*offered(known, clinic), *for_review_only(known, clinic))
    return tuple(one for one in known if one.code in codes)


def for_review_only(languages: Iterable[Language], clinic: Clinic) -> tuple[str, ...]:
    """Return the codes of the languages that the kiosk shows to whoever reviews them: complete, and not offered."""
    asked = clinic.languages_for_review
    return tuple(
        one.code
        for one in languages
        if one.code in asked and one.complete and standing(one, clinic) is not Standing.OFFERED
    )


def _place(reply: Reply) -> int:
    return reply.seq
