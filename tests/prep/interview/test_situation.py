"""Which replies count: newest, of the item's own revision, not removed, and reached by the branches."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kypho_prep.prep.checklist import Branch, Chapter, Checklist, Control, Item, Step
from kypho_prep.prep.interview.entries import Entry, entries, name_item
from kypho_prep.prep.interview.path import PageRef, is_open
from kypho_prep.prep.interview.situation import hidden, with_flags
from kypho_prep.prep.reply import State
from kypho_prep.prep.rules.flags import advance, cards, findings
from kypho_prep.prep.times import Stamp
from tests.prep.builders import PROCEDURE, TODAY, Story, medicine, ticks
from tests.prep.small_checklist import CHECKLIST, branch, when


def test_the_newest_reply_counts_and_a_stale_revision_does_not() -> None:
    story = Story().says("ride.adult", True).says("ride.adult", False)
    reply = story.situation().reply("ride.adult")
    assert reply is not None
    assert reply.value is False
    assert story.says("ride.adult", True, revision=0).situation().reply("ride.adult") is None


def test_a_reply_of_an_unknown_item_or_to_the_wrong_place_does_not_count() -> None:
    situation = Story().says("gone.item", True).says("ride.adult", True, "e1").says("medicines.name", "x").situation()
    assert situation.current == {}
    assert hidden(situation) == ()


def test_what_is_asked_on_the_day_is_asked_again_when_the_procedure_is_put_off() -> None:
    story = Story()
    story.today = PROCEDURE
    story.says("fasting.last_food", "earlier").says("ride.adult", True)
    assert story.situation().reply("fasting.last_food") is not None
    moved = PROCEDURE + timedelta(days=2)
    story.today = moved
    situation = story.changes(procedure_on=moved).situation()
    assert situation.reply("fasting.last_food") is None
    assert is_open(situation, PageRef("fasting.last_food"))
    assert situation.reply("ride.adult") is not None


def test_a_reply_behind_a_closed_branch_is_kept_but_hidden_and_counts_again() -> None:
    story = Story().says("ride.adult", True).says("ride.phone", "555").says("ride.adult", False)
    assert [reply.item for reply in hidden(story.situation())] == ["ride.phone"]
    assert story.situation().reply("ride.phone") is None
    shown_again = story.says("ride.adult", True).situation()
    assert hidden(shown_again) == ()
    assert shown_again.reply("ride.phone") is not None


def test_a_removed_entry_leaves_with_all_its_answers() -> None:
    story = Story().takes("e1", "Xarelto").says("medicines.last_taken", "2026-11-16", "e1")
    assert story.situation().reply("medicines.last_taken", "e1") is not None
    story.says("medicines.name", None, "e1", state=State.REMOVED)
    assert story.situation().entries("medicine") == ()
    assert story.situation().reply("medicines.last_taken", "e1") is None


def test_entries_are_hidden_with_the_last_page_that_shows_their_list() -> None:
    story = Story().says("medicines.shop", True)
    story.says("medicines.name", medicine("aspirin", "aspirin", listed="medicines.shop_list"), "e1")
    assert entries(story.situation(), "medicine") == (
        Entry("e1", "medicine", "aspirin", ("antiplatelet",), "medicines.shop_list"),
    )
    story.says("medicines.shop", False)
    assert entries(story.situation(), "medicine") == ()
    assert [reply.entry for reply in hidden(story.situation())] == ["e1"]
    story.says("medicines.groups_thin", ticks("aspirin"))
    assert [one.id for one in entries(story.situation(), "medicine")] == ["e1"]


def test_an_entry_is_called_by_its_confirmed_name_and_a_question_by_its_text() -> None:
    story = Story().says("medicines.groups_thin", ticks("aspirin"))
    story.says("medicines.name", {"typed": "zarelto", "confirmed": "Xarelto"}, "e1")
    story.says("medicines.name", {"typed": "a white pill", "confirmed": None}, "e2")
    story.says("questions.text", "May I drive?", "e3").unsure("medicines.name", "e4")
    situation = story.situation()
    names = [situation.entry_name(one) for one in ("e1", "e2", "e3", "e4")]
    assert names == ["Xarelto", "a white pill", "May I drive?", ""]
    assert situation.listed("e3") == situation.listed("e1") == ""
    assert situation.classes("e3") == situation.classes("e4") == ()
    assert situation.entries("other") == ()
    assert situation.named("other") == {}


def test_the_name_item_is_the_first_of_its_list() -> None:
    assert name_item(Story().situation(), "medicine") == "medicines.name"
    with pytest.raises(LookupError):
        name_item(Story().situation(), "pets")


def test_branches_that_lead_in_a_circle_hold_nowhere() -> None:
    one = Item("a.one", Control.YES_NO, branch=branch(when("a.two", "is", True)))
    two = Item("a.two", Control.YES_NO, branch=branch(when("a.one", "is", True)))
    story = Story().says("a.one", True).says("a.two", True)
    story.checklist = Checklist("1", TODAY, TODAY, (Chapter("a", (Step("a", (one, two)),)),))
    assert story.situation().current == {}
    assert len(hidden(story.situation())) == 2


def test_a_branch_through_a_hidden_item_is_closed() -> None:
    story = Story().takes("e1", "Xarelto").says("medicines.still_taking", "told", "e1")
    story.says("medicines.told_who", "the heart doctor", "e1")
    assert story.situation().reply("medicines.told_who", "e1") is not None
    story.says("medicines.name", medicine("metformin", "metformin"), "e1")
    assert story.situation().reply("medicines.told_who", "e1") is None


def test_the_listed_operator_works_in_a_branch() -> None:
    item = Item(
        "medicines.why",
        Control.TEXT,
        entry_of="medicine",
        branch=branch(when("medicines.name", "listed", "medicines.group_names")),
    )
    steps = CHECKLIST.chapters[1].steps[0]
    story = Story().takes("e1", "Xarelto")
    story.checklist = Checklist(
        "1", TODAY, TODAY, (Chapter("m", (Step("medicines", (*steps.items, item)),)), CHECKLIST.chapters[2])
    )
    assert ("medicines.why", "e1") in story.situation().reached


def test_an_item_without_a_list_page_is_never_asked() -> None:
    lonely = Item("a.name", Control.TEXT, entry_of="pet", branch=Branch())
    story = Story().says("a.name", "Rex", "e1")
    story.checklist = Checklist("1", TODAY, TODAY, (Chapter("a", (Step("a", (lonely,)),)),))
    assert story.situation().current == {}


def test_today_is_a_parameter() -> None:
    assert not Story().situation().is_today
    assert Story(today=PROCEDURE).situation().is_today
    assert not Story(today=PROCEDURE + timedelta(days=1)).situation().is_today


def test_more_rows_of_flags_make_nothing_be_worked_out_again() -> None:
    story = Story().says("bleeding.history", ticks("disorder", "bruises")).says("questions.text", "May I drive?", "q1")
    before = story.situation()
    rows = advance(
        findings(before), (), Stamp(story.now, story.next), iter(str(number) for number in range(99)).__next__
    )
    after = with_flags(before, rows)
    assert after == replace(before, chart=replace(before.chart, flags=rows))
    assert after.current is before.current
    assert findings(after) is findings(before)
    assert {card.thread for card in cards(after)} == {row.thread for row in rows}
