"""A medicine's name at the desk: known with its dose, offered when it is only like one, and how it came in."""

import pytest
from PySide6.QtWidgets import QLabel

from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.reply import Reply, Shown, State
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given
from tests.nurse.conftest import Open, Ward, named, press, put, shown_text
from tests.nurse.steps import THINNER, fill, opened, review_of


def adding(ward: Ward, open_window: Open) -> tuple[NurseWindow, ReviewPage]:
    """A nurse adds a medicine to the list of what a doctor ordered."""
    window, page = opened(ward, open_window)
    press(window, "chapter:medicines")
    press(window, "answer:medicines.also:")
    fill(window, value="prescription", source="phone")
    press(window, "add:medicines.also_list")
    return window, page


def newest(page: ReviewPage) -> Reply:
    assert page.review is not None
    here = page.review.situation
    entry = here.entries("medicine")[-1]
    return here.chart.latest["medicines.name", entry]


@pytest.mark.parametrize("typed", ["Eliquis", "eliquis 5 mg twice daily"])
def test_a_name_is_known_with_its_dose(ward: Ward, open_window: Open, typed: str) -> None:
    window, page = adding(ward, open_window)
    put(window, "value", typed)
    assert "On the list: Eliquis (apixaban)" in shown_text(window)
    fill(window, source="pharmacy")
    value = newest(page).value
    assert (value["typed"], value["confirmed"], value["generics"]) == (typed, "Eliquis", ["apixaban"])


def test_a_name_that_is_only_like_one_is_offered_and_never_taken_alone(ward: Ward, open_window: Open) -> None:
    window, page = adding(ward, open_window)
    put(window, "value", "xeralto")
    assert "Not on the list as typed" in shown_text(window)
    assert named(window, "meant:Xarelto").isVisible()
    fill(window, source="phone")
    assert (newest(page).value["typed"], newest(page).value["confirmed"]) == ("xeralto", "")


def test_a_key_puts_the_offered_name_in_its_place(ward: Ward, open_window: Open) -> None:
    window, page = adding(ward, open_window)
    put(window, "value", "xeralto")
    press(window, "meant:Xarelto")
    assert "On the list: Xarelto (rivaroxaban)" in shown_text(window)
    fill(window, source="phone")
    assert newest(page).value["confirmed"] == "Xarelto"


def test_a_name_that_nobody_knows_is_kept(ward: Ward, open_window: Open) -> None:
    window, _page = adding(ward, open_window)
    put(window, "value", "zzqx")
    assert "kept word for word" in shown_text(window)
    put(window, "value", "")
    assert "kept word for word" not in shown_text(window)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"typed": "xeralto", "confirmed": "Xarelto"}, "typed “xeralto”, spelling confirmed: Xarelto"),
        ({"typed": "zorbilan", "confirmed": ""}, "typed “zorbilan”, not recognized"),
        ({"typed": "Xarelto", "confirmed": "Xarelto", "by": "tile"}, "“Xarelto” touched among the common medicines"),
    ],
)
def test_a_card_says_how_the_name_came_in(ward: Ward, open_window: Open, value: dict[str, str], said: str) -> None:
    visit = ward.answered_visit(THINNER)
    sitting = intake.hand_over(ward.workplace, visit=visit, staff=ward.nurse)  # type: ignore[arg-type]
    named_so = NamedMedicine.parse({"generics": [], "list": "medicines.group_names", **value})
    given = Given("medicines.name", intake.new_entry_id(), State.VALUE, named_so, Shown("What is it called?"))
    intake.reply_to(ward.workplace, session=sitting.session.id, given=given)
    intake.leave(ward.workplace, session=sitting.session.id)
    window, _page = review_of(ward, open_window, visit)
    assert said in "\n".join(one.text() for one in window.findChildren(QLabel))
