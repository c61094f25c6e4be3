"""How staff enter each kind of answer: its field on the form, and what is read from it."""

from __future__ import annotations

from dataclasses import dataclass

from kypho_prep.nurse.open_visit.context import OpenVisit
from kypho_prep.nurse.open_visit.inline_form import Typed
from kypho_prep.nurse.review.forms.name_field import NameField, known_name
from kypho_prep.nurse.widgets.fields import Field, LineField, PickField, TextField, TickField
from kypho_prep.nurse.widgets.parse import read_number
from kypho_prep.prep.answers import single, structured
from kypho_prep.prep.answers.answer import Answer
from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.answers.single import Day
from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.checklist import Item
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import State
from kypho_prep.prep.times import clock_typed
from kypho_prep.prep.wording.sentences import typed_words

UNSURE = "unsure"  # beside ticks: the patient does not know about the others


@dataclass(frozen=True)
class StaffField:
    """One page as staff answer it: picked or typed; a kind without a field of its own is played at the kiosk."""

    opened: OpenVisit
    page: PageRef
    item: Item
    listed: str

    def fields(self) -> list[Field]:
        """Return the fields, one below the other."""
        return []

    def state(self, typed: Typed) -> State:
        """Return the state that was chosen."""
        return State(typed.text("state"))

    def read(self, typed: Typed) -> tuple[Answer | None, str]:
        """Return the answer, none where it is missing, and its words; what is wrong is said on its field."""
        text = typed.text("value", "desk.answer.missing")
        return self.value(typed, text), text

    def value(self, typed: Typed, text: str) -> Answer | None:
        """Return the answer that a text means; it stands for a card by its id, or for itself."""
        del typed
        return kind_of(self.item).parse(text) if text else None

    @property
    def label(self) -> str:
        """Return the words beside the field."""
        return self.opened.say("desk.answer.answer")

    @property
    def cards(self) -> list[tuple[str, str]]:
        """Return the item's cards, by id and words: those that are offered, and what was chosen when it still was."""
        reply = self.opened.situation.reply(self.page.item, self.page.entry)
        chosen = reply.picked if reply is not None else ()
        return [(one.id, self.choice(one.id)) for one in self.item.choices if not one.retired or one.id in chosen]

    def choice(self, choice: str) -> str:
        """Return the words of one of the item's cards."""
        return self.opened.say(f"{self.item.id}.choice.{choice}")


class _Line(StaffField):
    def fields(self) -> list[Field]:
        return [LineField(self.opened.desk, "value", self.label)]


class _Text(StaffField):
    def fields(self) -> list[Field]:
        return [TextField(self.opened.desk, "value", self.label)]


class _Number(_Line):
    def value(self, typed: Typed, text: str) -> Answer | None:
        if self.item.clock:
            clock = clock_typed(text)
            if clock is None:
                typed.wrong["value"] = self.opened.say("desk.answer.no_clock", typed=text)
            return None if clock is None else single.Number(clock)
        number = read_number(text) or ""
        if not number.replace(".", "").isdigit():
            typed.wrong["value"] = self.opened.say("desk.answer.no_number", typed=text)
            return None
        return single.Number(float(number) if "." in number else int(number))


class _Pick(StaffField):
    def fields(self) -> list[Field]:
        offered = [("", self.opened.say("desk.answer.choose")), *self.options()]
        return [PickField(self.opened.desk, "value", self.label, offered)]

    def options(self) -> list[tuple[str, str]]:
        """Return what is offered: the stored value as text, and its words."""
        return self.cards

    def read(self, typed: Typed) -> tuple[Answer | None, str]:
        text = typed.text("value", "desk.answer.missing")
        return self.value(typed, text), dict(self.options()).get(text, "")


class _PickOrText(_Pick):
    def fields(self) -> list[Field]:
        return [*super().fields(), TextField(self.opened.desk, "own", self.opened.say("desk.answer.own_words"))]

    def read(self, typed: Typed) -> tuple[Answer | None, str]:
        own, picked = typed.text("own"), typed.text("value")
        if not own:
            return super().read(typed)
        if picked:
            typed.wrong["own"] = self.opened.say("desk.answer.card_and_words")
        return single.OneOfOrText(typed=own), own

    def value(self, typed: Typed, text: str) -> Answer | None:
        del typed
        return single.OneOfOrText(choice=text) if text else None


