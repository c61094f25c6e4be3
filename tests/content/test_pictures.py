"""The pictures of the checklist: each card has its own, and none lies unused."""

from collections import Counter

from kypho_prep.content.checklist_file import load_checklist
from kypho_prep.paths import resources

CHECKLIST = load_checklist(resources() / "content" / "checklist.toml")
ITEMS = list(CHECKLIST.items)
SHOWN_BY_PAGES = {"emergency", "thanks", "welcome-people"}


def test_no_two_cards_have_one_picture() -> None:
    own = [item.picture for item in ITEMS if item.picture]
    assert [name for name, times in Counter(own).items() if times > 1] == []
    for item in ITEMS:
        choices = [one.picture for one in item.choices if one.picture]
        assert len(set(choices)) == len(choices), item.id


def test_no_two_drawings_look_alike_and_none_lies_unused() -> None:
    paths = list((resources() / "images").glob("*.svg"))
    drawn = [path.read_text("utf-8").partition("</title>")[2] for path in paths]
    assert len(set(drawn)) == len(paths)
    used = {item.picture for item in ITEMS} | {one.picture for item in ITEMS for one in item.choices}
    assert {path.stem for path in paths} == (used - {""}) | SHOWN_BY_PAGES
