"""Where a reply would lead, worked out without the database: for a page that is drawn before it is asked for."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from kypho_prep.prep.reply import Answerer, Who
from kypho_prep.prep.rules.emergency import emergency
from kypho_prep.workflow.answers import store_reply
from kypho_prep.workflow.errors import Refused
from kypho_prep.workflow.patient import position

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kypho_prep.prep.interview.path import PageRef
    from kypho_prep.workflow.answers.given import Given
    from kypho_prep.workflow.patient.intake import Intake
    from kypho_prep.workflow.workplace import Workplace


def foreseen(workplace: Workplace, held: Intake, given: Given, next_page: PageRef | None = None) -> Intake:
    """Return what `reply_to` would return, but for ids, moments and flags, if nobody else changes the visit meanwhile.

    Nothing is stored, and nothing of it is to be believed: it says what to make ready. Raises as `store_reply.said`.
    """
    sitting = position.answering(held.sitting, given)
    who, before = Who(sitting.who), held.situation
    if before.who is not who:
        before = replace(before, who=who)
    telling = store_reply.Telling(Answerer(who, sitting.helper_name), sitting.id, anew=True)
    after = store_reply.said(workplace, before, given, telling)
    sitting = position.moved(after, sitting, given, next_page)
    session = replace(held.session, who=who, helper_name=sitting.helper_name)
    page, alarm = position.current(after, sitting), emergency(after) is not None
    return replace(held, session=session, situation=after, page=page, sitting=sitting, emergency=alarm)


def alarming(workplace: Workplace, held: Intake, given: Iterable[Given]) -> bool:
    """Tell whether an emergency stands once these are saved, which they may not be for a while."""
    known = held
    for one in given:
        with suppress(Refused, LookupError, ValueError):  # what cannot be saved at all calls nobody
            known = foreseen(workplace, known, one, known.page)
    return known.emergency
