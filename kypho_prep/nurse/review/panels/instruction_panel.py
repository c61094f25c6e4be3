"""The instructions on the review: eating and drinking, each medicine, the morning; who decided, who told."""

from __future__ import annotations

from functools import partial

from kypho_prep.nurse.open_visit.context import OpenVisit
from kypho_prep.nurse.open_visit.inline_form import InlineForm
from kypho_prep.nurse.open_visit.printing import plan_told
from kypho_prep.nurse.review.forms.instruction_forms import (
    FASTING,
    fasting_form,
    instruction_form,
    morning_form,
    tell_again,
)
from kypho_prep.nurse.review.forms.translation_form import translation_places, translation_view
from kypho_prep.nurse.review.panels.entry_view import Entry, entry_places, entry_view, taken_back_view
from kypho_prep.nurse.review.panels.side_panel import Fold, SidePanel, own_turns
from kypho_prep.nurse.widgets.flow_layout import flowing
from kypho_prep.nurse.widgets.parts import key
from kypho_prep.prep.answers.structured import Scene
from kypho_prep.prep.chart import Instruction
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.interview.substances import counts
from kypho_prep.prep.languages import papers_language
from kypho_prep.prep.plan.printed_plan import newest_print, plan_state
from kypho_prep.prep.staff_entries.fasting import Fasting, fasting_state
from kypho_prep.prep.staff_entries.instructions import MORNING, told_before_move
from kypho_prep.prep.staff_entries.translations import translation_of

PLACES = (FASTING, MORNING)


class InstructionPanel(SidePanel):
    """Fasting and every medicine's instruction, each with who decided, who told, and a way to correct it."""

    def __init__(self, opened: OpenVisit) -> None:
        chart = opened.situation.chart
        held = opened.place in _places(chart.instructions)
        said = opened.say("desk.instruction.summary", count=len(chart.current_instructions))
        super().__init__(
            opened, opened.say("desk.review.instructions"), "instruction_panel", fold=Fold(said, held=held)
        )
        if not self.is_open:
            return
        fasting = fasting_state(chart)
        if fasting in (Fasting.MISSING, Fasting.VOID):
            self.tell(opened.say(f"desk.fasting.{fasting.value}"), "check/surface")
        self._fasting(again=fasting in (Fasting.ENTERED, Fasting.NONE_ORDERED))
        about = FASTING
        for one in (one for one in chart.current_instructions if one.subject != FASTING):
            self._show(one, new_subject=one.subject != about)
            about = one.subject
        self._morning()
        words = partial(instruction_words, opened)
        gone = taken_back_view(self.opened, chart.instructions, "instructions", words)
        if gone is not None:
            self.put(gone)
        self.put(*plan_told(opened))

    def _fasting(self, *, again: bool) -> None:
        opened = self.opened
        for one in opened.situation.chart.current_instructions:
            if one.subject == FASTING:
                self._entry(one)
        if fasting_state(opened.situation.chart) is Fasting.ENTERED:
            self.tell(opened.say(f"desk.fasting.taught_{_taught(opened.situation)}"))
        if opened.place == FASTING:
            self.put(fasting_form(opened))
        else:
            self.ask(opened.say("desk.fasting.change" if again else "desk.fasting.record"), FASTING)

    def _morning(self) -> None:
        """Offer the medicines of the morning for the visit as a whole, until they are recorded."""
        opened = self.opened
        if opened.place == MORNING:
            self.put(morning_form(opened))
        elif not any(one.subject == MORNING for one in opened.situation.chart.current_instructions):
            self.ask(opened.say("desk.morning.record"), MORNING)

    def _show(self, one: Instruction, *, new_subject: bool) -> None:
        opened = self.opened
        subject = opened.situation.entry_name(one.subject)
        group = opened.desk.words.optional(f"desk.subject.{one.subject.replace(':', '_')}")
        if new_subject and (subject or group):
            self.tell(subject or group, bold=True)
        self._entry(one)

    def _entry(self, one: Instruction) -> None:
        opened = self.opened
        words, form = partial(instruction_words, opened), partial(_form, opened, one)
        self.put(entry_view(opened, Entry(one, words, form, opened.instruction(one)[1])))
        translated = translation_view(opened, one)
        if translated is not None:
            self.put(translated)
        if told_before_move(one, opened.situation.chart):
            again = partial(opened.do, tell_again(opened, one), None)
            self.put(flowing(key(opened.desk, opened.say("desk.told_again.key"), f"told_again:{one.id}", again)))


def _places(rows: tuple[Instruction, ...]) -> frozenset[str]:
    """Return the places in which the panel holds a form."""
    return frozenset(PLACES) | entry_places(rows) | translation_places(rows)


def _taught(situation: Situation) -> str:
    """Return how the patient taught these fasting times back at the kiosk; "none" where nobody asked about them yet."""
    answer = situation.answer("fasting.scene")
    return answer.outcome if isinstance(answer, Scene) else "none"


def instructions_input(opened: OpenVisit) -> tuple[object, ...]:
    """Return what the panel is made from: the instructions, how each of them counts now, and the printed plan."""
    situation, chart = opened.situation, opened.situation.chart
    now = tuple((counts(situation, one), told_before_move(one, chart)) for one in chart.current_instructions)
    own = papers_language(situation), tuple(translation_of(chart, one) for one in chart.current_instructions)
    said = chart.instructions, now, own, fasting_state(chart), newest_print(chart), plan_state(situation)
    form = opened.held(here=opened.place in _places(chart.instructions))
    turns = own_turns(opened, "instruction_panel", chart.instructions)
    return opened.around, opened.answers, said, turns, form


def _form(opened: OpenVisit, one: Instruction) -> InlineForm:
    if one.subject == FASTING:
        return fasting_form(opened)
    return morning_form(opened, one) if one.subject == MORNING else instruction_form(opened, one.subject, one)


def instruction_words(opened: OpenVisit, one: Instruction) -> str:
    """Return what an instruction says, in words."""
    return opened.instruction(one)[0]
