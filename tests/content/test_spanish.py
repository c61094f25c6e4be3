"""The Spanish words: whole, "usted" throughout, and each text says the numbers that the English one says."""

import re
from collections.abc import Iterator

import pytest

from kypho_prep.content import Content
from kypho_prep.content.spanish_ease import HARDEST, ease, eases, syllables
from kypho_prep.content.word_keys import for_patients
from kypho_prep.prep.words import Words

KEYS_AND_NAMES = ("controls.keyboard.", "kiosk.interpreter.", "speech.")
ENGLISH = re.compile(
    r"\b(?:the|and|or|your?|they|their|of|with|for|from|this|that|is|are|was|have|has|do|does|did|not|please|ask|nurse"
    r"|doctor's|pain|medicine|bone|back|save|saved|type|touch|next|answer|question|page|print|plan's|call|desk)\b",
    re.IGNORECASE,
)
FAMILIAR = re.compile(
    r"\b(?:tu|tus|tú|ti|contigo|eres|tienes|puedes|debes|quieres|necesitas|vosotros|os)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def spanish(content: Content) -> Words:
    return content.words("es")


def texts(words: Words) -> Iterator[tuple[str, str]]:
    for table in (words.table, words.helper.table):
        found = ((key, re.sub(r"\{\w+\}", "", text)) for key, text in table.items() if for_patients(key))
        yield from ((key, text) for key, text in found if not key.startswith(KEYS_AND_NAMES))


def test_spanish_is_a_whole_draft(content: Content, spanish: Words) -> None:
    (known,) = (one for one in content.known if one.code == "es")
    assert (known.name, known.draft, known.complete) == ("Español", True, True)
    own = [key for key in content.words("en").table if for_patients(key) and key not in spanish]
    assert own == []


def test_no_english_is_left_and_nobody_is_spoken_to_as_a_child(spanish: Words) -> None:
    # The sample's user is called "nurse" at every clinic.
    english = {key: ENGLISH.findall(text) for key, text in texts(spanish) if key != "kiosk.welcome.sample_staff"}
    assert {key: words for key, words in english.items() if words} == {}
    assert [key for key, text in texts(spanish) if FAMILIAR.search(text)] == []


def test_each_question_opens_and_closes(spanish: Words) -> None:
    uneven = [key for key, text in texts(spanish) if text.count("¿") != text.count("?") or "!" in text]
    assert uneven == []


def test_each_text_says_the_numbers_that_the_english_one_says(content: Content, spanish: Words) -> None:
    """Hours, days, weeks, fever and odds: none more, none less."""
    english = content.words("en")
    pairs = [(key, english.table.get(key, ""), text) for key, text in spanish.table.items()]
    pairs += [(key, english.for_helper().table.get(key, ""), text) for key, text in spanish.helper.table.items()]
    # The clock says noon and midnight with their hour; "many" has its English in "other".
    other = ("date.noon", "date.midnight", *KEYS_AND_NAMES)
    apart = [
        key
        for key, meant, text in pairs
        if not key.startswith(other) and meant and sorted(re.findall(r"\d+", text)) != sorted(re.findall(r"\d+", meant))
    ]
    assert apart == []


def test_a_helper_is_told_of_the_patient(content: Content, spanish: Words) -> None:
    said = spanish.for_helper()
    asked = {item.id: said.table.get(f"{item.id}.question", "") for item in content.checklist.items if item.has_page}
    # "su" and the verbs say "you" and "they" alike: what speaks of the body or the day of somebody names the patient.
    alike = [one for one, text in asked.items() if re.search(r"\b(?:su|sus|le|les)\b", text) and "paciente" not in text]
    assert alike == []


SYLLABLES = {
    1: "y o que quien hay muy rey huir",
    2: "queso guerra agua país oír día fiebre ciudad leer ayer después huesos reunión construir viaje aire",
    3: "pingüino poeta ahora cuidado maíces oído iguales",
    4: "cifoplastia enfermera oxígeno cirugía aéreo todavía",
}


@pytest.mark.parametrize(("count", "words"), SYLLABLES.items())
def test_syllables_are_counted_as_spanish_parts_words(count: int, words: str) -> None:
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


def test_the_index_is_that_of_its_formula() -> None:
    # Two sentences, six words, ten syllables.
    assert round(ease("El globo sale. El hueso sana."), 2) == round(206.835 - 62.3 * 10 / 6 - 6 / 2, 2)
    assert ease("Preparación significativamente individualizada.") < 0 < ease("¿Le duele?")


def test_every_page_reads_at_least_as_normal(content: Content, spanish: Words) -> None:
    for words in (spanish, spanish.for_helper()):
        pages = eases(content.checklist, words)
        assert len(pages) > 120
        assert {page: found for page, found in pages.items() if found < HARDEST} == {}
