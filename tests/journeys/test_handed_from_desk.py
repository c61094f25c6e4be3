"""A kiosk handed over from the desk: two windows on a clinic's server, from the nurse's key to the patient's page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kypho_prep.kiosk.session.handed import HandedOver
from kypho_prep.settings import Kind
from tests.clinic_server import ClinicServer
from tests.journeys import steps
from tests.journeys.house import BORN, PASSWORD, USER, House
from tests.journeys.stations import station

SOON = 30_000
NEVER = 24 * 60 * 60 * 1000
NAME = "O'Brien"


@pytest.fixture
def clinic(server: ClinicServer) -> str:
    return server.new()


@pytest.fixture
def desk(server: ClinicServer, clinic: str, tmp_path: Path, qapp: QApplication) -> Iterator[House]:
    with station("desk", server.url(clinic), tmp_path, kind=Kind.DESK) as house:
        steps.set_up(house)
        yield house


@pytest.fixture
def visit(desk: House) -> str:
    visit, _code = steps.enter_visit(desk)
    desk.staff_sign_in()
    return visit


@pytest.fixture
def kiosk(visit: str, server: ClinicServer, clinic: str, tmp_path: Path) -> Iterator[House]:
    """A kiosk that hears, and never asks by itself."""
    with station("kiosk", server.url(clinic), tmp_path, kind=Kind.KIOSK) as house:
        (beat,) = waiting(house).findChildren(QTimer)
        beat.setInterval(NEVER)
        yield house


@pytest.fixture
def asking(desk: House, visit: str, kiosk: House, qtbot: QtBot) -> House:
    """The kiosk once the desk handed it over: it asks for the patient's date of birth."""
    desk.at_desk.hand_over_kiosk(visit, "kiosk")
    qtbot.waitUntil(lambda: asks(kiosk), timeout=SOON)
    return kiosk


def waiting(kiosk: House) -> HandedOver:
    handed = kiosk.program.kiosk.handed_over
    assert handed is not None
    return handed


def asks(kiosk: House) -> bool:
    """Tell whether the kiosk asks for a date of birth."""
    return kiosk.hand.sees("part:month")


def said(desk: House) -> str:
    """What the desk says of the kiosk, brought up to date."""
    desk.at_desk.workspace.watch.look()
    desk.hand.settle()
    return desk.program.window.findChildren(QLabel, "kiosk:kiosk")[-1].text()


def test_the_kiosk_asks_at_once_and_opens_this_patient_s_questions(
    desk: House, visit: str, kiosk: House, qtbot: QtBot
) -> None:
    desk.at_desk.hand_over_kiosk(visit, "kiosk")
    assert not desk.hand.sees("hand_to:kiosk")
    qtbot.waitUntil(lambda: asks(kiosk), timeout=SOON)
    assert NAME not in kiosk.said()
    assert said(desk) == desk.words("desk.kiosks.shown", patient="O'Brien-Świątek, Zoë")
    patient = kiosk.guest()
    patient.enter_birth_date(BORN)
    assert patient.item == "start.right_person"
    assert "sits there" in said(desk)
    assert not desk.hand.sees("take_back:kiosk")
    patient.leave()
    waiting(kiosk).look()
    assert not asks(kiosk)


def test_what_is_taken_back_leaves_the_kiosk_and_what_was_typed_goes_too(
    desk: House, asking: House, qtbot: QtBot
) -> None:
    for name in ("part:month", "month:2"):
        asking.hand.tap(name)
    desk.hand.tap("take_back:kiosk")
    qtbot.waitUntil(lambda: asking.hand.sees("start"), timeout=SOON)
    assert said(desk) == "Free. Taken back."
    desk.hand.tap("hand_to:kiosk")
    qtbot.waitUntil(lambda: asks(asking), timeout=SOON)
    assert not asking.hand.sees("day:3"), "the month is not chosen yet"


def test_whoever_goes_back_is_told_to_the_desk_and_the_kiosk_is_free(desk: House, asking: House) -> None:
    asking.hand.tap("back")
    assert asking.hand.sees("start")
    assert "Somebody went back there" in said(desk)
    waiting(asking).look()
    assert not asks(asking)


def test_three_wrong_dates_close_the_page_and_the_nurse_is_told(desk: House, asking: House) -> None:
    for number in range(3):
        asking.guest().enter_birth_date(BORN.replace(year=1951))
        assert (asking.words("error.wrong_birth_date") in asking.said()) == (number < 2)
    assert asking.words("error.hand_over_ended") in asking.said()
    assert "Three wrong dates" in said(desk)


def test_nothing_opens_over_what_stands_at_the_kiosk_until_the_first_page_is_back(
    desk: House, visit: str, kiosk: House
) -> None:
    kiosk.hand.tap("start")
    desk.at_desk.hand_over_kiosk(visit, "kiosk")
    waiting(kiosk).look()
    assert not asks(kiosk)
    kiosk.hand.tap("back")
    waiting(kiosk).look()
    assert asks(kiosk)
    # Nobody touches it: the page is shown anew, empty.
    kiosk.hand.tap("part:month")
    kiosk.hand.tap("month:2")
    kiosk.ticks.at += 91
    kiosk.program.kiosk.idle.look()
    assert kiosk.hand.sees("start")
    waiting(kiosk).look()
    assert asks(kiosk)
    kiosk.ticks.at += 301
    waiting(kiosk).look()
    assert kiosk.hand.sees("start")


def test_a_made_up_clinic_s_kiosk_says_so_there_too(desk: House, visit: str, kiosk: House) -> None:
    made_up = HandedOver(kiosk.program.kiosk.stage, lambda: True, kiosk.program.kiosk, sample=True)
    desk.at_desk.hand_over_kiosk(visit, "kiosk")
    made_up.look()
    assert "SAMPLE" in kiosk.said()


def test_staff_at_the_kiosk_are_not_disturbed(desk: House, visit: str, kiosk: House) -> None:
    kiosk.hand.tap("staff")
    desk.at_desk.hand_over_kiosk(visit, "kiosk")
    waiting(kiosk).look()
    assert not asks(kiosk)
    assert kiosk.program.kiosk.staff_screen is not None


def test_a_locked_desk_comes_back_to_the_kiosks_as_they_stand(desk: House, visit: str, kiosk: House) -> None:
    desk.at_desk.hand_over_kiosk(visit, "kiosk")
    assert desk.program.staff is not None
    desk.program.staff.lock()
    assert NAME not in desk.said()
    desk.at_desk.sign_in(USER, PASSWORD)
    assert NAME in said(desk)
    desk.hand.tap("take_back:kiosk")
    assert said(desk) == "Free. Taken back."
