"""A reply is durable, never overwritten, and stored exactly where it says something new."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kypho_prep.prep.answers.single import Text, YesNo
from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.chart import Ending
from kypho_prep.prep.checklist import Control
from kypho_prep.prep.reply import State, Who
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.errors import DiskFull, NotSaved, SessionEnded, StaffOnly, TooLong, VisitEnded
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given, Intake, new_entry_id
from kypho_prep.workflow.visits import schedule
from tests.workflow.ward import SHOWN, Ward, quiet

pytestmark = pytest.mark.by_logins


def stored(opened: Intake, item: str) -> list[Any]:
    return [one.value for one in opened.situation.chart.replies if one.item == item]


@pytest.fixture
def opened(ward: Ward) -> Intake:
    return ward.say(ward.sit_down(ward.new_visit()), "start.who", "me")


def test_a_changed_answer_is_a_new_row_that_names_the_one_before(ward: Ward, opened: Intake) -> None:
    after = ward.say(ward.say(opened, "ride.adult", True), "ride.adult", False)
    first, second = (one for one in after.situation.chart.replies if one.item == "ride.adult")
    assert (first.value, second.value) == (True, False)
    assert second.supersedes == first.id
    assert second.seq > first.seq


def test_the_same_answer_again_is_no_new_row_but_the_place_moves(ward: Ward, opened: Intake) -> None:
    once = ward.say(opened, "ride.adult", True)
    elsewhere = ward.say(once, "health.anesthesia_trouble", False)
    again = ward.say(elsewhere, "ride.adult", True)
    assert stored(again, "ride.adult") == [True]
    assert again.page == once.page


def test_true_is_not_the_number_one(ward: Ward, opened: Intake) -> None:
    after = ward.say(opened, "start.interpreter", True)
    with pytest.raises(ValueError, match="neither yes nor no: 1"):
        ward.say(after, "start.interpreter", 1)
    assert stored(ward.say(after, "start.interpreter", False), "start.interpreter") == [True, False]


def test_the_same_answer_by_another_person_is_a_new_row(ward: Ward, opened: Intake) -> None:
    once = ward.say(opened, "ride.adult", True)
    helped = ward.say(ward.say(once, "start.who", "helper_with"), "start.helper_name", "Zoë")
    again = ward.say(helped, "ride.adult", True)
    answerers = [one.answerer for one in again.situation.chart.replies if one.item == "ride.adult"]
    assert [(one.who, one.name) for one in answerers] == [(Who.PATIENT, ""), (Who.HELPER_WITH, "Zoë")]


def test_a_retry_after_a_failure_stores_once(ward: Ward, opened: Intake) -> None:
    once = Given("ride.adult", None, State.VALUE, YesNo(True), SHOWN)
    other = Given("ride.adult", None, State.VALUE, YesNo(False), SHOWN)
    for given_reply in (once, other, once):
        after = intake.reply_to(ward.workplace, session=opened.session.id, given=given_reply)
    assert stored(after, "ride.adult") == [True, False]


def test_a_reply_keeps_everything_about_its_moment(ward: Ward, opened: Intake) -> None:
    after = ward.say(opened, "ride.adult", True, shown_ms=900, text_size=140, language="en")
    reply = after.situation.chart.replies[-1]
    assert (reply.shown, reply.shown_ms, reply.text_size, reply.language) == (SHOWN, 900, 140, "en")
    assert (reply.kiosk, reply.session) == ("kiosk-1", opened.session.id)
    assert reply.content_version == ward.workplace.content.checklist.version
    assert reply.local == "2026-11-23 10:00"


def test_not_sure_is_a_reply_and_not_a_no(ward: Ward, opened: Intake) -> None:
    after = ward.say(opened, "ride.adult")
    reply = after.situation.reply("ride.adult")
    assert reply is not None
    assert (reply.state, reply.value) == (State.NOT_SURE, None)


def test_a_removed_entry_keeps_its_rows_and_leaves_the_list(ward: Ward, opened: Intake) -> None:
    entry = new_entry_id()
    name = {"typed": "Xarelto", "confirmed": "Xarelto", "generics": ["rivaroxaban"], "list_version": "1", "list": "x"}
    after = ward.say(opened, "medicines.name", name, entry=entry)
    assert after.situation.entries("medicine") == (entry,)
    given_reply = Given("medicines.name", entry, State.VALUE, NamedMedicine("Xarelto"), SHOWN)
    removed = intake.remove_entry(
        ward.workplace, session=opened.session.id, given=replace(given_reply, state=State.REMOVED)
    )
    assert removed.situation.entries("medicine") == ()
    assert [one.state for one in removed.situation.chart.replies[-2:]] == [State.VALUE, State.REMOVED]


def test_two_thousand_characters_are_kept_and_one_more_is_refused_in_words(ward: Ward, opened: Intake) -> None:
    entry = new_entry_id()
    long = "ä" * 2000
    after = ward.say(opened, "questions.text", long, entry=entry)
    assert stored(after, "questions.text") == [long]
    with pytest.raises(TooLong) as caught:
        ward.say(opened, "questions.text", long + "x", entry=entry)
    assert caught.value.params == {"length": 2001, "most": 2000}


def test_an_entry_s_question_needs_its_entry_and_others_have_none(ward: Ward, opened: Intake) -> None:
    with pytest.raises(ValueError, match="about an entry"):
        ward.say(opened, "medicines.name", {"typed": "x"})
    with pytest.raises(ValueError, match="asked once"):
        ward.say(opened, "ride.adult", True, entry="e")
    with pytest.raises(ValueError, match="has no value"):
        ward.say(opened, "ride.adult", None, state=State.VALUE)
    with pytest.raises(KeyError):
        ward.say(opened, "ride.nobody", True)


def test_only_staff_declines_for_a_patient(ward: Ward, opened: Intake) -> None:
    with pytest.raises(StaffOnly):
        ward.say(opened, "ride.adult", state=State.DECLINED)
    declined = Given("ride.adult", None, State.DECLINED, None, SHOWN)
    seen = review.answer_for(ward.desk, staff=ward.nurse, visit=opened.session.visit, given=declined, source="phone")
    reply = seen.situation.reply("ride.adult")
    assert reply is not None
    assert (reply.answerer.who, reply.answerer.name, reply.answerer.source) == (Who.STAFF, "Ann Lee", "phone")
    assert reply.shown_ms is None


def test_nothing_is_added_to_a_closed_sitting_or_an_ended_visit(ward: Ward, opened: Intake) -> None:
    intake.leave(ward.workplace, session=opened.session.id)
    with pytest.raises(SessionEnded):
        ward.say(opened, "ride.adult", True)
    intake.leave(ward.workplace, session=opened.session.id)
    visit = opened.session.visit
    schedule.end_visit(ward.desk, staff=ward.nurse, visit=visit, ending=Ending.DONE)
    with pytest.raises(VisitEnded):
        review.mark_for_review(ward.desk, staff=ward.nurse, visit=visit)


def test_every_item_s_quiet_answer_comes_back_from_the_file(ward: Ward, opened: Intake) -> None:
    asked = [item for item in ward.workplace.content.checklist.items if item.control is not Control.MEDICINE_NAME]
    for item in asked:
        entry = new_entry_id() if item.entry_of else None
        opened = ward.say(opened, item.id, quiet(item), entry=entry)
    seen = ward.open_chart(opened.session.visit).situation.chart
    found = {reply.item: reply.value for reply in seen.replies}
    assert found == {item.id: quiet(item) for item in asked}


def limit_pages(ward: Ward, most: int | None = None) -> None:
    with ward.desk.reading() as records:
        used = records.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        records.connection.exec_driver_sql(f"PRAGMA max_page_count={most or used}")


@pytest.mark.sqlite
def test_a_full_disk_is_said_and_the_same_reply_is_stored_once_there_is_room(ward: Ward, opened: Intake) -> None:
    entry = new_entry_id()
    long = Given("questions.text", entry, State.VALUE, Text("ä" * 2000), replace(SHOWN, help="x" * 20_000))
    limit_pages(ward)
    with pytest.raises(DiskFull) as caught:
        intake.reply_to(ward.workplace, session=opened.session.id, given=long)
    assert isinstance(caught.value, NotSaved)
    assert ward.open_chart(opened.session.visit).situation.entries("question") == ()
    limit_pages(ward, 1_000_000)
    for _ in range(2):
        after = intake.reply_to(ward.workplace, session=opened.session.id, given=long)
    assert stored(after, "questions.text") == ["ä" * 2000]


words = some.text(some.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=200)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=some.lists(words, min_size=1, max_size=5))
def test_as_many_rows_as_changes_whatever_is_typed(ward: Ward, opened: Intake, texts: list[str]) -> None:
    entry = new_entry_id()
    for text in texts:
        after = ward.say(opened, "questions.text", text, entry=entry)
    changes = [text for number, text in enumerate(texts) if number == 0 or text != texts[number - 1]]
    assert [one.value for one in after.situation.chart.replies if one.entry == entry] == changes
