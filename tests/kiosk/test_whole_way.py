"""The patient's whole way on the real content and a real encrypted database: by touch."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kypho_prep.prep.checklist import Control
from kypho_prep.prep.interview.path import first_open
from kypho_prep.prep.reply import State
from kypho_prep.prep.sign_off.stage import Stage, stage
from kypho_prep.workflow.clinic import staff
from tests.kiosk.station import VISIT, Station


def test_by_touch_from_welcome_to_thanks(station: Station) -> None:
    visit = station.new_visit()
    station.sign_in(visit)
    assert station.item == "start.right_person"
    assert "Hello, Eleanor" in station.said
    station.answer_until("check.summary")
    assert "None of these" in station.said
    station.go_on()
    assert station.item == "check.plan"
    assert "Ask your nurse" in station.said
    station.go_on()
    assert "A nurse will check your answers." in station.said
    situation = station.situation(visit)
    assert first_open(situation) is None
    assert stage(situation) is Stage.TO_REVIEW
    assert situation.chart.visit.finished_by == "patient"
    station.tap("go_on")
    assert station.item == "WelcomePage"


def test_every_answer_carries_the_words_that_stood_on_the_screen(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    question = station.content.view.question
    station.ticks.at += 7.5
    station.tap("choice:blood_thinner", "choice:aspirin", "unsure")
    station.go_on()
    reply = station.reply(visit, "medicines.groups_thin")
    assert reply is not None
    assert reply.shown.question == question
    assert reply.shown.answer.startswith("Blood thinner")
    assert "not sure" in reply.shown.answer
    assert reply.shown_ms == 7500
    assert reply.value == {"picked": ["blood_thinner", "aspirin"], "unsure": True}


def test_no_answer_goes_on_by_itself_and_next_says_what_is_missing(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    page = station.page
    station.go_on()
    assert station.page is page
    assert "Please tick" in station.missing
    assert station.find("next").isEnabled()
    station.tap("choice:none")
    assert station.page is page
    assert station.missing == ""
    assert station.reply(visit, "medicines.groups_thin") is None
    station.go_on()
    assert station.reply(visit, "medicines.groups_thin") is not None


def test_a_list_is_filled_mended_and_emptied(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("choice:blood_thinner")
    station.go_on()
    while station.content.view.control is not Control.LIST:
        station.answer()
    station.tap("another:blood_thinner")
    station.type_in("xeralto")
    station.go_on()
    assert "tap the name" in station.missing
    station.tap("suggestion:Xarelto")
    station.go_on()
    assert station.item == "medicines.group_names"
    (entry,) = station.situation(visit).entries("medicine")
    name = station.reply(visit, "medicines.name", entry)
    assert name is not None
    assert (name.value["typed"], name.value["confirmed"]) == ("xeralto", "Xarelto")
    assert name.value["list"] == "medicines.group_names"
    station.tap(f"edit:{entry}", "as_typed")
    station.go_on()
    assert station.situation(visit).entry_name(entry) == "xeralto"
    station.tap(f"remove:{entry}", f"take_off:{entry}")
    assert station.situation(visit).entries("medicine") == ()
    removed = station.reply(visit, "medicines.name", entry)
    assert removed is not None
    assert removed.state is State.REMOVED
    assert station.item == "medicines.group_names"


def test_a_question_is_stored_with_the_page_that_it_is_about(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    about = station.content.view.question
    station.tap("choice:aspirin", "question_for_nurse", "keep")
    assert "Please write" in station.missing
    station.type_in("Which eye drops can I use?")
    station.tap("keep")
    assert station.find("choice:aspirin").isChecked()
    assert "Your question is saved" in station.missing
    (entry,) = station.situation(visit).entries("question")
    reply = station.reply(visit, "questions.text", entry)
    assert reply is not None
    assert reply.value == "Which eye drops can I use?"
    assert about in reply.shown.help


def test_why_and_the_nurse_open_over_the_page_and_esc_closes_them(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("choice:aspirin", "why")
    assert station.content.view.why in station.said
    QTest.keyClick(station.window.focusWidget(), Qt.Key.Key_Escape)
    station.settle()
    assert station.find("choice:aspirin").isChecked()
    station.tap("call_nurse")
    assert "Please wave to a nurse" in station.said
    assert "is coming" not in station.said
    assert station.situation(visit).chart.visit.nurse_called_at is not None
    assert station.reply(visit, "medicines.groups_thin") is not None
    station.tap("close")
    assert station.find("choice:aspirin").isChecked()


def test_back_saves_and_the_first_page_leads_to_the_overview(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("choice:aspirin", "back")
    assert station.reply(visit, "medicines.groups_thin") is not None
    assert station.item == "about.what"
    station.tap("back", "back", "back", "back")
    assert station.item == "OverviewPage"
    assert "1 of 9 done" in station.said
    station.tap("continue")
    assert station.item == "medicines.groups_more"


def test_text_size_and_contrast_act_at_once_and_lose_nothing(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("choice:blood_thinner", "unsure", "text_size")
    assert station.window.stage.look.metrics.text_percent == 140
    assert station.find("choice:blood_thinner").isChecked()
    assert station.find("unsure").isChecked()
    station.tap("contrast", "close")
    assert station.window.stage.look.theme.name == "high_contrast"
    assert station.find("choice:blood_thinner").isChecked()
    assert station.reply(visit, "medicines.groups_thin") is None
    station.tap("question_for_nurse")
    station.type_in("Half a question")
    station.tap("text_size", "close")  # the menu stood over the question that is being written
    assert station.find("field").toPlainText() == "Half a question"
    station.tap("close", "leave", "go_on")
    assert station.window.stage.look.metrics.text_percent == 100
    station.sign_in(visit)
    assert station.window.stage.look.metrics.text_percent == 200
    assert station.window.stage.look.theme.name == "high_contrast"


def test_names_stand_on_no_page_after_the_first(station: Station) -> None:
    visit = station.new_visit()
    station.sign_in(visit)
    assert "Quarrington" in station.said
    station.answer()
    for _ in range(6):
        assert "Quarrington" not in station.said
        assert "Eleanor" not in station.said
        assert "EQ" in station.said
        assert "Quarrington" not in station.window.windowTitle()
        station.answer()


def test_staff_hand_the_kiosk_over_already_open(station: Station) -> None:
    visit = station.new_visit()
    station.window.hand_over(visit, station.nurse)
    station.settle()
    assert station.item == "start.right_person"


def test_the_last_question_prints_or_says_to_ask(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.answer_until("check.plan") if station.item == "check.plan" else station.answer_until("check.summary")
    station.go_on()
    assert "print" not in station.names()
    assert "Ask your nurse to print it." in station.said


def test_the_second_tap_of_a_double_tap_is_not_for_the_next_page(station: Station) -> None:
    station.come_in(station.new_visit())
    page = station.page
    station.tap_twice("next")
    assert station.page is page
    station.tap("choice:none")
    station.tap_twice("next")
    assert station.item == "medicines.groups_thin"


@pytest.mark.parametrize("own", ["", "We ask everyone of your age."])
def test_the_clinic_s_own_why_stands_in_place_of_the_program_s(station: Station, own: str) -> None:
    clinic = replace(staff.clinic(station.workplace), pregnancy_why=own)
    staff.change_clinic(station.workplace, staff=station.nurse, clinic=clinic)
    station.come_in(station.new_visit(visit=replace(VISIT, ask_pregnancy=True)))
    station.answer_until("health.pregnancy")
    station.tap("why")
    default = station.workplace.content.words("en")("health.pregnancy.why")
    assert (own or default) in station.said
    assert (default in station.said) is (own == "")


@pytest.mark.parametrize(("item", "name"), [("about.what", "about_text"), ("procedure.anesthesia", "team_text")])
def test_the_clinic_s_own_text_stands_below_the_program_s(station: Station, item: str, name: str) -> None:
    station.sign_in(station.new_visit())
    station.answer_until(item)
    assert "Your clinic says" not in station.said
    clinic = replace(staff.clinic(station.workplace), **{name: "We have done this since 1998."})
    staff.change_clinic(station.workplace, staff=station.nurse, clinic=clinic)
    station.tap("back")
    station.tap("next")
    assert station.item == item
    if name == "team_text":
        station.tap("tell_more")
    assert "Your clinic says: We have done this since 1998." in station.said
    body = station.workplace.content.words("en")(f"{item}.body")
    assert body.split("\n\n")[0] in station.said
