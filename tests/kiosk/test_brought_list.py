"""A patient who brought a list or her bottles types nothing: the lists go to the nurse, and the flow goes on."""

from kypho_prep.prep.reply import State
from kypho_prep.workflow.desk import review
from tests.kiosk.station import Station


def to_the_question(station: Station) -> str:
    visit = station.new_visit()
    station.come_in(visit)
    station.answer_until("medicines.groups_thin")
    station.tap("choice:blood_thinner")
    station.go_on()
    station.answer_until("medicines.brought")
    return visit


def test_she_goes_on_after_the_ticks_and_no_list_comes(station: Station) -> None:
    visit = to_the_question(station)
    seen = []
    station.answer(medicines_brought="with_nurse")
    while station.item.startswith("medicines."):
        seen.append(station.item)
        station.answer()
    assert seen == ["medicines.other_change"]
    station.tap("back", "back")
    assert station.item == "medicines.brought"
    here = station.situation(visit)
    assert here.entries("medicine") == ()
    seen_at_the_desk = review.open_chart(station.workplace, staff=station.nurse, visit=visit)
    assert "brought_list" in {card.finding.problem for card in seen_at_the_desk.cards}


def test_she_may_touch_them_after_all(station: Station) -> None:
    visit = to_the_question(station)
    station.answer(medicines_brought="with_nurse")
    station.tap("back")
    station.answer(medicines_brought="touch_here")
    assert station.item == "medicines.group_names"
    reply = station.reply(visit, "medicines.brought")
    assert reply is not None
    assert (reply.state, reply.value) == (State.VALUE, "touch_here")


def test_a_sign_off_waits_for_the_list_at_the_desk(station: Station) -> None:
    visit = to_the_question(station)
    station.answer(medicines_brought="with_nurse")
    seen = review.open_chart(station.workplace, staff=station.nurse, visit=visit)
    waits = {one.finding.problem for one in seen.blockers if one.finding is not None}
    assert {"brought_list", "loop"} <= waits
    missing = {one.page.item for one in seen.blockers if one.page is not None}
    assert "medicines.group_names" in missing
