"""The sign-off "prep complete": what blocks it, what it binds, what revokes it, and the stage that follows."""

from dataclasses import replace

import pytest

from kypho_prep.prep.chart import ActionKind, Anesthesia, Ending, FactKind, InstructionAction, SignOffKind
from kypho_prep.prep.interview.path import PageRef, missing_required
from kypho_prep.prep.reply import State
from kypho_prep.prep.sign_off.prep_sign_off import binding, blockers, bound_replies, changes, standing
from kypho_prep.prep.sign_off.stage import Stage, stage
from tests.prep.builders import PROCEDURE, START, Story, medicine, ticks
from tests.prep.small_checklist import CHECKLIST

QUIET = {
    "now.symptoms": ticks(),
    "medicines.groups_thin": ticks(),
    "medicines.groups_more": ticks(),
    "medicines.shop": False,
    "medicines.other_change": False,
    "bleeding.history": ticks(),
    "allergies.treatment": ticks(),
    "health.body": ticks(),
    "ride.adult": True,
    "ride.phone": "555 0100",
    "bring.to_find": ticks(),
}


def ready(**visit: object) -> Story:
    """A visit in which nothing is flagged and nothing is missing."""
    story = Story(**visit)  # type: ignore[arg-type]
    for item, value in QUIET.items():
        story.says(item, value)
    story.fasts().records(FactKind.IDENTIFIERS).records(FactKind.ADULT_VERIFIED)
    for test in story.chart.visit.tests:
        story.says(f"tests.{test}", "done").records(FactKind.RESULT_SEEN, test, value="1.0")
    return story.evaluates()


def kinds(story: Story) -> list[tuple[str, str]]:
    return [(one.kind, one.key) for one in blockers(story.situation())]


def changed(story: Story) -> list[str]:
    return [one.key for one in standing(story.situation()).changes]


def test_nothing_else_blocks_a_quiet_visit() -> None:
    assert kinds(ready(tests=("blood",))) == []


def test_an_empty_visit_is_blocked_by_everything_it_lacks() -> None:
    found = kinds(Story(tests=("blood",)))
    assert [key for kind, key in found if kind == "e"] == [
        "blocker.identifiers",
        "blocker.adult",
        "blocker.fasting_missing",
        "blocker.result",
    ]
    assert sum(kind == "a" for kind, _ in found) == len(missing_required(Story(tests=("blood",)).situation()))


def test_an_unanswered_question_leads_to_its_page_and_names_the_medicine() -> None:
    story = ready().says("medicines.groups_thin", ticks("pain_pill")).says("medicines.group_names", {"entries": ["e1"]})
    story.says("medicines.name", medicine("ibuprofen"), "e1")
    (found,) = [one for one in blockers(story.situation()) if one.kind == "a"]
    assert found.page == PageRef("medicines.last_taken", "e1")
    assert dict(found.params) == {"name": "ibuprofen"}
    assert dict(found.words) == {"answer": "medicines.last_taken.question"}
    story.unsure("medicines.last_taken", "e1").evaluates()
    assert not [one for one in blockers(story.situation()) if one.kind == "a"]


def test_a_declined_answer_is_an_answer() -> None:
    story = ready().says("health.body", state=State.DECLINED).evaluates()
    assert kinds(story) == [("d", "blocker.amber")]


def test_a_red_a_loop_and_an_amber_each_under_its_letter() -> None:
    story = (
        ready().says("bleeding.history", ticks("disorder", "bruises")).says("medicines.groups_thin", ticks("aspirin"))
    )
    story.says("medicines.group_names", {"entries": []}).evaluates()
    assert kinds(story) == [("b", "blocker.red"), ("c", "blocker.loop"), ("d", "blocker.amber")]
    red, loop, amber = blockers(story.situation())
    assert (red.page, loop.subject) == (PageRef("bleeding.history"), "group:aspirin")
    assert red.thread
    assert amber.finding is not None
    story.acts("bleeding_disorder", ActionKind.TOLD_DOCTOR, answer="Go on.")
    story.acts("bruises", ActionKind.NEEDS_CALL)
    assert kinds(story) == [("c", "blocker.loop"), ("d", "blocker.amber")]
    story.acts("bruises", ActionKind.SEEN).instructs("group:aspirin", InstructionAction.CONTINUE)
    assert kinds(story) == []


def test_an_amber_with_any_action_no_longer_blocks_though_it_stays_open() -> None:
    story = ready().says("about.what", "question").acts("question_about", ActionKind.SEEN)
    assert kinds(story) == []


