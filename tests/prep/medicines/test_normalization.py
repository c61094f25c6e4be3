"""What stays of a typed medicine: its words, without dose, form, how often and talk, and never what is denied."""

import pytest

from kypho_prep.prep.medicines.normalization import LONGEST, affirmed, joined, plain_words, readings


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Goody's® Powder", "goodys powder"),
        ("Bayer Back & Body", "bayer back body"),
        ("Humulin 70/30", "humulin 70/30"),
        ("Tylenol #3", "tylenol 3"),
        ("81mg", "81 mg"),
        ("Q10", "q 10"),
        ("diclofenac 1%", "diclofenac 1%"),
        ("Ácido\u00a0acetilsalicílico \u2013 100 \u00b5g", "acido acetilsalicilico 100 ug"),
        ("\u00bd tablet", "1/2 tablet"),
        ("", ""),
    ],
)
def test_words_and_numbers_stay_and_marks_go(typed: str, words: str) -> None:
    assert " ".join(plain_words(typed)) == words


@pytest.mark.parametrize(
    "typed",
    [
        "aspirin " * 250,
        "a" * (LONGEST + 1),
        "aspirin 💊",
        "אספירין aspirin",
        "\u202eniripsa",
        "asp\x00irin",
        "<b>aspirin</b>",
    ],
)
def test_what_nobody_types_as_a_name_has_no_words(typed: str) -> None:
    assert plain_words(typed) == ()


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("metoprolol er 25 mg 1x day", "metoprolol"),
        ("aspirin 81 mg every morning", "aspirin"),
        ("hydrocodone 5/325 2 tablets a day", "hydrocodone"),
        ("losartan potassium 50", "losartan"),
        ("I take the xarelto for my afib", "xarelto"),
        ("diclofenac 1% gel", "diclofenac"),
        ("insulin 20 a day", "insulin"),
        ("lantus 10 units per day", "lantus"),
    ],
)
def test_dose_form_and_talk_are_taken_away_in_the_end(typed: str, left: str) -> None:
    assert " ".join(readings(plain_words(typed))[-1]) == left


def test_a_number_that_may_belong_to_the_name_goes_last() -> None:
    found = readings(plain_words("tylenol 3 every 4 hours"))
    assert found.index(("tylenol", "3")) < found.index(("tylenol",))
    assert readings(("aspirin",)) == (("aspirin",),)
    assert readings(("one", "day")) == (("one", "day"),)


def test_split_and_joined_spellings_are_one() -> None:
    assert joined(plain_words("coo ma din")) == "coomadin"
    assert joined(plain_words("aspirin and caffeine")) == joined(plain_words("aspirin/caffeine"))


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("no aspirin", ""),
        ("jardiance for my heart not diabetes", "jardiance for my heart"),
        ("not sure blood thinner", "not sure blood thinner"),
        ("sugar free metamucil", "metamucil"),
        ("free", ""),
    ],
)
def test_what_is_denied_is_left_out(typed: str, left: str) -> None:
    assert " ".join(affirmed(tuple(typed.split()))) == left
