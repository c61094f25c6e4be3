"""A rest within a sitting: the date of birth leads back to the same page, a few tries long, and nothing else does."""

from datetime import date

import pytest

from kypho_prep.prep.chart import Ending
from kypho_prep.workflow.derived import refresh
from kypho_prep.workflow.errors import RestOver, SessionEnded, VisitEnded, WrongBirthDate
from kypho_prep.workflow.patient import intake, resting
from kypho_prep.workflow.patient.intake import Intake
from kypho_prep.workflow.visits import ending
from tests.workflow.test_resuming import NONE, begin
from tests.workflow.ward import BORN, Ward

pytestmark = pytest.mark.by_logins

OTHER = date(1950, 2, 4)


def resting_at(ward: Ward, visit: str) -> Intake:
    opened = ward.say(begin(ward, visit), "medicines.groups_thin", NONE)
    resting.rest(ward.workplace, session=opened.session.id)
    return opened


def come_back(ward: Ward, opened: Intake, born: date) -> Intake:
    return resting.come_back(ward.workplace, session=opened.session.id, born=born)


def test_the_date_of_birth_leads_back_to_the_same_page_of_the_same_sitting(ward: Ward) -> None:
    opened = resting_at(ward, ward.new_visit())
    again = come_back(ward, opened, BORN)
    assert (again.session, again.page) == (opened.session, opened.page)
    assert again.page is not None
    after = ward.say(again, again.page.item, NONE)
    assert after.page not in (again.page, None)


def test_wrong_dates_close_the_sitting_and_the_slip_still_leads_back(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = resting_at(ward, visit)
    for _ in range(resting.TRIES - 1):
        with pytest.raises(WrongBirthDate):
            come_back(ward, opened, OTHER)
    with pytest.raises(RestOver):
        come_back(ward, opened, OTHER)
    with pytest.raises(SessionEnded):
        come_back(ward, opened, BORN)
    again = ward.sign_in(visit)
    again = ward.say(again, "start.who", "me")
    assert ward.say(again, "now.symptoms", NONE).page == opened.page


def test_each_rest_has_its_own_tries(ward: Ward) -> None:
    opened = resting_at(ward, ward.new_visit())
    for _ in range(3):
        for _ in range(resting.TRIES - 1):
            with pytest.raises(WrongBirthDate):
                come_back(ward, opened, OTHER)
        come_back(ward, opened, BORN)
        resting.rest(ward.workplace, session=opened.session.id)


def test_a_rest_and_every_wrong_date_are_on_record_without_the_date(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = resting_at(ward, visit)
    with pytest.raises(WrongBirthDate):
        come_back(ward, opened, OTHER)
    come_back(ward, opened, BORN)
    with ward.desk.reading() as records:
        lines = [one for one in records.audit.of_visit(visit) if one.event.startswith("rest_")]
    assert [one.event for one in lines] == ["rest_begun", "rest_missed", "rest_ended"]
    assert all(one.details == {"session": opened.session.id} for one in lines)
    assert "1950" not in str(lines)


def test_nobody_rests_in_or_comes_back_to_what_has_ended(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = resting_at(ward, visit)
    intake.leave(ward.workplace, session=opened.session.id)
    with pytest.raises(SessionEnded):
        come_back(ward, opened, BORN)
    with pytest.raises(SessionEnded):
        resting.rest(ward.workplace, session=opened.session.id)


def test_a_visit_that_ended_meanwhile_is_not_gone_back_to(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = resting_at(ward, visit)
    ending.end_visit(ward.desk, staff=ward.nurse, visit=visit, ending=Ending.CANCELLED, reason="Moved away.")
    with pytest.raises((SessionEnded, VisitEnded)):
        come_back(ward, opened, BORN)


def test_a_program_that_was_cut_off_meanwhile_forgets_the_rest(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = resting_at(ward, visit)
    assert refresh.close_left_over(ward.workplace) == 1
    with pytest.raises(SessionEnded):
        come_back(ward, opened, BORN)
    again = ward.say(ward.sign_in(visit), "start.who", "me")
    assert ward.say(again, "now.symptoms", NONE).page == opened.page
