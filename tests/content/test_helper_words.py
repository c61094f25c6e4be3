"""What is said while somebody else answers for the patient: "they", on every page such a helper reads."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kypho_prep import paths
from kypho_prep.content import Content, load, load_words
from kypho_prep.content.check import page_text
from kypho_prep.content.helper_words import helper_reads, speaking
from kypho_prep.content.report import HARDEST_GRADE, report
from kypho_prep.content.word_keys import for_patients
from kypho_prep.prep.words import HelperWords, Words
from tests.content.conftest import Breaking, Change

HELPER = "content/words/en/helper/"
TO_THE_PATIENT = re.compile(r"\b(you|your|yours|yourself|I|I['’]m|me|my|mine|myself)\b", re.IGNORECASE)
# Where these words mean the helper at the screen, or stand on a page before anyone has said who answers.
MEANS_THE_HELPER = (
    *("answer.question", "answer.understood", "controls.explain", "controls.tell_more", "controls.missing.", "error."),
    *("kiosk.ask.", "kiosk.bar.", "kiosk.cover.", "kiosk.desk.", "kiosk.emergency.", "kiosk.interpreter."),
    *("kiosk.left.heading", "kiosk.nurse.", "kiosk.plan.done", "kiosk.read_aloud.", "kiosk.rest."),
    *("kiosk.sign_in.", "kiosk.thanks.heading", "kiosk.trouble.", "kiosk.unsaved.", "kiosk.welcome.", "speech."),
)


def test_no_page_of_a_helpers_speaks_to_the_patient(real: Content) -> None:
    said = real.words("en").for_helper()
    read = [key for key in said.table if for_patients(key) and helper_reads(real.checklist, key)]
    assert len(read) > 900
    found = {key: said.table[key] for key in read if TO_THE_PATIENT.search(said.table[key])}
    assert {key: text for key, text in found.items() if not key.startswith(MEANS_THE_HELPER)} == {}
    assert len(found) < 60
    asked = [page_text(item, said) for item in real.checklist.items if item.has_page and not item.private]
    assert [text for text in asked if TO_THE_PATIENT.search(text)] == []


def test_what_is_printed_and_what_staff_read_stays_the_patients(real: Content) -> None:
    words = real.words("en")
    said = words.for_helper()
    assert said("medicines.groups_more.question") == "Do they take any of these?"
    for key, text in words.table.items():
        if not for_patients(key) or (key.startswith("papers.") and not key.startswith("papers.plan.label.")):
            assert said.table[key] == text


def test_a_helpers_pages_read_as_easily_and_as_long(real: Content) -> None:
    graded = report(paths.resources())[0]["grades_helper"]
    assert {page: grade for page, grade in graded.items() if grade > HARDEST_GRADE} == {}
    words = real.words("en")
    for item in (one for one in real.checklist.items if one.has_page):
        own, said = (len(page_text(item, one).split()) for one in (words, words.for_helper()))
        assert abs(said - own) <= 8, item.id


@pytest.mark.parametrize(
    ("spoilt", "key", "reason"),
    [
        (("now.toml", "question =", "other ="), "now.symptoms.question", "the words for a helper are missing"),
        (("now.toml", "Do they have", "Do you have"), "now.symptoms.question", "speak to the patient"),
        (("plan.toml", "{date} at {time}", "{date}"), "plan.procedure", "placeholders of the helper's words differ"),
        (("kiosk.toml", "[kiosk.twin]", "[kiosk.cover]\nheading = 'Here?'\n[kiosk.twin]"), "kiosk.cover.heading",
         "mean whoever touches the screen"),
        (("now.toml", "[now", "[now.other]\nbody = 'They'\n[now"), "now.other.body", "stand for no words"),
        (("_helper.toml", '  "error.",', "  7,"), "whoever", "expected speaks_to, whoever and speaks_to_nobody"),
        (("_helper.toml", "speaks_to =", "same_form = 1\nspeaks_to ="), "same_form", "or same_form, true or false"),
        (("_helper.toml", "speaks_to =", "speaks ="), "speaks", "expected speaks_to, whoever and speaks_to_nobody"),
    ],
)  # fmt: skip
def test_helper_words_that_do_not_fit_are_refused(
    spoilt: tuple[str, str, str], key: str, reason: str, broken: Breaking
) -> None:
    file, old, new = spoilt
    told = broken(HELPER + file, old, new)
    assert told.key == key
    assert reason in told.reason


def test_a_broken_file_of_a_helpers_is_named_with_its_folder(broken: Breaking) -> None:
    assert broken(HELPER + "now.toml", "[now", "now").file == "words/en/helper/now.toml"


def test_a_forbidden_sentence_to_a_helper_is_found(resources: Path, change: Change) -> None:
    change(HELPER + "now.toml", 'question = "Do they', 'question = "Stop aspirin. Do they')
    tables, ok = report(resources)
    assert not ok
    assert [row["key"] for row in tables["forbidden"]] == ["now.symptoms.question"]


def test_another_language_needs_what_english_has_and_what_its_own_words_say(resources: Path) -> None:
    english = load_words(resources / "content" / "words", "en")
    folder = resources / "content" / "words" / "xx"
    (folder / "helper").mkdir(parents=True)
    (folder / "_language.toml").write_text('name = "Other"\n', "utf-8")
    said = {key: text for key, text in english.table.items() if for_patients(key)} | {"controls.yes": "Oui, vous"}
    (folder / "all.toml").write_text(_toml(said), "utf-8")
    (folder / "helper" / "all.toml").write_text(_toml(english.helper.table), "utf-8")
    assert load(resources).words("xx").for_helper()("now.symptoms.question").startswith("Do they")
    # One form for "you" and "they" hides what has to be said otherwise: English tells, and the words it names besides.
    (folder / "helper" / "_helper.toml").write_text('same_form = true\nspeaks_to = ["vous"]\n', "utf-8")
    assert _helper_lacks(resources) == ["controls.yes"]
    without = {key: text for key, text in english.helper.table.items() if key != "now.symptoms.question"}
    (folder / "helper" / "all.toml").write_text(_toml(without | {"controls.yes": "Oui"}), "utf-8")
    assert _helper_lacks(resources) == ["now.symptoms.question"]
    # Where its own words tell the two apart, they alone do.
    (folder / "helper" / "_helper.toml").write_text('speaks_to = ["vous"]\n', "utf-8")
    assert load(resources).words("xx").for_helper()("now.symptoms.question").startswith("Do you")


def _toml(said: Mapping[str, str]) -> str:
    return "\n".join(f"{key} = '''{text}'''" for key, text in said.items())


def _helper_lacks(resources: Path) -> list[str]:
    faults = report(resources)[0]["keys"]
    assert {(row["language"], row["reason"]) for row in faults} == {("xx", "the words for a helper are missing")}
    return [row["key"] for row in faults]


@pytest.mark.parametrize(
    ("text", "speaks"),
    [("رأي طبيبك", True), ("حقّك", True), ("ذلك الطبيب", False), ("تذكّر اليوم", False), ("تأخذ الدواء", True)],
)
def test_words_that_speak_to_the_patient_are_known_by_their_ending(text: str, speaks: bool) -> None:
    helper = HelperWords(speaks_to=("-ك", "تأخذ"), speaks_to_nobody=("ذلك",))
    assert bool(list(speaking(Words("ar", "العربية", {"a.b": text}, helper=helper)))) is speaks
