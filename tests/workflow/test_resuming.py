"""Leave at any point and come back: who is answering and "right now" first, then the same question."""

import pytest

from kypho_prep.prep.answers.single import OneOf
from kypho_prep.prep.interview.path import PageRef, is_page, pages
from kypho_prep.prep.reply import Who
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Intake
from tests.workflow.ward import Ward, page

pytestmark = pytest.mark.by_logins

NONE = {"picked": [], "unsure": False}


def begin(ward: Ward, visit: str) -> Intake:
    """A first sitting, up to the page after "right now"."""
    opened = ward.sit_down(visit)
    for item, value in (("start.right_person", "yes"), ("start.who", "me"), ("start.interpreter", False)):
        assert opened.page == page(item)
        opened = ward.say(opened, item, value)
    assert opened.page == page("now.symptoms")
    return ward.say(opened, "now.symptoms", NONE)


def test_a_first_sitting_begins_at_the_first_page_and_goes_on_in_order(ward: Ward) -> None:
    opened = begin(ward, ward.new_visit())
    seen = []
    while opened.page is not None:
        seen.append(opened.page)
        assert is_page(opened.situation, opened.page)
        opened = ward.say(opened, opened.page.item, _quiet(ward, opened.page), entry=opened.page.entry)
    left_out = [one for one in pages(opened.situation) if one not in seen]
    assert {one.item.partition(".")[0] for one in left_out} == {"start", "now"}


def test_the_next_sitting_asks_who_and_right_now_and_then_the_same_question(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = begin(ward, visit)
    opened = ward.say(opened, "medicines.groups_thin", NONE)
    stood = opened.page
    intake.leave(ward.workplace, session=opened.session.id)
    again = ward.sit_down(visit)
    assert again.page == page("start.who")
    again = ward.say(again, "start.who", "helper_with")
    assert again.page == page("start.helper_name")
    again = ward.say(again, "start.helper_name", "Zoë")
    assert again.page == page("now.symptoms")
    again = ward.say(again, "now.symptoms", NONE)
    assert again.page == stood
    assert (again.session.who, again.session.helper_name) == (Who.HELPER_WITH, "Zoë")


def test_a_sitting_killed_while_it_asked_anew_still_knows_the_question(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = begin(ward, visit)
    intake.turn_to(ward.workplace, session=opened.session.id, page=page("ride.adult"))
    again = ward.say(ward.sit_down(visit), "start.who", "me")
    assert again.page == page("now.symptoms")
    third = ward.say(ward.sit_down(visit), "start.who", "me")
    assert ward.say(third, "now.symptoms", NONE).page == page("ride.adult")


def test_a_tick_saved_at_once_keeps_the_page_and_then_goes_on(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = begin(ward, visit)
    intake.turn_to(ward.workplace, session=opened.session.id, page=page("ride.adult"))
    again = ward.say(ward.sit_down(visit), "start.who", "me")
    here = page("now.symptoms")
    ticked = ward.say(again, "now.symptoms", {"picked": ["fever_chills"], "unsure": False}, next_page=here)
    assert ticked.page == here
    assert ward.say(ticked, "now.symptoms", NONE).page == page("ride.adult")


def test_back_and_the_overview_name_their_own_page(ward: Ward) -> None:
    opened = begin(ward, ward.new_visit())
    after = ward.say(opened, "medicines.groups_thin", NONE, next_page=page("health.anesthesia_trouble"))
    assert after.page == page("health.anesthesia_trouble")


def test_a_page_that_is_asked_no_more_gives_way_to_the_one_after_it(ward: Ward) -> None:
    opened = begin(ward, ward.new_visit())
    after = ward.say(opened, "ride.adult", False, next_page=page("ride.name"))
    assert after.page is not None
    assert after.page.item != "ride.name"


def test_what_the_patient_reads_by_is_taken_over(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = ward.sit_down(visit)
    changed = intake.comfort(ward.workplace, session=opened.session.id, text_size=200, theme="high_contrast")
    assert (changed.text_size, changed.theme, changed.language) == (200, "high_contrast", "en")
    again = ward.sit_down(visit).session
    assert (again.text_size, again.theme, again.language) == (200, "high_contrast", "en")


def test_signing_in_after_finishing_goes_on(ward: Ward) -> None:
    visit = ward.answered_visit()
    again = ward.say(ward.sign_in(visit), "start.who", "me")
    again = ward.say(again, "now.symptoms", NONE)
    assert again.page is None
    assert ward.say(again, "start.interpreter", True).situation.reply("start.interpreter") is not None


def test_a_visit_that_staff_began_by_phone_opens_at_what_is_open(ward: Ward) -> None:
    from kypho_prep.prep.reply import State
    from kypho_prep.workflow.desk import review
    from kypho_prep.workflow.patient.intake import Given
    from tests.workflow.ward import SHOWN

    visit = ward.new_visit()
    told = Given("start.right_person", None, State.VALUE, OneOf("yes"), SHOWN)
    review.answer_for(ward.desk, staff=ward.nurse, visit=visit, given=told, source="phone")
    opened = ward.say(ward.sit_down(visit), "start.who", "me")
    assert ward.say(opened, "now.symptoms", NONE).page == page("start.interpreter")


@pytest.mark.parametrize(("how", "said"), [("leave", "left"), ("idle", "idle"), ("finish", "finished")])
def test_each_way_of_ending_is_on_record(ward: Ward, how: str, said: str) -> None:
    visit = ward.new_visit()
    opened = ward.sit_down(visit)
    if how == "finish":
        intake.finish(ward.workplace, session=opened.session.id)
    else:
        intake.leave(ward.workplace, session=opened.session.id, idle=how == "idle")
    (sitting,) = ward.open_chart(visit).sessions
    assert sitting.ended_how == said
    assert (ward.row(visit).finished_at is not None) is (how == "finish")
    assert ward.row(visit).who_now == ""


def _quiet(ward: Ward, at: PageRef) -> object:
    from tests.workflow.ward import quiet

    return quiet(ward.workplace.content.checklist.item(at.item))
