"""Which answers are asked again: each reason by itself, what staff took in person, the order, and what was asked."""

from dataclasses import replace

import pytest

from kypho_prep.prep.chart import FactKind, InstructionAction
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import Answerer, Shown, State, Who
from kypho_prep.prep.rules.finding import Finding, reason
from kypho_prep.prep.rules.flags import findings
from kypho_prep.prep.sign_off.ask_again import AskAgain, ask_again, asked_subject, could_cancel
from tests.prep.builders import ME, TODAY, Story, ticks

NURSE = Answerer(Who.STAFF, "Sam", "phone")
FOR = Answerer(Who.HELPER_FOR, "Ana")
WITH = Answerer(Who.HELPER_WITH, "Ana")
# Seven words and the answer's two: at 400 words a minute they take a second and a third.
SLOW = Shown("Will an adult take you home afterward?", answer="as shown")


def found(story: Story) -> AskAgain:
    return ask_again(story.situation())


def taking(**medicines: str) -> Story:
    """A visit with medicines named from the shop's list, and no picture card ticked."""
    story = Story().says("medicines.groups_thin", ticks()).says("medicines.shop", value=True)
    for entry, typed in medicines.items():
        story.takes(entry, typed)
    return story


def whys(story: Story) -> dict[str, list[str]]:
    """Each question on the list with the last parts of its reasons' keys."""
    return {
        one.page.item: [why.key.removeprefix("desk.again.reason.") for why in one.reasons]
        for one in found(story).questions
    }


def test_a_plain_chart_has_nothing_to_ask_again() -> None:
    story = Story().says("bleeding.history", ticks()).says("ride.adult", value=True)
    assert found(story) == AskAgain((), (), 2)


def test_who_is_sitting_there_lessons_and_own_questions_are_never_asked_again() -> None:
    story = Story().unsure("start.right_person").unsure("about.what").unsure("questions.text", "q1")
    assert found(story) == AskAgain((), (), 0)


@pytest.mark.parametrize("state", [State.NOT_SURE, State.DECLINED])
def test_an_answer_left_open_is_asked_again(state: State) -> None:
    story = Story().says("health.body", state=state)
    assert whys(story) == {"health.body": [state.value]}
    (one,) = found(story).questions
    assert (one.page, one.evidence, one.seconds) == (PageRef("health.body"), ("r1",), 15)
    assert found(story).seconds == 15


def test_not_sure_beside_ticks_is_asked_again() -> None:
    assert whys(Story().says("health.body", ticks("reflux", unsure=True))) == {"health.body": ["not_sure"]}


def test_an_answer_that_was_open_at_first_is_asked_again_unless_staff_settled_it() -> None:
    story = Story().unsure("health.body").says("health.body", ticks())
    assert whys(story) == {"health.body": ["not_sure_first"]}
    assert found(story).questions[0].evidence == ("r1", "r2")
    assert whys(story.says("health.body", ticks(), answerer=NURSE)) == {}


def test_right_now_is_told_anew_at_every_sitting() -> None:
    assert whys(Story().unsure("now.symptoms").says("now.symptoms", ticks())) == {}


def test_not_sure_on_an_optional_question_is_left_alone() -> None:
    assert whys(taking(m1="metformin").unsure("medicines.dose", "m1")) == {}


@pytest.mark.parametrize(("item", "listed"), [("ride.phone", False), ("tests.blood", True)])
def test_not_sure_that_is_only_a_note_counts_where_a_flag_speaks_of_it(item: str, listed: bool) -> None:
    story = Story(tests=("blood",)).says("ride.adult", value=True)
    chapters = tuple(
        replace(
            chapter,
            steps=tuple(
                replace(
                    step,
                    items=tuple(replace(one, unsure_level=Level.NOTE) if one.id == item else one for one in step.items),
                )
                for step in chapter.steps
            ),
        )
        for chapter in story.checklist.chapters
    )
    story.checklist = replace(story.checklist, chapters=chapters)
    assert (item in whys(story.unsure(item))) is listed


