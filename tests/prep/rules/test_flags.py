"""The evaluator: one flag per problem and subject, its thread, its level as the days pass, and what closes it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kypho_prep.prep.chart import ActionKind, FlagAction, FlagRow, InstructionAction
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.rules.finding import Finding, Reason, reason
from kypho_prep.prep.rules.flags import (
    Card,
    advance,
    cards,
    closes,
    closing_actions,
    findings,
    fingerprint,
    kind_on,
    level_on,
    merge,
    page_of,
)
from kypho_prep.prep.times import Stamp
from tests.prep.builders import PROCEDURE, START, Story, medicine, problems, suffixes, ticks

THURSDAY = date(2026, 11, 19)
TURNS = date(2026, 11, 20)
NOW = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)


def card(story: Story, problem: str) -> Card:
    (found,) = [one for one in cards(story.situation()) if one.finding.problem == problem]
    return found


def test_a_content_flag_is_raised_by_its_answer_with_its_reason() -> None:
    found = problems(Story().says("bleeding.history", ticks("disorder", "bruises")))
    red = found["bleeding_disorder bleeding.history"]
    assert (red.level, red.kind, suffixes(red)) == (Level.RED, Kind.CANCEL, ["reason"])
    assert dict(red.reasons[0].words) == {
        "answer": "bleeding.history.choice.disorder bleeding.history.choice.bruises",
    }
    assert found["bruises bleeding.history"].level is Level.AMBER
    assert not problems(Story().says("bleeding.history", ticks()))


def test_a_flag_about_an_entry_stands_on_the_entry_and_names_it() -> None:
    story = Story().says("allergies.treatment", ticks("medicine")).says("allergies.medicine_name", "sulfa", "a1")
    story.says("allergies.reaction", ticks("breathing"), "a1")
    found = problems(story)["severe a1"]
    assert dict(found.reasons[0].params) == {"name": "sulfa"}
    story.says("allergies.treatment", ticks())
    assert not problems(story)


def test_every_question_of_the_patient_is_a_flag_of_its_own() -> None:
    story = Story().says("questions.text", "May I drive?", "q1").says("questions.text", "Can I sit?", "q2")
    assert set(problems(story)) == {"question q1", "question q2"}
    assert dict(problems(story)["question q1"].reasons[0].params)["answer"] == "May I drive?"


def test_findings_of_one_problem_join_with_the_highest_level_and_all_reasons() -> None:
    low = Finding("p", "s", Level.AMBER, Kind.PREPARE, (reason("p", "a"),), blocks=True)
    turning = Finding("p", "s", Level.RED, Kind.CANCEL, (reason("p", "b"),), turn_level=Level.RED, turn_from=TURNS)
    early = Finding("p", "s", Level.NOTE, Kind.CHECK, (reason("p", "a"),), turn_level=Level.AMBER, turn_from=THURSDAY)
    joined = merge(merge(low, turning), early)
    assert (joined.level, joined.kind, joined.blocks) == (Level.RED, Kind.CANCEL, True)
    assert suffixes(joined) == ["a", "b"]
    assert (joined.turn_level, joined.turn_from) == (Level.RED, THURSDAY)
    assert merge(low, low).turn_from is None


def test_a_turning_flag_rises_at_local_midnight_of_its_day() -> None:
    found = problems(Story(tests=("blood",)).says("tests.blood", "not_done"))["test_blood tests.blood"]
    assert found.turn_from == TURNS
    assert (level_on(found, THURSDAY), kind_on(found, THURSDAY)) == (Level.AMBER, Kind.CHECK)
    assert (level_on(found, TURNS), kind_on(found, TURNS)) == (Level.RED, Kind.CANCEL)
    still = Finding("p", "s", Level.AMBER, Kind.CHECK, ())
    assert level_on(still, PROCEDURE) is Level.AMBER
    note = Finding("p", "s", Level.NOTE, Kind.CHECK, (), turn_level=Level.AMBER, turn_from=TURNS)
    assert kind_on(note, TURNS) is Kind.CHECK


def test_the_holidays_of_the_clinic_move_the_day() -> None:
    clinic = Clinic(holidays=(date(2026, 11, 23),))
    found = problems(Story(clinic=clinic, tests=("blood",)).says("tests.blood", "not_done"))["test_blood tests.blood"]
    assert found.turn_from == THURSDAY


def test_the_same_value_saved_again_keeps_its_thread_and_writes_nothing() -> None:
    story = Story().says("bleeding.history", ticks("disorder")).acts("bleeding_disorder", ActionKind.SEEN)
    rows = len(story.chart.flags)
    story.says("bleeding.history", ticks("disorder")).evaluates()
    assert len(story.chart.flags) == rows
    assert card(story, "bleeding_disorder").actions


def test_another_tick_on_the_page_leaves_the_handling_alone() -> None:
    story = Story().says("bleeding.history", ticks("disorder")).acts("bleeding_disorder", ActionKind.SEEN)
    thread = card(story, "bleeding_disorder").thread
    story.says("bleeding.history", ticks("disorder", "bruises")).evaluates()
    assert card(story, "bleeding_disorder").thread == thread


def test_a_changed_text_re_opens_and_a_withdrawn_one_lapses() -> None:
    story = Story().says("questions.text", "May I drive?", "q1").acts("question", ActionKind.ANSWERED, text="Not yet.")
    assert not card(story, "question").open
    thread = card(story, "question").thread
    story.says("questions.text", "May I fly?", "q1")
    assert card(story, "question").open, "open at once, before the rows follow"
    story.evaluates()
    assert card(story, "question").thread != thread
    story.says("questions.text", None, "q1", state="removed").evaluates()
    assert not [row for row in story.chart.flags[-1:] if row.raised]


def test_a_flag_that_comes_back_starts_a_new_thread() -> None:
    story = Story().says("bleeding.history", ticks("bruises")).acts("bruises", ActionKind.SEEN)
    first = card(story, "bruises").thread
    story.says("bleeding.history", ticks()).evaluates().evaluates()
    story.says("bleeding.history", ticks("bruises")).evaluates()
    again = card(story, "bruises")
    assert again.thread not in ("", first)
    assert again.open
    assert [row.raised for row in story.chart.flags if row.problem == "bruises"] == [True, False, True]


def test_a_reason_less_keeps_the_thread_and_a_reason_more_does_not() -> None:
    one = Finding("p", "s", Level.RED, Kind.CANCEL, (reason("p", "a"), reason("p", "b")))
    less = Finding("p", "s", Level.AMBER, Kind.CANCEL, (reason("p", "a"),))
    ids = (f"n{number}" for number in range(99))
    rows = list(advance([one], [], Stamp(NOW, 1), lambda: next(ids)))
    rows += advance([less], rows, Stamp(NOW, 1), lambda: next(ids))
    assert rows[1].thread == rows[0].thread
    assert rows[1].level is Level.AMBER
    rows += advance([one], rows, Stamp(NOW, 1), lambda: next(ids))
    assert rows[2].thread != rows[1].thread
    higher = Finding("p", "s", Level.RED, Kind.CANCEL, less.reasons)
    assert advance([higher], [rows[1]], Stamp(NOW, 1), lambda: next(ids))[0].thread != rows[1].thread


REASONS = st.lists(
    st.builds(Reason, st.sampled_from(["flag.p.a", "flag.p.b"]), value=st.text(max_size=3)), min_size=1, max_size=4
)
FINDINGS = st.builds(
    Finding,
    st.sampled_from(["p", "q"]),
    st.just("s"),
    st.sampled_from(Level),
    st.sampled_from(Kind),
    REASONS.map(tuple),
)


@given(st.lists(st.lists(FINDINGS, max_size=3, unique_by=lambda one: one.problem), max_size=5))
def test_rows_always_end_where_the_findings_are(rounds: list[list[Finding]]) -> None:
    ids = (f"n{number}" for number in range(9999))
    rows: list[FlagRow] = []
    for found in rounds:
        rows += advance(found, rows, Stamp(NOW, 1), lambda: next(ids))
        assert advance(found, rows, Stamp(NOW, 1), lambda: next(ids)) == ()
        newest = {row.problem: row for row in rows}
        raised = {one: row.fingerprint for one, row in newest.items() if row.raised}
        assert raised == {one.problem: fingerprint(one) for one in found}


@given(REASONS)
def test_a_reason_reads_back_as_it_was_stored(reasons: list[Reason]) -> None:
    for one in reasons:
        full = Reason(one.key, (("typed", one.value),), (("answer", "a.b c.d"),), one.value)
        assert Reason.read(full.stored()) == full


def test_a_reason_is_said_once() -> None:
    twice = Finding("p", "s", Level.RED, Kind.CANCEL, (Reason("k", value="1"), Reason("k", value="2")))
    assert len(twice.said) == 1


@pytest.mark.parametrize(
    ("kind", "more", "closed"),
    [
        (ActionKind.SEEN, {}, False),
        (ActionKind.NEEDS_CALL, {}, False),
        (ActionKind.TOLD_DOCTOR, {}, False),
        (ActionKind.TOLD_DOCTOR, {"answer": "Go on."}, True),
        (ActionKind.PROCEED, {"text": "minor"}, False),
        (ActionKind.PROCEED, {"text": "minor", "decided_by": "Dr. Lee"}, True),
    ],
)
def test_a_red_is_closed_by_the_doctors_answer_or_a_decision(
    kind: ActionKind, more: dict[str, str], closed: bool
) -> None:
    story = Story().says("bleeding.history", ticks("disorder")).acts("bleeding_disorder", kind, **more)
    assert card(story, "bleeding_disorder").open is not closed
    assert card(story, "bleeding_disorder").could_cancel is not closed


def test_what_closes_a_flag_follows_its_kind() -> None:
    def made(level: Level, kind: Kind, problem: str = "p") -> Finding:
        return Finding(problem, "s", level, kind, ())

    today = PROCEDURE
    assert closing_actions(made(Level.NOTE, Kind.CHECK), today) == ()
    assert closing_actions(made(Level.RED, Kind.CANCEL, "loop"), today) == ()
    assert closing_actions(made(Level.AMBER, Kind.TALK), today) == (ActionKind.ANSWERED,)
    assert closing_actions(made(Level.AMBER, Kind.PREPARE), today) == (ActionKind.PREPARED,)
    assert closing_actions(made(Level.RED, Kind.PREPARE), today)[0] is ActionKind.PREPARED
    assert closing_actions(made(Level.AMBER, Kind.CHECK), today)[0] is ActionKind.SEEN
    assert ActionKind.SEEN not in closing_actions(made(Level.RED, Kind.CHECK), today)
    blocking = Finding("p", "s", Level.AMBER, Kind.CHECK, (), blocks=True)
    assert ActionKind.SEEN not in closing_actions(blocking, today)


def test_prepared_closes_only_with_what_by_whom_and_told_to_whom() -> None:
    whole = {"text": "Room without latex", "decided_by": "Nurse Kim", "answer": "Dr. Roy"}
    finding = Finding("latex", "s", Level.RED, Kind.PREPARE, ())
    for missing in ("", *whole):
        said = {name: "" if name == missing else text for name, text in whole.items()}
        action = FlagAction("a", "t", ActionKind.PREPARED, recorded_by="s", recorded_at=START, seq=1, **said)
        assert closes(action, finding, Story().situation()) is (missing == "")


def test_an_empty_answer_closes_no_question() -> None:
    story = Story().says("questions.text", "May I drive?", "q1").acts("question", ActionKind.ANSWERED, text=" ")
    assert card(story, "question").open


def test_a_seen_from_before_the_day_lapses_when_the_flag_turns() -> None:
    story = Story().says("bring.to_find", ticks("photo_id"))
    assert not card(story, "bring").open, "a note asks for nothing"
    story.acts("bring", ActionKind.SEEN)
    story.today = TURNS
    turned = card(story, "bring")
    assert (turned.level, turned.open, turned.acted) == (Level.AMBER, True, False)
    story.acts("bring", ActionKind.SEEN, recorded_at=datetime(2026, 11, 20, 4, 59, tzinfo=UTC))
    assert card(story, "bring").open, "23:59 in New York is still the day before"
    story.acts("bring", ActionKind.SEEN, recorded_at=datetime(2026, 11, 20, 5, 0, tzinfo=UTC))
    assert (card(story, "bring").open, card(story, "bring").acted) == (False, True)


def test_an_amber_seen_once_is_closed_until_it_turns_red() -> None:
    story = Story(tests=("blood",)).says("tests.blood", "not_done").acts("test_blood", ActionKind.SEEN)
    assert not card(story, "test_blood").open
    story.today = TURNS
    assert card(story, "test_blood").could_cancel


def test_cards_come_open_first_then_red_then_what_could_cancel() -> None:
    story = Story(ask_pregnancy=True).says("bleeding.history", ticks("bruises", "disorder")).unsure("health.pregnancy")
    story.fasts().says("about.what", "question").says("bring.to_find", ticks("photo_id"))
    story.acts("bruises", ActionKind.SEEN)
    order = [(one.open, one.level) for one in cards(story.situation())]
    assert order == sorted(order, key=lambda one: (not one[0], -one[1].weight))
    assert order[0] == (True, Level.RED)
    assert [one.finding.problem for one in cards(story.situation())][-1] == "bring"


def test_what_was_found_already_makes_the_same_cards_whatever_was_flagged_before() -> None:
    story = Story().says("bleeding.history", ticks("disorder", "bruises")).says("questions.text", "May I drive?", "q1")
    before = story.situation()
    found = findings(before)
    rows = advance(found, (), Stamp(NOW, 1), iter(str(number) for number in range(99)).__next__)
    after = replace(before, chart=replace(before.chart, flags=rows))
    assert rows
    assert findings(after) == found
    assert cards(after, found) == cards(after)
    assert cards(after, ()) == ()


def test_a_card_leads_to_the_page_of_its_answer() -> None:
    story = Story().says("medicines.groups_thin", ticks("blood_thinner"))
    story.says("medicines.name", medicine("Xarelto"), "e1")
    situation = story.situation()
    assert page_of(situation, "ride.adult") == PageRef("ride.adult")
    assert page_of(situation, "e1") == PageRef("medicines.name", "e1")
    assert page_of(situation, "group:insulin") == PageRef("medicines.groups_more")
    assert page_of(situation, "group:unheard") is None
    assert page_of(situation, "visit") is None


def test_a_loop_is_closed_by_an_instruction_only() -> None:
    story = Story().takes("e1", "Xarelto")
    story.acts("loop", ActionKind.TOLD_DOCTOR, answer="Hold it.")
    assert card(story, "loop").open
    story.instructs("e1", InstructionAction.LAST_DOSE, on=date(2026, 11, 21))
    assert not [one for one in findings(story.situation()) if one.is_loop]


def test_rows_written_before_count_for_nothing_once_the_values_are_new() -> None:
    story = Story().says("bleeding.history", ticks("bruises")).evaluates()
    found = findings(story.situation())
    later = advance(found, story.chart.flags, Stamp(story.now + timedelta(days=1), story.next), story.new_id)
    assert later == ()
