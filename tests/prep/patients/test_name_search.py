"""Names as they are searched: however they are written, the same letters find them."""

import pytest

from kypho_prep.prep.patients.name_search import figures, folded, needles, search_words


@pytest.mark.parametrize(
    ("written", "found_by"),
    [
        ("Świątek", "swiatek"),
        ("O'Brien", "obrien"),
        ("O\u2019Brien", "obrien"),
        ("Łukasiewicz-Ørsted", "lukasiewicz orsted"),
        ("Nguye\u0302\u0303n", "nguyen"),
        ("STRAßE", "strasse"),
        ("  van  der_Berg, ", "van der berg"),
        ("هُدى", "هدى"),
        ("", ""),
    ],
)
def test_case_accents_and_signs_make_no_difference(written: str, found_by: str) -> None:
    assert folded(written) == found_by


def test_a_visit_is_found_by_its_names_its_number_and_the_end_of_its_phone() -> None:
    words = search_words("Świątek, Ana Maria", "MRN-40 177", "+1 (555) 555-0142")
    assert words == tuple(
        sorted(
            ["swiatek", "ana", "maria", "mrn", "40", "177", "mrn40177", "15555550142", "5555550142", "5550142", "0142"]
        )
    )
    assert search_words("Moss", "", "") == ("moss",)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Ana  ŚWI", ("ana", "swi")),
        ("(555) 555-0142", ("5555550142",)),
        ("mrn 40", ("mrn", "40")),
        (" - ", ()),
        ("", ()),
    ],
)
def test_a_search_asks_for_each_word_and_for_a_number_as_one(typed: str, asked: tuple[str, ...]) -> None:
    assert needles(typed) == asked


def test_figures_alone() -> None:
    assert figures("555-0142 (home)") == "5550142"
