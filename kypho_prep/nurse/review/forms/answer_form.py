"""Staff answers for the patient: one compact editor for each kind of question, always with the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.open_visit.inline_form import InlineForm, Typed
from kypho_prep.nurse.widgets.fields import Field, LineField, PickField, TextField, TickField
from kypho_prep.nurse.widgets.parse import read_number
from kypho_prep.nurse.widgets.parts import key, row
from kypho_prep.prep.answers.single import Day
from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.checklist import Control, Item
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.medicines.catalogue import MedicineList, Suggestion, folded, match, suggest
from kypho_prep.prep.reply import Shown, State
from kypho_prep.prep.times import clock_typed
from kypho_prep.prep.wording.sentences import question_words, typed_words
from kypho_prep.prep.words import Words
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.patient.intake import Given

SOURCES = ("phone", "desk", "chart", "pharmacy", "family")
UNSURE = "unsure"  # beside ticks: the patient does not know about the others
PICKED = (Control.YES_NO, Control.CHOICE, Control.DAY, Control.LESSON)


def place_of(page: PageRef) -> str:
    """Return the name of the place where a page's answer is edited."""
    return f"answer:{page.item}:{page.entry or ''}"


def answer_form(opened: OpenVisit, page: PageRef, *, listed: str = "") -> InlineForm:
    """Return the form that answers one page for the patient; `listed` is the list that a new entry is added to."""
    return _Answer(opened, page, opened.situation.checklist.item(page.item), listed).form()


@dataclass(frozen=True)
class _Answer:
    """One page, and how its answer is typed and read."""

    opened: OpenVisit
    page: PageRef
    item: Item
    listed: str

    def form(self) -> InlineForm:
        say = self.opened.say
        sources = [("", say("desk.answer.choose")), *((one, say(f"desk.source.{one}")) for one in SOURCES)]
        states = [State.VALUE, *([State.NOT_SURE] if self.item.unsure else []), State.DECLINED]
        told = [(one.value, say(f"desk.answer.state_{one.value}")) for one in states]
        rows: list[tuple[Field, ...]] = [
            (PickField(self.opened.desk, "state", say("desk.answer.state"), told),),
            *([(field,)] if (field := self._field()) is not None else []),
            *([(LineField(self.opened.desk, "on", say("desk.answer.other_day")),)] if self._is_day else []),
            (PickField(self.opened.desk, "source", say("desk.answer.source"), sources),),
        ]
        return InlineForm(self.opened, rows, self._read, {"state": "value"})

    @property
    def _is_day(self) -> bool:
        return self.item.control is Control.DAY

    def _field(self) -> Field | None:
        desk, control = self.opened.desk, self.item.control
        label = self.opened.say("desk.answer.answer")
        if control in PICKED:
            return PickField(desk, "value", label, [("", self.opened.say("desk.answer.choose")), *self._options()])
        if control is Control.TICKS:
            offered = [(choice.id, self._choice(choice.id)) for choice in self.item.choices]
            offered += [(UNSURE, self.opened.say("desk.answer.also_not_sure"))] if self.item.unsure else []
            return TickField(desk, "value", label, offered, columns=2)
        if control is Control.MEDICINE_NAME:
            return NameField(desk, "value", label, self.opened.situation.medicines)
        if control in (Control.PHONE, Control.NUMBER):
            return LineField(desk, "value", label)
        return TextField(desk, "value", label) if control is Control.TEXT else None

    def _options(self) -> list[tuple[str, str]]:
        words = self.opened.desk.words
        if self.item.control is Control.YES_NO:
            return [(one, words(f"answer.{one}")) for one in ("yes", "no")]
        if self.item.control is Control.LESSON:
            return [(one, words(f"answer.{one}")) for one in ("understood", "question")]
        if self._is_day:
            return [(one.stored(), typed_words(words, one)) for one in Day.offered(self.opened.situation.today)]
        return [(choice.id, self._choice(choice.id)) for choice in self.item.choices]

    def _choice(self, choice: str) -> str:
        return self.opened.say(f"{self.item.id}.choice.{choice}")

    def _read(self, typed: Typed) -> Job:
        source = typed.text("source", "desk.answer.source_missing")
        state = State(typed.text("state"))
        if state is State.VALUE and self.item.control is Control.TICKS and typed.text("value") == UNSURE:
            state = State.NOT_SURE  # nothing ticked beside it
        value, words = self._value(typed) if state is State.VALUE else (None, self.opened.say(f"answer.{state.value}"))
        situation = self.opened.situation
        name = situation.entry_name(self.page.entry) if self.page.entry else ""
        question = question_words(self.opened.desk.words, self.item, name)
        given = Given(self.page.item, self.page.entry, state, value, Shown(question, "", words))
        return lambda: review.answer_for(
            self.opened.desk.workplace,
            staff=self.opened.session.staff,
            visit=self.opened.visit,
            given=given,
            source=source,
        )

    def _value(self, typed: Typed) -> tuple[Any, str]:
        """Return the answer as the reply holds it, and in words."""
        control = self.item.control
        if control is Control.LIST:
            entries = list(self.opened.situation.entries(self.item.entries))
            return {"entries": entries}, ", ".join(self.opened.situation.entry_name(one) for one in entries)
        if self._is_day and typed.text("on"):
            day = self._day(typed)
            return (day.stored(), typed_words(self.opened.desk.words, day)) if day is not None else ("", "")
        text = typed.text("value", "desk.answer.missing")
        if control is Control.TICKS:
            return self._ticks(typed, text)
        if control in PICKED:
            said = dict(self._options()).get(text, "")
            return ({"yes": True, "no": False}[text] if control is Control.YES_NO and text else text), said
        if control is Control.MEDICINE_NAME:
            return self._medicine(text), text
        return (self._number(typed, text) if control is Control.NUMBER else text), text

    def _day(self, typed: Typed) -> Day | None:
        """Return a day that was typed, of any age; a day to come, and another one than was picked, is refused."""
        day, picked = typed.day("on"), typed.text("value")
        if day is None:
            return None
        if day > self.opened.situation.today:
            typed.wrong["on"] = self.opened.say("desk.answer.day_to_come")
        elif picked not in ("", day.isoformat()):
            typed.wrong["on"] = self.opened.say("desk.answer.two_days")
        return Day(day)

    def _number(self, typed: Typed, text: str) -> int | float | None:
        if self.item.clock:
            clock = clock_typed(text)
            if clock is None:
                typed.wrong["value"] = self.opened.say("desk.answer.no_clock", typed=text)
            return clock
        number = read_number(text) or ""
        if not number.replace(".", "").isdigit():
            typed.wrong["value"] = self.opened.say("desk.answer.no_number", typed=text)
            return None
        return float(number) if "." in number else int(number)

    def _ticks(self, typed: Typed, text: str) -> tuple[Any, str]:
        ticked = [one for one in text.split(",") if one]
        none = {choice.id for choice in self.item.choices if choice.none}
        if none & set(ticked) and set(ticked) - none:
            typed.wrong["value"] = self.opened.say("desk.answer.none_and_more")
        words = ", ".join(self._choice(one) for one in ticked if one != UNSURE)
        unsure = UNSURE in ticked
        value = {"picked": [one for one in ticked if one not in {*none, UNSURE}], "unsure": unsure}
        return value, self.opened.say("answer.also_not_sure", answer=words) if unsure else words

    def _medicine(self, text: str) -> dict[str, Any]:
        situation = self.opened.situation
        known = known_name(situation.medicines, text)
        before = situation.reply(self.page.item, self.page.entry)
        listed = situation.listed(self.page.entry or "") if before else self.listed
        group = before.answer.group if before and isinstance(before.answer, NamedMedicine) else None
        return {
            "typed": text,
            "confirmed": known.name if known else "",
            "generics": list(known.generics) if known else [],
            "list_version": situation.medicines.version,
            "list": listed,
            **({"group": group} if group else {}),
        }


