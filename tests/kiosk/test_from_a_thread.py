"""With the real worker's thread: nothing shows before the commit, and what is pressed meanwhile waits its turn."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kypho_prep.content import Content
from kypho_prep.kiosk.services import KioskServices
from kypho_prep.kiosk.window import KioskWindow
from kypho_prep.look.theme import apply_theme
from kypho_prep.look.worker import Worker
from tests.kiosk.station import Station, Ticks


@pytest.fixture
def threaded(station: Station, qapp: QApplication, content: Content) -> Iterator[Station]:
    """A second window on the same clinic, with a thread of its own."""
    worker = Worker()
    made = KioskServices(content.words("en"), worker, partial(apply_theme, qapp), Ticks(), lambda: station.workplace)
    window = KioskWindow(made)
    window.resize(1280, 800)
    window.show()
    yield Station(station.workplace, station.nurse, station.ticks, window)
    worker.close()
    window.idle.stop()
    window.close()
    window.deleteLater()


def test_next_pressed_twice_saves_one_reply_and_turns_one_page(threaded: Station, qtbot: QtBot) -> None:
    visit = threaded.new_visit()
    threaded.window.ready()
    threaded.window.hand_over(visit, threaded.nurse)
    qtbot.waitUntil(lambda: threaded.item == "start.right_person")
    threaded.find("choice:yes").click()
    page = threaded.page
    threaded.find("next").click()
    assert threaded.page is page
    threaded.find("next").click()
    qtbot.waitUntil(lambda: threaded.item == "start.who")
    assert threaded.missing == ""
    replies = threaded.situation(visit).chart.replies
    assert [one.item for one in replies] == ["start.right_person"]


def test_before_the_database_is_open_start_says_one_moment(qapp: QApplication, content: Content) -> None:
    worker = Worker()
    window = KioskWindow(KioskServices(content.words("en"), worker, partial(apply_theme, qapp), Ticks()))
    window.show()
    window.signed_out.sign_in()
    window.signed_out.hand_over("nobody", None, str)  # type: ignore[arg-type]
    assert "One moment" in window.stage.page.content._said.label.text()
    worker.close()
    window.idle.stop()
    window.close()
    window.deleteLater()
