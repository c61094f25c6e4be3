"""The review: what closes a flag, what blocks the sign-off, and what revokes it."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kypho_prep.nurse.board_page import BoardPage
from kypho_prep.nurse.review_page import ReviewPage
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.chart import FactKind
from kypho_prep.prep.reply import Shown, State
from kypho_prep.prep.stage import Stage
from kypho_prep.workflow import intake, schedule
from kypho_prep.workflow.intake import Given
from kypho_prep.workflow.scripted import NOT_SURE, Script
from tests.nurse.conftest import PROCEDURE, Open, Ward, named, press, problem, put, shown_text, sign_in

THINNER = Script(
    {"medicines.groups_thin": {"picked": ["blood_thinner"], "unsure": False}, "ride.adult": True},
    {"Eliquis": {}},
)
CALM = Script({"ride.adult": True, "ride.knows_time": True})


def opened(ward: Ward, open_window: Open, script: Script = CALM, **planned: Any) -> tuple[NurseWindow, ReviewPage]:
    """Let a patient answer and open the review."""
    visit = ward.answered(ward.visit(**planned), script)
    window = open_window(ward)
    workspace = window.workspace()
    assert workspace is not None
    workspace.open_review(visit)
    page = window.page()
    assert isinstance(page, ReviewPage)
    return window, page


def fill(window: NurseWindow, **values: str) -> None:
    """Type into the open form and save it."""
    for name, value in values.items():
        put(window, name, value)
    press(window, "save_form")


def open_problems(page: ReviewPage) -> set[str]:
    assert page.review is not None
    return {card.finding.problem for card in page.review.cards if card.open}


def blocked(page: ReviewPage) -> set[str]:
    assert page.review is not None
    return {blocker.key for blocker in page.review.blockers}


def close_everything(window: NurseWindow, page: ReviewPage) -> None:
    """Do what a nurse does for a calm patient: fasting, identifiers, the adult."""
    press(window, "fasting")
    fill(
        window, order="times", food_on="12/13/2026", food_at="11:30 pm", liquids_on="12/14/2026", liquids_at="7 am",
        decided_by="Dr. Okafor", told_on="12/1/2026", told_by="R. Alvarez",
    )  # fmt: skip
    press(window, "fact:identifiers")
    fill(window, checked="yes")
    press(window, "fact:adult")
    fill(window, name="Sam Moss", phone="555-0100", checked="yes")
    while any(card.open for card in page.review.cards):  # type: ignore[union-attr]
        card = next(card for card in page.review.cards if card.open)  # type: ignore[union-attr]
        press(named(window, f"card:{card.finding.problem}:{card.finding.subject}"), card.closing[0].value)
        if page.place():
            fill(window, text="Explained at the desk")


def test_the_header_shows_two_identifiers_and_the_groups_say_what_to_do(ward: Ward, open_window: Open) -> None:
    window, _page = opened(ward, open_window, THINNER)
    text = shown_text(window)
    assert "Moss, Eleanor" in text
    assert "born March 14, 1955" in text
    assert "Decide before Mon Dec 14 9:30 am: 1 open" in text
    assert "Eliquis" in text
    assert "Answered by the patient" in text


def test_a_loop_closes_by_a_complete_instruction_and_by_nothing_less(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, THINNER)
    assert "loop" in open_problems(page)
    press(window, "record")
    fill(window, decided_by="", action="last_dose")
    assert "prescriber" in problem(window, "decided_by")
    assert "last dose" in problem(window, "on")
    fill(
        window, decided_by="Dr. Okafor", action="last_dose", on="Dec 11 2026", text="Last dose on December 11",
        read_back="yes", restart="Dr. Okafor decides after the procedure",
    )  # fmt: skip
    assert "loop" in open_problems(page), "nobody told the patient yet"
    press(window, "record")
    assert "Dr. Okafor" in page.findChild(type(named(window, "decided_by")), "decided_by").text()
    fill(window, told_on="2026-12-01", told_by="R. Alvarez")
    assert "loop" not in open_problems(page)
    assert "“Last dose on December 11”" in shown_text(window)


def test_a_red_is_two_keys_away_from_the_board_and_ctrl_s_saves(ward: Ward, open_window: Open) -> None:
    ward.answered(ward.visit(), THINNER)
    window = open_window(ward)
    QTest.keyClick(named(window, "board"), Qt.Key.Key_Return)
    primary = named(window, "record")
    assert primary.hasFocus()
    QTest.keyClick(primary, Qt.Key.Key_Return)
    first = named(window, "decided_by")
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "what was decided" in problem(window, "action")


def test_a_red_closes_only_with_the_doctors_answer(ward: Ward, open_window: Open) -> None:
    script = Script({"allergies.list": {"picked": []}, "health.oxygen": True, "ride.adult": False})
    window, page = opened(ward, open_window, script)
    card = named(window, "card:ride:ride.adult")
    press(card, "told_doctor")
    put(window, "decided_by", "Dr. Okafor")
    press(window, "save_form")
    assert "only the answer closes" in problem(window, "answer")
    put(window, "text", "No one to take her home")
    fill(window, answer="Keep her overnight")
    assert "ride" not in open_problems(page)
    assert "“Keep her overnight”" in shown_text(window)


def test_what_was_typed_in_a_form_survives_esc_and_a_lock(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, THINNER)
    press(window, "record")
    put(window, "text", "Last dose on")
    QTest.keyClick(named(window, "text"), Qt.Key.Key_Escape)
    assert page.place() == ""
    assert window.page() is page
    press(window, "record")
    assert "still here" in shown_text(window)
    window.lock()
    assert "Moss" not in shown_text(window)
    sign_in(window)
    assert window.page() is page
    assert page.place().endswith(":record")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert isinstance(window.page(), BoardPage)


def test_a_blocked_sign_off_names_each_cause_and_leads_to_its_place(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, THINNER, tests=("blood",))
    expected = {"blocker.loop", "blocker.identifiers", "blocker.adult", "blocker.fasting_missing", "blocker.result"}
    assert expected <= blocked(page)
    text = shown_text(window)
    assert "Two identifiers are not checked" in text
    assert "Result not seen: Blood test" in text
    assert "Prep complete" not in text
    for place, field in (("fact:identifiers", "checked"), ("fact:result:blood", "value"), ("fasting", "order")):
        press(window, f"blocker:{place}")
        assert page.place() == place
        assert named(window, field) is not None
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_an_unanswered_item_is_answered_for_the_patient_with_its_source(ward: Ward, open_window: Open) -> None:
    visit = ward.visit()
    window = open_window(ward)
    window.workspace().open_review(visit)
    page = window.page()
    before = len(page.review.blockers)
    press(window, "all_blockers")
    press(window, "blocker:answer:bleeding.history:")
    press(window, "save_form")
    assert "where the answer comes from" in problem(window, "source")
    fill(window, value="none", source="phone")
    assert len(page.review.blockers) == before - 1
    reply = page.review.situation.reply("bleeding.history")
    assert reply is not None
    assert reply.value == {"picked": [], "unsure": False}
    assert (reply.answerer.who.value, reply.answerer.source, reply.answerer.name) == ("staff", "phone", "R. Alvarez")
    assert reply.shown.answer == "None of these"


def test_a_result_needs_its_date_and_a_correction_its_reason(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, CALM, tests=("blood",))
    press(window, "fact:result:blood")
    fill(window, value="INR 1.1", on="12/24/2026")
    assert "still to come" in problem(window, "on")
    fill(window, on="11/30/2026", unit="")
    assert "blocker.result" not in blocked(page)
    press(window, "fact:result:blood")
    fill(window, value="INR 1.2")
    assert "why" in problem(window, "reason")
    fill(window, reason="Typing error")
    assert [fact.value["value"] for fact in page.review.situation.chart.current_facts] == ["INR 1.2"]
    assert len(page.review.situation.chart.facts) == 2


def test_sign_off_shows_what_is_signed_and_a_changed_answer_revokes_it_by_name(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    close_everything(window, page)
    assert blocked(page) == set()
    QTest.keyClick(page, Qt.Key.Key_S)
    assert page.place() == "sign"
    assert "answers as they stand now" in shown_text(window)
    assert "Sam Moss" in shown_text(window)
    press(window, "sign_now")
    assert page.review.stage is Stage.SIGNED_OFF
    assert "Signed by R. Alvarez" in shown_text(window)
    change_ride(ward, page.visit)
    window.workspace().watch.look()
    text = shown_text(window)
    assert "no longer stands" in text
    assert "Do you have an adult" in text
    assert "Before: Yes. Now: No" in text
    assert page.review.stage is not Stage.SIGNED_OFF
    QTest.keyClick(page, Qt.Key.Key_Escape)
    row = schedule.board(ward.workplace).rows[0]
    assert (row.visit, row.revoked) == (page.visit, True)


def change_ride(ward: Ward, visit: str) -> None:
    """Let the patient come back and change an answer."""
    assert ward.nurse is not None
    sitting = intake.hand_over(ward.workplace, visit=visit, staff=ward.nurse)
    given = Given("ride.adult", None, State.VALUE, False, Shown("Do you have an adult?", "", "No"))
    intake.reply_to(ward.workplace, session=sitting.session.id, given=given)
    intake.leave(ward.workplace, session=sitting.session.id)


def test_not_complete_needs_a_reason_and_stands_on_the_page(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, Script({"ride.adult": NOT_SURE}))
    press(window, "not_complete")
    press(window, "save_form")
    assert "why" in problem(window, "reason")
    fill(window, reason="Waiting for the daughter")
    assert page.review.stage is Stage.NOT_COMPLETE
    assert "Waiting for the daughter" in shown_text(window)


def test_an_emergency_stands_on_top_until_a_named_nurse_takes_it(ward: Ward, open_window: Open) -> None:
    script = Script({"now.symptoms": {"picked": ["chest_pain"], "unsure": False}})
    visit = ward.visit()
    ward.answered(visit, script, finish=False)
    window = open_window(ward)
    assert "Emergency" in str(window.page().model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    window.workspace().open_review(visit)
    assert "see the patient now" in shown_text(window)
    press(window, "acknowledge")
    assert not window.page().review.emergency
    assert intake.emergency_on(ward.workplace) is None
    assert "emergency_now" in open_problems(window.page()), "the red stays until it is handled"


def test_a_doubted_person_is_on_top_until_two_identifiers_are_checked(ward: Ward, open_window: Open) -> None:
    assert ward.nurse is not None
    visit = ward.visit()
    sitting = intake.hand_over(ward.workplace, visit=visit, staff=ward.nurse)
    intake.not_me(ward.workplace, session=sitting.session.id)
    window = open_window(ward)
    window.workspace().open_review(visit)
    assert "Is this the right person?" in shown_text(window)
    press(window, "fact:identifiers")
    fill(window, checked="yes")
    assert "Is this the right person?" not in shown_text(window)


def test_a_changed_answer_is_struck_through_and_kept(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    change_ride(ward, page.visit)
    window.workspace().open_review(page.visit)
    press(window, "chapter:ride")
    struck = [one for one in page.findChildren(type(named(page, "heading"))) if one.font().strikeOut()]
    assert "No longer counts: Yes" in [one.accessibleName() for one in struck]
    assert "Sam Example" in [one.text() for one in struck], "a branch hides who would have driven"


@pytest.mark.parametrize("food_at", ["10 am"])
def test_fasting_after_the_procedure_is_refused_beside_its_field_and_nothing_is_lost(
    ward: Ward, open_window: Open, food_at: str
) -> None:
    window, page = opened(ward, open_window)
    press(window, "fasting")
    fill(
        window, order="times", food_on=PROCEDURE.isoformat(), food_at=food_at, liquids_on="12/14/2026",
        liquids_at="7 am", decided_by="Dr. Okafor",
    )  # fmt: skip
    assert problem(window, "food_at")
    assert "blocker.fasting_missing" in blocked(page)
    fill(window, food_on="12/13/2026", food_at="11 pm")
    assert "blocker.fasting_missing" not in blocked(page)
    assert "blocker.fasting_not_told" in blocked(page)


def test_the_plan_is_printed_and_put_on_record(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    press(window, "print_plan")
    assert "plan.pdf" in shown_text(window)
    assert "Plan printed by R. Alvarez" in shown_text(window)
    assert [fact.kind for fact in page.review.situation.chart.facts] == [FactKind.PLAN_PRINTED]


def test_a_medicine_is_added_and_a_call_is_due(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    press(window, "chapter:medicines")
    press(window, "answer:medicines.prescriptions:")
    fill(window, value="yes", source="pharmacy")
    press(window, "add:medicines.prescriptions_list")
    put(window, "value", "warfarin")
    assert "On the list" in shown_text(window)
    fill(window, source="pharmacy")
    assert "loop" in open_problems(page)
    press(window, "needs_call")
    press(window, "save_form")
    assert "day on which" in problem(window, "due_on")
    fill(window, due_on="12/2/2026", due_at="2 pm", text="Ask the cardiologist")
    assert "loop" in open_problems(page)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    row = window.page().model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Call due tomorrow 2:00 pm" in row


def test_an_instruction_is_taken_back_with_a_reason(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, THINNER)
    press(window, "record")
    fill(
        window, decided_by="Dr. Okafor", action="continue", text="Keep taking it", told_on="12/1/2026", told_by="R. A."
    )
    assert "loop" not in open_problems(page)
    (instruction,) = page.review.situation.chart.current_instructions
    press(window, f"withdraw:{instruction.id}")
    fill(window, reason="Wrong patient called")
    assert "loop" in open_problems(page)


def test_the_physician_exempts_the_escort_with_a_reason(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, Script({"ride.adult": False}))
    press(window, "exempt")
    fill(window, decided_by="Dr. Okafor")
    assert "physician's reason" in problem(window, "why")
    fill(window, why="Stays overnight")
    assert "blocker.adult" not in blocked(page)
    assert "Escort exempted by Dr. Okafor: Stays overnight" in shown_text(window)


def test_no_fasting_ordered_takes_the_place_of_times(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    close_everything(window, page)
    press(window, "fasting")
    fill(window, order="none", decided_by="Dr. Okafor", told_on="12/1/2026", told_by="R. Alvarez")
    (instruction,) = page.review.situation.chart.current_instructions
    assert instruction.action.value == "no_fasting"
    assert blocked(page) == set()


def test_a_day_is_echoed_by_its_name(ward: Ward, open_window: Open) -> None:
    window, _page = opened(ward, open_window)
    press(window, "fasting")
    put(window, "food_on", "12/13/2026")
    put(window, "food_at", "23:30")
    assert "Sunday, December 13, 2026" in shown_text(window)
    assert "11:30 pm" in shown_text(window)
    assert date(2026, 12, 13).isoweekday() == 7
