"""What holds whatever happens to a visit, in whatever order: blockers, sign-offs, stages, the chart of then."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kypho_prep import paths
from kypho_prep.content import load_words
from kypho_prep.prep.chart import ActionKind, FactKind
from kypho_prep.prep.checklist import Control, Kind, Level
from kypho_prep.prep.reply import Answerer, Who
from kypho_prep.prep.rules.finding import kind_on, level_on
from kypho_prep.prep.rules.flags import cards, findings
from kypho_prep.prep.sign_off.changes_since import as_of, since
from kypho_prep.prep.sign_off.prep_sign_off import binding, blockers, standing
from kypho_prep.prep.sign_off.stage import stage
from kypho_prep.prep.wording.sentences import blocker_words
from kypho_prep.prep.words import Words
from tests.prep.happenings import VALUES, Happening, History, go_on, happenings, told
from tests.prep.sign_off.test_prep_sign_off import QUIET, ready
from tests.prep.small_checklist import CHECKLIST

MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
REQUIRED = ("now", "medicines", "bleeding", "allergies", "health", "tests", "fasting", "ride", "bring")
# Answers on which no other question hangs.
FREE = ("ride.phone", "bleeding.history", "health.body")
FIRM = (ActionKind.TOLD_DOCTOR, ActionKind.PROCEED)


@cache
def english() -> Words:
    """The real words, and the id itself for the questions that only the small checklist has."""
    real = load_words(paths.resources() / "content" / "words", "en")
    own = {f"{item.id}.question": item.id for item in CHECKLIST.items}
    own |= {f"{item.id}.choice.{choice.id}": choice.id for item in CHECKLIST.items for choice in item.choices}
    return replace(real, table={**own, **real.table})


def causes(history: History) -> set[tuple[str, str]]:
    """Everything that must block a sign-off, said a second time and differently: a letter and what it is about."""
    return {*_unanswered(history), *_flags(history), *_not_recorded(history)}


def _unanswered(history: History) -> Iterator[tuple[str, str]]:
    situation = history.story.situation()
    for item, entry in situation.reached - situation.current.keys():
        asked = situation.checklist.item(item)
        never = asked.control in (Control.LESSON, Control.SCENE) or asked.day_of or asked.optional
        if asked.step in REQUIRED and not never:
            yield "a", entry or item


def _flags(history: History) -> Iterator[tuple[str, str]]:
    story = history.story
    threads = {(row.problem, row.subject): row.thread for row in story.chart.flags if row.raised}
    for one in findings(story.situation()):
        did = {action.kind for action in history.done if action.thread == threads[(one.problem, one.subject)]}
        level, kind = level_on(one, story.today), kind_on(one, story.today)
        own = {Kind.PREPARE: ActionKind.PREPARED, Kind.TALK: ActionKind.ANSWERED}.get(kind)
        if one.problem == "loop":
            yield "c", one.subject
        elif (level is Level.RED or one.blocks) and not did & {own, *FIRM}:
            yield "b", one.subject
        elif level is Level.AMBER and not one.blocks and not did - {ActionKind.NEEDS_CALL}:
            yield "d", one.subject


def _not_recorded(history: History) -> Iterator[tuple[str, str]]:
    story = history.story
    recorded = {one.kind: one.recorded_at for one in story.chart.facts}
    current = story.situation().current
    said: dict[str, tuple[Any, Any]] = {}
    for one in story.chart.replies:
        if said.get(one.item, (None, None))[0] != (one.state, one.value):
            said[one.item] = ((one.state, one.value), one.at)
    ride = [said[item][1] for (item, _entry) in current if item in ("ride.adult", "ride.phone")]
    verified = recorded.get(FactKind.ADULT_VERIFIED)
    moved = recorded.get(FactKind.VISIT_CHANGED)
    ride += [moved] if moved is not None else []
    if verified is None or any(verified < at for at in ride):
        yield "e", "adult_verified"
    if FactKind.IDENTIFIERS not in recorded:
        yield "e", "identifiers"
    if FactKind.RESULT_SEEN not in recorded:
        yield "e", "blood"
    written_for = {one.times_revision for one in story.chart.instructions if one.on is not None}
    if story.chart.visit.times_revision not in written_for:
        yield "e", "fasting"


@MANY
@given(drawn=happenings())
def test_every_cause_blocks_and_nothing_else_does(drawn: list[Happening]) -> None:
    history = told(drawn)
    found = blockers(history.story.situation())
    assert {(one.kind, str(one.subject)) for one in found} == causes(history)


@MANY
@given(drawn=happenings())
def test_every_blocker_has_words_and_leads_somewhere(drawn: list[Happening]) -> None:
    for one in blockers(told(drawn).story.situation()):
        said = blocker_words(english(), one)
        assert len(said.strip()) > len("Not answered: "), one
        assert "{" not in said
        assert one.page is not None or one.finding is not None or one.kind == "e", "it names no place"
        assert one.subject


@MANY
@given(drawn=happenings())
def test_no_history_is_signed_off_over_a_blocker(drawn: list[Happening]) -> None:
    history = told(drawn)
    signed = standing(history.story.situation())
    assert not (signed.stands and blockers(history.story.situation()))
    assert not (signed.stands and history.fell), "what had opened is closed, and nobody has signed since"
    if signed.stands and signed.sign_off is not None:
        assert signed.sign_off.bound == history.signed
        then = as_of(history.story.situation(), signed.sign_off.seq)
        assert binding(then) == history.signed


def stage_of(history: History) -> str:
    """The stage, worked out from what happened instead of from the chart (model rule 12)."""
    happened = history.told
    ended = [one for one in happened if one.startswith("end:")]
    if ended:
        return ended[-1].removeprefix("end:")
    last_signed = next((one for one in reversed(happened) if one in ("sign", "not_complete")), "")
    if last_signed == "sign" and _same(history) and not history.fell and not causes(history):
        return "signed_off"
    if last_signed == "not_complete":
        since_then = happened[len(happened) - happened[::-1].index("not_complete") :]
        if not set(since_then) & {"reply", "fact", "call", "instruction"}:
            return "not_complete"
    if (history.done or {"call", "sign"} & set(happened)) and causes(history):
        return "follow_up"
    if "finish" in happened:
        return "to_review"
    return "answering" if "reply" in happened else "expected"


def _same(history: History) -> bool:
    now, then = binding(history.story.situation()), dict(history.signed or {})
    if history.story.situation().current.get(("now.symptoms", None)) and "reply:now.symptoms" not in now:
        then.pop("reply:now.symptoms", None)
    return now == then


@MANY
@given(drawn=happenings(endings=True))
def test_the_stage_of_any_history(drawn: list[Happening]) -> None:
    history = told(drawn)
    assert stage(history.story.situation()).value == stage_of(history)


@MANY
@given(writes=st.lists(st.tuples(st.sampled_from(FREE), st.integers(0, 3))))
def test_a_changed_value_revokes_and_the_same_value_does_not(writes: list[tuple[str, int]]) -> None:
    story = ready().says("ride.phone", "555-0100").signs()
    signed = {**QUIET, "ride.phone": "555-0100"}
    last = dict(signed)
    for item, at in writes:
        value = VALUES[item][at % len(VALUES[item])]
        helper = Answerer(Who.HELPER_FOR, "Ana")
        story = story.unsure(item) if value is None else story.says(item, value, answerer=helper)
        last[item] = value
    changed = {f"reply:{item}" for item, value in last.items() if value != signed[item]}
    found = standing(story.situation())
    assert {one.key for one in found.changes} == changed
    assert found.stands is not (bool(changed) or bool(blockers(story.situation())))


@MANY
@given(drawn=happenings(), cut=st.integers(0, 14))
def test_the_chart_of_then_binds_what_it_bound_then(drawn: list[Happening], cut: int) -> None:
    history = told(drawn[:cut])
    bound, at = binding(history.story.situation()), history.story.chart.newest
    go_on(history, drawn[cut:])
    assert binding(as_of(history.story.situation(), at)) == bound


@MANY
@given(drawn=happenings())
def test_a_difference_names_only_what_differs(drawn: list[Happening]) -> None:
    situation = told(drawn).story.situation()
    found = since(situation)
    if found is not None:
        now = binding(situation)
        assert all(one.before != one.after and now.get(one.key, "") == one.after for one in found.changes)


@MANY
@given(kinds=st.lists(st.sampled_from(["seen", "told_doctor", "needs_call", "undo"]), max_size=8))
def test_an_action_taken_back_leaves_the_card_as_if_it_had_not_been(kinds: list[str]) -> None:
    history = History()
    history.answers("bleeding.history", 1)
    for kind in kinds:
        if kind == "undo":
            history.undoes(len(history.done) - 1 if history.done else 0)
        else:
            history.acts(0, ActionKind(kind))
    chart = history.story.chart
    story = history.story
    plain = replace(story.situation(), chart=replace(chart, actions=tuple(history.done)))
    assert [(one.open, one.acted, one.actions) for one in cards(story.situation())] == [
        (one.open, one.acted, one.actions) for one in cards(plain)
    ]
    assert len(chart.actions) >= len(history.done)
