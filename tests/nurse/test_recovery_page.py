"""What the page of the recovery key says of the one that counts: a paper whose key was never kept is not its paper."""

from dataclasses import replace
from pathlib import Path

from kypho_prep.look.labels import Label
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.workflow.clinic import staff
from tests.nurse.conftest import PASSWORD, Open, Ward, named, press, put, shown_text
from tests.nurse.test_layout import with_upkeep


def draw(window: NurseWindow) -> str:
    """Ask for a new key, print it, and return it."""
    press(window, "recovery")
    put(window, "password", PASSWORD)
    press(window, "new")
    press(window, "print_key")
    shown = named(window, "recovery_key")
    assert isinstance(shown, Label)
    return shown.text()


def test_only_a_key_that_was_kept_was_printed(ward: Ward, open_window: Open, tmp_path: Path) -> None:
    assert ward.nurse is not None
    clinic = replace(staff.clinic(ward.workplace), printer="Front desk")
    staff.change_clinic(ward.workplace, staff=ward.nurse, clinic=clinic)
    around = replace(with_upkeep(ward, tmp_path), recovery=lambda _key, _clinic: True)
    window = open_window(ward, around=around)
    press(window, "clinic")
    press(window, "back_ups")
    put(window, "typed", draw(window))
    press(window, "keep")
    press(window, "recovery")
    said = shown_text(window.page())
    assert "Printed by R. Alvarez" in said
    press(window, "back")
    ward.clock.at = ward.clock.at.replace(hour=20)
    draw(window)
    press(window, "back")
    press(window, "recovery")
    assert shown_text(window.page()) == said
