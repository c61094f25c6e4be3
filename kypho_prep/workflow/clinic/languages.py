"""A clinic's languages: an administrator records who reviewed one's words, takes that back, shows a draft for review.

US law asks that a qualified human translator reviews what a machine translated (45 CFR 92.201(c)(3)). Who that was is
the clinic's to say: no language but the one that the checklist is written in reaches patients without that record.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kypho_prep.prep.clinic import Clinic, LanguageReview
from kypho_prep.prep.languages import offered
from kypho_prep.prep.times import local_date
from kypho_prep.prep.words import REFERENCE
from kypho_prep.records.rows import AuditRow
from kypho_prep.workflow import clinic_setting
from kypho_prep.workflow.clinic.staff import require_administrator
from kypho_prep.workflow.derived.refresh import PROGRAM, bring_all_up_to_date
from kypho_prep.workflow.errors import Invalid, Problem
from kypho_prep.workflow.forms import normalized, one_line, require_length

if TYPE_CHECKING:
    from datetime import date

    from kypho_prep.prep.words import Language
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace

# The setting that keeps which languages were offered when somebody last looked.
OFFERED = "languages_offered"


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """What is recorded of a review: the reviewer's name, what qualifies them, and the day."""

    reviewer: str
    qualification: str
    reviewed_on: date | None


def record_review(workplace: Workplace, *, staff: StaffMember, language: str, form: ReviewForm) -> Clinic:
    """Record the review of a language's words as they are now, which offers it to patients; return the settings.

    Raises StaffOnly (administrators only), or Invalid: also where words are missing still.
    """
    known = _known(workplace, language)
    reviewer, qualification = one_line(normalized(form.reviewer)), one_line(normalized(form.qualification))
    require_length(reviewer, qualification)
    problems: list[Problem] = [
        (name, "error.required", {})
        for name, said in (("reviewer", reviewer), ("qualification", qualification))
        if not said
    ]
    with workplace.writing(alone=True) as records:
        require_administrator(records, staff)
        before = clinic_setting.read(records.settings.get(clinic_setting.KEY))
        if form.reviewed_on is None or form.reviewed_on > local_date(workplace.now(), before):
            problems.append(("reviewed_on", "desk.languages.day_wrong", {}))
        if not known.complete:
            problems.append(("reviewer", "desk.languages.not_complete", {}))
        if problems or form.reviewed_on is None:
            raise Invalid(tuple(problems))
        review = LanguageReview(language, reviewer, qualification, form.reviewed_on, known.digest)
        kept = tuple(one for one in before.language_reviews if one.language != language)
        # Once it is for patients, nothing about it says that it is not.
        shown = tuple(one for one in before.languages_for_review if one != language)
        after = replace(before, language_reviews=(*kept, review), languages_for_review=shown)
        said = {"reviewer": reviewer, "qualification": qualification, "on": form.reviewed_on.isoformat()}
        details = {**said, "words": known.digest}
        records.audit.add(staff.line(workplace.now(), "language_reviewed", language, details=details))
        _store(workplace, records, after)
    return after


def take_review_back(workplace: Workplace, *, staff: StaffMember, language: str) -> Clinic:
    """Offer a language to patients no more; who sits at a kiosk in it goes on in it. Returns the settings.

    Raises StaffOnly (administrators only).
    """
    with workplace.writing(alone=True) as records:
        require_administrator(records, staff)
        before = clinic_setting.read(records.settings.get(clinic_setting.KEY))
        others = tuple(one for one in before.language_reviews if one.language != language)
        after = replace(before, language_reviews=others)
        if after != before:
            records.audit.add(staff.line(workplace.now(), "language_withdrawn", language))
            _store(workplace, records, after)
    return after


def show_for_review(workplace: Workplace, *, staff: StaffMember, language: str, on: bool) -> Clinic:
    """Have the kiosks show a complete draft to its reviewer, or show it no more. Returns the settings.

    Raises StaffOnly (administrators only), or Invalid where words are missing still.
    """
    if on and not _known(workplace, language).complete:
        raise Invalid((("reviewer", "desk.languages.not_complete", {}),))
    with workplace.writing(alone=True) as records:
        require_administrator(records, staff)
        before = clinic_setting.read(records.settings.get(clinic_setting.KEY))
        others = tuple(one for one in before.languages_for_review if one != language)
        after = replace(before, languages_for_review=(*others, language) if on else others)
        if after != before:
            records.settings.put(clinic_setting.KEY, clinic_setting.stored(after))
            event = "language_shown" if on else "language_hidden"
            records.audit.add(staff.line(workplace.now(), event, language))
    return after


def see_what_is_offered(workplace: Workplace) -> None:
    """Tell every visit anew where a new version of the program changed a reviewed language's words, or has another one.

    A kiosk's login at a clinic's server leaves that to a desk.
    """
    if workplace.database.guarded:
        return
    with workplace.reading() as records:
        if _seen(records) == _offers(workplace, records):
            return
    with workplace.writing(alone=True) as records:
        offers = _offers(workplace, records)
        records.audit.add(AuditRow(workplace.now(), PROGRAM, "languages_changed", details={"offered": offers}))
        records.settings.put(OFFERED, offers)
        bring_all_up_to_date(workplace, records)


def _seen(records: Transaction) -> list[str]:
    """Return the languages that were offered when somebody last looked; before that the reference language alone."""
    return list(records.settings.get(OFFERED) or [REFERENCE])


def _offers(workplace: Workplace, records: Transaction) -> list[str]:
    clinic = clinic_setting.read(records.settings.get(clinic_setting.KEY))
    return list(offered(workplace.content.known, clinic))


def _store(workplace: Workplace, records: Transaction, clinic: Clinic) -> None:
    """Store the settings, and have every visit know at once whether its language is offered."""
    records.settings.put(clinic_setting.KEY, clinic_setting.stored(clinic))
    records.settings.put(OFFERED, _offers(workplace, records))
    bring_all_up_to_date(workplace, records)


def _known(workplace: Workplace, language: str) -> Language:
    """Return what is known of a language that has words here; LookupError where it has none."""
    found = {one.code: one for one in workplace.content.known}
    return found[language]
