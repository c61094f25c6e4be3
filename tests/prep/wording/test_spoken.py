"""What a voice is handed is what a person would say: times, dates, doses, units, phone numbers, short forms."""

import pytest

from kypho_prep.content import Content
from kypho_prep.prep.wording.spoken import sentence_spans, spoken
from kypho_prep.prep.words import Words


@pytest.fixture(scope="module")
def english(content: Content) -> Words:
    return content.words("en")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Come at 7:30 AM.", "Come at 7 30 A M."),
        ("Come at 7:00 AM.", "Come at 7 A M."),
        ("Come at 12:05 pm, please", "Come at 12 oh 5 P M, please"),
        ("type them too: 9:45.", "type them too: 9 45."),
        ("at 7:00", "at 7:00"),
        ("from 7:30 AM to 9:00 AM", "from 7 30 A M to 9 A M"),
        ("Tuesday, December 8, 2026, 9:30 AM", "Tuesday, December 8th, 2026, 9 30 A M"),
        ("on March 1", "on March 1st"),
        ("May 2026 and May 99", "May 2026 and May 99"),
        ("Eliquis 5 mg 2x", "Eliquis 5 milligrams 2 times"),
        ("1 mg, 2.5 mg and 1,000 mg", "1 milligram, 2.5 milligrams and 1,000 milligrams"),
        ("2,5 mg", "2,5 milligrams"),
        ("a 50mcg patch", "a 50 micrograms patch"),
        ("1/2 tablet, 3/4 cup, 5/6", "one half tablet, three quarters cup, 5 6"),
        ("insulin 70/30", "insulin 70 30"),
        ("carbidopa/levodopa", "carbidopa levodopa"),
        ("above 100 °F.", "above 100 degrees Fahrenheit."),
        ("above 100\N{NO-BREAK SPACE}°F.", "above 100 degrees Fahrenheit."),
        ("20 % of 12 kg", "20 percent of 12 kilograms"),
        ("Call 911 at once.", "Call 9 1 1 at once."),
        ("911", "9 1 1"),
        ("room 1911 and 911.5", "room 1911 and 911.5"),
        ("Call (617) 555-0123.", "Call 6 1 7, 5 5 5, 0 1 2 3."),
        ("Call 617.555.0123 now", "Call 6 1 7, 5 5 5, 0 1 2 3 now"),
        ("Call 555-0199", "Call 5 5 5, 0 1 9 9"),
        ("+1 617 555 0123", "1, 6 1 7, 5 5 5, 0 1 2 3"),
        ("2 10", "2 10"),
        ("Wait 5–10 minutes", "Wait 5 to 10 minutes"),
        ("An MRI, a CT and your ID", "An M R I, a C T and your I D"),
        ("Dr. Okafor & team", "Doctor Okafor and team"),
        ("IDEA and grade 5", "IDEA and grade 5"),
        ("Nothing short here.", "Nothing short here."),
    ],
)
def test_what_is_written_short_is_said_in_full(english: Words, written: str, said: str) -> None:
    assert spoken(written, english) == said


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("Ask Dr. Okafor. Then R. Alvarez, RN.", ["Ask Dr. Okafor.", "Then R. Alvarez, RN."]),
        ("They said: “no food.” Ask.", ["They said: “no food.”", "Ask."]),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("2.5 mg at 7:30", ["2.5 mg at 7:30"]),
        ("¿Toma algo? Sí.", ["¿Toma algo?", "Sí."]),
        ("هل تأكل؟ نعم.", ["هل تأكل؟", "نعم."]),
        ("  ", []),
        ("", []),
    ],
)
def test_a_text_is_said_sentence_by_sentence(text: str, sentences: list[str]) -> None:
    assert [text[begin:end] for begin, end in sentence_spans(text)] == sentences


def test_no_letter_of_any_text_falls_between_two_sentences(english: Words) -> None:
    for text in english.table.values():
        said = "".join(text[begin:end] for begin, end in sentence_spans(text))
        assert "".join(said.split()) == "".join(text.split())


def test_every_sentence_of_a_patient_s_pages_keeps_its_words(english: Words) -> None:
    """A rule that is too eager would swallow or change what was meant: where no short form stands nothing changes."""
    changed = {
        key: spoken(text, english)
        for key, text in english.table.items()
        if key.startswith(("about.", "procedure.", "risks.", "after.", "bring.", "ride.")) and "{" not in text
        if spoken(text, english) != " ".join(text.split())
    }
    assert {key.partition(".")[0] for key in changed} <= {"after", "bring", "about"}
    assert all("degrees Fahrenheit" in said or "I D" in said or "X-ray" in said for said in changed.values()), changed
