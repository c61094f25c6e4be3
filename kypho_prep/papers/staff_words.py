"""What staff's own papers say in few words: an instruction, a date, who answered, what staff saw."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.answers.structured import SomeOf
from kypho_prep.prep.chart import Instruction, StaffFact
from kypho_prep.prep.checklist import Item
from kypho_prep.prep.conditions import unsure
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Reply, State, Who
from kypho_prep.prep.staff_entries.fasting import void
from kypho_prep.prep.wording.dates import clock_words
from kypho_prep.prep.wording.other_language import typed_in
from kypho_prep.prep.wording.sentences import question_words, reply_words, short_words
from kypho_prep.prep.words import Words


class StaffWords:
    """Says the chart of one visit in few words."""

    def __init__(self, situation: Situation, words: Words) -> None:
        self.situation = situation
        self.words = words

    def answer(self, item: str, entry: str | None = None) -> str:
        """Return the answer to an item with a mark of who else than the patient gave it; empty where there is none."""
        reply = self.situation.reply(item, entry)
        return self.marked(reply, reply_words(self.situation, self.words, reply)) if reply is not None else ""

    def picked(self, reply: Reply) -> str:
        """Return a reply with its mark, the examples on cards left out."""
        item = self.situation.checklist.item(reply.item)
        said = reply_words(self.situation, self.words, reply)
        if kind_of(item) is SomeOf and reply.picked and reply.state is not State.DECLINED:
            cards = [short_words(self.words, f"{item.id}.choice.{one}") for one in reply.picked]
            said = ", ".join(cards)
            said = self.words("answer.also_not_sure", answer=said) if unsure(reply) else said
        return self.marked(reply, said)

    def label(self, item: Item, entry: str | None = None) -> str:
        """Return what a question is about in few words; the whole question where it has no short label."""
        short = self.words.optional(f"papers.label.{item.id}")
        return short or question_words(self.words, item, self.situation.entry_name(entry or ""))

    def marked(self, reply: Reply, said: str) -> str:
        """Return words with who gave them where it was not the patient alone, and what other language was typed."""
        typed = typed_in(self.words, reply)
        said = self.words("papers.nurse.typed_in", said=said, language=typed) if typed else said
        who = reply.answerer.who
        return said if who is Who.PATIENT else self.words(f"papers.nurse.by.{who.value}", said=said)

    def instruction(self, one: Instruction) -> str:
        """Return an instruction: what, when, the quoted words, who decided, who told the patient, the restart."""
        words = self.words
        what = [words(f"desk.action.{one.action.value}"), self.moment(one.on, one.at)]
        said = [" ".join(part for part in what if part)]
        said += [words("papers.nurse.quote", quote=one.text)] if one.text else []
        if void(one, self.situation.chart):
            said.append(words("papers.nurse.void"))
        said.append(words("papers.nurse.decided", who=one.decided_by or words("papers.nurse.nobody")))
        told = words("papers.nurse.told", on=self.moment(one.told_on), who=one.told_by)
        said.append(told if one.told_on else words("papers.nurse.not_told"))
        said += [words("papers.nurse.restart", restart=one.restart)] if one.restart else []
        if one.bridging is not None:
            said.append(words("papers.nurse.bridging_yes" if one.bridging else "papers.nurse.bridging_no"))
        return beside(said)

    def fact(self, about: str, fact: StaffFact) -> str:
        """Return a staff entry: what it is about, its values, and who recorded it when."""
        value = {name: str(said) for name, said in fact.value.items()}
        on = self.moment(date.fromisoformat(value["on"])) if value.get("on") else ""
        amount = " ".join(filter(None, (value.get("value", ""), value.get("unit", ""))))
        names = (value.get(name, "") for name in ("name", "phone", "decided_by", "why", "note"))
        said = ", ".join(filter(None, (amount, on, *names)))
        by = self.words("papers.nurse.recorded", who=fact.recorded_by, at=self.stamp(fact.recorded_at))
        return beside([f"{about}: {said}" if said else about, by])

    def moment(self, on: date | None, at: str | None = None) -> str:
        """Return a local date and time, as far as they are known."""
        day = self._day(on) if on else ""
        return ", ".join(part for part in (day, clock_words(self.words, at or "", on)) if part)

    def stamp(self, at: datetime) -> str:
        """Return when something was recorded, by the clinic's clock."""
        local = at.astimezone(self.situation.clinic.tz)
        return self.moment(local.date(), f"{local:%H:%M}")

    def _day(self, on: date) -> str:
        words = self.words
        weekday, month = words(f"desk.weekday_short.{on.isoweekday()}"), words(f"desk.month_short.{on.month}")
        return words("desk.date.short", weekday_short=weekday, month_short=month, day=on.day)


def beside(texts: Iterable[str]) -> str:
    """Return short texts in one line."""
    return " · ".join(text for text in texts if text)
