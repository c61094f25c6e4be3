"""Medicines typed in another language: found by what they are called there, whatever the language of the page."""

import pytest

from kypho_prep.content import Content
from kypho_prep.content.medicines_report import matches
from kypho_prep.prep.medicines.catalogue import suggest
from tests.content.conftest import Breaking

FILE = "medicines/synonyms/es.toml"
TYPED_IN_SPANISH = (
    ("warfarina 5 mg", "warfarin", "anticoagulant_oral"),
    ("tomo warfarina una vez al día", "warfarin", "anticoagulant_oral"),
    ("CLOPIDOGREL en la mañana", "clopidogrel", "antiplatelet"),
    ("ácido acetilsalicílico", "aspirin", "antiplatelet"),
    ("acido acetil salicilico 100 mg", "aspirin", "antiplatelet"),
    ("aspirina chiquita", "aspirin", "antiplatelet"),
    ("inyecciones en la barriga", "", "anticoagulant_injectable"),
    ("anticoagulantes", "", "anticoagulant_oral"),
    ("insulina glargina", "insulin glargine", "insulin"),
    ("insulina de la noche", "insulin", "insulin"),
    ("semaglutida cada semana", "semaglutide", "glp1"),
    ("empagliflosina", "empagliflozin", "sglt2"),
    ("ibuprofeno de 400 miligramos", "ibuprofen", "nsaid"),
    ("diclofenaco", "diclofenac", "nsaid"),
    ("prednisona", "prednisone", "corticosteroid"),
    ("pastilla para dormir", "", "sedative"),
    ("ácido alendrónico", "alendronate", "osteoporosis"),
    ("metotrexato los lunes", "methotrexate", "immunosuppressant"),
    ("furosemida para la presión", "furosemide", ""),
    ("levotirosina", "levothyroxine", ""),
    ("metformina 500 dos veces al día", "metformin", ""),
    ("lágrimas artificiales", "artificial tears", ""),
    ("la pastilla para la presión", "", ""),
)
TYPED_IN_ARABIC = (
    ("وارفارين 5 ملغ", "warfarin", "anticoagulant_oral"),
    ("الوارفارين مرة كل يوم", "warfarin", "anticoagulant_oral"),
    ("آخذ كومادين حبة ٥ ملغ مساءً", "warfarin", "anticoagulant_oral"),
    ("إليكويس", "apixaban", "anticoagulant_oral"),
    ("اليكويس ٥ ملغ", "apixaban", "anticoagulant_oral"),
    ("زاريلتو", "rivaroxaban", "anticoagulant_oral"),
    ("مُمَيِّع للدم", "", "anticoagulant_oral"),
    ("حبوب الســيولة", "", "anticoagulant_oral"),
    ("إبر في البطن", "", "anticoagulant_injectable"),
    ("بلافكس", "clopidogrel", "antiplatelet"),
    ("كلوبيدوغرل", "clopidogrel", "antiplatelet"),
    ("اسبرين 81", "aspirin", "antiplatelet"),
    ("أسبرين الأطفال", "aspirin", "antiplatelet"),
    ("ايبوبروفين عند اللزوم", "ibuprofen", "nsaid"),
    ("فولتارين", "diclofenac", "nsaid"),
    ("أوزمبيك", "semaglutide", "glp1"),
    ("جارديانس", "empagliflozin", "sglt2"),
    ("انسولين", "insulin", "insulin"),
    ("حقن الانسولين", "insulin", "insulin"),
    ("حبوب النوم", "", "sedative"),
    ("كورتيزون", "cortisone", "corticosteroid"),
    ("ابرة الهشاشه", "", "osteoporosis"),
    ("مضاد حيوي", "", "antibiotic"),
    ("وارفرن", "warfarin", "anticoagulant_oral"),
    ("ابكسبان", "apixaban", "anticoagulant_oral"),
    ("قلوكوفاج", "metformin", ""),
    ("فولترين", "diclofenac", "nsaid"),
    ("مدفورمين", "metformin", ""),
    ("ميتفورمين مرتين في اليوم", "metformin", ""),
    ("حبوب للضغط", "", ""),
    ("فيتامين د", "vitamin D", ""),
)
NO_MEDICINE_IN_ARABIC = (
    "لا أعرف الاسم",
    "الحبة البيضاء",
    "السكر في الدم",
    "لا شيء",
    "ابنتي",
    "القلب",
    "بدون وارفارين",
    "الكولسترول",
    "حبة صغيرة بيضاء",
    "نسيت الاسم",
    "الحمد لله",
    "رقم",
)
NO_MEDICINE = (
    "no sé el nombre",
    "la pastilla blanca",
    "azúcar en la sangre",
    "ninguna",
    "no me acuerdo",
    "mi hija",
    "sin warfarina",
)


@pytest.mark.parametrize(("typed", "generic", "code"), [*TYPED_IN_SPANISH, *TYPED_IN_ARABIC])
def test_what_a_patient_types_in_another_language_reaches_its_medicine_and_class(
    typed: str, generic: str, code: str, real: Content
) -> None:
    (found,) = matches(real.medicines, [typed])
    assert found["generics"] == ([generic] if generic else [])
    assert set(found["classes"]) - {"morning_of"} == ({code} if code else set())


def test_talk_in_another_language_is_no_medicine(real: Content) -> None:
    found = matches(real.medicines, (*NO_MEDICINE, *NO_MEDICINE_IN_ARABIC))
    assert [one["typed"] for one in found if one["name"]] == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("وارف", "warfarin"),
        ("الوارف", "warfarin"),
        ("ميتفو", "metformin"),
        ("نورفا", "Norvasc"),
        ("أموكسي", "amoxicillin"),
    ],
)
def test_a_name_begun_in_arabic_letters_is_offered_as_on_the_bottle(typed: str, offered: str, real: Content) -> None:
    assert suggest(real.medicines, typed)[0].name == offered


def test_a_synonym_is_offered_as_what_the_bottle_says_and_lay_words_as_they_stand(real: Content) -> None:
    offered = [
        suggest(real.medicines, typed)[0].name for typed in ("espironolac", "metformina", "pastilla para la vej")
    ]
    assert offered == ["spironolactone", "metformin", "pastilla para la vejiga"]
    # Beside the English name, one row, whatever finds it.
    assert [one.name for one in suggest(real.medicines, "furosemid")].count("furosemide") == 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "acenocoumarol = ",
            "acenocoumarole = ",
            "synonyms/es.toml: acenocoumarole: the flagging list has no such name",
        ),
        ('"fenprocumón"', '"Warfarín Sodium"', "synonyms/es.toml: Warfarín Sodium: is spelled like warfarin sodium"),
        ('"fenprocumón"', '"heparina"', "synonyms/es.toml: heparina: is spelled like heparina"),
        ('"fenprocumón"', '"\U0001f48a"', "synonyms/es.toml: \U0001f48a: nobody can type this as a medicine's name"),
        ("[lay_words]", "[lay_word]", "unknown field `lay_word`"),
    ],
)
def test_a_fault_in_the_synonyms_is_named(old: str, new: str, told: str, broken: Breaking) -> None:
    assert told in str(broken(FILE, old, new))
