"""Every way in which a sitting ends, and that the next patient finds nothing of the last one."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

import kypho_prep.kiosk
from kypho_prep.kiosk.pages.welcome import WelcomePage
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits.schedule import PatientForm
from tests.faults.planted import Planted, places
from tests.kiosk.full_disk import disk
from tests.kiosk.station import BORN, Station
from tests.workflow.made_clinic import PASSWORD

CANARY = "Zyxwvut"
TYPED = "Qqcanaryqq"


def traces(qapp: QApplication) -> list[str]:
    """Every widget of the program that still holds a word of the last patient."""
    found = []
    for widget in qapp.allWidgets():
        words = [widget.accessibleName(), widget.windowTitle(), widget.toolTip(), widget.objectName()]
        if isinstance(widget, QLabel | QLineEdit) or hasattr(widget, "text"):
            words.append(str(widget.text()) if callable(widget.text) else "")
        if isinstance(widget, QPlainTextEdit):
            words.append(widget.toPlainText())
        if any(CANARY in text or TYPED in text or "EZ" in text for text in words):
            found.append(f"{type(widget).__name__}: {words}")
    return found


def leave(station: Station) -> None:
    station.tap("leave")


def not_me(station: Station) -> None:
    station.tap("leave", "go_on")
    visit = station.new_visit(PatientForm(CANARY, f"E{CANARY}", BORN))
    station.sign_in(visit)
    station.tap("choice:not_me")
    station.go_on()
    assert "Please go to the desk" in station.said
    assert CANARY not in station.said
    assert station.situation(visit).chart.visit.wrong_person_at is not None


def idle(station: Station) -> None:
    station.ticks.at += 91
    station.window.idle.look()
    station.settle()
    assert station.names() == {"read_aloud", "still_here"}
    assert TYPED not in station.said
    station.ticks.at += 61
    station.window.idle.look()
    station.settle()
    assert station.item == "WelcomePage"


def emergency(station: Station) -> None:
    station.tap("back", "back", "choice:chest_pain")
    assert "Tell the staff now" in station.said
    sign_staff_in(station)
    assert station.item == "WelcomePage"


def finish(station: Station) -> None:
    for _ in range(8):
        if station.item == "OverviewPage":
            break
        station.tap("back")
    station.tap("chapter:questions")
    station.answer_until("check.summary")
    station.go_on()
    station.go_on()
    assert "Saved. Thank you." in station.said


def sign_staff_in(station: Station) -> None:
    station.tap("staff_here")
    station.find("user").setText("ann")
    station.find("password").setText(PASSWORD)
    station.tap("acknowledge")


@pytest.mark.parametrize("end", [leave, not_me, idle, emergency, finish])
def test_nothing_of_the_last_patient_is_left(
    station: Station, qapp: QApplication, end: Callable[[Station], None]
) -> None:
    visit = station.new_visit(PatientForm(CANARY, f"E{CANARY}", BORN))
    station.come_in(visit)
    station.tap("question_for_nurse")
    station.type_in(TYPED)
    station.tap("keep")
    assert traces(qapp)
    end(station)
    if "go_on" in station.names():
        station.tap("go_on")
    station.settle()
    assert station.item == "WelcomePage"
    assert traces(qapp) == []
    assert station.window.session is None
    assert len(station.window.findChildren(QWidget)) < 60


def test_i_am_still_here_brings_the_page_back_as_it_was(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("choice:aspirin")
    station.ticks.at += 91
    station.window.idle.look()
    station.settle()
    assert station.reply(visit, "medicines.groups_thin") is not None
    station.tap("still_here")
    assert station.find("choice:aspirin").isChecked()
    station.ticks.at += 60
    station.window.idle.look()
    assert station.window.stage.cover is None


def test_a_half_typed_code_does_not_stay(station: Station) -> None:
    station.tap("start", "key:1", "key:2")
    station.ticks.at += 91
    station.window.idle.look()
    station.settle()
    assert station.item == "WelcomePage"
    station.tap("start")
    assert station.content.code.text == ""


def test_the_closing_pages_go_by_themselves(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("leave")
    station.ticks.at += 19
    station.window.signed_out.tick()
    assert "Saved. You can come back." in station.said
    station.ticks.at += 2
    station.window.signed_out.tick()
    station.settle()
    assert station.item == "WelcomePage"


def test_how_the_last_one_read_is_not_how_the_next_one_must(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("text_size", "contrast", "leave", "go_on")
    comfort = station.window.stage.comfort
    assert (comfort.text_size, comfort.theme) == (100, "light")


def test_the_size_chosen_on_the_first_page_holds_for_the_sitting(station: Station) -> None:
    visit = station.new_visit()
    station.tap("text_size:140", "contrast")
    station.sign_in(visit)
    assert station.window.stage.comfort.text_size == 140
    session = station.window.session.state.intake.session
    assert (session.text_size, session.theme) == (140, "high_contrast")


class TestEmergency:
    def start(self, station: Station) -> str:
        visit = station.new_visit(PatientForm("Quarrington", "Eleanor", BORN))
        station.sign_in(visit)
        for _ in range(3):
            station.answer()
        return visit

    def test_one_tick_saves_and_takes_the_screen(self, station: Station) -> None:
        visit = self.start(station)
        station.tap("choice:weak_legs")
        assert "Tell the staff now" in station.said
        assert "911" in station.said
        assert "Eleanor" not in station.said
        assert "EQ" not in station.said
        assert station.reply(visit, "now.symptoms").value["picked"] == ["weak_legs"]
        assert station.names() == {"read_aloud", "staff_here"}

    def test_each_tick_is_saved_at_once_and_fever_alone_is_none(self, station: Station) -> None:
        visit = self.start(station)
        station.tap("choice:fever_chills")
        assert station.item == "now.symptoms"
        assert station.reply(visit, "now.symptoms").value["picked"] == ["fever_chills"]

    def test_it_does_not_idle_out_and_comes_back_after_a_restart(self, station: Station) -> None:
        self.start(station)
        station.tap("choice:chest_pain")
        station.ticks.at += 5000
        station.window.idle.look()
        station.window.signed_out.tick()
        assert "Tell the staff now" in station.said
        station.window.show_welcome()
        station.window.ready()
        station.settle()
        assert "Tell the staff now" in station.said

    def test_only_a_staff_member_ends_it(self, station: Station) -> None:
        visit = self.start(station)
        station.tap("choice:chest_pain", "staff_here")
        station.find("user").setText("ann")
        station.find("password").setText("wrong")
        station.tap("acknowledge")
        assert "wrong" in station.missing
        assert station.find("password").text() == ""
        station.tap("close")
        assert "Tell the staff now" in station.said
        sign_staff_in(station)
        assert station.item == "WelcomePage"
        facts = [fact.kind.value for fact in station.situation(visit).chart.current_facts]
        assert facts == ["emergency_acknowledged"]


def test_what_is_not_saved_is_said_and_kept_and_saved_again(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("choice:aspirin")
    page = station.page
    disk(station, takes=False)
    station.go_on()
    assert station.page is page
    assert "was not saved" in station.missing
    assert station.find("choice:aspirin").isChecked()
    assert station.reply(visit, "medicines.groups_thin") is None
    disk(station, takes=True)
    station.go_on()
    assert station.page is not page
    replies = [one for one in station.situation(visit).chart.replies if one.item == "medicines.groups_thin"]
    assert [one.value["picked"] for one in replies] == [["aspirin"]]


def test_a_database_that_is_gone_keeps_the_choice_on_the_page(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("choice:aspirin")
    page = station.page
    station.workplace.database.close()
    station.go_on()
    assert station.page is page
    assert "was not saved" in station.missing
    assert station.find("choice:aspirin").isChecked()
    caplog.clear()


def test_a_fault_of_our_own_shows_a_calm_page(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    session = station.window.session
    session.jobs.run(lambda _: 1 // 0, lambda _: None)
    assert "was not saved" in station.missing
    assert any("kiosk job" in record.getMessage() for record in caplog.records)
    caplog.clear()
    station.window.show_trouble(signed_in=True)
    station.settle()
    assert "Please call the nurse" in station.said
    assert "ZeroDivisionError" not in station.said
    assert station.window.session is None


def test_a_session_closed_elsewhere_leads_to_signing_in_again(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    intake.leave(station.workplace, session=station.window.session.id)
    station.tap("choice:aspirin")
    station.go_on()
    assert "Please sign in again" in station.said


def test_a_page_that_cannot_be_shown_is_destroyed(station: Station) -> None:
    (broken,) = [one for one in places(kypho_prep.kiosk) if one.name == "kiosk.screen.Screen._show"]
    with broken.broken(once=False), pytest.raises(Planted):
        station.window.show_welcome()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, WelcomePage)]
