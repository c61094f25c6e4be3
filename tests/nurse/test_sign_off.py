"""The sign-off: what blocks it, what it binds, and what revokes it; what stands on top of a review."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kypho_prep.prep.chart import FactKind
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.sample.scripted_patient import NOT_SURE, Script
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from tests.nurse.conftest import Open, Ward, confirm, named, press, problem, shown_text
from tests.nurse.steps import THINNER, blocked, change_ride, close_everything, fill, open_problems, opened, review_of


def test_a_blocked_sign_off_names_each_cause_and_leads_to_its_place(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, THINNER, tests=("blood",))
    expected = {"blocker.loop", "blocker.identifiers", "blocker.adult", "blocker.fasting_missing", "blocker.result"}
    assert expected <= blocked(page)
    press(window, "all_blockers")
    text = shown_text(window)
    assert "Two identifiers are not checked" in text
    assert "Result not seen: Blood test" in text
    assert "Prep complete" not in text
    for place, field in (("fact:identifiers", "checked"), ("fact:result:blood", "value"), ("fasting", "order")):
        QTest.keyClick(page, Qt.Key.Key_S)
        press(window, f"blocker:{place}")
        assert page.place() == place
        assert named(window, field) is not None
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_sign_off_shows_what_is_signed_and_a_changed_answer_revokes_it_by_name(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    close_everything(window, page)
    press(window, "result")
    fill(window, kind="inr", value="1.1", on="11/30/2026", by="Harbor Lab")
    assert blocked(page) == set()
    QTest.keyClick(page, Qt.Key.Key_S)
    assert "Result: INR: 1.1, yesterday · reported by Harbor Lab" in shown_text(window)
    assert page.place() == "sign"
    assert "answers as they stand now" in shown_text(window)
    assert "Responsible adult: Sam Moss" in shown_text(window)
    assert "Two identifiers: checked" in shown_text(window)
    press(window, "sign_now")
    confirm(window)
    assert page.review.stage is Stage.SIGNED_OFF
    assert "Signed by R. Alvarez" in shown_text(window)
    panel = named(window, "sign_off_panel")
    assert panel.visibleRegion().boundingRect().height() == panel.height(), "the nurse sees that it is signed"
    change_ride(ward, page.visit)
    window.workspace().watch.look()
    text = shown_text(window)
    assert "no longer stands" in text
    assert "Do you have an adult" in text
    assert "Before: Yes. Now: No" in text
    assert "Revoked: " in shown_text(named(window, "banner:revoked"))
    assert shown_text(named(window, "sign_off_panel")).count("Revoked: ") == 1, "the banner names all that came up"
    assert page.review.stage is not Stage.SIGNED_OFF
    QTest.keyClick(page, Qt.Key.Key_Escape)
    row = schedule.board(ward.workplace).rows[0]
    assert (row.visit, row.revoked) == (page.visit, True)


def test_what_was_signed_without_its_words_is_worded_from_the_rows_of_then(ward: Ward, open_window: Open) -> None:
    assert ward.nurse is not None
    window, page = opened(ward, open_window)
    close_everything(window, page)
    review.sign_off(ward.workplace, staff=ward.nurse, visit=page.visit, bound=page.review.bound)
    change_ride(ward, page.visit)
    window.workspace().watch.look()
    text = shown_text(window)
    assert "Before: Yes. Now: No" in text
    assert "{" not in text


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
    window, _page = review_of(ward, open_window, visit)
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


def test_the_plan_is_printed_and_put_on_record(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    press(window, "to_papers")
    press(window, "print_plan_large")
    assert "plan.pdf" in shown_text(window)
    assert "The printed plan still holds." in shown_text(named(window, "instruction_panel"))
    assert "Plan printed by R. Alvarez" in shown_text(window)
    assert [fact.kind for fact in page.review.situation.chart.facts] == [FactKind.PLAN_PRINTED]


def test_the_physician_exempts_the_escort_with_a_reason(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, Script({"ride.adult": False}))
    press(window, "exempt")
    fill(window, decided_by="Dr. Okafor")
    assert "physician's reason" in problem(window, "why")
    fill(window, why="Stays overnight")
    assert "blocker.adult" not in blocked(page)
    assert "Escort waived by Dr. Okafor: Stays overnight" in shown_text(window)


def test_no_fasting_ordered_takes_the_place_of_times(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    close_everything(window, page)
    press(window, "fasting")
    fill(window, order="none", decided_by="Dr. Okafor", told_on="12/1/2026", told_by="R. Alvarez")
    (instruction,) = page.review.situation.chart.current_instructions
    assert instruction.action.value == "no_fasting"
    assert blocked(page) == set()
