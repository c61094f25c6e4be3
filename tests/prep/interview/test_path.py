"""The pages, their order, and what is still open."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kypho_prep.prep.interview.path import (
    PageRef,
    after,
    before,
    first_open,
    is_page,
    list_page,
    missing_required,
    pages,
)
from kypho_prep.prep.interview.progress import progress
from kypho_prep.prep.reply import State, Who
from tests.prep.builders import PROCEDURE, Story, ticks
from tests.prep.small_checklist import CHECKLIST


def names(story: Story) -> list[str]:
    return [page.item if page.entry is None else f"{page.item} {page.entry}" for page in pages(story.situation())]


def test_follow_ups_come_after_the_last_page_of_their_list_in_the_order_of_entries() -> None:
    story = Story().takes("e1", "Xarelto").takes("e2", "Ibuprofen").says("medicines.shop", True)
    shown = names(story)
    at = shown.index("medicines.shop_list")
    assert shown[at - 2 : at + 7] == [
        "medicines.group_names",
        "medicines.shop",
        "medicines.shop_list",
        "medicines.dose e1",
        "medicines.last_taken e1",
        "medicines.still_taking e1",
        "medicines.dose e2",
        "medicines.last_taken e2",
        "medicines.other_change",
    ]
    assert "medicines.name e1" not in shown
    story.says("medicines.shop", False)
    assert names(story).index("medicines.dose e1") == names(story).index("medicines.group_names") + 1


def test_day_of_pages_only_on_the_day_and_private_ones_never_for_a_helper() -> None:
    story = Story(ask_pregnancy=True)
    assert "health.pregnancy" in names(story)
    assert "fasting.last_food" not in names(story)
    story.today = PROCEDURE
    assert "fasting.last_food" in names(story)
    story.who = Who.HELPER_WITH
    assert "health.pregnancy" not in names(story)
    assert PageRef("health.pregnancy") in missing_required(story.situation())


def test_an_entrys_name_is_a_page_while_its_list_is() -> None:
    story = Story()
    new = PageRef("medicines.name", "new")
    assert not is_page(story.situation(), new)
    assert list_page(story.situation(), "medicine") is None
    story.takes("e1", "Xarelto")
    situation = story.situation()
    assert is_page(situation, new)
    assert is_page(situation, PageRef("medicines.name", "e1"))
    assert not is_page(situation, PageRef("medicines.name"))
    assert is_page(situation, PageRef("medicines.dose", "e1"))
    assert not is_page(situation, PageRef("medicines.dose", "new"))
    assert not is_page(situation, PageRef("gone.item"))
    assert not is_page(situation, PageRef("fasting.last_food"))
    assert list_page(situation, "medicine") == PageRef("medicines.group_names")


def test_the_first_open_page_passes_over_optional_ones() -> None:
    story = Story()
    assert first_open(story.situation()) == PageRef("start.right_person")
    answer_all(story.takes("e1", "Xarelto"))
    assert first_open(story.situation()) is None
    assert PageRef("medicines.dose", "e1") in pages(story.situation())
    assert story.situation().reply("medicines.dose", "e1") is None


def test_every_page_leads_on_and_back_and_hidden_ones_too() -> None:
    story = Story().takes("e1", "Xarelto")
    ordered = pages(story.situation())
    assert after(story.situation(), ordered[-1]) is None
    assert before(story.situation(), ordered[0]) is None
    for one, following in pairwise(ordered):
        assert after(story.situation(), one) == following
        assert before(story.situation(), following) == one
    phone = PageRef("ride.phone")
    assert after(story.situation(), phone) == PageRef("bring.to_find")
    assert before(story.situation(), phone) == PageRef("ride.adult")


def test_from_an_entrys_name_the_way_leads_on_to_its_questions() -> None:
    story = Story().takes("e1", "Xarelto").takes("e2", "Plavix")
    situation = story.situation()
    assert after(situation, PageRef("medicines.name", "e2")) == PageRef("medicines.dose", "e2")
    assert before(situation, PageRef("medicines.name", "e1")) == PageRef("medicines.group_names")
    assert after(situation, PageRef("medicines.name", "new")) == PageRef("medicines.shop")
    assert after(situation, PageRef("medicines.told_who", "e1")) == PageRef("medicines.dose", "e2")
    no_list = Story().situation()
    assert after(no_list, PageRef("medicines.dose", "e1")) == PageRef("medicines.other_change")


def test_missing_are_the_reached_items_of_required_steps_only() -> None:
    story = Story(tests=("blood",))
    missing = {page.item for page in missing_required(story.situation())}
    assert {"now.symptoms", "tests.blood", "ride.adult"} <= missing
    free = {"start.who", "tests.about", "fasting.scene", "fasting.last_food", "about.what", "ride.phone"}
    assert not missing & free
    story.takes("e1", "Xarelto").unsure("now.symptoms").says("tests.blood", state=State.DECLINED)
    pages_missing = missing_required(story.situation())
    assert PageRef("medicines.last_taken", "e1") in pages_missing
    assert PageRef("medicines.dose", "e1") not in pages_missing
    assert not {page.item for page in pages_missing} & {"now.symptoms", "tests.blood"}


def test_progress_counts_not_sure_as_answered_and_rounds_minutes_up() -> None:
    story = Story()
    empty = progress(story.situation())
    assert (empty.chapters_done, empty.chapters_of) == (0, 5)
    seconds = sum(CHECKLIST.item(page.item).seconds for page in pages(story.situation()))
    assert empty.minutes_left == (seconds + 59) // 60
    story.says("start.right_person", "yes").says("start.who", "me").unsure("now.symptoms")
    first = progress(story.situation()).chapters[0]
    assert (first.done, first.answered, first.total, first.seconds_left, first.not_sure) == (True, 3, 3, 0, 1)
    done = progress(answer_all(story).situation())
    assert (done.minutes_left, done.chapters_done) == (0, 5)


def answer_all(story: Story) -> Story:
    """Answer page after page with "not sure", as the kiosk leads, until none is open."""
    for _ in range(100):
        page = first_open(story.situation())
        if page is None:
            return story
        story.unsure(page.item, page.entry)
    raise AssertionError("the way does not end")


@given(st.lists(st.sampled_from(["blood_thinner", "aspirin"]), unique=True), st.booleans(), st.booleans())
def test_whatever_is_answered_no_page_is_asked_twice(picked: list[str], shop: bool, ride: bool) -> None:
    story = Story().says("medicines.groups_thin", ticks(*picked)).says("medicines.shop", shop).says("ride.adult", ride)
    if picked or shop:
        story.says("medicines.name", {"typed": "Xarelto"}, "e1")
    shown = pages(story.situation())
    assert len(shown) == len(set(shown))
    assert set(missing_required(story.situation())) - {PageRef("medicines.name", "e1")} <= set(shown)
    assert all(is_page(story.situation(), page) for page in shown)


def test_an_emptied_checklist_has_no_way() -> None:
    story = Story()
    story.checklist = replace(CHECKLIST, chapters=())
    assert pages(story.situation()) == ()
    assert first_open(story.situation()) is None
    assert progress(story.situation()).chapters_done == 0
