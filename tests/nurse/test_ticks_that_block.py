"""Ticks that a clinic lets block a signature: set by an administrator, named where it blocks, one key away."""

from PySide6.QtWidgets import QWidget

from kypho_prep.nurse.day.page import DayPage
from kypho_prep.prep.sign_off.chart_ticks import BLOCKABLE
from kypho_prep.prep.sign_off.day_sign_off import day_standing
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.visits import schedule
from tests.nurse.conftest import Open, Ward, confirm, named, press, put, shown_text
from tests.nurse.day_steps import chart, day_page, prepared, record_all
from tests.nurse.steps import blocked, close_everything, fill, opened, shown_review, to_review


def sets(window: QWidget, **ticks: str) -> None:
    """Choose on the clinic's page what each tick blocks."""
    press(window, "clinic")
    put(window, "name", "Hillside Spine")
    for tick, what in ticks.items():
        put(window, f"tick_{tick}", what)
    press(window, "save")


def test_the_administrator_lets_a_tick_block_and_the_page_says_so_again(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    press(window, "clinic")
    for tick in BLOCKABLE:
        assert named(window, f"tick_{tick}").currentText() == "Blocks no signature"  # type: ignore[attr-defined]
    press(window, "back")
    sets(window)
    assert staff.clinic(ward.workplace).prep_ticks == ()
    sets(window, consent="prep", images_level="day", history_physical="prep")
    clinic = staff.clinic(ward.workplace)
    assert (clinic.prep_ticks, clinic.day_ticks) == (("history_physical", "consent"), ("images_level",))
    window.close()
    again = open_window(ward)
    press(again, "clinic")
    assert named(again, "tick_consent").currentText() == "Blocks “Prep complete”"  # type: ignore[attr-defined]
    assert named(again, "tick_images_level").currentText() == "Blocks the day checks"  # type: ignore[attr-defined]


def test_a_tick_blocks_by_its_name_and_its_key_opens_it(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    close_everything(window, page)
    assert blocked(page) == set()
    press(window, "back")
    sets(window, consent="prep", history_physical="prep")
    page = to_review(window, page.visit)
    assert blocked(page) == {"blocker.tick"}
    assert "Not ticked off in the chart: History and physical in date" in shown_text(window)
    press(window, "next_blocker")
    assert page.place() == "tick:history_physical"
    fill(window, on="11/24/2026")
    press(window, "all_blockers")
    press(window, "blocker:tick:consent")
    press(window, "save_form")
    assert blocked(page) == set()
    assert "nothing blocks" in shown_text(window).lower() or page.findChild(QWidget, "sign") is not None


def test_the_board_tells_at_once_what_a_new_rule_holds_back(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward)
    window = open_window(ward)
    assert schedule.board(ward.workplace).rows[0].signed_by == "R. Alvarez"
    sets(window, consent="prep")
    assert schedule.board(ward.workplace).rows[0].signed_by == ""
    sets(window, consent="none")
    assert schedule.board(ward.workplace).rows[0].signed_by == "R. Alvarez", "nobody said anything new"
    assert chart(ward, visit).standing.stands


def test_the_days_page_leads_to_the_ticks_place_on_the_review(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward)
    window, page = day_page(ward, open_window, visit)
    record_all(window, page)
    press(window, "back")
    press(window, "back")
    sets(window, images_level="day")
    window.workspace().open_day(visit)
    assert "Not ticked off in the chart: Images show the ordered level" in shown_text(named(window, "day_signing"))
    assert window.page().findChild(QWidget, "sign_day") is None
    press(window, "blocker:review:tick:images_level")
    review_page = shown_review(window)
    assert review_page.place() == "tick:images_level"
    press(window, "save_form")
    press(window, "day")
    assert isinstance(window.page(), DayPage)
    press(window, "sign_day")
    confirm(window)
    assert day_standing(chart(ward, visit).situation).stands
