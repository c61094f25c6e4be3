"""What a check of the content finds: in the real content nothing, and in a spoilt copy exactly what was spoilt."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kypho_prep import paths
from kypho_prep.content import BrokenContent, Content
from kypho_prep.content.check import check, page_text, searched
from kypho_prep.content.forbidden import caught, load_patterns
from kypho_prep.content.readability import grades, load_terms, long_sentences, plain
from kypho_prep.content.report import HARDEST_GRADE, report
from kypho_prep.content.word_keys import for_patients
from tests.content.conftest import Change

FORBIDDEN = {one.name: one for one in sorted((paths.resources() / "content").glob("forbidden*.toml"))}
SENTENCES = {name: tomllib.loads(path.read_text("utf-8")) for name, path in FORBIDDEN.items()}
START = "content/words/en/start.toml"


@pytest.fixture(scope="module")
def found() -> tuple[dict[str, Any], bool]:
    return report(paths.resources())


def test_the_real_content_covers_every_statement_and_has_no_fault(found: tuple[dict[str, Any], bool]) -> None:
    tables, ok = found
    assert tables["statements"] == {"covered": 101, "of": 101, "missing": [], "unmapped": []}
    assert tables["forbidden"] == []
    assert tables["keys"] == []
    assert tables["long_sentences"] == []
    assert ok


def test_every_page_is_graded_and_reads_like_sixth_grade_or_easier(
    found: tuple[dict[str, Any], bool], real: Content
) -> None:
    graded = found[0]["grades"]
    assert graded.keys() == {item.id for item in real.checklist.items}
    assert {page: grade for page, grade in graded.items() if grade > HARDEST_GRADE} == {}


def held_against(kind: str) -> list[tuple[str, str]]:
    return [(file, sentence) for file, read in SENTENCES.items() for sentence in read[kind]]


@pytest.mark.parametrize(("file", "sentence"), held_against("must_catch"))
def test_what_no_page_may_say_is_caught(file: str, sentence: str) -> None:
    assert caught(load_patterns(FORBIDDEN[file]), sentence)


@pytest.mark.parametrize(("file", "sentence"), held_against("must_pass"))
def test_what_a_page_must_be_able_to_say_passes(file: str, sentence: str) -> None:
    assert caught(load_patterns(FORBIDDEN[file]), sentence) == ()


@pytest.mark.parametrize("file", FORBIDDEN)
def test_enough_sentences_stand_against_the_patterns(file: str) -> None:
    assert len(set(SENTENCES[file]["must_catch"])) >= 30
    assert len(set(SENTENCES[file]["must_pass"])) >= 30
    tried = {name for one in SENTENCES[file]["must_catch"] for name in caught(load_patterns(FORBIDDEN[file]), one)}
    assert tried == load_patterns(FORBIDDEN[file]).keys(), "each pattern catches one of them"
    # What an exception says is English in every language.
    assert load_patterns(FORBIDDEN["forbidden.toml"]).keys() - tried <= {"exception"}


def test_a_pattern_is_searched_for_in_each_sentence_of_its_own() -> None:
    patterns = {"far": re.compile("stop.*pill")}
    assert caught(patterns, "Please stop. Here is a pill.") == ()
    assert caught(patterns, "Please wait. Then stop the pill.") == ("far",)


@pytest.mark.parametrize(
    ("where", "new"),
    [
        ("forbidden", 'question = "You are cleared for the procedure."'),
        ("keys", ""),
        ("long_sentences", 'question = "' + "word " * 21 + '?"'),
    ],
)
def test_a_spoilt_text_is_reported_by_key(where: str, new: str, resources: Path, change: Change) -> None:
    change(START, 'question = "Is this you, and is it right?"', new)
    tables, ok = report(resources)
    assert not ok
    assert {row["key"] for row in tables[where]} == {"start.right_person.question"}
    assert tables[where][0]["language"] == "en"


def test_a_staff_word_is_not_held_against_the_patients_patterns(resources: Path, change: Change) -> None:
    change("content/words/en/flags.toml", "Interpreter wanted", "Cleared for surgery")
    assert report(resources)[1]


def test_a_statement_lost_or_made_up_is_reported(resources: Path, change: Change) -> None:
    path = resources / "content" / "checklist.toml"
    text = path.read_text("utf-8").replace('"S103"', '"S222"')
    path.write_text(text, "utf-8")
    tables, ok = report(resources)
    assert tables["statements"]["missing"] == ["S103"]
    assert tables["statements"]["unmapped"] == ["S222"]
    assert not ok


def test_a_page_that_reads_too_hard_is_reported(resources: Path, change: Change) -> None:
    hard = "Kindly characterise the aforementioned musculoskeletal manifestations comprehensively and immediately."
    change(START, "Is this you, and is it right?", f"{hard} {hard} {hard}")
    tables, ok = report(resources)
    assert tables["grades"]["start.right_person"] > HARDEST_GRADE
    assert not ok


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("forbidden.toml", "must_catch = []\n", "forbidden.toml: pattern: the file holds no pattern"),
        ("forbidden.toml", '[[pattern]]\nname = "odd"\nregex = "(open"\n', "forbidden.toml: odd: the regex cannot be"),
        ("forbidden.toml", '[[pattern]]\nname = "odd"\n', "forbidden.toml: odd: the pattern has no regex"),
        ("terms.toml", "[[term]]\nkind = 'drug'\n", "terms.toml: term[0]: the term has no word"),
    ],
)
def test_a_broken_list_of_the_writers_is_refused(file: str, text: str, told: str, resources: Path) -> None:
    (resources / "content" / file).write_text(text, "utf-8")
    with pytest.raises(BrokenContent) as refusal:
        report(resources)
    assert told in str(refusal.value)


def test_terms_are_few_and_count_as_short_words() -> None:
    tables = tomllib.loads((paths.resources() / "content" / "terms.toml").read_text("utf-8"))["term"]
    assert len([one for one in tables if one["kind"] == "term"]) <= 25
    terms = load_terms(paths.resources() / "content" / "terms.toml")
    assert "kyphoplasty" not in plain("Your Kyphoplasty is on {date}.", terms).lower()
    assert plain("{name}", {}) == "Tuesday"


def test_a_page_is_read_with_each_card_as_a_sentence(real: Content) -> None:
    text = page_text(real.checklist.item("start.who"), real.words("en"))
    assert text.endswith("I am. I am, with someone helping me. Someone else, for me.")
    assert text.startswith("Who is giving the answers?")


def test_a_check_needs_no_reading_grades(real: Content) -> None:
    checked = check(real, paths.resources() / "content")
    assert checked.ok
    assert "grades" not in checked.as_tables()
    assert long_sentences(real.words("en")) == ()
    terms = load_terms(paths.resources() / "content" / "terms.toml")
    assert max(grades(real.checklist, real.words("en"), terms).values()) <= HARDEST_GRADE


VERDICT = re.compile(r"\b(ready|cleared|safe to|good to go|fit for)\b", re.IGNORECASE)


def test_neither_the_desk_nor_a_paper_gives_a_verdict_about_a_patient(real: Content) -> None:
    table = real.words("en").table
    said = {
        key for key, text in table.items() if key.startswith(("desk.", "papers.", "test.")) and VERDICT.search(text)
    }
    assert said == {"papers.slip.heading"}, "which asks the patient to get ready"
    assert VERDICT.search("She is ready")
    assert not VERDICT.search("already")


def test_the_words_of_the_patients_papers_are_among_those_searched_for_forbidden_sentences(real: Content) -> None:
    papers = ("papers.plan.", "papers.reading.", "papers.escort.", "papers.slip.")
    keys = [key for key in real.words("en").table if key.startswith(papers)]
    assert len(keys) > 50
    assert all(searched(key) and for_patients(key) for key in keys)
    escort = " ".join(text for key, text in real.words("en").table.items() if key.startswith("papers.escort."))
    assert not re.search(r"medicine|dose|pill|diagnos|fracture|bleed|level", escort, re.IGNORECASE)
