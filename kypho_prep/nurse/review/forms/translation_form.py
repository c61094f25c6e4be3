"""A prescriber's words in the language that the patient reads: entered below the instruction, optional."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.open_visit.inline_form import InlineForm, Typed
from kypho_prep.nurse.widgets.fields import Field, TextField
from kypho_prep.nurse.widgets.flow_layout import flowing
from kypho_prep.nurse.widgets.parts import column, holder, say, small_key
from kypho_prep.prep.chart import Instruction
from kypho_prep.prep.languages import papers_language
from kypho_prep.prep.staff_entries.translations import translation_of
from kypho_prep.prep.wording.other_language import language_words
from kypho_prep.prep.words import REFERENCE
from kypho_prep.workflow.desk.translating import translate_instruction


def translation_places(rows: tuple[Instruction, ...]) -> frozenset[str]:
    """Return the places where instructions are entered in the patient's language."""
    return frozenset(f"translate:{one.id}" for one in rows)


def translation_view(opened: OpenVisit, one: Instruction) -> QWidget | None:
    """Return an instruction as the patient reads it and the key to enter it; None where that is English."""
    language = papers_language(opened.situation)
    if language == REFERENCE or not one.text:
        return None
    desk, place, named = opened.desk, f"translate:{one.id}", language_words(opened.desk.words, language)
    known = translation_of(opened.situation.chart, one)
    here = known if known is not None and known.language == language else None
    if opened.place == place:
        return _form(opened, one, named)
    said = [here.text, *([here.restart] if here.restart else [])] if here is not None else []
    shown = opened.say("desk.instruction.in_language", language=named, text=" · ".join(said)) if said else ""
    words = opened.say("desk.instruction.change_in" if here else "desk.instruction.enter_in", language=named)
    parts: list[QWidget] = [say(desk, shown, "quiet/surface", 15)] if shown else []
    return holder(column(*parts, flowing(small_key(desk, words, place, partial(opened.go, place))), gap=desk.px(2)))


def _form(opened: OpenVisit, one: Instruction, named: str) -> InlineForm:
    desk, known = opened.desk, translation_of(opened.situation.chart, one)
    rows: list[tuple[Field, ...]] = [(TextField(desk, "text", opened.say("desk.instruction.text_in", language=named)),)]
    if one.restart:
        rows.append((TextField(desk, "restart", opened.say("desk.instruction.restart_in", language=named)),))
    before = {"text": known.text, "restart": known.restart} if known is not None else {}
    return InlineForm(opened, rows, lambda typed: _enter(opened, one, typed), before)


def _enter(opened: OpenVisit, one: Instruction, typed: Typed) -> Job:
    restart = typed.text("restart") if typed.has("restart") else ""
    said = {"text": typed.text("text"), "restart": restart}
    desk, staff, visit = opened.desk, opened.session.staff, opened.visit
    return partial(translate_instruction, desk.workplace, staff=staff, visit=visit, instruction=one.id, **said)
