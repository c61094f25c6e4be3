"""Which answers stand first where a patient looks over all of them: dangers, what is not clear, what is open."""

from __future__ import annotations

from collections.abc import Iterable

from kypho_prep.prep.checklist import Level
from kypho_prep.prep.conditions import unsure
from kypho_prep.prep.interview.path import PageRef, is_open
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import State
from kypho_prep.prep.rules.finding import level_on
from kypho_prep.prep.rules.flags import findings, page_of

DANGER, NOT_CLEAR, OPEN, SETTLED = range(4)


def looked_over_first(situation: Situation, listed: Iterable[PageRef]) -> tuple[PageRef, ...]:
    """Return those of some pages that are looked at first, the gravest first, else in their order.

    A danger is what a red flag is about today; not clear is what the patient was not sure of, did not want to answer
    or wants explained.
    """
    red = {
        page_of(situation, one.subject) for one in findings(situation) if level_on(one, situation.today) is Level.RED
    }
    weighed = [(DANGER if page in red else _clear(situation, page), page) for page in listed]
    return tuple(page for weight, page in sorted(weighed, key=lambda one: one[0]) if weight != SETTLED)


def _clear(situation: Situation, page: PageRef) -> int:
    reply = situation.reply(page.item, page.entry)
    if reply is None:
        return OPEN if is_open(situation, page) else SETTLED
    return NOT_CLEAR if unsure(reply) or reply.state is not State.VALUE or reply.value == "question" else SETTLED
