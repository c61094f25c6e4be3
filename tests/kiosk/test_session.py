"""A patient's session is the one owner of its state, also where what it was to save does not reach the disk."""

from dataclasses import FrozenInstanceError

import pytest

from kypho_prep.kiosk.session.medicine_entry import DuplicateQuestion, SeveralQuestion
from kypho_prep.kiosk.session.state import Text, Topic, Writing
from kypho_prep.prep.interview.path import PageRef
from tests.kiosk.full_disk import disk
from tests.kiosk.station import Station
from tests.kiosk.test_medicine_list import LIST, at_the_list, names, typed_in


def test_nobody_else_can_change_what_is_known(station: Station) -> None:
    station.come_in(station.new_visit())
    session = station.window.session
    assert session is not None
    with pytest.raises(FrozenInstanceError):
        session.state.draft = None  # type: ignore[misc]
    before = session.state
    session.open_page(PageRef("start.who"))
    assert (session.state.page, before.page) == (PageRef("start.who"), PageRef("medicines.groups_thin"))


def test_the_open_dialog_is_part_of_what_is_known(station: Station) -> None:
    station.come_in(station.new_visit())
    session = station.window.session
    assert session is not None
    station.tap("why")
    assert session.state.dialog == Text(Topic.WHY)
    station.tap("close", "question_for_nurse")
    assert isinstance(session.state.dialog, Writing)
    station.tap("close", "call_nurse")
    assert session.state.dialog == Text(Topic.NURSE)
    station.tap("close")
    assert session.state.dialog is None


def test_a_name_that_was_not_saved_is_asked_about_again_by_next_alone(station: Station) -> None:
    visit = typed_in(station, "plavics, lisinopril", "suggestion:lisinopril")
    session = station.window.session
    assert session is not None
    assert isinstance(session.state.dialog, SeveralQuestion)
    disk(station, takes=False)
    station.tap("close")
    assert "was not saved" in station.missing
    station.tap("text_size")
    assert "Is that two medicines" not in station.said, "an answered question does not come back by itself"
    disk(station, takes=True)
    station.tap("next")
    assert "Is that two medicines" in station.said
    station.tap("close")
    assert (station.item, names(station, visit)) == (LIST, ["lisinopril"])


def test_another_bottle_that_was_not_saved_is_said_over_the_list(station: Station) -> None:
    visit = at_the_list(station)
    station.tap("tile:Eliquis", "tile:Eliquis")
    session = station.window.session
    assert session is not None
    assert isinstance(session.state.dialog, DuplicateQuestion)
    disk(station, takes=False)
    station.tap("keep")
    assert "was not saved" in station.said
    disk(station, takes=True)
    station.tap("close")
    assert (station.item, names(station, visit)) == (LIST, ["Eliquis"])
    station.tap("tile:Eliquis", "keep")
    assert names(station, visit) == ["Eliquis", "Eliquis"]
