"""24 patients over days: what a careful nurse wrote down before the run is what the program says."""

import re
from collections.abc import Iterator

import pytest

from kypho_prep.papers.patient_plan import plan_paper
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.plan.plan import plan
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.prep.wording.sentences import blocker_words, plan_words
from kypho_prep.workflow.desk.review import Review
from tests.twenty_four import dangers, days, quiet, thinners
from tests.twenty_four.desk import card_words
from tests.twenty_four.driver import Played
from tests.twenty_four.story import Day, Patient
from tests.workflow.ward import Ward

PATIENTS = (*thinners.PATIENTS, *dangers.PATIENTS, *days.PATIENTS, *quiet.PATIENTS)


@pytest.mark.parametrize("patient", PATIENTS, ids=lambda one: one.name.partition(":")[0])
def test_each_day_is_as_a_careful_nurse_expects(ward: Ward, patient: Patient) -> None:
    played = Played(ward, patient)
    played.begin()
    wrong = [f"{day.at} {one}" for day in patient.days for one in differences(played, day)]
    assert not wrong, "\n".join([patient.name, *wrong])


def differences(played: Played, day: Day) -> Iterator[str]:
    """Say where a day is not as expected."""
    seen = played.live(day)
    yield from _reds(played, day, seen)
    yield from _signature(played, day, seen)
    yield from _plan(played, day, seen)


def _reds(played: Played, day: Day, seen: Review) -> Iterator[str]:
    reds = [card_words(played.ward, one) for one in seen.cards if one.open and one.level is Level.RED]
    for pattern in day.red:
        if not any(re.search(pattern, red) for red in reds):
            yield f"no red speaks of {pattern}: {reds}"
    for red in reds:
        if not any(re.search(pattern, red) for pattern in day.red):
            yield f"a red too many: {red!r}"
    if len(reds) != len(day.red):
        yield f"{len(reds)} reds, not {len(day.red)}: {reds}"
    stuck = [one for one in seen.cards if one.open and one.level is Level.RED and not one.closing]
    yield from (f"no action closes {one.finding.problem}" for one in stuck if not one.finding.is_loop)
    unsure = [one for one in seen.cards if one.open and re.search("(?i)not sure", card_words(played.ward, one))]
    if day.most_unsure is not None and len(unsure) > day.most_unsure:
        yield f"{len(unsure)} cards speak of not sure"


def _signature(played: Played, day: Day, seen: Review) -> Iterator[str]:
    words = played.ward.workplace.content.words("en")
    on_cards = {one.thread: card_words(played.ward, one) for one in seen.cards if one.open}
    blocking = [f"{blocker_words(words, one)} {on_cards.get(one.thread or '', '')}".strip() for one in seen.blockers]
    if day.may_sign == bool(blocking):
        yield f"may sign should be {day.may_sign}; what blocks: {blocking}"
    for pattern in day.blocks:
        if not any(re.search(pattern, one) for one in blocking):
            yield f"nothing that blocks speaks of {pattern}: {blocking}"
    if day.stands is not None and seen.standing.stands is not day.stands:
        yield f"a sign-off should stand: {day.stands}; changed: {[one.key for one in seen.standing.changes]}"
    signed = played.ward.row(played.visit).stage is Stage.SIGNED_OFF
    if signed is not seen.standing.stands:
        yield f"the board says signed: {signed}, the review: {seen.standing.stands}"
    if seen.standing.stands and blocking:
        yield f"a sign-off stands beside what blocks: {blocking}"


def _plan(played: Played, day: Day, seen: Review) -> Iterator[str]:
    text = plan_text(played, seen)
    yield from (f"the plan does not say {one}: {text!r}" for one in day.plan if not re.search(one, text))
    yield from (f"the plan must not say {one}: {text!r}" for one in day.plan_not if re.search(one, text))


def plan_text(played: Played, seen: Review) -> str:
    """Return the patient's plan as the page and the paper say it, up to the warning signs."""
    words = played.ward.workplace.content.words("en")
    page = [plan_words(words, line) for line in plan(seen.situation)]
    now = played.ward.workplace.now()
    sheet = plan_paper(seen.situation, words, printed_at=now).sheet
    paper = [
        part.text for block in sheet.blocks for column in block.columns for part in getattr(column, "__iter__", list)()
    ]
    return "\n".join([*page, *paper]).partition(words("papers.plan.signs"))[0]


def test_each_lasts_three_days_and_answers_in_two_ways() -> None:
    assert len(PATIENTS) == 24
    assert sum(one.quiet for one in PATIENTS) >= 6
    for one in PATIENTS:
        verbs = {step.verb.removesuffix("_all") for day in one.days for step in day.done}
        assert len({day.at[:10] for day in one.days}) >= 3, one.name
        assert {"kiosk", "phone"} <= verbs, one.name
    assert not any(day.red for one in PATIENTS if one.quiet for day in one.days)
