"""While the clinic's server is away the board says that it has to wait, and since when; it is quiet once it is back."""

from contextlib import closing

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kypho_prep.look.theme import apply_theme
from kypho_prep.look.worker import InlineWorker
from kypho_prep.nurse.board.watch import BoardWatch
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.visit.kiosks_panel import KiosksPanel
from kypho_prep.prep.clinic import Clinic as Settings
from kypho_prep.rehearsal.private_server import crash
from tests.kiosk.outage import Clinic, clinic, made, own_server, said_as
from tests.nurse.conftest import shown_text

pytestmark = pytest.mark.server
__all__ = ["clinic", "made", "own_server"]


def test_the_board_says_since_when_it_waits(clinic: Clinic, qapp: QApplication) -> None:
    with closing(clinic.open("desk-1")) as place:
        desk = DeskContext(place, InlineWorker(), place.content.words("en"), apply_theme(qapp))
        parent, said = QObject(), list[str]()
        watch = BoardWatch(desk, StaffSession(clinic.nurse, Settings(), place.now), parent)
        watch.failed.connect(said.append)
        watch.read()
        began = place.now()
        crash(clinic.server.folder)
        for moment in range(3):
            clinic.clock.at = began.replace(minute=began.minute + 5 * moment)
            watch.look()
        clinic.bring_server_back()
        watch.look()
        parent.deleteLater()
    (waits, again) = said
    assert f"since {said_as(began)}" in waits
    assert "signing off have to wait" in waits
    assert again == ""


def test_the_kiosks_say_it_while_it_is_so(clinic: Clinic, qapp: QApplication, qtbot: QtBot) -> None:
    with closing(clinic.open("desk-1")) as place:
        desk = DeskContext(place, InlineWorker(), place.content.words("en"), apply_theme(qapp))
        panel = KiosksPanel(desk, StaffSession(clinic.nurse, Settings(), place.now), "no-visit")
        qtbot.addWidget(panel)
        panel.show()
        before = shown_text(panel)
        crash(clinic.server.folder)
        panel.look()
        assert "have to wait" in shown_text(panel)
        clinic.bring_server_back()
        panel.look()
        assert shown_text(panel) == before
