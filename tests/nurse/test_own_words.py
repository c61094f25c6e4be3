"""The clinic's own words for a "why": set by an administrator, kept over a restart, audited, refused if too long."""

from pathlib import Path

import pytest

from kypho_prep.content import Content
from kypho_prep.nurse.board.page import BoardPage
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import staff
from tests.nurse.conftest import Open, Ward, named, press, problem, put, shown_text

OWN = "We ask everyone of your age. X-rays are used, and we plan with you."


def settings(ward: Ward, open_window: Open, text: str) -> NurseWindow:
    window = open_window(ward)
    press(window, "clinic")
    put(window, "name", "Hillside Spine")
    put(window, "pregnancy_why", text)
    press(window, "save")
    return window


def test_an_administrator_sets_the_words_and_a_restart_keeps_them(
    ward: Ward, open_window: Open, tmp_path: Path, content: Content
) -> None:
    window = settings(ward, open_window, f"  We ask\u202e {OWN[7:]}\x07\n ")
    assert isinstance(window.page(), BoardPage)
    with ward.workplace.reading() as records:
        (line,) = records.audit.of_events("clinic_changed")
    assert (line.event, line.details["changed"]) == ("clinic_changed", ["name", "pregnancy_why"])
    assert "X-rays" not in repr(line)
    ward.workplace.database.close()
    again = start.open_or_create(tmp_path / "data", tmp_path / "config")
    try:
        clinic = staff.clinic(start.workplace(again, content, clock=ward.clock, kiosk="kiosk-1"))
        assert clinic.pregnancy_why == OWN
    finally:
        again.close()


def test_words_that_are_too_long_are_refused_beside_their_field(ward: Ward, open_window: Open) -> None:
    window = settings(ward, open_window, "a" * 301)
    assert "301" in problem(window, "pregnancy_why")
    assert "300" in problem(window, "pregnancy_why")
    assert staff.clinic(ward.workplace).pregnancy_why == ""
    put(window, "pregnancy_why", "a" * 300)
    press(window, "save")
    assert staff.clinic(ward.workplace).pregnancy_why == "a" * 300


@pytest.mark.parametrize("empty", ["", " \n\t "])
def test_no_words_mean_the_program_s_own(ward: Ward, open_window: Open, empty: str) -> None:
    window = settings(ward, open_window, OWN)
    press(window, "clinic")
    put(window, "pregnancy_why", empty)
    press(window, "save")
    assert staff.clinic(ward.workplace).own_words("health.pregnancy.why") == ""
    press(window, "clinic")
    assert "Empty: the program's own words" in shown_text(window)
    assert named(window, "save").isEnabled()
