"""What the papers that go home say alike: who comes along, when to call (S89 to S95), whom, and the source (S103)."""

from __future__ import annotations

from collections.abc import Iterator

from kypho_prep.papers.layout import Part, Sheet
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.rules.flags import cards
from kypho_prep.prep.rules.visit_rules import adult_settled, verified_adult
from kypho_prep.prep.wording.dates import plain_day_words
from kypho_prep.prep.wording.sentences import answer_words
from kypho_prep.prep.words import Words

WARNING_SIGNS = "after.sign_"
# The one line of the program's own, for whoever of the staff asks what was printed.
SMALL_POINTS = 9.0
Row = tuple[tuple[Part, ...], tuple[Part, ...]]


def signs(situation: Situation, words: Words) -> Iterator[tuple[str, str]]:
    """Yield each warning sign and, in one paragraph, what to do about it."""
    for item in situation.checklist.items:
        if item.id.startswith(WARNING_SIGNS):
            body = words(f"{item.id}.body", emergency_line=situation.clinic.emergency_line)
            yield words(f"{item.id}.question"), " ".join(body.split())


def numbers(clinic: Clinic, words: Words) -> Iterator[tuple[str, str]]:
    """Yield whom to call: the clinic by day and by night, and always the emergency line beside it."""
    yield words("papers.call_clinic"), clinic.phone or words("papers.no_phone")
    if clinic.night_phone:
        yield words("papers.call_night"), clinic.night_phone
    yield words("papers.emergency"), words("papers.emergency_number", line=clinic.emergency_line)


def whom_to_call(clinic: Clinic, words: Words) -> Iterator[Part]:
    """Yield the same numbers as lines, the clinic's own first and in bold."""
    phone = clinic.phone
    yield Part(words("papers.plan.call", phone=phone) if phone else words("papers.no_phone"), bold=True)
    for who, said in numbers(clinic, words):
        if who != words("papers.call_clinic"):
            yield Part(said, lead=words("papers.lead", label=who))


def way_and_call(clinic: Clinic, words: Words) -> Iterator[Part]:
    """Yield the way to the clinic, and when its nurse calls; what the clinic has not said is left out."""
    where = way_words(clinic)
    if where:
        yield led(words, "papers.plan.where", where)
    if clinic.calls_when:
        yield led(words, "papers.calls", clinic.calls_when)


def led(words: Words, key: str, said: str) -> Part:
    """Return what a key is about, in bold, and what there is to say."""
    return Part(said, lead=words("papers.lead", label=words(key)))


def write_source(sheet: Sheet, situation: Situation, words: Words) -> None:
    """Write where the words come from (S103), and who approved them; that nobody has yet is for staff alone."""
    clinic, checklist = situation.clinic, situation.checklist
    reviewed = plain_day_words(words, checklist.source_reviewed)
    source = words("papers.plan.source", version=checklist.version, reviewed=reviewed)
    if clinic.approved_by and clinic.approved_on:
        on = plain_day_words(words, clinic.approved_on)
        source = words("papers.plan.approved", source=source, who=clinic.approved_by, date=on)
    sheet.line(source, quiet=True, times=SMALL_POINTS / sheet.body)


def way_words(clinic: Clinic) -> str:
    """Return where the clinic is in one paragraph; nothing where it has not said so."""
    return ", ".join(one for one in (clinic.name, *clinic.way_in) if one) if clinic.way_in else ""


def plain_row(left: str, *right: str) -> Row:
    """Return a row: what it is about in bold, and what there is to say; empty texts are left out."""
    return (Part(left, bold=True),), tuple(Part(one) for one in right if one)


def answered(situation: Situation, words: Words, item: str) -> str:
    """Return the patient's answer to an item in words; empty where there is none."""
    return answer_words(situation, words, PageRef(item)) if situation.reply(item) else ""


def escort(situation: Situation, words: Words) -> tuple[str, ...]:
    """Return the name and phone of who takes the patient home: as staff verified them, else as the patient said.

    Nobody, where staff still has to find out whether there is an adult: a taxi alone takes nobody home.
    """
    verified = verified_adult(situation)
    if verified is not None and verified.value.get("name"):
        said = [str(verified.value.get(part) or "") for part in ("name", "phone")]
    elif ride_open(situation):
        said = []
    else:
        said = [answered(situation, words, item) for item in ("ride.name", "ride.phone")]
    return tuple(one for one in said if one)


def ride_open(situation: Situation) -> bool:
    """Tell whether the flag about the adult who takes the patient home is open."""
    return any(card.open and card.finding.problem == "ride" for card in cards(situation))


def ride_words(situation: Situation, words: Words) -> str:
    """Return who takes the patient home, and whom to ask while nobody of the staff verified it."""
    named = ", ".join(escort(situation, words))
    if not named:
        return words("papers.plan.ride_none")
    asks = "" if adult_settled(situation) else words("papers.plan.ride_unchecked")
    return words("papers.plan.ride_asks", who=named, ask=asks) if asks else named
