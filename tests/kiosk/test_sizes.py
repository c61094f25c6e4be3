"""How large the letters are: chosen by a sample, kept with the visit, and never left to the next patient."""

import pytest

from kypho_prep.look.buttons import Button
from kypho_prep.look.metrics import TEXT_SIZES
from kypho_prep.look.theme import HIGH_CONTRAST
from kypho_prep.workflow.visits.schedule import PatientForm
from tests.kiosk.station import BORN, Station

OTHER = PatientForm("Abara", "Ngozi", BORN)


def size(station: Station) -> int:
    return station.window.stage.look.metrics.text_percent


def left_at(station: Station, percent: int) -> str:
    """A visit whose patient reads at a size, and left."""
    visit = station.new_visit()
    station.come_in(visit)
    while size(station) != percent:
        station.tap("text_size")
    station.tap("leave", "go_on")
    return visit


def nobody_there(station: Station) -> None:
    station.ticks.at += 91
    station.window.idle.look()
    station.settle()


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_each_sample_shows_its_own_size(station: Station, percent: int) -> None:
    station.tap(f"text_size:{percent}")
    samples = [station.find(f"text_size:{one}") for one in TEXT_SIZES]
    letters = [one.face.size for one in samples if isinstance(one, Button)]
    body = station.window.stage.look.metrics.body
    assert letters[TEXT_SIZES.index(percent)] == body, "the sample that is chosen is as large as the text of a page"
    assert [round(one / letters[0], 1) for one in letters] == [1.0, 1.4, 2.0]
    for one in samples:
        assert isinstance(one, Button)
        assert one.rect().contains(one.text_rect().toAlignedRect())
        assert one.isChecked() == (one.objectName() == f"text_size:{percent}")


def test_who_comes_back_signs_in_at_the_size_that_she_left(station: Station) -> None:
    visit = left_at(station, 200)
    assert size(station) == 100
    code = station.slip(visit).code
    station.tap("start", *[f"key:{digit}" for digit in code], "next")
    assert size(station) == 100, "nobody knows yet who this is"
    station.give_birth_date(BORN)
    assert station.item == "start.who"
    assert size(station) == 200


@pytest.mark.parametrize("percent", [100, 140])
def test_what_is_touched_before_signing_in_goes_before_what_was_left(station: Station, percent: int) -> None:
    visit = left_at(station, 200)
    station.tap(f"text_size:{percent}")
    station.sign_in(visit)
    assert size(station) == percent
    station.tap("leave", "go_on")
    station.sign_in(visit)
    assert size(station) == percent, "it is what she left now"


def test_contrast_alone_leaves_the_size_as_it_was_left(station: Station) -> None:
    visit = left_at(station, 200)
    station.tap("contrast")
    station.sign_in(visit)
    assert (size(station), station.window.stage.comfort.theme) == (200, HIGH_CONTRAST)


def test_signing_in_keeps_the_last_choice_until_nobody_is_there(station: Station) -> None:
    station.tap("text_size:140", "start")
    assert size(station) == 140
    station.tap("text_size")
    assert size(station) == 200
    station.tap("back")
    assert station.item == "WelcomePage"
    assert size(station) == 200
    assert station.find("text_size:200").isChecked()
    nobody_there(station)
    assert size(station) == 100
    assert station.find("text_size:100").isChecked()


def test_a_size_on_the_welcome_page_goes_when_nobody_is_there(station: Station) -> None:
    station.tap("text_size:200", "contrast")
    nobody_there(station)
    assert (size(station), station.window.stage.comfort.theme) == (100, "light")
    visit = station.new_visit()
    station.come_in(visit)
    assert size(station) == 100


def test_whom_staff_seats_does_not_read_at_the_size_of_somebody_else(station: Station) -> None:
    station.tap("text_size:200", "contrast")
    station.sign_in(station.new_visit())
    station.tap("leave")
    station.window.hand_over(station.new_visit(OTHER), station.nurse)
    station.settle()
    assert (size(station), station.window.stage.comfort.theme) == (100, "light")


def test_the_welcome_page_promises_no_few_questions(station: Station) -> None:
    assert "One question at a time. You can stop at any time and come back." in station.said
    assert "few" not in station.said


@pytest.mark.parametrize("way", ["text_size", "contrast"])
def test_what_is_typed_to_sign_in_stays_in_other_letters(station: Station, way: str) -> None:
    visit = station.new_visit()
    code = station.slip(visit).code
    station.tap("start", *[f"key:{digit}" for digit in code[:4]], way, *[f"key:{digit}" for digit in code[4:]], "next")
    station.tap(
        f"month:{BORN.month}", f"day:{BORN.day}", "key:1", way, *[f"key:{digit}" for digit in str(BORN.year)[1:]]
    )
    station.go_on()
    assert station.item == "start.right_person"
