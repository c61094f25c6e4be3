"""The board of a desk hears what happens at a kiosk from the clinic's server, and asks by itself while it is away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kypho_prep.nurse.board.alarm_strip import AlarmStrip
from kypho_prep.nurse.board.model import ROW
from kypho_prep.nurse.board.page import BoardPage
from kypho_prep.nurse.board.watch import EVERY, BoardWatch
from kypho_prep.settings import Kind
from tests.clinic_server import ClinicServer
from tests.journeys import steps
from tests.journeys.house import BORN, House
from tests.journeys.stations import station

# Far longer than anything takes here, and far shorter than the beat that is put off.
SOON = 30_000
NEVER = 24 * 60 * 60 * 1000


@pytest.fixture
def clinic(server: ClinicServer) -> str:
    return server.new()


@pytest.fixture
def desk(server: ClinicServer, clinic: str, tmp_path: Path, qapp: QApplication) -> Iterator[House]:
    """A desk with the board open, and one visit on it."""
    with station("desk", server.url(clinic), tmp_path) as house:
        steps.set_up(house)
        yield house


def put_off_the_beat(watch: BoardWatch) -> None:
    """Let no beat come by itself: what shows from now on was heard."""
    (beat,) = watch.findChildren(QTimer)
    beat.setInterval(NEVER)


def shown_sitting(house: House) -> bool:
    """Tell whether the table shows a patient at a kiosk."""
    page = house.at_desk.workspace.page()
    assert isinstance(page, BoardPage)
    return any(page.model.index(at, 0).data(ROW).sitting for at in range(page.model.rowCount()))


def test_what_a_kiosk_commits_shows_without_a_beat(
    server: ClinicServer, clinic: str, desk: House, tmp_path: Path, qtbot: QtBot
) -> None:
    _visit, code = steps.enter_visit(desk)
    desk.staff_sign_in()
    with station("kiosk", server.url(clinic), tmp_path) as kiosk:
        put_off_the_beat(desk.at_desk.workspace.watch)
        assert not shown_sitting(desk)
        kiosk.guest().sign_in(code, BORN)
        qtbot.waitUntil(lambda: shown_sitting(desk), timeout=SOON)
        kiosk.hand.tap("call_nurse")
        qtbot.waitUntil(lambda: desk.program.window.windowTitle() == "(1) kypho-prep", timeout=SOON)
        assert desk.words.count("desk.alarm.calls", 1) in desk.said()


def test_a_server_that_was_away_is_heard_again(
    server: ClinicServer, clinic: str, desk: House, tmp_path: Path, qtbot: QtBot
) -> None:
    _visit, code = steps.enter_visit(desk)
    desk.staff_sign_in()
    watch = desk.at_desk.workspace.watch
    with station("kiosk", server.url(clinic), tmp_path) as kiosk:
        put_off_the_beat(watch)
        end_all(server, clinic)
        kiosk.guest().sign_in(code, BORN)
        # Whether or not it listens again by now, the desk's beat finds it, over a connection that it made anew.
        watch.look()
        assert shown_sitting(desk)
        qtbot.waitUntil(lambda: listens(server, clinic), timeout=SOON)
        kiosk.hand.tap("leave")
        qtbot.waitUntil(lambda: not shown_sitting(desk), timeout=SOON)


def test_a_locked_desk_hears_too_and_says_that_its_server_is_gone(
    server: ClinicServer, clinic: str, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    with station("desk", server.url(clinic), tmp_path, kind=Kind.DESK) as desk:
        steps.set_up(desk)
        _visit, code = steps.enter_visit(desk)
        window = desk.program.window
        (strip,) = window.findChildren(AlarmStrip)
        (beat,) = (one for one in strip.findChildren(QTimer) if one.interval() == EVERY)
        beat.setInterval(NEVER)
        with station("kiosk", server.url(clinic), tmp_path) as kiosk:
            kiosk.guest().sign_in(code, BORN)
            kiosk.hand.tap("call_nurse")
            qtbot.waitUntil(lambda: window.windowTitle() == "(1) kypho-prep", timeout=SOON)
        let_in(server, clinic, "false")
        end_all(server, clinic)
        beat.timeout.emit()
        assert window.windowTitle() == "(?) kypho-prep"
        assert desk.words("desk.alarm.blind") in desk.said()
        let_in(server, clinic, "true")
        qtbot.waitUntil(lambda: window.windowTitle() == "(1) kypho-prep", timeout=SOON)


def test_a_kiosk_hears_what_is_handed_to_it_and_nothing_of_the_board(
    server: ClinicServer, clinic: str, desk: House, tmp_path: Path, qtbot: QtBot
) -> None:
    board, handed = ("kypho-prep desk", "LISTEN board_changed"), ("kypho-prep kiosk", "LISTEN handed_over")
    qtbot.waitUntil(lambda: listeners(server, clinic) == [board], timeout=SOON)
    with station("kiosk", server.url(clinic), tmp_path):
        qtbot.waitUntil(lambda: listeners(server, clinic) == [board, handed], timeout=SOON)


def listeners(server: ClinicServer, clinic: str) -> list[tuple[str, str]]:
    query = "SELECT application_name, query FROM pg_stat_activity WHERE datname = %s AND query LIKE 'LISTEN%%'"
    return sorted(server.superuser.execute(query, (clinic,)))


def listens(server: ClinicServer, clinic: str) -> bool:
    return listeners(server, clinic) != []


def let_in(server: ClinicServer, clinic: str, anybody: str) -> None:
    """The server lets stations into the clinic's database, or none, as while it is down."""
    server.superuser.execute(f"ALTER DATABASE {clinic} ALLOW_CONNECTIONS {anybody}".encode())


def end_all(server: ClinicServer, clinic: str) -> None:
    """The server ends every connection, as when it is started anew."""
    query = "SELECT pg_terminate_backend(pid, 3000) FROM pg_stat_activity WHERE datname = %s"
    assert all(done for (done,) in server.superuser.execute(query, (clinic,)))
