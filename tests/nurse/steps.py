"""Short ways through a review that several tests take."""

from typing import Any

from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.reply import Shown, State
from kypho_prep.sample.scripted_patient import Script
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.clinic.staff import Role, StaffMember
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given
from tests.nurse.conftest import PASSWORD, Open, Ward, named, press, put

THINNER = Script(
    {"medicines.groups_thin": {"picked": ["blood_thinner"], "unsure": False}, "ride.adult": True},
    {"Eliquis": {}},
)
CALM = Script({"ride.adult": True, "ride.knows_time": True})


def opened(ward: Ward, open_window: Open, script: Script = CALM, **planned: Any) -> tuple[NurseWindow, ReviewPage]:
    """Let a patient answer and open the review."""
    return review_of(ward, open_window, ward.answered_visit(script, **planned))


def review_of(ward: Ward, open_window: Open, visit: str, **how: Any) -> tuple[NurseWindow, ReviewPage]:
    """Sign in at a desk and open a visit's review; `how` is the desk's."""
    window = open_window(ward, **how)
    return window, to_review(window, visit)


def to_review(window: NurseWindow, visit: str) -> ReviewPage:
    """Open a visit's review at a desk at which somebody is signed in."""
    workspace = window.workspace()
    assert workspace is not None
    workspace.open_review(visit)
    return shown_review(window)


def shown_review(window: NurseWindow) -> ReviewPage:
    """Return the review that shows."""
    page = window.page()
    assert isinstance(page, ReviewPage)
    return page


def colleague(ward: Ward, role: Role = Role.NURSE) -> StaffMember:
    """Let B. Ito work here too."""
    assert ward.nurse is not None
    given = {"name": "B. Ito", "user": "b.ito", "password": PASSWORD}
    return staff.add_member(ward.workplace, staff=ward.nurse, role=role, **given)


def fill(window: NurseWindow, **values: str) -> None:
    """Type into the open form and save it."""
    for name, value in values.items():
        put(window, name, value)
    press(window, "save_form")


def open_problems(page: ReviewPage) -> set[str]:
    assert page.review is not None
    return {card.finding.problem for card in page.review.cards if card.open}


def blocked(page: ReviewPage) -> set[str]:
    assert page.review is not None
    return {blocker.key for blocker in page.review.blockers}


def close_everything(window: NurseWindow, page: ReviewPage) -> None:
    """Do what a nurse does for a calm patient: fasting, identifiers, the adult."""
    press(window, "fasting")
    fill(
        window, order="times", food_on="12/13/2026", food_at="11:30 pm", liquids_on="12/14/2026", liquids_at="7 am",
        decided_by="Dr. Okafor", told_on="12/1/2026", told_by="R. Alvarez",
    )  # fmt: skip
    press(window, "fact:identifiers")
    fill(window, checked="yes")
    press(window, "fact:adult")
    fill(window, name="Sam Moss", phone="555-0100", checked="yes")
    while any(card.open for card in page.review.cards):  # type: ignore[union-attr]
        card = next(card for card in page.review.cards if card.open)  # type: ignore[union-attr]
        press(named(window, f"card:{card.finding.problem}:{card.finding.subject}"), card.closing[0].value)
        if page.place():
            fill(window, text="Explained at the desk")


def change_ride(ward: Ward, visit: str) -> None:
    """Let the patient come back and change an answer."""
    assert ward.nurse is not None
    sitting = intake.hand_over(ward.workplace, visit=visit, staff=ward.nurse)
    given = Given("ride.adult", None, State.VALUE, YesNo(False), Shown("Do you have an adult?", "", "No"))
    intake.reply_to(ward.workplace, session=sitting.session.id, given=given)
    intake.leave(ward.workplace, session=sitting.session.id)


def type_own_password(window: NurseWindow, *, current: str, new: str) -> None:
    """Go from the board to the page of one's own password, and type the one until now and a new one."""
    press(window, "clinic")
    press(window, "own_password")
    for name, value in {"current": current, "password": new, "again": new}.items():
        put(window, name, value)
