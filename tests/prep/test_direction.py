"""Lines of two scripts: which side they read from, and which parts keep their own order."""

import pytest

from kypho_prep.prep.wording.direction import FSI, LRI, PDI, RLI, isolated, isolates, reads_from_right, with_marks

SHOWN = str.maketrans({LRI: "[", RLI: "{", FSI: "<", PDI: "]"})


@pytest.mark.parametrize(
    ("text", "page_from_right", "expected"),
    [
        ("Xarelto", True, False),
        ("555-0123", True, False),
        ("", True, False),
        ("خذ Xarelto", True, True),
        ("Xarelto هو الدواء", True, True),
        ("Call the nurse", False, False),
        ("أحمد has typed", False, False),
        ("أسبرين", False, True),
        ("أسبرين 100", False, True),
    ],
)
def test_a_text_reads_from_its_page_s_side_as_soon_as_it_has_letters_of_it(
    text: str, page_from_right: bool, expected: bool
) -> None:
    assert reads_from_right(text, page_from_right) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الهاتف: 555-0123", "الهاتف: [555-0123]"),
        ("الهاتف: +1 (555) 555-0123.", "الهاتف: [+1 (555) 555-0123]."),
        ("تعال في 8:30 صباحا", "تعال في [8:30] صباحا"),
        ("خذ 20 mg كل يوم", "خذ [20 mg] كل يوم"),
        ("خذ 2.5 مغ", "خذ [2.5] مغ"),
        ("رمزك 123 456 هنا", "رمزك [123 456] هنا"),
        ("ارتفاع الحرارة فوق 38 °C.", "ارتفاع الحرارة فوق [38 °C]."),
        ("قال Dr. Okafor ذلك", "قال [Dr. Okafor] ذلك"),
        ("اكتب 6 أرقام", "اكتب 6 أرقام"),
        ("Xarelto 5 أقراص", "[Xarelto] 5 أقراص"),
        ("Tylenol PM, 5 أقراص", "[Tylenol PM], 5 أقراص"),
        ("خذ 20 mg. 5 أقراص تبقى", "خذ [20 mg]. 5 أقراص تبقى"),
        ("Xarelto (يحتوي على rivaroxaban)", "[Xarelto] (يحتوي على [rivaroxaban])"),
        ("مميّع (Eliquis، Xarelto)", "مميّع ([Eliquis]، [Xarelto])"),
        ("خذ Tylenol PM (or Advil أو غيره)", "خذ [Tylenol PM] ([or Advil] أو غيره)"),
        ("Xarelto (rivaroxaban) هو", "[Xarelto (rivaroxaban)] هو"),
        ("في 7 ديسمبر 2026 11:30 مساء", "في 7 ديسمبر 2026 [11:30] مساء"),
        ("في 2026 8 مرات", "في 2026 8 مرات"),
        ("الهاتف 555 0123 ليلا", "الهاتف [555 0123] ليلا"),
        ("من 8:30 - 9:30 صباحا", "من [8:30] - [9:30] صباحا"),
        ("موعد حضور Noreen: 6:00 صباحا", "موعد حضور [Noreen]: [6:00] صباحا"),
        ("جرعة Eliquis 2.5 مغ", "جرعة [Eliquis] [2.5] مغ"),
        ("غرفة 12, 3 أشخاص", "غرفة 12, 3 أشخاص"),
        ("تم 100% منه", "تم [100%] منه"),
        ("قال: “Take your last Xarelto on Monday.” اليوم", "قال: “<Take your last Xarelto on Monday.]” اليوم"),
        ("كتبت «أسبرين 100» هنا", "كتبت «أسبرين 100» هنا"),
        ("كتبت “Aspirin أسبرين”", "كتبت “<Aspirin أسبرين]”"),
    ],
)
def test_numbers_doses_times_names_and_quotes_keep_their_order_within_arabic(text: str, expected: str) -> None:
    assert isolated(text, True).translate(SHOWN) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call the nurse at 555-0123.", "Call the nurse at 555-0123."),
        ("أحمد علي, 76", "{أحمد علي], 76"),
        ("She typed “أسبرين 100”, 76", "She typed “<أسبرين 100]”, 76"),
    ],
)
def test_arabic_within_english_keeps_its_order(text: str, expected: str) -> None:
    assert isolated(text, False).translate(SHOWN) == expected


def test_an_english_text_after_an_arabic_word_is_whole() -> None:
    assert isolated("Take it on Monday.", True).translate(SHOWN) == "[Take it on Monday.]"
    assert isolated(" ", True) == " "


def test_the_marks_alone_are_added() -> None:
    text = "قال: “Take 5.” و +1 555-0123"
    marks = isolates(text, True)
    assert [place for place, _ in marks] == sorted(place for place, _ in marks)
    assert with_marks(text, marks).translate(dict.fromkeys(map(ord, (LRI, RLI, FSI, PDI)))) == text