@pytest.mark.parametrize(
    ("outcome", "reasons"), [("first_try", []), ("second_try", ["second_try"]), ("handed_over", ["handed_over"])]
)
def test_a_scene_that_was_missed_is_asked_again(outcome: str, reasons: list[str]) -> None:
    story = Story().says("fasting.scene", {"attempt": 1, "pick": "snack", "outcome": outcome})
    assert whys(story).get("fasting.scene", []) == reasons


def test_a_helper_is_checked_only_on_what_the_patient_alone_can_know() -> None:
    story = Story().says("bleeding.history", ticks(), answerer=FOR).says("ride.adult", value=True, answerer=FOR)
    assert whys(story) == {"bleeding.history": ["helper"]}


def test_a_patient_who_sat_with_the_helper_could_object() -> None:
    assert whys(Story().says("bleeding.history", ticks(), answerer=WITH)) == {}


def test_an_answer_changed_twice_is_asked_again_and_once_is_not() -> None:
    story = Story().says("ride.adult", value=True).says("ride.adult", value=False)
    assert whys(story) == {}
    story.says("ride.adult", value=True)
    assert whys(story) == {"ride.adult": ["changed"]}
    assert found(story).questions[0].evidence == ("r1", "r2", "r3")


def test_the_same_answer_given_anew_is_no_change() -> None:
    story = Story().says("ride.adult", value=True).says("ride.adult", value=False)
    assert whys(story.says("ride.adult", value=False, answerer=WITH)) == {}


def test_lists_and_what_is_asked_at_every_sitting_change_without_doubt() -> None:
    story = taking(m1="metformin")
    for number in range(4):
        story.says("medicines.group_names", {"entries": ["m1"] * number})
        story.says("now.symptoms", ticks(*["chest_pain"] * (number % 2)))
    assert whys(story) == {}


@pytest.mark.parametrize(("ms", "reasons"), [(1_000, ["too_fast"]), (1_400, []), (None, [])])
def test_an_answer_faster_than_it_can_be_read_is_asked_again(ms: int | None, reasons: list[str]) -> None:
    story = Story().says("ride.adult", value=True, shown=SLOW, shown_ms=ms)
    assert whys(story).get("ride.adult", []) == reasons


def test_each_card_on_the_page_is_read_too() -> None:
    story = Story().says("health.body", ticks(), shown=SLOW, shown_ms=1_400)
    assert whys(story) == {"health.body": ["too_fast"]}


def test_what_was_typed_took_its_time() -> None:
    story = Story().says("ride.adult", value=True).says("ride.phone", "555-0100", shown=SLOW, shown_ms=1)
    assert whys(story) == {}


def test_who_saw_the_question_before_reads_it_no_more() -> None:
    story = Story().says("ride.adult", value=True).says("ride.adult", value=False, shown=SLOW, shown_ms=500)
    assert whys(story) == {}


def test_the_same_question_about_the_next_medicine_is_known() -> None:
    story = taking(m1="Plavix", m2="Nardil")
    story.says("medicines.still_taking", "yes", "m1", shown=SLOW, shown_ms=5_000)
    story.says("medicines.still_taking", "yes", "m2", shown=SLOW, shown_ms=500)
    assert whys(story) == {}


def test_what_staff_asked_in_person_is_not_asked_again() -> None:
    story = Story().says("bleeding.history", ticks("bruises")).says("bleeding.history", ticks())
    story.says("bleeding.history", ticks("bruises"), answerer=NURSE, shown=SLOW, shown_ms=1)
    assert whys(story) == {}


def test_two_answers_that_do_not_fit_are_asked_again_at_one_of_them() -> None:
    story = Story().says("medicines.groups_more", ticks("antibiotic")).says("health.body", ticks())
    assert whys(story)["health.body"] == ["flag.antibiotic_no_infection.reason"]
    assert whys(story)["medicines.groups_more"] == ["flag.medicine_antibiotic.not_named"]


def test_an_answer_that_staff_took_is_not_the_one_in_doubt() -> None:
    story = Story().says("medicines.groups_more", ticks("antibiotic")).says("health.body", ticks(), answerer=NURSE)
    assert list(whys(story)) == ["medicines.groups_more"]


