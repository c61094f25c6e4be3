"""Staff answers for the patient: one compact editor for each kind of question, always with the source."""

from __future__ import annotations

from dataclasses import dataclass

from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.open_visit.inline_form import InlineForm, Typed
from kypho_prep.nurse.review.forms.answer_fields import FIELDS, StaffField
from kypho_prep.nurse.widgets.fields import Field, PickField
from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.checklist import Item
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import Shown, State
from kypho_prep.prep.wording.sentences import question_words
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.patient.intake import Given

SOURCES = ("phone", "desk", "chart", "pharmacy", "family")


def place_of(page: PageRef) -> str:
    """Return the name of the place where a page's answer is edited."""
    return f"answer:{page.item}:{page.entry or ''}"


def answer_form(opened: OpenVisit, page: PageRef, *, listed: str = "") -> InlineForm:
    """Return the form that answers one page for the patient; `listed` is the list that a new entry is added to."""
    item = opened.situation.checklist.item(page.item)
    return _Answer(opened, page, item, FIELDS[kind_of(item)](opened, page, item, listed)).form()


@dataclass(frozen=True)
class _Answer:
    """One page, and how its answer is typed and read."""

    opened: OpenVisit
    page: PageRef
    item: Item
    entered: StaffField

    def form(self) -> InlineForm:
        say = self.opened.say
        sources = [("", say("desk.answer.choose")), *((one, say(f"desk.source.{one}")) for one in SOURCES)]
        states = [State.VALUE, *([State.NOT_SURE] if self.item.unsure else []), State.DECLINED]
        told = [(one.value, say(f"desk.answer.state_{one.value}")) for one in states]
        rows: list[tuple[Field, ...]] = [
            (PickField(self.opened.desk, "state", say("desk.answer.state"), told),),
            *((field,) for field in self.entered.fields()),
            (PickField(self.opened.desk, "source", say("desk.answer.source"), sources),),
        ]
        return InlineForm(self.opened, rows, self._read, {"state": "value"})

    def _read(self, typed: Typed) -> Job:
        source = typed.text("source", "desk.answer.source_missing")
        state = self.entered.state(typed)
        read = self.entered.read(typed) if state is State.VALUE else (None, self.opened.say(f"answer.{state.value}"))
        answer, words = read
        situation = self.opened.situation
        name = situation.entry_name(self.page.entry) if self.page.entry else ""
        question = question_words(self.opened.desk.words, self.item, name)
        given = Given(self.page.item, self.page.entry, state, answer, Shown(question, "", words))
        return lambda: review.answer_for(
            self.opened.desk.workplace,
            staff=self.opened.session.staff,
            visit=self.opened.visit,
            given=given,
            source=source,
        )
