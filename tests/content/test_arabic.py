"""The Arabic words: whole, in Arabic letters and the digits of the bottles; no helper is spoken to as the patient."""

import re
import unicodedata
from collections.abc import Iterator

import pytest

from kypho_prep.content import Content
from kypho_prep.content.helper_words import helper_reads
from kypho_prep.content.word_keys import for_patients
from kypho_prep.prep.words import Words

# Names of things that stand in Latin letters on the bottle, the card or the key; and languages in their own letters.
LATIN = re.compile(r"[A-Za-zÀ-ÿęł]{2,}")
IN_LATIN = ("controls.keyboard.", "kiosk.interpreter.", "speech.", "error.")
NAMES = "Advil Aleve Betadine CPAP CT Coumadin Eliquis Farxiga Fosamax Hibiclens Jardiance MRI MRSA Motrin Ozempic \
Plavix Prolia Uber Xarelto diff nurse prednisone"
# Words that end as "your" does and mean nobody; "please" means whoever reads it.
OTHERS = "ترك تلك ذلك كذلك وكذلك لذلك سمك السمك مشبك هناك ورك يملك أكريليك الأكريليك اترك فضلك"


@pytest.fixture(scope="module")
def arabic(content: Content) -> Words:
    return content.words("ar")


def texts(words: Words) -> Iterator[tuple[str, str]]:
    for table in (words.table, words.helper.table):
        yield from ((key, text) for key, text in table.items() if for_patients(key))


def test_arabic_is_a_whole_draft(content: Content, arabic: Words) -> None:
    (known,) = (one for one in content.known if one.code == "ar")
    assert (known.draft, known.complete, arabic.right_to_left) == (True, True, True)


def test_the_words_hold_no_marks_of_direction_and_no_english(arabic: Words) -> None:
    hidden = [key for key, text in texts(arabic) if any(unicodedata.category(one) == "Cf" for one in text)]
    assert hidden == []
    plain = ((key, re.sub(r"\{\w+\}", "", text)) for key, text in texts(arabic) if not key.startswith(IN_LATIN))
    found = {key: words for key, text in plain if (words := set(LATIN.findall(text)) - set(NAMES.split()))}
    assert found == {}


def test_numbers_are_those_of_the_bottles_and_marks_those_of_arabic(arabic: Words) -> None:
    odd = {key: text for key, text in texts(arabic) if re.search(r"[\u0660-\u0669\u06f0-\u06f9]|[?,“”]", text)}
    assert [key for key in odd if not key.startswith(("controls.keyboard.", "speech."))] == []


def test_each_text_says_the_numbers_that_the_english_one_says(content: Content, arabic: Words) -> None:
    """Hours, days, fever and odds: none more, none less; of the smallest some stand in words ("two weeks")."""
    english = content.words("en")
    pairs = [(key, english.table[key], text) for key, text in arabic.table.items() if key in english]
    pairs += [
        (key, english.for_helper().table[key], text) for key, text in arabic.helper.table.items() if key in english
    ]
    apart = {}
    for key, meant, text in pairs:
        own, other = (set(re.findall(r"\d+", one)) for one in (text, meant))
        if not own <= other or other - own - {"1", "2", "4", "6"}:
            apart[key] = (meant, text)
    assert [key for key in apart if not key.startswith(("controls.keyboard.", "speech.", "date."))] == []


def test_no_page_of_a_helpers_speaks_to_the_patient_in_arabic(content: Content, arabic: Words) -> None:
    said = arabic.for_helper()
    whoever = arabic.helper.whoever
    found = {}
    for key, text in said.table.items():
        if for_patients(key) and helper_reads(content.checklist, key) and not key.startswith(whoever):
            words = re.findall(r"\w+", "".join(one for one in text if unicodedata.category(one) != "Mn"))
            found[key] = [one for one in words if one.endswith("ك") and one not in OTHERS.split()]
    assert {key: words for key, words in found.items() if words} == {}
