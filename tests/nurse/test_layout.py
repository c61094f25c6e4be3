"""Every desk page, looked at by the layout checks in both themes and three sizes."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kypho_prep.look.buttons import Button
from kypho_prep.look.theme import Theme, apply_theme
from kypho_prep.look.worker import InlineWorker
from kypho_prep.nurse.desk import DeskServices, Upkeep
from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.nurse.widgets.password_card import PasswordCard
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.sample.scripted_patient import Script
from kypho_prep.settings import Settings
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.clinic.backing_up import BackingUp
from kypho_prep.workflow.clinic.staff import Role
from tests.look.layout_checks import clipped, contrast_faults, overlapping, shapeless, unnamed
from tests.nurse.conftest import PASSWORD, PROCEDURE, Open, Ward, confirm, press, put, shown_text
from tests.nurse.steps import shown_review
from tests.nurse.test_retention_line import finished, work

pytestmark = pytest.mark.walk

LONG = "Wolfeschlegelsteinhausenbergerdorff-Montgomery"
LATER = PROCEDURE + timedelta(days=60)
THINNER = Script({"medicines.groups_thin": {"picked": ["blood_thinner"], "unsure": False}}, {"Eliquis": {}})
PLACES = ("fasting", "fact:adult", "fact:result:blood", "answer:bleeding.history:", "not_complete", "sign")


def faults(page: QWidget, theme: Theme) -> list[str]:
    for _ in range(4):
        QApplication.processEvents()
    return [*clipped(page), *overlapping(page), *contrast_faults(page, theme), *unnamed(page), *shapeless(page)]


def on_top(window: NurseWindow) -> QWidget:
    """Return the card that lies over the page, where there is one; else the window."""
    return next((one for one in window.findChildren(PasswordCard) if one.isVisible()), window)


def pages(window: NurseWindow, visit: str) -> Iterator[str]:
    """Go from page to page; each is left as a person leaves it, errors shown where it has any."""
    yield "board"
    press(window, "new_visit")
    put(window, "born", "the fifth of May")
    press(window, "save")
    yield "new visit, wrong"
    press(window, "back")
    workspace = window.workspace()
    assert workspace is not None
    workspace.open_handing(visit)
    press(window, "print_slip")
    yield "slip"
    workspace.open_end(visit)
    press(window, "save")
    yield "end, wrong"
    workspace.clinic.open_clinic()
    yield "clinic"
    yield from people(window)
    workspace.clinic.open_audit()
    put(window, "day", "soon")
    press(window, "search")
    yield "audit, wrong"
    yield from upkeep(window)
    workspace.open_review(visit)
    yield "review"
    yield from review_places(window)
    window.lock("locked")
    press(window, "sign_in")
    yield "sign-in, wrong"


def upkeep(window: NurseWindow) -> Iterator[str]:
    """Go through the pages about finished visits, back-ups and the recovery key."""
    workspace = window.workspace()
    assert workspace is not None
    workspace.clinic.open_finished()
    press(window, "remove")
    yield "finished, wrong"
    workspace.clinic.open_back_ups()
    press(window, "make")
    assert "Damaged" in shown_text(window.page())
    yield "back-ups"
    press(window, restorable(window))
    press(window, "restore")
    yield "restore, wrong"
    press(window, "back")
    press(window, "recovery")
    press(window, "new")
    yield "recovery, wrong"
    put(window, "password", PASSWORD)
    press(window, "new")
    press(window, "keep")
    yield "recovery, not typed"


def restorable(window: NurseWindow) -> str:
    return next(one.objectName() for one in window.findChildren(Button) if one.objectName().startswith("restore:"))


def people(window: NurseWindow) -> Iterator[str]:
    """Go through the pages about who works here."""
    press(window, "own_password")
    press(window, "save")
    yield "own password, wrong"
    press(window, "back")
    press(window, "staff")
    yield "staff"
    press(window, "account:b.ito")
    press(window, "reset")
    yield "account, wrong"
    press(window, "disable")
    confirm(window, "not the one")
    yield "password once more, wrong"
    press(window, "close_overlay")
    press(window, "back")
    press(window, "add_person")
    press(window, "save")
    yield "new staff, wrong"


def review_places(window: NurseWindow) -> Iterator[str]:
    """Open each kind of form on the review, some with their errors."""
    page = shown_review(window)
    for place in (f"card:loop:{loop(page)}:record", "card:ride:ride.adult:told_doctor", *PLACES):
        page.go(place)
        yield f"review, {place}"
    page.go("fasting")
    QApplication.processEvents()
    press(window, "save_form")
    yield "review, fasting wrong"
    page.go("")


def loop(page: ReviewPage) -> str:
    assert page.review is not None
    return next(card.finding.subject for card in page.review.cards if card.finding.problem == "loop")


def with_upkeep(ward: Ward, folder: Path) -> DeskServices:
    """The services of a clinic whose back-ups are made here, and in a second place with a long name."""
    second = folder / LONG / LONG
    second.mkdir(parents=True)
    chosen = Settings(folder / "data", folder / "config", "kiosk-1", backups=second)
    made = BackingUp(ward.workplace.database, ward.clock, second).make(only_changed=False)
    assert made.trouble is None
    next(chosen.data.glob("backups/*/backup.json")).write_bytes(b"")
    ward.clock.at += timedelta(days=1)
    backing = BackingUp(ward.workplace.database, ward.clock, second)
    upkeep = Upkeep(chosen, backing, InlineWorker().run, lambda _offer, _staff: None)
    return DeskServices(
        slip=lambda _slip, _clinic: folder / "slip.pdf",
        plan=lambda _situation, _size: folder / "plan.pdf",
        backups=backing.state,
        upkeep=lambda: upkeep,
        recovery=lambda _key, _clinic: False,
    )


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", ["light", "high_contrast"])
def test_no_word_is_clipped_covered_or_too_pale(
    ward: Ward, open_window: Open, qapp: Any, tmp_path: Path, *, theme: str, size: tuple[int, int]
) -> None:
    look = apply_theme(qapp, theme)
    visit = ward.answered_visit(THINNER, tests=("blood",), procedure_on=LATER)
    ward.visit(LONG, "Maria-Magdalena Étienne", tests=("blood", "mri"), procedure_on=LATER)
    finished(ward)
    finished(ward, hold=True)
    work(ward, 60)
    colleague = {"name": f"Maria-Magdalena {LONG}", "user": "b.ito", "password": PASSWORD, "role": Role.ADMINISTRATOR}
    staff.add_member(ward.workplace, staff=ward.nurse, **colleague)
    window = open_window(ward, size=size, in_look=look, around=with_upkeep(ward, tmp_path))
    found = {name: faults(on_top(window), look.theme) for name in pages(window, visit)}
    apply_theme(qapp)
    assert len(found) >= 25
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert (window.width(), window.height()) == size, "the window grew beyond its screen"


@pytest.mark.parametrize("theme", ["light", "high_contrast"])
def test_the_first_run_is_whole(empty_ward: Ward, open_window: Open, qapp: Any, tmp_path: Path, theme: str) -> None:
    look = apply_theme(qapp, theme)
    window = open_window(empty_ward, size=(1280, 800), in_look=look)
    found = {"choice": faults(window, look.theme)}
    press(window, "set_up")
    found["set-up"] = faults(window, look.theme)
    press(window, "save")
    found["set-up, wrong"] = faults(window, look.theme)
    apply_theme(qapp)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
