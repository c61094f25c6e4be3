"""What a typed patient and visit must hold; every problem is named with its field, and nothing typed is lost."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.times import age
from kypho_prep.workflow.errors import Invalid, Problem, TooLong

LONGEST_NAME = 200
LONGEST_TEXT = 2000
# The clinic's own words have to stand whole on a patient's page.
LONGEST_OWN_WORDS = 300
OLDEST = 120
# They make the words after them read in another order than they stand; letters find their direction by themselves.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Who did what is told by these where nobody who works here did it.
_OF_THE_RECORD = frozenset(("patient", "helper", "program", "staff"))
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class PatientForm:
    """The person as typed; family and given name and birth date are required."""

    family: str
    given: str
    born: date | None
    sex: str = ""
    mrn: str = ""
    phone: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class VisitForm:
    """The procedure as typed; times are "HH:MM" of the clinic's clock, empty while not known.

    ask_pregnancy None takes the clinic's own rule.
    """

    procedure_on: date | None
    procedure_at: str = ""
    arrival_on: date | None = None
    arrival_at: str = ""
    levels: str = ""
    anesthesia: Anesthesia = Anesthesia.NOT_KNOWN
    surgeon: str = ""
    tests: tuple[str, ...] = ()
    ask_pregnancy: bool | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A patient and a visit that may be stored; both days are known."""

    patient: PatientForm
    visit: VisitForm
    born: date
    procedure_on: date


def checked(patient: PatientForm, visit: VisitForm, today: date, *, moved: bool = True) -> Checked:
    """Return both forms tidied; `moved`: the procedure's day is new, so it may not be past. Raises Invalid."""
    person, planned = _normalized_patient(patient), _normalized_visit(visit)
    problems = [*_patient_problems(person, today), *_visit_problems(planned, today, moved=moved)]
    if problems or person.born is None or planned.procedure_on is None:
        raise Invalid(tuple(problems))
    return Checked(person, planned, person.born, planned.procedure_on)


def clock(text: str) -> str | None:
    """Return a time as "HH:MM", None where nothing was typed; ValueError where it is no time of day."""
    typed = text.strip()
    if not typed:
        return None
    found = _CLOCK.fullmatch(typed)
    if found is None:
        raise ValueError(typed)
    return f"{int(found[1]):02d}:{found[2]}"


def normalized(text: str) -> str:
    """Return a typed text as it is kept: the characters as typed, in their composed form, no space around them."""
    return unicodedata.normalize("NFC", readable(text)).strip()


def readable(text: str) -> str:
    """Return a text without what nobody can read: control characters, halves of characters, turned directions."""
    return "".join(
        one for one in text if one in "\n\t" or (unicodedata.category(one) not in ("Cc", "Cs") and one not in _TURNING)
    )


def one_line(text: str) -> str:
    """Return a patient's own words as one line that reads as it was typed: where it ends, they end."""
    return " ".join(readable(text).split())


def name_problems(name: str, user: str) -> list[Problem]:
    """Return what keeps somebody from working here under these names: one that is empty, or that the record has."""
    problems: list[Problem] = [
        (field, "error.required", {}) for field, text in (("name", name), ("user", user)) if not text
    ]
    if name.casefold() in _OF_THE_RECORD:
        problems.append(("name", "error.name_of_the_record", {}))
    return problems


def storable(text: str) -> str:
    """Return a patient's own words without what no database can hold: halves of characters, and NUL."""
    return "".join(one for one in text if one != "\0" and unicodedata.category(one) != "Cs")


def require_length(*texts: str) -> None:
    """Refuse texts of which one is longer than staff's entries may be. Raises TooLong."""
    longest = max(map(len, texts), default=0)
    if longest > LONGEST_TEXT:
        raise TooLong(length=longest, most=LONGEST_TEXT)


def require_reason(reason: str) -> str:
    """Return a reason tidied. Raises Invalid where there is none, TooLong where it is too long."""
    why = normalized(reason)
    if not why:
        raise Invalid((("reason", "error.required", {}),))
    require_length(why)
    return why


def _normalized_patient(form: PatientForm) -> PatientForm:
    return replace(
        form,
        family=normalized(form.family),
        given=normalized(form.given),
        mrn=normalized(form.mrn),
        phone=normalized(form.phone),
        sex=normalized(form.sex),
    )


def _normalized_visit(form: VisitForm) -> VisitForm:
    tidied = replace(form, levels=normalized(form.levels), surgeon=normalized(form.surgeon))
    if form.arrival_at.strip() and form.arrival_on is None:
        return replace(tidied, arrival_on=form.procedure_on)
    return tidied


def _patient_problems(form: PatientForm, today: date) -> list[Problem]:
    problems: list[Problem] = [(name, "error.required", {}) for name in ("family", "given") if not getattr(form, name)]
    problems += _too_long(form, ("family", "given", "mrn", "phone"))
    if form.born is None:
        problems.append(("born", "error.required", {}))
    elif form.born > today:
        problems.append(("born", "error.born_in_future", {}))
    elif age(form.born, today) > OLDEST:
        problems.append(("born", "error.born_too_long_ago", {"most": OLDEST}))
    return problems


def _visit_problems(form: VisitForm, today: date, *, moved: bool) -> list[Problem]:
    problems = _too_long(form, ("levels", "surgeon"))
    if form.procedure_on is None:
        problems.append(("procedure_on", "error.required", {}))
    elif moved and form.procedure_on < today:
        problems.append(("procedure_on", "error.procedure_in_past", {}))
    times = {name: _time(form, name, problems) for name in ("procedure_at", "arrival_at")}
    if form.procedure_on is not None and form.arrival_on is not None:
        problems += _arrival_problems(form, times)
    return problems


def _arrival_problems(form: VisitForm, times: dict[str, str | None]) -> list[Problem]:
    late_day = form.arrival_on is not None and form.procedure_on is not None and form.arrival_on > form.procedure_on
    same_day = form.arrival_on == form.procedure_on
    arrival, procedure = times["arrival_at"], times["procedure_at"]
    late_hour = same_day and arrival is not None and procedure is not None and arrival > procedure
    if not late_day and not late_hour:
        return []
    return [("arrival_on" if late_day else "arrival_at", "error.arrival_after_procedure", {})]


def _time(form: VisitForm, name: str, problems: list[Problem]) -> str | None:
    try:
        return clock(str(getattr(form, name)))
    except ValueError:
        problems.append((name, "error.not_a_time", {}))
        return None


def _too_long(form: PatientForm | VisitForm, names: tuple[str, ...]) -> list[Problem]:
    lengths = {name: len(getattr(form, name)) for name in names}
    return [
        (name, "error.too_long", {"length": length, "most": LONGEST_NAME})
        for name, length in lengths.items()
        if length > LONGEST_NAME
    ]