class _YesNo(_Pick):
    def options(self) -> list[tuple[str, str]]:
        return [(one, self.opened.desk.words(f"answer.{one}")) for one in ("yes", "no")]

    def value(self, typed: Typed, text: str) -> Answer | None:
        del typed
        return single.YesNo(text == "yes") if text else None


class _Lesson(_Pick):
    def options(self) -> list[tuple[str, str]]:
        return [(one, self.opened.desk.words(f"answer.{one}")) for one in ("read", "question")]


class _Day(_Pick):
    def fields(self) -> list[Field]:
        return [*super().fields(), LineField(self.opened.desk, "on", self.opened.say("desk.answer.other_day"))]

    def options(self) -> list[tuple[str, str]]:
        words = self.opened.desk.words
        return [(one.stored(), typed_words(words, one)) for one in Day.offered(self.opened.situation.today)]

    def read(self, typed: Typed) -> tuple[Answer | None, str]:
        if not typed.text("on"):
            return super().read(typed)
        day = self._other_day(typed)
        return (day, typed_words(self.opened.desk.words, day)) if day is not None else (None, "")

    def _other_day(self, typed: Typed) -> Day | None:
        """Return a day that was typed, of any age; a day to come, and another one than was picked, is refused."""
        day, picked = typed.day("on"), typed.text("value")
        if day is None:
            return None
        if day > self.opened.situation.today:
            typed.wrong["on"] = self.opened.say("desk.answer.day_to_come")
        elif picked not in ("", day.isoformat()):
            typed.wrong["on"] = self.opened.say("desk.answer.two_days")
        return Day(day)


class _Ticks(StaffField):
    def fields(self) -> list[Field]:
        offered = self.cards
        offered += [(UNSURE, self.opened.say("desk.answer.also_not_sure"))] if self.item.unsure else []
        return [TickField(self.opened.desk, "value", self.label, offered, columns=2)]

    def state(self, typed: Typed) -> State:
        state = super().state(typed)
        alone = state is State.VALUE and typed.text("value") == UNSURE  # nothing ticked beside it
        return State.NOT_SURE if alone else state

    def read(self, typed: Typed) -> tuple[Answer | None, str]:
        ticked = [one for one in typed.text("value", "desk.answer.missing").split(",") if one]
        none = {choice.id for choice in self.item.choices if choice.none}
        if none & set(ticked) and set(ticked) - none:
            typed.wrong["value"] = self.opened.say("desk.answer.none_and_more")
        words = ", ".join(self.choice(one) for one in ticked if one != UNSURE)
        unsure = UNSURE in ticked
        said = structured.SomeOf(tuple(one for one in ticked if one not in {*none, UNSURE}), unsure)
        return said, self.opened.say("answer.also_not_sure", answer=words) if unsure else words


class _Name(StaffField):
    def fields(self) -> list[Field]:
        return [NameField(self.opened.desk, "value", self.label, self.opened.situation.medicines)]

    def value(self, typed: Typed, text: str) -> Answer | None:
        del typed
        situation = self.opened.situation
        known = known_name(situation.medicines, text)
        before = situation.reply(self.page.item, self.page.entry)
        listed = situation.listed(self.page.entry or "") if before else self.listed
        group = before.answer.group if before and isinstance(before.answer, NamedMedicine) else None
        return NamedMedicine(
            typed=text,
            confirmed=known.name if known else "",
            generics=tuple(known.generics) if known else (),
            list_version=situation.medicines.version,
            listed=listed,
            group=group or None,
        )


class _List(StaffField):
    def read(self, typed: Typed) -> tuple[Answer | None, str]:
        del typed
        entries = self.opened.situation.entries(self.item.entries)
        return structured.Entries(entries), ", ".join(self.opened.situation.entry_name(one) for one in entries)


FIELDS: dict[type[Answer], type[StaffField]] = {
    single.YesNo: _YesNo,
    single.OneOf: _Pick,
    single.OneOfOrText: _PickOrText,
    single.Day: _Day,
    single.Text: _Text,
    single.Phone: _Line,
    single.Number: _Number,
    single.Acknowledged: _Lesson,
    structured.SomeOf: _Ticks,
    structured.NamedMedicine: _Name,
    structured.Entries: _List,
    structured.Scene: StaffField,
}
