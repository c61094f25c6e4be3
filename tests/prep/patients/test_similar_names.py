"""Who may be mixed up is said; who is not alike is left in peace."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from kypho_prep.prep.patients.similar_names import Alerts, Coming, alerts_for, all_alerts, heard

DAY, OTHER_DAY = date(2026, 12, 8), date(2026, 12, 9)
BORN = date(1950, 2, 3)
ANNA = Coming("anna", "Petrov", "Petrov, Anna", BORN, "40112", DAY)
ANA = Coming("ana", "Petrow", "Petrow, Ana", date(1961, 5, 6), "40177", DAY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Petrov", "PETROW"),
        ("Meyer", "Meier"),
        ("Smith", "Smyth"),
        ("Schmidt", "Shmidt"),
        ("Phillips", "Filips"),
        ("Świątek", "Swiatek"),
        ("Peterson", "Petersen"),
        ("O'Brien", "OBrien"),
        ("Clark", "Klarck"),
        ("Thompson", "Tompson"),
    ],
)
def test_names_heard_alike(one: str, other: str) -> None:
    assert heard(one) == heard(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Lee", "Lu"), ("Moss", "Ross"), ("Kane", "Koen"), ("Smith", "Smeets"), ("Adams", "Edams"), ("", "A")],
)
def test_names_that_nobody_mixes_up(one: str, other: str) -> None:
    assert heard(one) != heard(other)


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"mrn": "401-12"}, True),
        ({"patient": "PETROV, Anna", "born": BORN, "mrn": ""}, True),
        ({"mrn": "", "born": BORN, "patient": "Petrov, Hanna"}, False),
        ({"mrn": "", "patient": "Petrov, Anna", "born": None}, False),
        ({"mrn": "", "patient": ""}, False),
    ],
)
def test_one_patient_is_one_number_or_one_name_and_birth_date(changes: dict[str, object], same: bool) -> None:
    other = replace(ANA, **changes)  # type: ignore[arg-type]
    assert (alerts_for(ANNA, [other]).visits == (other.visit,)) is same


def test_names_alike_on_one_day_are_said_to_both() -> None:
    assert all_alerts([ANNA, ANA]) == {"anna": Alerts(("Petrow, Ana",)), "ana": Alerts(("Petrov, Anna",))}
    assert all_alerts([ANNA, replace(ANA, procedure_on=OTHER_DAY)]) == {}
    assert all_alerts([ANNA, replace(ANA, family="Moss")]) == {}


def test_two_visits_of_one_patient_are_no_namesakes() -> None:
    again = replace(ANNA, visit="again")
    later = replace(ANNA, visit="later", mrn="", procedure_on=OTHER_DAY)
    assert all_alerts([ANNA, again, later]) == {
        "anna": Alerts((), ("again", "later")),
        "again": Alerts((), ("anna", "later")),
        "later": Alerts((), ("anna", "again")),
    }


def test_a_form_half_typed_is_compared_by_what_it_has() -> None:
    rows = [ANNA, ANA]
    nothing = Coming("", "", "", None, "", None)
    assert alerts_for(nothing, rows) == Alerts()
    assert alerts_for(replace(nothing, procedure_on=DAY), [replace(ANNA, family="")]) == Alerts()
    assert alerts_for(replace(nothing, family="Petrov", procedure_on=DAY), rows) == Alerts(
        ("Petrov, Anna", "Petrow, Ana")
    )
    assert alerts_for(replace(nothing, mrn="40177"), rows) == Alerts((), ("ana",))
    assert alerts_for(ANNA, rows) == Alerts(("Petrow, Ana",))


def test_a_thousand_visits_that_are_not_alike_raise_nothing() -> None:
    families = ["a".join(letters) + "a" for letters in product("bdfgklmnpr", repeat=3) if len(set(letters)) == 3]
    many = [replace(ANNA, visit=one, patient=one, mrn=one, family=one) for one in families]
    assert len(many) > 700
    assert all_alerts([*many, ANNA, ANA]).keys() == {"anna", "ana"}
