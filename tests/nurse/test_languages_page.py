"""The administrator's page of languages: a reviewer is recorded, taken back; a draft is shown for review only."""

from dataclasses import replace
from pathlib import Path

import pytest

from kypho_prep.content import Content, load
from kypho_prep.prep.languages import Standing, for_review_only, standing
from kypho_prep.workflow.clinic import staff
from tests.made_up_language import CODE, resources_with_it, write_language
from tests.nurse.conftest import Open, Ward, named, press, put, shown_text


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return resources_with_it(tmp_path_factory.mktemp("languages") / "resources")


@pytest.fixture(scope="module")
def marked(resources: Path) -> Content:
    return load(resources)


@pytest.fixture
def place(ward: Ward, marked: Content) -> Ward:
    return replace(ward, workplace=replace(ward.workplace, content=marked))


def stands(place: Ward) -> Standing:
    known = next(one for one in place.workplace.content.known if one.code == CODE)
    return standing(known, staff.clinic(place.workplace))


def test_a_reviewer_is_recorded_and_taken_back_and_each_step_says_so(place: Ward, open_window: Open) -> None:
    window = open_window(place)
    press(window, "clinic")
    press(window, "languages")
    assert "Draft: not offered to patients" in shown_text(window)
    press(window, f"language:{CODE}")
    assert "No reviewer is on record." in shown_text(window)
    put(window, "reviewer", "Test Reviewer")
    press(window, "save")
    assert "Type the day of the review" in shown_text(window)
    assert stands(place) is Standing.NOT_REVIEWED
    put(window, "qualification", "made up for a test")
    put(window, "reviewed_on", "11/20/2026")
    press(window, "save")
    assert "Marked is for patients now." in shown_text(window)
    assert "Reviewed by Test Reviewer, made up for a test, on Friday, November 20, 2026." in shown_text(window)
    assert stands(place) is Standing.OFFERED
    press(window, f"language:{CODE}")
    press(window, "take_back")
    assert "not offered to patients any more" in shown_text(window)
    assert stands(place) is Standing.NOT_REVIEWED


def test_a_draft_is_shown_for_review_and_hidden_again(place: Ward, open_window: Open) -> None:
    window = open_window(place)
    press(window, "clinic")
    press(window, "languages")
    press(window, f"language:{CODE}")
    press(window, "show")
    assert "The kiosks show it for review, with a banner on each page." in shown_text(window)
    assert for_review_only(place.workplace.content.known, staff.clinic(place.workplace)) == (CODE,)
    press(window, f"language:{CODE}")
    press(window, "hide")
    assert for_review_only(place.workplace.content.known, staff.clinic(place.workplace)) == ()


def test_a_draft_with_gaps_says_how_many_words_it_lacks_and_offers_no_way(
    ward: Ward, open_window: Open, resources: Path
) -> None:
    write_language(resources, {"kiosk.back": None, "ride.adult.question": None})
    window = open_window(replace(ward, workplace=replace(ward.workplace, content=load(resources))))
    press(window, "clinic")
    press(window, "languages")
    assert "2 words missing: not offered to patients" in shown_text(window)
    press(window, f"language:{CODE}")
    assert named(window, "about").isVisible()
    assert {"save", "show", "take_back"}.isdisjoint(
        one.objectName() for one in window.findChildren(type(named(window, "back"))) if one.isVisible()
    )
