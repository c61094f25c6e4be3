"""A line of the plan in words where its day and time stand beside it: what it is about, and staff's own words."""

from __future__ import annotations

from collections.abc import Iterable

from kypho_prep.prep.plan.plan import PlanLine
from kypho_prep.prep.wording.sentences import plan_words
from kypho_prep.prep.words import REFERENCE, Words

TIMES = ("arrival", "procedure")
# Its quote alone could be read as advice: it stands only in the plan's own sentence.
NEVER_ALONE = "plan.no_fasting"


def subject_words(words: Words, line: PlanLine) -> str:
    """Return what a line is about in few words: the medicine's name, or the kind of the line."""
    name = _name(words, line)
    own = f"papers.plan.label.{line.key.removeprefix('plan.')}"
    if own in words:
        return words(own, name=name)
    return name or words(f"papers.plan.label.{line.kind}", name=name)


def line_words(words: Words, line: PlanLine) -> str:
    """Return a line that stands below its day and beside its time: its subject, staff's words and who decided."""
    label = subject_words(words, line)
    if line.kind in TIMES:
        return label if line.at else words(f"plan.line.{line.kind}_no_time", label=label)
    if line.key == NEVER_ALONE:
        return plan_words(words, line)
    if not line.quote:
        return words("plan.line.entered", label=label)
    # Who says when it is taken again stands on the line of the medicine already.
    key = "plan.line.quoted_by" if line.who and line.kind != "restart" else "plan.line.quoted"
    return words(key, label=label, quote=line.quote_in(words.language), who=line.who)


def english_note(words: Words, lines: Iterable[PlanLine]) -> str:
    """Return that staff's quoted words are in English, where the patient reads another language; else nothing."""
    quoted = any(one.quote and one.key != NEVER_ALONE and one.quote_in(words.language) == one.quote for one in lines)
    return words("plan.in_english") if quoted and words.language != REFERENCE else ""


def ask_words(words: Words, line: PlanLine) -> str:
    """Return a line that the nurse is to be asked about, as it stands below words that say so."""
    name = _name(words, line) or words(f"papers.plan.label.{line.kind}", name="")
    return words(f"plan.ask.{line.key.removeprefix('plan.')}", name=name)


def _name(words: Words, line: PlanLine) -> str:
    named = [words(key) for key in dict(line.words).get("name", "").split()]
    return ", ".join(named) or dict(line.params).get("name", "")
