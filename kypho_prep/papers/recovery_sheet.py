"""The recovery key on paper: whoever has it and a back-up reads the clinic's data, and nobody does without it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kypho_prep.papers.layout import Part, Sheet
from kypho_prep.papers.render import Paper
from kypho_prep.prep.wording.dates import stamp_words

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.prep.words import Words


def recovery_paper(printed: str, clinic: Clinic, words: Words, *, printed_at: datetime) -> Paper:
    """Return the paper of a recovery key; it names no patient."""
    sheet = Sheet(right_to_left=words.right_to_left)
    sheet.heading(words("papers.recovery.heading"))
    sheet.box(Part(printed, bold=True))
    for name in ("what", "where", "how"):
        sheet.line(words(f"papers.recovery.{name}"))
    at = stamp_words(words, printed_at, clinic)
    foot = words("papers.recovery.foot", clinic=clinic.name, at=at)
    return Paper(words("papers.recovery.title"), sheet, foot, words.table["papers.page"])
