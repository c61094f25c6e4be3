"""A kiosk in several languages over days: chosen, switched, kept through a power cut, taken back meanwhile."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit

from kypho_prep.content import Content, load
from kypho_prep.kiosk.pages.dialogs import WritingDialog
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.pages.review_banner import ReviewBanner
from kypho_prep.kiosk.pages.welcome import WelcomePage
from kypho_prep.prep.chart import InstructionAction
from kypho_prep.prep.plan.plan import plan
from kypho_prep.prep.wording.plan_words import english_note, line_words
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import languages
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import InstructionForm
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm
from kypho_prep.workflow.workplace import Workplace
from tests.journeys.house import BORN, CHEAP, PROCEDURE, VISIT, Clock, House, standing, with_clinic
from tests.made_up_language import CODE, MARK, offer, resources_with_it

ORDER = InstructionForm(
    "fasting", InstructionAction.FASTING_FOOD, PROCEDURE, "00:00", "No solid food", "Dr. Okafor", None, ""
)


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return resources_with_it(tmp_path_factory.mktemp("languages") / "resources")


@pytest.fixture(scope="module")
def marked(resources: Path) -> Content:
    return load(resources)


@pytest.fixture
def house(resources: Path, marked: Content, tmp_path: Path, qapp: QApplication) -> Iterator[House]:
    """A kiosk whose clinic offers the made-up language; a patient has signed in in English, on the first medicines."""
    _, code = clinic_with_it(tmp_path, marked)
    with standing(tmp_path, resources=resources) as house:
        guest = house.guest()
        guest.sign_in(code, BORN)
        guest.go_until("medicines.groups_thin", pictures=False)
        yield house


def clinic_with_it(folder: Path, content: Content) -> tuple[str, str]:
    def offered(place: Workplace, nurse: StaffMember) -> None:
        offer(replace(place, content=content), nurse)

    return with_clinic(folder, offered)


def switch(house: House, language: str) -> None:
    house.hand.tap("language")
    house.hand.tap(f"to_language:{language}")


def content_of(house: House) -> QuestionPage:
    page = house.guest().content
    assert isinstance(page, QuestionPage)
    return page


def ticked(house: House) -> set[str]:
    cards = content_of(house).findChildren(QAbstractButton)
    return {one.objectName() for one in cards if one.isCheckable() and one.isChecked()}


def banners(house: House) -> list[str]:
    return [house.said(one) for one in house.program.kiosk.findChildren(ReviewBanner) if one.isVisible()]


def test_switching_keeps_the_page_the_card_and_the_scroll(house: House) -> None:
    house.program.kiosk.stage.take_comfort(replace(house.program.kiosk.stage.comfort, text_size=200))
    card = house.hand.bring("choice:none").objectName()
    house.hand.tap(card)
    before, scrolled = ticked(house), content_of(house).sheet.share
    assert card in before
    assert scrolled > 0
    switch(house, CODE)
    assert house.guest().item == "medicines.groups_thin"
    assert content_of(house).heading.text().startswith(MARK)
    assert ticked(house) == before
    assert abs(content_of(house).sheet.share - scrolled) < 0.25
    switch(house, "en")
    assert MARK not in content_of(house).heading.text()
    assert ticked(house) == before


def test_half_a_question_for_the_nurse_is_still_there_in_the_other_language(house: House) -> None:
    house.hand.tap("question_for_nurse")
    house.hand.touch_keys("can my dog co")
    switch(house, CODE)
    frame = house.program.kiosk.stage.frame
    assert frame is not None
    assert isinstance(frame.dialog, WritingDialog)
    fields = frame.dialog.findChildren(QLineEdit) + frame.dialog.findChildren(QPlainTextEdit)
    assert [one.text() if isinstance(one, QLineEdit) else one.toPlainText() for one in fields] == ["can my dog co"]
    assert house.said(frame.dialog).startswith(MARK)
    house.hand.tap("close")
    assert house.guest().item == "medicines.groups_thin"


def test_the_menu_of_a_slim_bar_names_the_other_languages(house: House) -> None:
    kiosk = house.program.kiosk
    kiosk.stage.take_comfort(replace(kiosk.stage.comfort, text_size=200))
    house.hand.tap("menu")
    found = house.hand.find("language")
    assert isinstance(found, QAbstractButton)
    assert "Marked" in found.accessibleName()
    house.hand.tap("language")
    house.hand.tap("close")
    assert house.guest().item == "medicines.groups_thin"
    assert not house.hand.sees("to_language:en")


def test_a_sitting_cut_short_opens_in_its_language_at_another_kiosk(
    resources: Path, marked: Content, tmp_path: Path, qapp: QApplication
) -> None:
    visit, code = clinic_with_it(tmp_path, marked)
    with standing(tmp_path, resources=resources) as house:
        house.hand.tap(f"language:{CODE}")
        house.hand.tap("start")
        assert MARK in house.said()
        switch(house, "en")
        assert MARK not in house.said()
        switch(house, CODE)
        house.hand.tap("back")
        guest = house.guest()
        guest.sign_in(code, BORN)
        guest.go_until("medicines.groups_thin", pictures=False)
    # Nothing was said at the end, as by a power cut; another kiosk of the same clinic comes next.
    database = start.open_or_create(tmp_path / "data", tmp_path / "config")
    there = start.workplace(database, marked, clock=Clock(), kiosk="kiosk 2", passwords=CHEAP)
    try:
        opened = intake.sign_in(there, code=code, born=BORN)
        assert opened.session.language == CODE
        intake.leave(there, session=opened.session.id)
    finally:
        database.close()
    with standing(tmp_path, resources=resources) as house:
        house.guest().sign_in(code, BORN)
        assert content_of(house).heading.text().startswith(MARK)
        assert house.situation(visit).chart.replies[0].language == CODE


def test_a_language_taken_back_meanwhile_stays_for_who_sits_there_and_for_nobody_after(
    resources: Path, marked: Content, tmp_path: Path, qapp: QApplication
) -> None:
    _, code = clinic_with_it(tmp_path, marked)
    with standing(tmp_path, resources=resources) as house:
        house.hand.tap(f"language:{CODE}")
        guest = house.guest()
        guest.sign_in(code, BORN)
        guest.go_until("now.symptoms", pictures=False)
        languages.take_review_back(house.workplace, staff=house.nurse, language=CODE)
        languages.show_for_review(house.workplace, staff=house.nurse, language=CODE, on=True)
        guest.answer(pictures=False)
        assert content_of(house).heading.text().startswith(MARK)
        assert banners(house) == [], "the patient in the middle of it reads nothing odd"
        house.hand.tap("leave")
        house.hand.tap("go_on")
        languages.show_for_review(house.workplace, staff=house.nurse, language=CODE, on=False)
        house.program.kiosk.settings_watch.look()
        assert isinstance(guest.content, WelcomePage)
        assert house.hand.named("language:") == []
        guest.sign_in(code, BORN)
        assert MARK not in house.said()
        assert not house.hand.sees("language")


def test_a_language_taken_back_while_it_stands_chosen_begins_no_sitting(
    resources: Path, marked: Content, tmp_path: Path, qapp: QApplication
) -> None:
    visit, code = clinic_with_it(tmp_path, marked)
    with standing(tmp_path, resources=resources) as house:
        house.hand.tap(f"language:{CODE}")
        languages.take_review_back(house.workplace, staff=house.nurse, language=CODE)
        house.program.kiosk.settings_watch.look()
        assert MARK not in house.said()
        house.guest().sign_in(code, BORN)
        house.guest().answer(pictures=False)
        assert [one.language for one in house.situation(visit).chart.replies] == ["en"]


def test_a_draft_shown_for_review_says_so_above_every_page_in_both_languages(
    resources: Path, marked: Content, tmp_path: Path, qapp: QApplication
) -> None:
    def shown(place: Workplace, nurse: StaffMember) -> None:
        languages.show_for_review(replace(place, content=marked), staff=nurse, language=CODE, on=True)

    _, code = with_clinic(tmp_path, shown)
    with standing(tmp_path, resources=resources) as house:
        assert banners(house) == []
        house.hand.tap(f"language:{CODE}")
        said = "Draft translation, for review only. Not for patients."
        guest = house.guest()
        seen = [banners(house)]
        guest.sign_in(code, BORN)
        seen.append(banners(house))
        for _ in range(6):
            guest.answer(pictures=False)
            seen.append(banners(house))
            assert guest.page.mapTo(house.program.window, QPoint()).y() > 0, "the page begins below the banner"
        house.hand.tap("leave")
        seen.append(banners(house))
        assert {tuple(one) for one in seen} == {(f"{MARK}{said}\n{said}",)}
        house.hand.tap("go_on")
        assert banners(house) == [], "the next patient begins in the usual language"


def test_the_nurse_reads_english_beside_what_stood_there_and_what_was_typed_stays(
    resources: Path, marked: Content, tmp_path: Path, qapp: QApplication
) -> None:
    visit, code = clinic_with_it(tmp_path, marked)
    with standing(tmp_path, resources=resources) as house:
        house.hand.tap(f"language:{CODE}")
        guest = house.guest({"bleeding.history": ("choice:cirrhosis",)})
        guest.sign_in(code, BORN)
        guest.go_until("allergies.treatment", pictures=False)
        house.hand.tap("question_for_nurse")
        house.hand.touch_keys("puedo comer")
        house.hand.tap("keep")
        reply = next(one for one in house.situation(visit).chart.replies if one.item == "bleeding.history")
        assert reply.shown.answer.startswith(MARK)
        house.hand.tap("leave")
        house.hand.tap("go_on")
        house.staff_sign_in()
        house.at_desk.open_visit(visit)
        cards = house.said()
        assert "puedo comer" in cards
        assert f"typed in {CODE}" in cards
        assert reply.shown.answer.removeprefix(MARK) in cards
        house.hand.tap("chapter:bleeding_allergies")
        assert f"in {CODE}: “{reply.shown.answer}”" in house.said()


def test_a_nurse_enters_a_prescriber_s_words_in_the_patient_s_language(
    resources: Path, marked: Content, tmp_path: Path, qapp: QApplication
) -> None:
    made: list[str] = []

    def ordered(place: Workplace, nurse: StaffMember) -> None:
        here = replace(place, content=marked)
        offer(here, nurse)
        person = PatientForm("Sol", "Ana", BORN, language=CODE)
        made.append(schedule.new_visit(here, staff=nurse, patient=person, visit=VISIT))
        review.instruct(here, staff=nurse, visit=made[0], form=ORDER)

    with_clinic(tmp_path, ordered)
    (visit,) = made
    with standing(tmp_path, resources=resources) as house:
        house.staff_sign_in()
        house.at_desk.open_visit(visit)
        (order,) = house.situation(visit).chart.current_instructions
        words = marked.words(CODE)
        assert english_note(words, plan(house.situation(visit))) != ""
        house.hand.tap(f"translate:{order.id}")
        house.hand.write("text", "Nada de comer")
        house.hand.tap("save_form")
        assert f"In {CODE}: “Nada de comer”" in house.said()
        lines = plan(house.situation(visit))
        said = " ".join(line_words(words, one) for one in lines)
        assert "Nada de comer" in said
        assert "No solid food" not in said
        assert english_note(words, lines) == ""
        assert "No solid food" in " ".join(line_words(house.words, one) for one in lines), "staff read the order itself"
