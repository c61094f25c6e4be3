"""Who comes to the sample clinic: invented names, none of a real person, with telephone numbers that ring nowhere."""

from __future__ import annotations

from datetime import date

from kypho_prep.workflow.forms import PatientForm

# Two of one family name come on the same day; some names are long, some hold letters that English has not.
_NAMES = (
    ("Harlow", "Beatrice", date(1949, 5, 2), "female"),
    ("Quintana", "Rafael", date(1951, 11, 19), "male"),
    ("O'Leary", "Noreen", date(1944, 2, 8), "female"),
    ("Świątek", "Halina", date(1947, 7, 30), "female"),
    ("Delacroix", "Étienne", date(1953, 1, 14), "male"),
    ("Haddad", "Samira", date(1956, 9, 3), "female"),
    ("Lindqvist", "Gunnar", date(1942, 12, 24), "male"),
    ("Tran", "Thu", date(1950, 4, 11), "female"),
    ("Abernathy", "Walter", date(1946, 8, 22), "male"),
    ("Mbeki", "Thandiwe", date(1955, 3, 6), "female"),
    ("Castellano", "Rosa", date(1948, 10, 17), "female"),
    ("Fitzgerald", "Desmond", date(1943, 6, 28), "male"),
    ("Nowak", "Zofia", date(1952, 3, 19), "female"),
    ("Featherstonehaugh-Vandenberghe", "Maximiliana Alexandrina", date(1945, 9, 9), "female"),
    ("Ibarra", "Joaquín", date(1954, 12, 1), "male"),
    ("Okonkwo", "Chidinma", date(1957, 6, 15), "female"),
    ("Sørensen", "Bjarne", date(1941, 1, 27), "male"),
    ("Pellegrini", "Fiorella", date(1950, 8, 4), "female"),
    ("Yilmaz", "Gülşen", date(1949, 2, 21), "female"),
    ("Barnaby", "Clement", date(1938, 11, 11), "male"),
    ("Kowalczyk", "Stanisława", date(1940, 5, 30), "female"),
    ("Dvořák", "Růžena", date(1946, 10, 8), "female"),
    ("Harlow", "Bernard", date(1947, 1, 3), "male"),
    ("Ashworth", "Imogen", date(1953, 7, 7), "female"),
    ("Petrov", "Lev", date(1951, 4, 25), "male"),
    ("Guðmundsdóttir", "Sigríður", date(1948, 12, 13), "female"),
    ("Marchetti", "Aldo", date(1955, 5, 5), "male"),
    ("van der Woodsen-Achterberg", "Wilhelmina", date(1944, 8, 31), "female"),
    ("Rao", "Padma", date(1952, 9, 17), "female"),
    ("Callahan", "Maeve", date(1956, 2, 2), "female"),
    ("Brandt", "Liselotte", date(1943, 3, 28), "female"),
    ("Nakamura", "Haruko", date(1945, 6, 6), "female"),
    ("Whitlow", "Eustace", date(1939, 10, 20), "male"),
    ("Popescu", "Ileana", date(1950, 1, 16), "female"),
    ("Gallardo", "Nieves", date(1954, 11, 23), "female"),
    ("Thornbury", "Percival", date(1942, 7, 12), "male"),
    ("Eriksson", "Åke", date(1946, 4, 9), "male"),
    ("Bellweather", "Dorothea", date(1951, 8, 18), "female"),
    ("Mensah", "Kwabena", date(1953, 10, 29), "male"),
    ("Ruddock", "Winifred", date(1948, 3, 14), "female"),
)

_FIRST = 40100


def person(number: int) -> PatientForm:
    """Return the sample's patient of a number, counted from 0; from the last one on the names come again."""
    family, given, born, sex = _NAMES[number % len(_NAMES)]
    return PatientForm(family, given, born, sex=sex, mrn=mrn(number), phone=f"555-01{number % 100:02}")


def mrn(number: int) -> str:
    """Return the record number of the sample's patient of a number."""
    return f"S{_FIRST + number}"


def number_of(record: str) -> int:
    """Return which of the sample's patients has a record number."""
    return int(record.removeprefix("S")) - _FIRST
