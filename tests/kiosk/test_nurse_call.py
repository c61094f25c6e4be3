"""A call for a nurse on the patient's pages: what really happened, seen on every page, and taken back."""

from dataclasses import replace

import pytest

from kypho_prep.kiosk.services import Comfort
from kypho_prep.kiosk.session.call_watch import CallWatch
from kypho_prep.look.theme import HIGH_CONTRAST, LIGHT
from kypho_prep.prep.chart import ActionKind
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import ActionForm
from tests.keys_alone import Keys
from tests.kiosk.station import Station

ASKED = "You asked for a nurse"


def handle(station: Station, visit: str) -> None:
    """The nurse says that she has seen to the call."""
    opened = review.open_chart(station.workplace, staff=station.nurse, visit=visit)
    (card,) = [one for one in opened.cards if one.finding.problem == "nurse_called"]
    seen = ActionForm(ActionKind.SEEN)
    review.act(station.workplace, staff=station.nurse, visit=visit, thread=card.thread, action=seen)


def in_the_bar(station: Station) -> str:
    return station.find("call_nurse").accessibleName()


def test_the_words_promise_nothing_where_nobody_sees_the_board(station: Station) -> None:
    station.come_in(station.new_visit())
    station.tap("call_nurse")
    assert "Please wave to a nurse, or ask at the desk" in station.said
    assert "screen shows it now" not in station.said


def test_where_the_board_has_a_screen_of_its_own_the_words_say_so(station: Station) -> None:
    stage = station.window.stage
    stage.services = replace(stage.services, board_elsewhere=True)
    station.come_in(station.new_visit())
    station.tap("call_nurse")
    assert "Your nurse's screen shows it now" in station.said


def test_an_open_call_stands_on_every_page_and_after_coming_back(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    assert in_the_bar(station) == "Call the nurse"
    station.tap("call_nurse", "close")
    assert in_the_bar(station) == ASKED
    station.answer()
    assert in_the_bar(station) == ASKED
    station.tap("back", "back")
    assert in_the_bar(station) == ASKED
    station.tap("leave", "go_on")
    assert ASKED not in station.said
    station.sign_in(visit)
    assert in_the_bar(station) == ASKED
    station.tap("call_nurse", "take_back")
    assert in_the_bar(station) == "Call the nurse"


def test_it_is_taken_back_and_the_page_says_so(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("choice:aspirin", "call_nurse", "close", "call_nurse", "take_back")
    assert "You took your call back" in station.missing
    assert in_the_bar(station) == "Call the nurse"
    assert station.find("choice:aspirin").isChecked()
    facts = station.situation(visit).chart.facts
    assert [one.kind.value for one in facts] == ["call_taken_back"]


def test_it_is_called_and_taken_back_by_keyboard_alone(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    Keys(station.guest).press("call_nurse")
    Keys(station.guest).press("close")
    Keys(station.guest).press("call_nurse")
    Keys(station.guest).press("take_back")
    assert in_the_bar(station) == "Call the nurse"
    assert len(station.situation(visit).chart.facts) == 1


def test_a_call_that_the_nurse_handled_leaves_the_bar_on_the_next_page(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("call_nurse", "close")
    handle(station, visit)
    station.tap("back")
    assert in_the_bar(station) == "Call the nurse"
    station.tap("call_nurse", "close")
    handle(station, visit)
    station.go_on()
    assert in_the_bar(station) == "Call the nurse"


def test_a_call_that_the_nurse_handled_leaves_the_bar_while_the_page_stays(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    session, page = station.window.session, station.page
    assert session is not None
    (watch,) = session.findChildren(CallWatch)
    station.tap("choice:aspirin", "call_nurse", "close")
    watch.look()
    assert in_the_bar(station) == ASKED
    handle(station, visit)
    watch.look()
    assert in_the_bar(station) == "Call the nurse"
    assert station.page is page
    assert station.find("choice:aspirin").isChecked()
    station.tap("call_nurse")
    handle(station, visit)
    watch.look()
    station.tap("take_back")
    assert "took your call back" not in station.said, "there was none to take back"
    assert in_the_bar(station) == "Call the nurse"
    station.tap("call_nurse", "close")
    assert in_the_bar(station) == ASKED


@pytest.mark.parametrize("seen", [False, True], ids=["no board", "a board elsewhere"])
def test_the_page_at_the_end_says_that_a_call_is_still_open(station: Station, *, seen: bool) -> None:
    stage = station.window.stage
    stage.services = replace(stage.services, board_elsewhere=seen)
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("leave")
    assert "asked for a nurse" not in station.said
    station.tap("go_on")
    station.sign_in(visit)
    station.tap("call_nurse", "close", "leave")
    assert f"{ASKED}. The " in station.said
    assert ("screen still shows it" in station.said) is seen
    assert ("stands on the nurses' list" in station.said) is not seen
    station.ticks.at += 21  # longer than without a call
    station.window.signed_out.tick()
    assert ASKED in station.said
    station.tap("go_on")
    assert ASKED not in station.said


def test_the_thanks_say_it_too_and_not_once_the_nurse_came(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    while "chapter:questions" not in station.names():
        station.tap("back")
    station.tap("chapter:questions")
    station.answer_until("check.summary")
    station.tap("call_nurse", "close")
    while station.window.session is not None:
        station.go_on()
    assert "Saved. Thank you." in station.said
    assert ASKED in station.said
    station.tap("go_on")
    station.sign_in(visit)
    handle(station, visit)
    station.tap("leave")
    assert ASKED not in station.said, "seen to while the page stood"


@pytest.mark.parametrize("screen", [(1280, 800), (1366, 768), (1080, 1920)])
@pytest.mark.parametrize("percent", [100, 140, 200])
def test_a_slim_bar_shows_it_too_and_the_menu_takes_it_back(
    station: Station, percent: int, screen: tuple[int, int]
) -> None:
    station.come_in(station.new_visit())
    session = station.window.session
    assert session is not None
    station.window.resize(*screen)
    session.take_comfort(Comfort("en", HIGH_CONTRAST if percent == 140 else LIGHT, percent))
    station.settle()
    assert "open_call" not in station.names()
    station.tap("call_nurse", "close")
    station.settle()
    top = station.page.top
    assert top.width() == station.window.width()
    shown = station.find("open_call" if "menu" in station.names() else "call_nurse")
    assert shown.accessibleName() == ASKED
    assert top.rect().contains(shown.geometry()) or shown.parentWidget() is not top
    assert top.height() <= station.window.height() * 0.13
    if "menu" in station.names():
        station.tap("menu")
        assert in_the_bar(station) == ASKED
        station.tap("close")
    station.tap("call_nurse")
    assert "Please wave to a nurse" in station.said
    station.tap("take_back" if "take_back" in station.names() else "close")
    station.settle()
    assert "open_call" not in station.names()


def test_who_has_to_see_a_nurse_reads_that_and_cannot_take_it_back(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("choice:blood_thinner")
    station.go_on()
    station.answer_until("medicines.group_names")
    station.tap("tile:Eliquis")
    station.answer_until("medicines.still_taking")
    station.tap("choice:self")
    station.go_on()
    assert station.item == "medicines.see_nurse"
    assert in_the_bar(station) == "Please see a nurse today"
    station.tap("call_nurse")
    assert "See a nurse before you leave today" in station.said
    assert "take_back" not in station.names()
    station.tap("close", "leave")
    assert "Your nurse still needs to talk with you about one of your medicines" in station.said
