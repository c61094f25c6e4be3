"""Words that do not match the checklist or another language are refused at the start, with file, key and reason."""

import re
import shutil
from pathlib import Path

import pytest

from kypho_prep.content import load
from tests.content.conftest import Breaking, Change, Refusal

START = "content/words/en/start.toml"
QUESTION = 'question = "Is this you, and is it right?"'


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (START, QUESTION, "", "words/en/start.toml: start.right_person.question: the words are missing"),
        (START, QUESTION, 'question = " "', "words/en/start.toml: start.right_person.question: the words are empty"),
        (START, QUESTION, f'{QUESTION}\nanswer = "Yes"',
         "words/en/start.toml: start.right_person.answer: the checklist has nothing of that name"),
        (START, QUESTION, "question = 5", "words/en/start.toml: start.right_person.question: words must be text"),
        (START, QUESTION, 'question = "Is this {you?"',
         "words/en/start.toml: start.right_person.question: a brace is not closed"),
        (START, QUESTION, 'question = "Is this {}?"', "{} is no placeholder: it must be a plain name"),
        (START, QUESTION, 'question = "Is this {you.secret}?"', "{you.secret} is no placeholder"),
        (START, QUESTION, 'question = "Is this {you!r}?"', "{you} is no placeholder"),
        (START, QUESTION, 'question = "Is this {name}?"', "start.right_person.question: nothing is put in for {name}"),
        ("content/words/en/flags.toml", 'board = "Interpreter wanted"', 'board = "{kiosk}"', "put in for {kiosk}"),
        ("content/words/en/flags.toml", "Interpreter wanted", "Interpreter wanted " * 3, "a board line has at most 40"),
        ("content/words/en/chapters.toml", "right_now.title", "next.title", "right_now.title: the words are missing"),
        ("content/words/en/notes.toml", "do_not_stop =", "do_not_halt =", "note.do_not_stop: the words are missing"),
        ("content/words/en/notes.toml", "[note]", '["start"."right_person"]\nquestion = "Twice"\n[note]',
         "words/en/start.toml: start.right_person.question: the key stands twice"),
        ("content/words/en/_language.toml", "right_to_left = false", 'right_to_left = "no"',
         "words/en/_language.toml: right_to_left: expected bool"),
        ("content/words/en/_language.toml", "draft = false", "reviewer = 5", "reviewer: no such field"),
        ("content/words/en/_language.toml", 'name = "English"', 'name = ""', "own name is missing"),
        ("content/words/en/_language.toml", 'name = "English"', "name = English", "words/en/_language.toml: syntax"),
    ],
)  # fmt: skip
def test_a_fault_in_the_words_is_named(file: str, old: str, new: str, told: str, broken: Breaking) -> None:
    assert told in str(broken(file, old, new))


def test_a_syntax_error_in_the_words_is_named_by_language_file_line_and_column(
    change: Change, refusal: Refusal
) -> None:
    change(START, QUESTION, 'question = "Is this you, and is it right?')
    assert re.fullmatch(r"words/en/start.toml: syntax: .*line 2, column \d+.*", str(refusal()))


def test_the_reference_language_must_be_there(resources: Path, refusal: Refusal) -> None:
    shutil.rmtree(resources / "content" / "words" / "en")
    assert str(refusal()) == "words/en: folder: the folder is missing"


@pytest.fixture
def other(resources: Path) -> Path:
    """Another language whose words equal the English ones."""
    home = resources / "content" / "words" / "xx"
    shutil.copytree(resources / "content" / "words" / "en", home)
    return home


def test_a_second_language_with_the_same_keys_is_taken(resources: Path, other: Path) -> None:
    (other / "_language.toml").write_text('name = "Other"\nright_to_left = true\ndraft = true\n', "utf-8")
    (other.parent / ".hidden").mkdir()
    content = load(resources)
    assert content.languages.keys() >= {"en", "xx"}
    assert (content.words("xx").name, content.words("xx").right_to_left) == ("Other", True)


@pytest.mark.usefixtures("other")
@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("errors.toml", "wait = ", "weight = ", "errors.toml: error.wait: the words are missing (en has"),
        ("start.toml", 'why = "We want', 'body = "We want', "start.right_person.why: the words are missing (en has"),
        ("start.toml", QUESTION, f'{QUESTION}\nbody = "Is this you?"', "right_person.body: en has no such key"),
        ("errors.toml", "{seconds}", "{minutes}", "error.wait: the placeholders differ from those of en"),
        ("errors.toml", "{seconds} seconds", "a little", "error.wait: the placeholders differ from those of en"),
        ("kiosk.toml", "minutes.one", "minutes.few", "minutes.one: the words are missing (xx has the plural"),
        ("errors.toml", "[error]", '[error]\nnew_one = "New."', "error.new_one: en has no such key"),
    ],
)  # fmt: skip
def test_another_language_matches_the_reference_key_by_key(
    file: str, old: str, new: str, told: str, broken: Breaking
) -> None:
    assert told in str(broken(f"content/words/xx/{file}", old, new))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("minutes.one = ", 'minutes.few = "a few"\nminutes.one = ', "minutes.few: en has no such plural form"),
        (
            "about 1 minute left",
            "{least} left",
            "minutes.one: the placeholders differ from those of kiosk.overview.min",
        ),
    ],
)
def test_a_counted_key_has_the_forms_of_its_language(old: str, new: str, told: str, broken: Breaking) -> None:
    assert told in str(broken("content/words/en/kiosk.toml", old, new))


def test_a_language_without_its_description_is_refused(other: Path, refusal: Refusal) -> None:
    (other / "_language.toml").unlink()
    assert str(refusal()) == "words/xx/_language.toml: file: the file is missing"
