"""What changed since the chart was last in hand: on top of the review, before the sign-off, and in what is signed."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kypho_prep.prep.reply import Shown, State
from kypho_prep.sample.scripted_patient import Script
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.clinic.staff import Role
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given
from kypho_prep.workflow.visits import schedule
from tests.nurse.conftest import PASSWORD, Open, Ward, confirm, named, press, shown_text
from tests.nurse.steps import CALM, change_ride, close_everything, opened
from tests.told import told

TWO = Script({**CALM.answers, "bleeding.history": {"picked": ["bruises"], "unsure": False}})


def come_back(ward: Ward, visit: str, item: str, value: object) -> None:
    """Let the patient come back and change one answer."""
    assert ward.nurse is not None
    sitting = intake.hand_over(ward.workplace, visit=visit, staff=ward.nurse)
    given = Given(item, None, State.VALUE, told(item, value), Shown("?", "", "as shown"))
    intake.reply_to(ward.workplace, session=sitting.session.id, given=given)
    intake.leave(ward.workplace, session=sitting.session.id)


def panels(owner: QWidget) -> list[QWidget]:
    QApplication.processEvents()
    return [one for one in owner.findChildren(QWidget, "since_panel") if one.isVisible()]


def test_a_first_review_shows_no_difference(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    assert panels(page) == []
    close_everything(window, page)
    assert panels(page) == []


def test_what_changed_stands_on_top_until_it_is_read(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    close_everything(window, page)
    come_back(ward, page.visit, "health.anesthesia_trouble", True)
    window.workspace().watch.look()
    (panel,) = panels(page)
    text = shown_text(panel)
    assert "Changed since R. Alvarez worked on it" in text
    assert "Before: No. Now: Yes." in text
    assert "the patient" in text
    assert not named(page, "mark_read").hasFocus(), "an Enter too many must not say that it was read"
    press(window, "mark_read")
    assert panels(page) == []
    come_back(ward, page.visit, "health.anesthesia_trouble", True)
    window.workspace().watch.look()
    assert panels(page) == [], "the same answer again"


def test_many_changes_show_their_first_and_open_on_a_press(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    close_everything(window, page)
    assert page.review is not None
    for item in ("bleeding.history", "allergies.contact", "health.heart_lungs", "health.body", "health.habits"):
        first = page.review.situation.checklist.item(item).offered[0].id
        come_back(ward, page.visit, item, {"picked": [first], "unsure": False})
    window.workspace().open_review(page.visit)
    before = shown_text(panels(page)[0]).count("Before:")
    press(window, "all_changes")
    assert (before, shown_text(panels(page)[0]).count("Before:") > before) == (4, True)


def test_a_sign_off_shows_the_difference_first_and_signs_it(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    close_everything(window, page)
    assert page.review is not None
    come_back(ward, page.visit, "health.new_illness", {"picked": ["cough"], "unsure": False})
    window.workspace().watch.look()
    while any(card.open for card in page.review.cards):
        card = next(card for card in page.review.cards if card.open)
        press(named(window, f"card:{card.finding.problem}:{card.finding.subject}"), card.closing[0].value)
    assert panels(page), "handling what is new does not hide it"
    QTest.keyClick(page, Qt.Key.Key_S)
    text = shown_text(named(page, "sign_off_panel"))
    assert text.index("Changed since R. Alvarez") < text.index("answers as they stand now")
    press(window, "sign_now")
    confirm(window)
    (signed,) = page.review.situation.chart.sign_offs
    assert signed.words["since"].startswith("Changed since R. Alvarez worked on it")
    assert " · now: " in signed.words["since:reply:health.new_illness"]
    assert panels(page) == []


def test_a_revoked_sign_off_tells_it_once_and_signs_it_again(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    close_everything(window, page)
    QTest.keyClick(page, Qt.Key.Key_S)
    press(window, "sign_now")
    confirm(window)
    come_back(ward, page.visit, "health.cause", "cancer")
    window.workspace().watch.look()
    assert panels(page) == [], "the banner says it already"
    assert "no longer stands" in shown_text(page)


def test_a_moved_visit_comes_first_and_what_is_no_longer_asked_in_one_line(ward: Ward, open_window: Open) -> None:
    assert ward.nurse is not None
    window, page = opened(ward, open_window)
    close_everything(window, page)
    change_ride(ward, page.visit)
    patient, form, _revision = schedule.forms(ward.workplace, visit=page.visit)
    clerk = staff.add_member(
        ward.workplace, staff=ward.nurse, name="Dana Whitlock", user="dana", password=PASSWORD, role=Role.NURSE
    )
    moved = replace(form, procedure_at="11:00", arrival_on=None, arrival_at="")
    schedule.edit_visit(ward.workplace, staff=clerk, visit=page.visit, patient=patient, form=moved)
    window.workspace().open_review(page.visit)
    text = shown_text(panels(page)[0])
    assert "Before: 9:30 am. Now: 11:00 am." in text
    assert "Before: Mon Dec 14. Now: nothing entered." in text
    assert "recorded by Dana Whitlock" in text
    assert text.index("Now: 11:00 am.") < text.index("Do you have an adult")
    assert "How will you get home?" in text.partition("No longer asked: ")[2]