def test_a_contradiction_about_nothing_that_was_answered_stays_with_its_card() -> None:
    story = Story().says("ride.adult", value=True)
    why = (reason("contra_allergy"),)
    here = story.situation()
    lost = replace(findings(here)[0], problem="contra_allergy", subject="nowhere", reasons=why)
    heart = replace(lost, problem="double_thinner", subject="ride.adult")
    (one,) = ask_again(here, (lost, heart)).questions
    assert (one.page, one.reasons) == (PageRef("ride.adult"), why)


def test_a_dose_after_the_agreed_date_is_asked_again() -> None:
    story = taking(m1="Xarelto").says("medicines.last_taken", "2026-11-16", "m1")
    story.instructs("m1", InstructionAction.LAST_DOSE, on=TODAY.replace(day=10))
    assert whys(story) == {"medicines.last_taken": ["flag.loop.taken_after"]}


def test_what_could_cancel_comes_first_then_what_has_most_reasons_then_the_checklists_order() -> None:
    story = taking(m1="Plavix", m2="ibuprofen")
    story.unsure("health.body").unsure("medicines.other_change")
    story.says("allergies.treatment", state=State.NOT_SURE, answerer=FOR)
    story.unsure("medicines.last_taken", "m2").unsure("medicines.last_taken", "m1").unsure("bleeding.history")
    order = [(one.page.item, one.page.entry) for one in found(story).questions]
    assert order == [
        ("medicines.last_taken", "m1"),
        ("bleeding.history", None),
        ("allergies.treatment", None),
        ("medicines.last_taken", "m2"),
        ("medicines.other_change", None),
        ("health.body", None),
    ]


def test_what_turns_red_could_cancel_too() -> None:
    urgent = could_cancel(Story().checklist)
    assert {"now.symptoms", "medicines.groups_thin", "bleeding.history", "ride.adult"} <= urgent
    assert not urgent & {"bring.to_find", "allergies.reaction", "about.what"}


def test_a_question_that_staff_asked_again_leaves_the_list_until_the_answer_changes() -> None:
    story = Story().unsure("ride.adult")
    story.records(FactKind.CHART_TICK, asked_subject(PageRef("ride.adult")), reply="r1")
    here = found(story)
    assert here.questions == ()
    assert [(one.page.item, one.reply.id) for one in here.asked] == [("ride.adult", "r1")]
    assert here.rest == 1
    story.says("ride.adult", value=True).unsure("ride.adult")
    assert list(whys(story)) == ["ride.adult"]


def test_other_ticks_of_the_chart_settle_nothing() -> None:
    story = Story().unsure("ride.adult").records(FactKind.CHART_TICK, "consent", reply="r1")
    story.records(FactKind.CALL, asked_subject(PageRef("ride.adult")), reply="r1")
    assert list(whys(story)) == ["ride.adult"]


def test_a_contradiction_found_after_staff_asked_brings_the_question_back() -> None:
    story = Story().says("health.body", ticks()).unsure("medicines.groups_more")
    story.says("medicines.groups_more", ticks("antibiotic")).evaluates()
    subject = asked_subject(PageRef("health.body"))
    story.records(FactKind.CHART_TICK, subject, reply="r1")
    assert "health.body" not in whys(story)
    story.says("medicines.groups_more", ticks()).evaluates()
    story.says("medicines.groups_more", ticks("antibiotic")).evaluates()
    assert "health.body" in whys(story)


def test_a_medicines_subject_names_its_entry() -> None:
    assert asked_subject(PageRef("medicines.last_taken", "m1")) == "asked:medicines.last_taken:m1"


def test_the_patients_own_answer_needs_no_flag_row() -> None:
    finding = Finding("contra_twice", "ride.adult", Level.AMBER, findings(Story().situation())[0].kind, (reason("x"),))
    story = Story().says("ride.adult", value=True, answerer=ME)
    assert [one.page.item for one in ask_again(story.situation(), (finding,)).questions] == ["ride.adult"]
