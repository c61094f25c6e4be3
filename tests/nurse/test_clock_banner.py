"""A clock that moved is told on the board and at the sign-in, until staff say that it is right."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kypho_prep.look.theme import Look
from kypho_prep.nurse.widgets.clock_banner import ClockBanner
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.workflow.clinic import clock_watch
from kypho_prep.workflow.workplace import LastLook
from tests.listener import Listener
from tests.nurse.board_steps import board_of
from tests.nurse.conftest import Open, Ward, named, press, shown_text

BACK = "The clock of this computer (kiosk-1) moved back by 2 hours. It says now: "


def put_back(ward: Ward, by: timedelta = timedelta(hours=2)) -> None:
    """The clock is put back while the program is off."""
    clock_watch.look(replace(ward.workplace, last_look=LastLook()))
    ward.clock.at -= by
    clock_watch.look(replace(ward.workplace, last_look=LastLook()))


def shown(window: NurseWindow) -> list[str]:
    return [one.words.text() for one in window.findChildren(ClockBanner) if one.isVisible()]


def test_the_board_says_that_the_clock_moved_and_what_to_do(ward: Ward, open_window: Open) -> None:
    put_back(ward)
    window = open_window(ward)
    (said,) = shown(window)
    assert said.startswith(BACK)
    assert "Compare it with another clock." in said
    assert said in shown_text(window)


def test_who_says_that_it_is_right_is_on_record_and_the_banner_goes(ward: Ward, open_window: Open) -> None:
    put_back(ward)
    window = open_window(ward)
    press(window, "clock_right")
    assert shown(window) == []
    with ward.workplace.reading() as records:
        line = list(records.audit.all())[-1]
    assert (line.event, line.actor, line.subject) == ("clock_confirmed", "R. Alvarez", "kiosk-1")


def test_the_sign_in_says_it_and_asks_nobody(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    put_back(ward)
    window.lock()
    (said,) = shown(window)
    assert said.startswith(BACK)
    assert named(window.sign_in, "clock_banner").findChild(object, "clock_right") is None


def test_a_clock_that_moves_while_the_board_shows_is_told_within_the_minute(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    workspace = window.workspace()
    assert workspace is not None
    put_back(ward)
    workspace.watch.look()
    assert len(shown(window)) == 1


def test_another_computer_s_clock_is_named_without_a_time_of_its_own(ward: Ward, open_window: Open) -> None:
    put_back(replace(ward, workplace=replace(ward.workplace, kiosk="kiosk-2", station="kiosk-2")), timedelta(days=3))
    (said,) = shown(open_window(ward))
    assert said.startswith("The clock of the computer kiosk-2 moved back by 3 days. Compare")


def test_a_move_is_said_aloud_once_however_often_the_minute_passes(ward: Ward, open_window: Open, look: Look) -> None:
    heard = Listener()
    window = open_window(ward, in_look=replace(look, voice=heard))
    board = board_of(window)

    def minute() -> list[str]:
        ward.clock.at += timedelta(minutes=1)
        board.tick()
        said, heard.said = [one for one in heard.said if "moved" in one], []
        return said

    put_back(ward)
    heard.unseen.clear()
    assert [one.startswith(BACK) for one in minute()] == [True]
    assert heard.unseen == [], "it shows before it is said"
    assert minute() == []
    before = shown(window)
    ward.clock.at += timedelta(minutes=1)
    board.tick()
    assert shown(window) != before, "what the clock says now is shown, not spoken"
    clock_watch.look(ward.workplace)
    ward.clock.at -= timedelta(hours=3)
    clock_watch.look(ward.workplace)
    assert ["back by 5 hours" in one for one in minute()] == [True]
    press(window, "clock_right")
    assert minute() == []
    put_back(ward, timedelta(hours=3))
    assert ["back by 3 hours" in one for one in minute()] == [True]


@pytest.mark.parametrize("size", [(1280, 800), (1024, 768)])
def test_the_banner_stands_whole(ward: Ward, open_window: Open, size: tuple[int, int]) -> None:
    put_back(ward)
    window = open_window(ward, size=size)
    for lock in (False, True):
        if lock:
            window.lock()
        assert BACK in shown_text(window)
        banner = next(one for one in window.findChildren(ClockBanner) if one.isVisible())
        assert banner.words.height() >= banner.words.heightForWidth(banner.words.width())
