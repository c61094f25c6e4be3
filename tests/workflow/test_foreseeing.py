"""What a reply would lead to is what it leads to then, and nothing is asked of the database for it."""

import pytest

from kypho_prep.prep.answers.single import Number
from kypho_prep.prep.interview.path import first_open, pages
from kypho_prep.prep.reply import State, Who
from kypho_prep.prep.rules.flags import findings
from kypho_prep.workflow.errors import NotAnAnswer
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.foreseeing import foreseen
from kypho_prep.workflow.patient.intake import Given, Intake
from tests.told import told
from tests.workflow.test_held_chart import statements, stored
from tests.workflow.ward import SHOWN, Ward, quiet


def as_foreseen(ward: Ward, held: Intake, given: Given) -> Intake:
    """Store a reply, and return what is known after it; it was foreseen but for moments and flags."""
    with statements(ward) as said:
        expected = foreseen(ward.workplace, held, given)
    assert said == []
    after = intake.reply_to(ward.workplace, session=held.session.id, given=given, held=held)
    assert (expected.page, expected.session, expected.emergency) == (after.page, after.session, after.emergency)
    assert pages(expected.situation) == pages(after.situation)
    assert findings(expected.situation) == findings(after.situation)
    return after


def test_each_reply_of_a_whole_visit_leads_where_it_was_foreseen(ward: Ward) -> None:
    held = ward.sit_down(ward.new_visit())
    while (page := first_open(held.situation)) is not None:
        item = ward.workplace.content.checklist.item(page.item)
        unsure = len(held.situation.chart.replies) % 3 == 0 and item.unsure
        value = None if unsure else quiet(item)
        given = Given(page.item, page.entry, State.NOT_SURE if unsure else State.VALUE, told(page.item, value), SHOWN)
        held = as_foreseen(ward, held, given)


def test_a_sitting_that_goes_on_comes_back_to_where_the_last_one_ended(ward: Ward) -> None:
    visit = ward.new_visit()
    held = ward.sit_down(visit)
    for item, value in (("start.right_person", "yes"), ("start.who", "me"), ("start.interpreter", False)):
        held = as_foreseen(ward, held, Given(item, None, State.VALUE, told(item, value), SHOWN))
    intake.leave(ward.workplace, session=held.session.id)
    held = ward.sit_down(visit)
    for item, value in (("start.who", "helper_for"), ("start.helper_name", "Sam")):
        held = as_foreseen(ward, held, Given(item, None, State.VALUE, told(item, value), SHOWN))
    assert held.session.who is Who.HELPER_FOR


def test_what_foresees_stores_nothing(ward: Ward) -> None:
    held = ward.sit_down(ward.new_visit())
    foreseen(
        ward.workplace, held, Given("start.right_person", None, State.VALUE, told("start.right_person", "yes"), SHOWN)
    )
    assert stored(ward, held) == held.situation
    with pytest.raises(NotAnAnswer):
        foreseen(ward.workplace, held, Given("start.who", None, State.VALUE, Number(7), SHOWN))
