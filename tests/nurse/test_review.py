"""The review: what closes a flag, and that nothing typed is lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kypho_prep.nurse.board.page import BoardPage
from kypho_prep.nurse.review.panels.card_view import CardView
from kypho_prep.prep.answers.single import Day
from kypho_prep.prep.chart import ActionKind, InstructionAction
from kypho_prep.prep.reply import Shown, State
from kypho_prep.sample.scripted_patient import Script, answer_anew
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import InstructionForm
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given
from tests.nurse.conftest import PROCEDURE, Open, Ward, named, press, problem, put, shown_text, sign_in
from tests.nurse.day_steps import chart, nurse
from tests.nurse.steps import CALM, THINNER, blocked, fill, open_problems, opened, review_of
from tests.told import told

RIDE = {"ride.adult": True, "ride.knows_time": True}


def test_the_header_shows_two_identifiers_and_the_groups_say_what_to_do(ward: Ward, open_window: Open) -> None:
    window, _page = opened(ward, open_window, THINNER)
    text = shown_text(window)
    assert "Moss, Eleanor" in text
    assert "born March 14, 1955" in text
    assert "Decide before Mon Dec 14 9:30 am: 1 open" in text
    assert "Eliquis" in text
    assert "Answered by the patient" in text


@pytest.mark.parametrize(("said", "shown"), [("understood", False), ("question", True)])
def test_a_card_quotes_no_page_that_was_only_read(ward: Ward, open_window: Open, said: str, shown: bool) -> None:
    script = Script(
        {"medicines.groups_thin": {"picked": ["blood_thinner"], "unsure": False}, "ride.adult": True},
        {"Eliquis": {"medicines.still_taking": "self", "medicines.see_nurse": said}},
    )
    _window, page = opened(ward, open_window, script)
    chart = page.review.situation.chart  # type: ignore[union-attr]
    understood, asked = (ward.workplace.content.words("en")(f"answer.{one}") for one in ("understood", "question"))
    assert any(reply.item == "medicines.see_nurse" and reply.value == said for reply in chart.replies)
    cards = "\n".join(shown_text(view) for view in page.findChildren(CardView))
    assert "I stopped it by myself" in cards, "what was said of the medicine stays"
    assert understood not in cards
    assert (asked in cards) is shown


def test_a_card_says_what_the_cement_and_the_latex_did(ward: Ward, open_window: Open) -> None:
    visit = ward.visit()
    sitting = intake.hand_over(ward.workplace, visit=visit, staff=ward.nurse)  # type: ignore[arg-type]
    said = {
        "allergies.treatment": {"picked": ["cement"], "unsure": False},
        "allergies.cement_what": "Blisters",
        "allergies.contact": {"picked": ["latex"], "unsure": False},
        "allergies.latex_reaction": {"picked": ["rash"], "unsure": False},
    }
    answer_anew(ward.workplace, sitting, said)
    intake.leave(ward.workplace, session=sitting.session.id)
    window, _page = review_of(ward, open_window, visit)
    words = ward.workplace.content.words("en")
    cards = {view.objectName().split(":")[1]: shown_text(view) for view in window.page().findChildren(CardView)}
    assert "“Blisters”" in cards["cement_allergy"]
    assert words("allergies.cement_what.question") in cards["cement_allergy"]
    assert f"“{words('allergies.latex_reaction.choice.rash')}”" in cards["latex"]
    assert "Blisters" not in cards["latex"]


def test_an_answer_on_a_card_bears_its_own_day(ward: Ward, open_window: Open) -> None:
    visit = ward.answered_visit(THINNER)
    ward.clock.at += timedelta(days=3)
    (entry,) = chart(ward, visit).situation.named("medicine")
    given = Given("medicines.last_taken", entry, State.VALUE, Day(date(2026, 12, 2)), Shown("When?", "", "December 2"))
    review.answer_for(ward.workplace, staff=nurse(ward), visit=visit, given=given, source="phone")
    window, _page = review_of(ward, open_window, visit)
    (card,) = [view for view in window.page().findChildren(CardView) if view.objectName().startswith("card:loop:")]
    dated = [one for one in shown_text(card).splitlines() if "today" in one]
    assert len(dated) == 1, "the other answers are of the card's own day"
    assert "“December 2”" in dated[0]


def test_what_was_eaten_on_the_day_stands_above_every_other_red(ward: Ward, open_window: Open) -> None:
    visit = ward.answered_visit(THINNER)
    order = InstructionForm("fasting", InstructionAction.FASTING_FOOD, on=date(2026, 12, 13), at="22:00")
    said = {
        "text": "Nothing more.",
        "decided_by": "Dr. Okafor",
        "told_on": date(2026, 12, 1),
        "told_by": "R. Alvarez",
    }
    review.instruct(ward.workplace, staff=nurse(ward), visit=visit, form=replace(order, **said))
    ward.clock.at += timedelta(days=12, hours=22)
    for item, value in (("fasting.last_food", "today_am"), ("fasting.last_food_hour", 7)):
        given = Given(item, None, State.VALUE, told(item, value), Shown("When?"))
        review.answer_for(ward.workplace, staff=nurse(ward), visit=visit, given=given, source="phone")
    window, _page = review_of(ward, open_window, visit)
    cards = [view.objectName() for view in window.page().findChildren(CardView) if view.is_open]
    assert cards[0] == "card:intake_late:fasting.last_food"
    assert any(one.startswith("card:loop:") for one in cards)


def test_a_loop_closes_by_a_complete_instruction_and_by_nothing_less(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, THINNER)
    assert "loop" in open_problems(page)
    press(window, "record")
    fill(window, decided_by="", action="last_dose")
    assert "prescriber" in problem(window, "decided_by")
    assert "last dose" in problem(window, "on")
    fill(
        window, decided_by="Dr. Okafor", action="last_dose", on="Dec 11 2026", text="Last dose on December 11",
        read_back="yes", restart="Dr. Okafor decides after the procedure", told_on="", told_by="",
    )  # fmt: skip
    assert "loop" in open_problems(page), "nobody told the patient yet"
    press(window, "record")
    assert "Dr. Okafor" in page.findChild(type(named(window, "decided_by")), "decided_by").text()
    fill(window, told_on="2026-12-01", told_by="R. Alvarez")
    assert "loop" not in open_problems(page)
    assert "“Last dose on December 11”" in shown_text(window)


def test_a_red_is_two_keys_away_from_the_board_and_ctrl_s_saves(ward: Ward, open_window: Open) -> None:
    ward.answered_visit(THINNER)
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


def test_what_was_prepared_is_said_with_by_whom_and_told_to_whom(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, Script({"health.heart_lungs": {"picked": ["home_oxygen"]}, **RIDE}))
    (card,) = [one for one in page.review.cards if ActionKind.PREPARED in one.closing]  # type: ignore[union-attr]
    subject = f"card:{card.finding.problem}:{card.finding.subject}"
    press(named(window, subject), "prepared")
    press(window, "save_form")
    assert card.finding.problem in open_problems(page), "one press closes nothing"
    assert "what was prepared" in problem(window, "text")
    assert "who prepared it" in problem(window, "decided_by")
    assert "who was told" in problem(window, "answer")
    fill(window, text="A full bottle", decided_by="R. Alvarez", answer="Dr. Okafor")
    assert card.finding.problem not in open_problems(page)
    assert "told to Dr. Okafor" in shown_text(window)


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
    page = window.page()
    assert page.place().endswith(":record")
    assert named(window, "text").toPlainText() == "Last dose on"
    QTest.keyClick(page, Qt.Key.Key_Escape)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert isinstance(window.page(), BoardPage)


def test_an_unanswered_item_is_answered_for_the_patient_with_its_source(ward: Ward, open_window: Open) -> None:
    visit = ward.visit()
    window, page = review_of(ward, open_window, visit)
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
    (first,) = page.review.situation.chart.current_facts
    press(window, f"change:{first.id}")
    press(window, f"correct:{first.id}")
    fill(window, value="INR 1.2")
    assert "why" in problem(window, "reason")
    fill(window, reason="Typing error")
    assert [fact.value["value"] for fact in page.review.situation.chart.current_facts] == ["INR 1.2"]
    assert len(page.review.situation.chart.facts) == 2


@pytest.mark.parametrize("food_at", ["10 am"])
def test_fasting_after_the_procedure_is_refused_beside_its_field_and_nothing_is_lost(
    ward: Ward, open_window: Open, food_at: str
) -> None:
    window, page = opened(ward, open_window)
    press(window, "fasting")
    fill(
        window, order="times", food_on=PROCEDURE.isoformat(), food_at=food_at, liquids_on="12/14/2026",
        liquids_at="7 am", decided_by="Dr. Okafor", told_on="", told_by="",
    )  # fmt: skip
    assert problem(window, "food_at")
    assert "blocker.fasting_missing" in blocked(page)
    fill(window, food_on="12/13/2026", food_at="11 pm")
    assert "blocker.fasting_missing" not in blocked(page)
    assert "blocker.fasting_not_told" in blocked(page)


def test_a_medicine_is_added_and_a_call_is_due(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    press(window, "chapter:medicines")
    press(window, "answer:medicines.also:")
    fill(window, value="prescription", source="pharmacy")
    press(window, "add:medicines.also_list")
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
    press(window, f"change:{instruction.id}")
    press(window, f"withdraw:{instruction.id}")
    fill(window, reason="Wrong patient called")
    assert "loop" in open_problems(page)


def test_a_day_is_echoed_by_its_name(ward: Ward, open_window: Open) -> None:
    window, _page = opened(ward, open_window)
    press(window, "fasting")
    put(window, "food_on", "12/13/2026")
    put(window, "food_at", "23:30")
    assert "Sunday, December 13, 2026" in shown_text(window)
    assert "11:30 pm" in shown_text(window)
    assert date(2026, 12, 13).isoweekday() == 7
