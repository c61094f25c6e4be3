"""Drafts with gaps keep nobody waiting; plural forms are those of CLDR; a word that changes is another digest."""

import json
from pathlib import Path
from typing import Any

import pytest

from kypho_prep.content import Content, kept, load, load_kept
from kypho_prep.content.plurals import RULES, plural_rule
from kypho_prep.content.report import report
from tests.made_up_language import CODE, MARK, resources_with_it, write_language


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content with the made-up language beside English; each test writes that language anew."""
    return resources_with_it(tmp_path_factory.mktemp("languages") / "resources")


def of_it(content: Content) -> Any:
    return next(one for one in content.known if one.code == CODE)


def test_a_draft_with_gaps_is_left_out_and_named_with_what_it_lacks(resources: Path) -> None:
    write_language(resources, {"kiosk.back": None, "ride.adult.question": None})
    content = load(resources)
    assert list(content.languages) == ["en"]
    assert (of_it(content).draft, of_it(content).lacking, of_it(content).complete) == (True, 2, False)
    tables, ok = report(resources)
    assert ok, "a draft that is still being written is no fault"
    assert tables["drafts"] == [{"language": CODE, "lacks": 2, "keys": ["ride.adult.question", "kiosk.back"]}]
    assert json.dumps(tables)


def test_a_draft_that_says_something_wrong_is_left_out_and_a_fault_of_the_content(resources: Path) -> None:
    write_language(resources, {"kiosk.overview.in_days.other": "{weeks}"})
    assert of_it(load(resources)).lacking == 1
    tables, ok = report(resources)
    assert not ok
    assert [row["key"] for row in tables["keys"]] == ["kiosk.overview.in_days.other"]


def test_a_draft_whose_file_cannot_be_read_keeps_nobody_waiting(resources: Path) -> None:
    write_language(resources, {})
    (resources / "content" / "words" / CODE / "half.toml").write_text("[kiosk", "utf-8")
    content = load(resources)
    assert (list(content.languages), of_it(content).complete) == (["en"], False)
    (resources / "content" / "words" / CODE / "half.toml").unlink()


def test_a_complete_draft_is_there_and_its_digest_is_that_of_its_words(resources: Path) -> None:
    write_language(resources, {})
    content = load(resources)
    assert list(content.languages) == ["en", CODE]
    assert content.words(CODE)("kiosk.back").startswith(MARK)
    assert load(resources).known == content.known
    write_language(resources, {"kiosk.back": f"{MARK}Return"})
    assert of_it(load(resources)).digest != of_it(content).digest


def test_a_language_that_nobody_wants_is_not_decoded(resources: Path, tmp_path: Path) -> None:
    write_language(resources, {})
    first = load_kept(resources, tmp_path)
    assert kept.read(tmp_path, kept.digest(resources)) is not None
    again = load_kept(resources, tmp_path)
    assert isinstance(again.languages, kept.KeptLanguages)
    assert (list(again.languages), CODE in again.languages, again.known) == (["en", CODE], True, first.known)
    assert again.languages.decoded == {"en"}
    assert again.words(CODE).table == first.words(CODE).table
    assert again.languages.decoded == {"en", CODE}


# The whole numbers that Unicode's CLDR (46, plurals.xml) gives as samples of each form.
SAMPLES: dict[str, dict[str, tuple[int, ...]]] = {
    "en": {"one": (1,), "other": (0, *range(2, 17), 100, 1000, 10000, 100000, 1000000)},
    "es": {"one": (1,), "many": (1000000,), "other": (0, *range(2, 17), 100, 1000, 10000, 100000)},
    "ar": {
        "zero": (0,),
        "one": (1,),
        "two": (2,),
        "few": (*range(3, 11), *range(103, 111), 1003),
        "many": (*range(11, 27), 111, 1011),
        "other": (100, 101, 102, 200, 201, 202, 300, 301, 302, 600, 1000, 10000, 100000, 1000000),
    },
}


@pytest.mark.parametrize("language", RULES)
def test_a_number_takes_the_form_that_cldr_says(language: str) -> None:
    rule = plural_rule(language)
    assert set(rule.forms) == set(SAMPLES[language])
    for form, numbers in SAMPLES[language].items():
        assert {number: rule.form(number) for number in numbers} == dict.fromkeys(numbers, form)
    assert plural_rule("so") is plural_rule("en")