def test_an_unsure_ride_blocks_though_it_is_amber() -> None:
    story = ready().unsure("ride.adult").evaluates()
    assert kinds(story) == [("b", "blocker.amber"), ("e", "blocker.adult")]
    story.acts("ride", ActionKind.SEEN)
    assert ("b", "blocker.open") in kinds(story)
    assert kinds(story.records(FactKind.ADULT_VERIFIED)) == []


@pytest.mark.parametrize(
    ("how", "keys"),
    [
        ({"told_by": ""}, ["blocker.fasting_not_told"]),
        ({"told_on": None}, ["blocker.fasting_not_told"]),
        ({"times_revision": 0}, ["blocker.fasting_void"]),
        ({}, []),
    ],
)
def test_fasting_has_to_be_entered_and_told(how: dict[str, object], keys: list[str]) -> None:
    story = ready()
    story.chart = replace(story.chart, instructions=())
    story.instructs("", InstructionAction.NO_FASTING, **how)
    assert [key for kind, key in kinds(story) if kind == "e"] == keys


def test_a_missing_result_leads_to_its_question() -> None:
    story = ready().changes(tests=("blood",)).says("tests.blood", "booked")
    (found,) = blockers(story.situation())
    assert (found.key, found.page, dict(found.words)) == (
        "blocker.result",
        PageRef("tests.blood"),
        {"name": "test.blood"},
    )


def test_a_sign_off_stands_while_its_values_do() -> None:
    story = ready().signs()
    found = standing(story.situation())
    assert (found.stands, found.changes) == (True, ())
    assert found.sign_off is story.chart.sign_offs[0]
    assert set(bound_replies(story.situation())) == {reply.id for reply in story.chart.replies} - {"r1"}
    assert standing(ready().situation()).stands is False


@pytest.mark.parametrize(
    "harmless",
    [
        lambda story: story.says("ride.phone", "555 0100"),
        lambda story: story.says("now.symptoms", ticks()),
        lambda story: story.says("start.who", "helper_with"),
        lambda story: story.says("bleeding.history", ticks(), revision=1, language="es"),
        lambda story: story.records(FactKind.CALL, number="555"),
        lambda story: story.says("fasting.scene", {"attempt": 1, "outcome": "first_try"}),
        lambda story: story.records(FactKind.CHART_TICK, "consent"),
        lambda story: story.records(FactKind.IDENTIFIERS, which="name and birth date"),
        lambda story: story.records(FactKind.ADULT_VERIFIED),
        lambda story: story.instructs("", InstructionAction.FASTING_FOOD, on=PROCEDURE, at="00:00"),
        lambda story: story.changes(finished_by="s", revision=7),
        lambda story: story.changes(nurse_called_at=START).acts("nurse_called", ActionKind.SEEN),
    ],
)
def test_what_changes_nothing_that_was_signed(harmless: object) -> None:
    story = ready().signs()
    after = harmless(story)  # type: ignore[operator]
    assert changed(after) == []
    assert standing(after.situation()).stands


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda story: story.says("ride.phone", "555 0199"), "reply:ride.phone"),
        (lambda story: story.unsure("health.body"), "reply:health.body"),
        (lambda story: story.says("questions.text", "May I drive?", "q1"), "reply:questions.text:q1"),
        (lambda story: story.says("now.symptoms", ticks("fever_chills")), "reply:now.symptoms"),
        (lambda story: story.says("fasting.scene", {"attempt": 2, "outcome": "second_try"}), "reply:fasting.scene"),
        (lambda story: story.changes(levels="L2"), "visit:levels"),
        (lambda story: story.changes(anesthesia=Anesthesia.GENERAL), "visit:anesthesia"),
        (lambda story: story.changes(tests=("blood",)), "visit:tests"),
        (lambda story: story.records(FactKind.ADULT_VERIFIED, name="Ana"), "fact:adult_verified:"),
        (lambda story: story.records(FactKind.RESULT_SEEN, "mri", value="1"), "fact:result_seen:mri"),
        (lambda story: story.instructs("e9", InstructionAction.OTHER), "instruction:e9:other"),
    ],
)
def test_a_changed_value_revokes_it_and_is_named(change: object, key: str) -> None:
    story = change(ready().signs())  # type: ignore[operator]
    assert not standing(story.situation()).stands
    assert changed(story) == [key]


