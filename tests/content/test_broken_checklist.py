"""A checklist that does not hold together is refused at the start, with its file, the key and the reason."""

from pathlib import Path

import pytest

from kypho_prep.content import load
from tests.content.conftest import Breaking, Change, Refusal

FILE = "content/checklist.toml"
WHO = 'id = "start.who"\ncontrol = "choice"'
SYMPTOMS = 'id = "now.symptoms"\ncontrol = "ticks"'
SCENE = 'control = "scene"'


def test_the_real_content_is_not_refused(resources: Path) -> None:
    content = load(resources)
    assert content.checklist.item("start.who").choice("me").id == "me"
    assert content.words("xx") is content.words("en")


def test_a_slip_of_the_pen_is_named_by_line_and_column(change: Change, refusal: Refusal) -> None:
    change(FILE, '[checklist]\nversion = "', "[checklist]\nversion = ")
    trouble = refusal()
    assert (trouble.file, trouble.key) == ("checklist.toml", "syntax")
    assert "line 9, column" in trouble.reason
    assert str(trouble).startswith("checklist.toml: syntax: ")


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        (WHO, WHO + "\nsecond = 10", "start.who", "unknown field `second`"),
        (WHO, 'id = "start.who"\ncontrol = "slider"', "start.who", "Invalid enum value 'slider'"),
        (f"{WHO}\nseconds = 8", f'{WHO}\nseconds = "8"', "start.who", "Expected `int`, got `str`"),
        ('id = "start.who"\n', "", "start", "missing required field `id`"),
        ("written = 2026", 'source = "a page"\nwritten = 2026', "checklist", "unknown field `source`"),
        ('level = "red"', 'level = "purple"', "start.right_person", "Invalid enum value 'purple'"),
    ],
)
def test_a_field_out_of_shape_is_named_with_its_item(
    old: str, new: str, key: str, reason: str, broken: Breaking
) -> None:
    trouble = broken(FILE, old, new)
    assert trouble.file == "checklist.toml"
    assert trouble.key.startswith(key)
    assert reason in trouble.reason


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('id = "start.interpreter"', 'id = "start.who"', "start.who", "the id stands twice"),
        ('id = "now"\n', 'id = "start"\n', "start", "the id stands twice"),
        ('id = "start.interpreter"', 'id = "start.Interpreter"', "start.Interpreter", "in lower-case letters"),
        ('id = "start.interpreter"', 'id = "begin.interpreter"', "begin.interpreter", "the id must be start.name"),
        ('id = "right_now"', 'id = "first"', "chapter", "in this order"),
        ('op = "is", value = "not_me"', 'op = "looks_like", value = "not_me"', "start.right_person", "is no operator"),
        ('op = "is", value = "not_me"', 'op = "is", value = "nobody"', "start.right_person", "the value 'nobody'"),
        ('item = "start.who", op', 'item = "start.whom", op', "start.helper_name", "does not ask"),
        ('item = "start.who", op', 'item = "now.symptoms", op', "start.helper_name", "comes no earlier"),
        ('item = "visit.is_today", op = "is", value = true', 'item = "visit.is_today", op = "is", value = 1',
         "fasting.", "the value 1"),
        ('op = "is", value = true', 'op = "class", value = ["glp1"]', "start.interpreter", "asks about an entry"),
        ('[{ id = "yes" }, { id = "not_me" }]', '[{ id = "yes" }]', "start.right_person", "at least two cards"),
        ('{ id = "me" }', '{ id = "helper_with" }', "start.who", "the same id"),
        ('{ id = "me" }', '{ id = "me", none = true }', "start.who", "only that one, is none = true"),
        ('{ id = "me" }', '{ id = "me", right = true }', "start.who", "is right = true"),
        ('{ id = "none", none = true },', '{ id = "none" },', "now.symptoms", "only that one, is none = true"),
        ('{ id = "fever_chills" },', '{ id = "fever_chills" },' + "".join(f'{{ id = "more{n}" }},' for n in range(3)),
         "now.symptoms", "at most 8 cards"),
        ('picture = "group-thinner"', 'picture = "group-fatter"', "medicines.groups_thin", "no picture group-fatter"),
        ('shows = "identity"', 'shows = "identities"', "start.right_person", "nothing is called 'identities'"),
        ('note = "note.do_not_stop"', 'note = "do_not_stop"', "medicines.groups_thin", "a key of the notes"),
        ('entries = "medicine"', 'entries = "medicines"', "medicines.", "no list of the kind 'medicines'"),
        ('id = "start.interpreter"\ncontrol = "yes_no"', 'id = "start.interpreter"\ncontrol = "list"',
         "start.interpreter", "says which entries"),
        ("maximum = 120", "maximum = 0", "start.helper_name", "count from 1"),
        ("days = [0, 0]", "days = [2, 1]", "", "the smaller first"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_named(old: str, new: str, key: str, reason: str, broken: Breaking) -> None:
    trouble = broken(FILE, old, new)
    assert trouble.file == "checklist.toml"
    assert trouble.key.startswith(key)
    assert reason in trouble.reason


def test_a_scene_has_one_right_card(change: Change, resources: Path, refusal: Refusal) -> None:
    text = (resources / FILE).read_text("utf-8")
    scene = text.index(SCENE)
    start = text.rindex('id = "', 0, scene)
    right = text.index(", right = true", scene)
    (resources / FILE).write_text(text[:right] + text[right + len(", right = true") :], "utf-8")
    trouble = refusal()
    assert trouble.key == text[start:scene].split('"')[1]
    assert trouble.reason == "exactly one card of a scene, and none elsewhere, is right = true"


def test_a_picture_that_was_taken_away_is_named(resources: Path, refusal: Refusal) -> None:
    (resources / "images" / "group-aspirin.svg").unlink()
    assert str(refusal()) == "checklist.toml: medicines.groups_thin: there is no picture group-aspirin.svg"


def test_a_list_that_nothing_asks_about_is_refused(change: Change, resources: Path, refusal: Refusal) -> None:
    text = (resources / FILE).read_text("utf-8")
    (resources / FILE).write_text(text.replace('entry_of = "allergy"\n', ""), "utf-8")
    assert "asks about entries of the list 'allergy'" in str(refusal())
    (resources / FILE).write_text(text.replace('entries = "question"', 'entries = "allergy"'), "utf-8")
    assert "no item shows the list 'question'" in str(refusal())


@pytest.mark.parametrize("file", [FILE, "medicines/flagging.toml"])
def test_a_file_that_is_gone_or_no_text_is_named(file: str, resources: Path, refusal: Refusal) -> None:
    name = Path(file).name
    (resources / file).write_bytes(b'version = "\xff"\n')
    assert str(refusal()) == f"{name}: byte 11: the file is not UTF-8 text"
    (resources / file).unlink()
    assert str(refusal()) == f"{name}: file: the file is missing"
    (resources / file).mkdir()
    assert str(refusal()).startswith(f"{name}: file: the file cannot be read")
