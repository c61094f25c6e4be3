"""What blocks the sign-off of the procedure's day, what it binds, and whether it still stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kypho_prep.prep.answers.answer import Pairs
from kypho_prep.prep.chart import SignOffKind
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.conditions import canonical
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.rules.flags import cards
from kypho_prep.prep.rules.procedure_day import ADDED, DayCheck, DayLine, day_lines, on_the_day
from kypho_prep.prep.sign_off.chart_ticks import missing_ticks
from kypho_prep.prep.sign_off.prep_sign_off import (
    Blocker,
    Standing,
    binding,
    differences,
    reply_key,
    reply_value,
    standing,
)

PREP = "prep"


def day_blockers(situation: Situation) -> tuple[Blocker, ...]:
    """Return everything that blocks the sign-off of the day: the preparation, reds, ticks, each line by its name."""
    here = on_the_day(situation)
    return (*_prep(here), *_reds(here), *_ticks(here), *_unfinished(here))


def day_binding(situation: Situation) -> dict[str, str]:
    """Return the exact values that the day's sign-off binds: all that the preparation binds, and every line."""
    here = on_the_day(situation)
    # The preparation's signature is bound as a value: where that one falls, this one falls by name.
    bound = binding(here) | {PREP: "signed" if standing(here).stands else ""}
    for check in day_lines(here):
        # The other answers are among what the preparation binds already.
        bound |= {
            reply_key(reply): reply_value(here, reply) for reply in check.said if here.checklist.item(reply.item).day_of
        }
        bound[f"day:{check.key}"] = canonical(dict(check.recorded.value)) if check.recorded else ""
    return bound


def day_standing(situation: Situation) -> Standing:
    """Return whether the newest sign-off of the day stands, what changed since, and which tick lacks."""
    signed = [one for one in situation.chart.sign_offs if one.kind is SignOffKind.DAY_OF]
    newest = max(signed, key=lambda one: one.seq, default=None)
    if newest is None:
        return Standing(None, stands=False)
    here = on_the_day(situation)
    found = differences(newest.bound, _asked_then(newest.bound, day_binding(situation)), here)
    opened = tuple(_ticks(here))
    return Standing(newest, not found and not opened, found, opened)


def _asked_then(signed: Mapping[str, str], now: dict[str, str]) -> dict[str, str]:
    """Return what is bound now without the lines that the page did not have when it was signed, unless recorded."""
    # Vital signs came with the newer lines and are asked of everybody, so they tell which page was signed.
    if f"day:{DayLine.VITALS}" in signed:
        return now
    return {key: said for key, said in now.items() if said or key not in {f"day:{line}" for line in ADDED}}


def _prep(situation: Situation) -> Iterator[Blocker]:
    prep = standing(situation)
    if not prep.stands:
        yield Blocker(PREP, "blocker.day_prep_unsigned" if prep.sign_off is None else "blocker.day_prep_fallen")


def _reds(situation: Situation) -> Iterator[Blocker]:
    for card in cards(situation):
        if card.open and card.level is Level.RED:
            subject = card.finding.subject
            yield Blocker("b", "blocker.red", (), (), card.page, card.thread or None, subject, card.finding)


def _ticks(situation: Situation) -> Iterator[Blocker]:
    """Return the ticks that the clinic wants for the day and that are not there; they hold it back while they lack."""
    return missing_ticks(situation.chart, situation.clinic.day_ticks)


def _unfinished(situation: Situation) -> Iterator[Blocker]:
    for check in day_lines(situation):
        if check.recorded is None:
            yield _line("missing", check)
        if check.undecided:
            yield _line("undecided", check)


def _line(what: str, check: DayCheck) -> Blocker:
    name: Pairs = (("name", check.name),) if check.name else ()
    dose = "dose_" if check.subject else ""
    return Blocker("day", f"blocker.day_{dose}{what}", name, check.words, subject=check.key)