def test_a_change_says_what_was_signed_and_what_is_now() -> None:
    story = ready().signs().says("ride.phone", "555 0199")
    (found,) = standing(story.situation()).changes
    assert ("555 0100" in found.before, "555 0199" in found.after) == (True, True)
    assert standing(story.says("ride.phone", "555 0100").situation()).changes == (), "equal again"
    assert [one.subject for one in blockers(story.situation())] == ["adult_verified"], "but who drives is to be checked"
    moved = ready(levels="L1").signs().changes(levels="L2").evaluates()
    assert not standing(moved.situation()).stands
    assert standing(moved.changes(levels="L1").evaluates().situation()).stands, "nothing had opened"


def test_an_answer_gone_is_a_change_unless_it_is_right_now_answered_none() -> None:
    fever = ready().says("now.symptoms", ticks("fever_chills")).signs()
    assert changed(fever.says("now.symptoms", ticks())) == []
    assert changed(ready().signs().says("ride.adult", False)) == ["reply:ride.adult", "reply:ride.phone"]
    unsure = ready().unsure("now.symptoms").signs().says("now.symptoms", ticks(unsure=True))
    assert changed(unsure) == ["reply:now.symptoms"]
    story = fever.changes()
    story.checklist = replace(CHECKLIST, chapters=CHECKLIST.chapters[1:])
    assert "reply:now.symptoms" in [one.key for one in changes({"reply:now.symptoms": "x"}, story.situation())]


def test_the_order_of_ticks_and_the_lists_version_are_no_values() -> None:
    story = ready().says("bleeding.history", ticks("bruises", "disorder")).says("medicines.shop", True)
    story.says("medicines.name", medicine("ibuprofen"), "e1").signs()
    story.says("bleeding.history", ticks("disorder", "bruises"))
    story.says("medicines.name", medicine("ibuprofen") | {"list_version": "2"}, "e1")
    assert standing(story.situation()).changes == ()


def test_day_of_answers_are_signed_on_their_own() -> None:
    story = ready().signs()
    story.today = PROCEDURE
    assert standing(story.says("fasting.last_food", "earlier").situation()).stands
    assert standing(story.signs(SignOffKind.DAY_OF).situation()).stands


def test_instructions_with_the_same_values_bind_the_same() -> None:
    one, two = ready(), ready()
    assert binding(one.situation()) == binding(two.situation())
    again = two.instructs("", InstructionAction.FASTING_FOOD, on=PROCEDURE, at="01:00")
    assert binding(again.situation()) != binding(one.situation())


def test_not_complete_takes_a_sign_off_back() -> None:
    story = ready().signs().signs(SignOffKind.NOT_COMPLETE)
    found = standing(story.situation())
    assert (found.stands, found.changes) == (False, ())
    assert stage(story.situation()) is Stage.NOT_COMPLETE
    assert standing(story.signs().situation()).stands


def test_the_stages_in_their_order() -> None:
    story = Story()
    assert stage(story.situation()) is Stage.EXPECTED
    story.says("start.who", "me")
    assert stage(story.situation()) is Stage.ANSWERING
    story.changes(finished_at=START, finished_by="patient")
    assert stage(story.situation()) is Stage.TO_REVIEW
    story.signs(SignOffKind.NOT_COMPLETE)
    assert stage(story.situation()) is Stage.NOT_COMPLETE
    story.records(FactKind.CALL, number="555")
    assert stage(story.situation()) is Stage.FOLLOW_UP
    for ending in Ending:
        assert stage(story.changes(ended=ending).situation()) is Stage(ending.value)


def test_an_action_on_a_flag_makes_it_follow_up_while_something_blocks() -> None:
    story = Story().says("bleeding.history", ticks("bruises")).acts("bruises", ActionKind.SEEN)
    assert stage(story.situation()) is Stage.FOLLOW_UP
    story = ready().changes(finished_at=START).says("bleeding.history", ticks("bruises"))
    story.acts("bruises", ActionKind.SEEN)
    assert stage(story.situation()) is Stage.TO_REVIEW


def test_a_revoked_sign_off_is_followed_up_when_something_blocks() -> None:
    story = ready().signs()
    assert stage(story.situation()) is Stage.SIGNED_OFF
    assert stage(story.unsure("health.body").evaluates().situation()) is Stage.FOLLOW_UP
    story.changes(finished_at=START).says("health.body", ticks()).evaluates()
    assert stage(story.situation()) is Stage.TO_REVIEW, "somebody signs anew"
    assert stage(story.signs().situation()) is Stage.SIGNED_OFF
    moved = ready().signs(SignOffKind.NOT_COMPLETE).instructs("e9", InstructionAction.OTHER)
    assert stage(moved.situation()) is Stage.ANSWERING
