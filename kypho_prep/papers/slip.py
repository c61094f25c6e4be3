"""The slip that a patient takes to the kiosk: the code in large figures and for a scanner, and how to use it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import segno

from kypho_prep.papers.layout import Part, Sheet, Square
from kypho_prep.papers.render import Paper
from kypho_prep.prep.wording.dates import clock_words, day_words
from kypho_prep.prep.words import Words

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.workflow.visits.schedule import Slip


# A worn hand-held scanner still reads a code of this size from a hand's width away.
CODE_MM = 24.0


def slip_paper(slip: Slip, clinic: Clinic, words: Words, *, printed_on: date) -> Paper:
    """Return the slip of a visit; the birth date, which goes with the code, is left out on purpose."""
    home = clinic.name or slip.clinic
    sheet = Sheet(body=16.0, right_to_left=words.right_to_left)
    if clinic.sample:
        sheet.line(words("papers.sample"), bold=True)
    if home:
        sheet.line(home, quiet=True)
    sheet.heading(words("papers.slip.heading"))
    sheet.line(words("papers.slip.for_whom", name=slip.patient), times=1.15)
    figures = Part(f"{slip.code[:3]} {slip.code[3:]}", 3.0, bold=True)
    scan = Part(words("papers.slip.scan"), 0.85, quiet=True)
    sheet.box(Part(words("papers.slip.code")), figures, scan, beside=scanned(slip.code))
    sheet.line(words("papers.slip.how"))
    sheet.line(words("papers.slip.back"))
    sheet.line(words("papers.slip.help"))
    rows = [
        (words("papers.slip.procedure"), _when(words, slip.procedure_on, slip.procedure_at)),
        (words("papers.slip.arrive"), _when(words, slip.arrival_on, slip.arrival_at)),
    ]
    for key, said in (
        ("papers.slip.where", ", ".join(clinic.way_in)),
        ("papers.calls", clinic.calls_when),
        ("papers.slip.phone", clinic.phone),
        ("papers.call_night", clinic.night_phone),
    ):
        rows += [(words(key), said)] if said else []
    sheet.rows(((Part(left, bold=True),), (Part(right),)) for left, right in rows)
    sheet.line(words("papers.slip.new_code"), quiet=True, times=0.85)
    printed = day_words(words, printed_on)
    named = words("papers.slip.foot", clinic=home, date=printed)
    foot = named if home else words("papers.slip.foot_plain", date=printed)
    return Paper(words("papers.slip.title"), sheet, foot, words.table["papers.page"])


def scanned(code: str) -> Square:
    """Return what a scanner types like a keyboard: the code's six digits alone, to which it adds its own Enter."""
    # Never a Micro QR code, which many hand-held scanners do not read.
    matrix = segno.make_qr(code, error="m").matrix
    return Square(CODE_MM, tuple(tuple(bool(cell) for cell in row) for row in matrix))


def _when(words: Words, on: date | None, at: str | None) -> str:
    if on is None:
        return words("papers.slip.not_known")
    if not at:
        return f"{day_words(words, on)}. {words('papers.slip.time_not_known')}"
    return words("date.day_clock", day=day_words(words, on), clock=clock_words(words, at))
