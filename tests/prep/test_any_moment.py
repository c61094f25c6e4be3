"""No rule asks a moment what came after what: with any other moments a history means the same."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kypho_prep.prep.chart import Chart
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Reply
from kypho_prep.prep.rules.emergency import emergency
from kypho_prep.prep.rules.flags import cards, findings
from kypho_prep.prep.sign_off.ask_again import ask_again
from kypho_prep.prep.sign_off.calls import calls
from kypho_prep.prep.sign_off.changes_since import since
from kypho_prep.prep.sign_off.day_sign_off import day_standing
from kypho_prep.prep.sign_off.prep_sign_off import blockers, standing
from kypho_prep.prep.sign_off.stage import stage
from kypho_prep.workflow.derived.board_row import summary_row
from tests.prep.happenings import Happening, happenings, told

# What an answer means may hang on the local day on which it was given, and a look on the day it was taken: moments
# move by less than a day around noon, so that the order falls apart and the day stays.
NOON = timedelta(hours=17)
# The moments that a row of the board shows.
SHOWN = {"last_call_at", "last_answer_at", "nurse_called_at", "call_taken_back_at", "finished_at", "ended_at"}


def moved(at: datetime, chance: Random) -> datetime:
    """Another moment of the same local day."""
    midnight = datetime(at.year, at.month, at.day, tzinfo=UTC)
    return midnight + NOON + timedelta(minutes=chance.randint(-600, 300))


def scrambled(chart: Chart, chance: Random) -> Chart:
    def at(rows: Any, name: str) -> Any:
        return tuple(replace(one, **{name: moved(getattr(one, name), chance)}) for one in rows)

    return replace(
        chart,
        replies=at(chart.replies, "at"),
        flags=at(chart.flags, "at"),
        instructions=at(chart.instructions, "recorded_at"),
        facts=at(chart.facts, "recorded_at"),
        actions=at(chart.actions, "recorded_at"),
        sign_offs=at(chart.sign_offs, "signed_at"),
    )


def derived(here: Situation) -> dict[str, Any]:
    """All that is worked out of a chart, with no moment in it."""
    news, row = since(here), summary_row(here, None)
    told_now = emergency(here)
    return {
        "findings": findings(here),
        "cards": [(one.finding, one.thread, one.open, one.acted) for one in cards(here)],
        "blockers": blockers(here),
        "stands": standing_of(here),
        "day": day_standing(here).stands,
        "stage": stage(here),
        "since": news and (news.kind, news.who, news.changes, news.gone, news.answered),
        "again": [(one.page, one.reasons) for one in ask_again(here).questions],
        "asked": [one.page for one in ask_again(here).asked],
        "calls": [one.fact.id for one in calls(here.chart)],
        "emergency": told_now.id if isinstance(told_now, Reply) else None,
        "row": {name: getattr(row, name) for name in row.__slots__ if name not in SHOWN},
    }


def standing_of(here: Situation) -> Any:
    found = standing(here)
    return found.stands, found.changes, found.opened, found.sign_off.id if found.sign_off is not None else None


@settings(max_examples=150, deadline=None)
@given(drawn=happenings(days=True), seed=st.integers(0, 99))
def test_a_history_means_the_same_with_any_other_moments(drawn: list[Happening], seed: int) -> None:
    here = told(drawn).story.situation()
    again = replace(here, chart=scrambled(here.chart, Random(seed)))
    assert derived(again) == derived(here)