OFFERED = 3
LONGEST = 200
LEAST = 2  # letters from which names are offered


class NameField(LineField):
    """Offers names while the typed one is not known; the typed one stays unless a key is pressed."""

    def __init__(self, desk: DeskContext, name: str, label: str, medicines: MedicineList) -> None:
        super().__init__(desk, name, label)
        self.line.setMaxLength(LONGEST)
        self._desk = desk
        self._medicines = medicines
        self._keys = [key(desk, "", "", partial(self._take, number)) for number in range(OFFERED)]
        self._names: list[str] = []
        for number, button in enumerate(self._keys):
            self._room.insertLayout(2 + number, row(button, None))
        self._offer(())
        self.line.textChanged.connect(self._look_up)

    def _look_up(self) -> None:
        """Say what the list knows under the typed name, or offer what it may mean."""
        typed, words = self.value(), self._desk.words
        known = known_name(self._medicines, typed)
        offered = () if known or len(typed) < LEAST else suggest(self._medicines, typed, OFFERED)
        self._offer(offered)
        if known:
            self.echo(words("desk.answer.known", name=said(words, known)))
        else:
            self.echo(words("desk.answer.like" if offered else "desk.answer.unknown") if typed else "")

    def _offer(self, offered: Iterable[Suggestion]) -> None:
        found = list(offered)
        self._names = [one.name for one in found]
        for button, one in zip(self._keys, [*found, *([None] * OFFERED)], strict=False):
            button.setVisible(one is not None)
            if one is not None:
                button.setObjectName(f"meant:{one.name}")
                button.set_words(said(self._desk.words, one))

    def _take(self, number: int) -> None:
        self.put(self._names[number])
        self.line.setFocus()


def said(words: Words, one: Suggestion) -> str:
    """Return a name with what it holds, where that is another word."""
    others = ", ".join(generic for generic in one.generics if folded(generic) != folded(one.name))
    return words("desk.matched.contains", name=one.name, generics=others) if others else one.name


def known_name(medicines: MedicineList, typed: str) -> Suggestion | None:
    """Return the name that a text spells, whatever dose or form stands with it; none while it is only like one."""
    first = next(iter(match(medicines, typed).suggestions), None)
    return first if first is not None and first.exact else None
