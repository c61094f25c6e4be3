"""A patient who brought a list or her bottles: no list stands on her pages, and nothing reads that as "takes none"."""

import pytest

from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.interview.path import PageRef, missing_required, pages
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Who
from kypho_prep.prep.rules.flags import findings
from kypho_prep.prep.sign_off.ask_again import ask_again
from kypho_prep.prep.sign_off.prep_sign_off import blockers
from tests.prep.builders import Story, medicine, ticks
from tests.prep.test_against_the_content import CONTENT

STAYS = [
    "medicines.groups_thin", "medicines.groups_more", "medicines.also", "medicines.brought", "medicines.other_change",
]  # fmt: skip


def story(brought: str, *thin: str) -> Story:
    told = Story()
    told.checklist, told.medicines = CONTENT.checklist, CONTENT.medicines
    told.says("medicines.groups_thin", ticks(*thin)).says("medicines.groups_more", ticks())
    told.says("medicines.also", ticks() if thin else ticks("vitamins"))
    return told.says("medicines.brought", brought)


def asked(situation: Situation) -> list[str]:
    return [page.item for page in pages(situation) if page.item.startswith("medicines.")]


def problems(told: Story) -> dict[str, Level]:
    return {one.problem: one.level for one in findings(told.situation())}


def test_her_pages_show_the_ticks_and_no_list() -> None:
    told = story("with_nurse", "blood_thinner")
    assert asked(told.situation()) == STAYS
    told.who = Who.HELPER_WITH
    assert asked(told.situation()) == STAYS
    assert "medicines.group_names" in asked(story("touch_here", "blood_thinner").situation())


def test_it_costs_who_touches_them_one_page() -> None:
    touched, told = story("touch_here"), story("touch_here").unsure("medicines.brought")
    assert asked(touched.situation()) == asked(told.situation())
    assert asked(touched.situation()).index("medicines.brought") == 3
    quiet = touched.says("medicines.also", ticks()).situation()
    assert "medicines.brought" not in asked(quiet), "who takes nothing is not asked for a list"
    assert "brought_list" not in problems(touched)


def test_staff_see_every_page_of_it() -> None:
    told = story("with_nurse", "blood_thinner").says("medicines.name", medicine("Xarelto", "rivaroxaban"), "e1")
    told.who = Who.STAFF
    shown = pages(told.situation())
    assert PageRef("medicines.group_names") in shown
    assert {PageRef("medicines.dose", "e1"), PageRef("medicines.last_taken", "e1")} <= set(shown)


def test_nothing_reads_it_as_taking_none() -> None:
    told = story("with_nurse", "blood_thinner")
    found = problems(told)
    assert found["loop"] is Level.RED, "a thinner that was ticked stays open"
    assert found["brought_list"] is Level.AMBER
    assert PageRef("medicines.group_names") in missing_required(told.situation())
    (flag,) = [one for one in findings(told.situation()) if one.problem == "brought_list"]
    assert (flag.kind, flag.blocks) == (Kind.PREPARE, True)
    assert [one for one in blockers(told.situation()) if one.finding is not None and one.finding == flag]


def test_it_stands_until_staff_answered_every_page_of_medicines() -> None:
    told = story("with_nurse", "blood_thinner")
    told.says("medicines.name", medicine("Xarelto", "rivaroxaban", listed="medicines.group_names"), "e1")
    assert "brought_list" in problems(told), "one medicine is not the list"
    for _ in range(40):
        left = [one for one in missing_required(told.situation()) if one.item.startswith("medicines.")]
        if not left or left[0].item == "medicines.other_change":
            break
        assert "brought_list" in problems(told)
        answer(told, left[0])
    assert "brought_list" not in problems(told)
    assert PageRef("medicines.other_change") in missing_required(told.situation())


def answer(told: Story, page: PageRef) -> None:
    item = CONTENT.checklist.item(page.item)
    quiet = {"yes_no": False, "ticks": ticks(), "list": {"entries": ["e1"]}, "day": "2026-11-16"}
    told.says(
        page.item, quiet.get(item.control.value) if item.control.value in quiet else item.choices[0].id, page.entry
    )


def test_how_it_is_told_is_never_asked_again() -> None:
    told = story("touch_here").says("medicines.brought", "with_nurse").says("medicines.brought", "touch_here")
    told.says("medicines.brought", "with_nurse")
    assert "medicines.brought" not in {one.page.item for one in ask_again(told.situation()).questions}
    told.says("medicines.other_change", False).says("medicines.other_change", True)
    told.says("medicines.other_change", False).says("medicines.other_change", True)
    assert "medicines.other_change" in {one.page.item for one in ask_again(told.situation()).questions}


@pytest.mark.parametrize("before", ["touch_here", "with_nurse"])
def test_the_newest_word_counts(before: str) -> None:
    told = story(before)
    told.says("medicines.brought", "touch_here" if before == "with_nurse" else "with_nurse")
    assert ("brought_list" in problems(told)) == (before == "touch_here")
