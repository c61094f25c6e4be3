"""Every desk page, looked at by the layout checks in both themes and three sizes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kypho_prep.look.theme import Theme, apply_theme
from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.sample.scripted_patient import Script
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.clinic.staff import Role
from tests.look.layout_checks import clipped, contrast_faults, overlapping, shapeless, unnamed
from tests.nurse.conftest import PASSWORD, Open, Ward, press, put
from tests.nurse.steps import shown_review

pytestmark = pytest.mark.walk

LONG = "Wolfeschlegelsteinhausenbergerdorff-Montgomery"
THINNER = Script({"medicines.groups_thin": {"picked": ["blood_thinner"], "unsure": False}}, {"Eliquis": {}})
PLACES = ("fasting", "fact:adult", "fact:result:blood", "answer:bleeding.history:", "not_complete", "sign")


def faults(page: QWidget, theme: Theme) -> list[str]:
    for _ in range(4):
        QApplication.processEvents()
    return [*clipped(page), *overlapping(page), *contrast_faults(page, theme), *unnamed(page), *shapeless(page)]


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
    workspace.open_review(visit)
    yield "review"
    yield from review_places(window)
    window.lock("locked")
    press(window, "sign_in")
    yield "sign-in, wrong"


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


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", ["light", "high_contrast"])
def test_no_word_is_clipped_covered_or_too_pale(
    ward: Ward, open_window: Open, qapp: Any, theme: str, size: tuple[int, int]
) -> None:
    look = apply_theme(qapp, theme)
    ward.visit(LONG, "Maria-Magdalena Étienne", tests=("blood", "mri"))
    visit = ward.answered_visit(THINNER, tests=("blood",))
    colleague = {"name": f"Maria-Magdalena {LONG}", "user": "b.ito", "password": PASSWORD, "role": Role.ADMINISTRATOR}
    staff.add_member(ward.workplace, staff=ward.nurse, **colleague)
    window = open_window(ward, size=size, in_look=look)
    found = {name: faults(window, look.theme) for name in pages(window, visit)}
    apply_theme(qapp)
    assert len(found) >= 15
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
