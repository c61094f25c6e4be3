"""Names as one hears them: what sounds alike has the same code, what sounds different has not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kypho_prep.prep.medicines.sounds import consonant_skeleton, sound


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("elikwiss", "eliquis"),
        ("zarelto", "xarelto"),
        ("plavicks", "plavix"),
        ("kumadin", "coumadin"),
        ("ozempik", "ozempic"),
        ("farziga", "farxiga"),
        ("simbalta", "cymbalta"),
        ("ibuprophen", "ibuprofen"),
        ("sinthroid", "synthroid"),
        ("rinocort", "rhinocort"),
        ("alleve", "aleve"),
        ("adivan", "ativan"),
        ("seealis", "cialis"),
        ("parnait", "parnate"),
        ("embrel", "enbrel"),
        ("tylenol3", "tylenol"),
    ],
)
def test_what_is_heard_alike_has_one_code(heard: str, name: str) -> None:
    assert sound(heard) == sound(name)


def test_celexa_is_not_heard_as_celebrex_nor_xanax_as_zantac() -> None:
    assert sound("celexa") != sound("celebrex")
    assert consonant_skeleton(sound("xanax")) != consonant_skeleton(sound("zantac"))


def test_a_misheard_vowel_leaves_the_consonants() -> None:
    assert consonant_skeleton(sound("lovonox")) == consonant_skeleton(sound("lovenox")) == "lvnks"
    assert consonant_skeleton(sound("inoxaparin")) == consonant_skeleton(sound("enoxaparin"))


@given(st.text(max_size=40))
def test_any_text_has_a_code_of_letters(text: str) -> None:
    assert all(letter.isalpha() for letter in consonant_skeleton(sound(text)))
