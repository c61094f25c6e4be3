"""No sign-off stands beside a blocker: what opens under one takes it back by name, and for good."""

from dataclasses import replace
from datetime import date

import pytest

from kypho_prep.prep.chart import ActionKind
from kypho_prep.prep.reply import Answerer, Who
from kypho_prep.prep.sign_off.blocker import Blocker
from kypho_prep.prep.sign_off.prep_sign_off import blockers, standing
from kypho_prep.prep.sign_off.stage import Stage, stage
from tests.prep.builders import PROCEDURE, START, ticks
from tests.prep.sign_off.test_prep_sign_off import ready


@pytest.mark.parametrize(
    ("opens", "problem"),
    [
        (lambda story: story.says("ride.phone", "555 0100", answerer=Answerer(Who.HELPER_FOR, "Ana")), "helper"),
        (lambda story: story.says("about.what", "question"), "question_about"),
    ],
)
def test_what_opens_a_flag_takes_it_back_though_no_value_changed(opens: object, problem: str) -> None:
    story = opens(ready().signs()).evaluates()  # type: ignore[operator]
    found = standing(story.situation())
    assert (found.stands, found.changes) == (False, ())
    assert [one.finding.problem for one in found.opened if one.finding] == [problem]


def test_putting_the_value_back_heals_nothing_once_a_blocker_had_opened() -> None:
    story = ready().signs().says("bleeding.history", ticks("bruises")).evaluates()
    assert not standing(story.situation()).stands
    story.says("bleeding.history", ticks()).evaluates()
    found = standing(story.situation())
    assert (blockers(story.situation()), found.changes) == ((), ())
    assert (found.stands, [one.subject for one in found.opened]) == (False, ["bleeding.history"])
    assert stage(story.situation()) is not Stage.SIGNED_OFF
    assert standing(story.signs().situation()).stands, "signed anew by who saw it"


def test_an_action_taken_back_opens_its_red_and_takes_the_sign_off_back() -> None:
    story = (
        ready()
        .says("bleeding.history", ticks("disorder"))
        .acts("bleeding_disorder", ActionKind.TOLD_DOCTOR, answer="Go on.")
    )
    story.signs()
    (told,) = story.chart.actions
    back = replace(told, id="u", kind=ActionKind.UNDONE, answer=told.id)
    story.chart = replace(story.chart, actions=(told, back))
    found = standing(story.evaluates().situation())
    assert (found.stands, found.changes, [one.key for one in found.opened]) == (False, (), ["blocker.red"])


def test_eating_on_the_day_takes_the_preparation_back() -> None:
    story = ready().signs()
    story.today = PROCEDURE
    story.says("fasting.last_food", "today_am").says("fasting.last_food_hour", 7).evaluates()
    found = standing(story.situation())
    assert (found.stands, [one.subject for one in found.opened]) == (False, ["fasting.last_food"])
    assert stage(story.situation()) is Stage.FOLLOW_UP


def test_what_opened_is_kept_so_that_it_can_be_said_later() -> None:
    story = ready(tests=("blood",)).signs().says("bleeding.history", ticks("bruises")).unsure("tests.blood")
    story.chart = replace(story.chart, instructions=())
    for one in standing(story.evaluates().situation()).opened:
        again = Blocker.read(one.stored())
        assert (again.mark, again.key, again.words) == (one.mark, one.key, one.words)
        assert one.finding is None or (again.finding is not None and again.finding.reasons == one.finding.reasons)


def test_a_call_from_the_kiosk_takes_it_back_only_until_somebody_went() -> None:
    story = ready().signs().changes(nurse_called_at=START).evaluates()
    assert not standing(story.situation()).stands
    assert standing(story.acts("nurse_called", ActionKind.SEEN).evaluates().situation()).stands


def test_the_turn_of_a_day_takes_it_back_until_the_flag_that_turned_was_looked_at() -> None:
    story = ready().says("bring.to_find", ticks("photo_id")).evaluates().signs()
    assert standing(story.situation()).stands
    story.today = date(2026, 11, 23)
    found = standing(story.evaluates().situation())
    assert (found.stands, [one.key for one in found.opened]) == (False, ["blocker.amber"])
    assert stage(story.situation()) is Stage.FOLLOW_UP
    assert stage(story.situation(), turned=False) is Stage.SIGNED_OFF, "the board's row tells it by the day"
    problem = found.opened[0].finding.problem if found.opened[0].finding else ""
    assert standing(story.acts(problem, ActionKind.SEEN).evaluates().situation()).stands
