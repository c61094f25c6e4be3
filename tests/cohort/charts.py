"""Charts of made-up patients: every page that the branches reach is answered, as the kiosk would have stored it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any

from kypho_prep.content import Content
from kypho_prep.prep.chart import Anesthesia, Chart, Patient, Visit
from kypho_prep.prep.checklist import Control, Item
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.interview.entries import ALLERGY, MEDICINE
from kypho_prep.prep.interview.path import PageRef, is_open, pages
from kypho_prep.prep.interview.situation import Key, Situation, with_answer
from kypho_prep.prep.medicines.catalogue import match
from kypho_prep.prep.reply import Answerer, Reply, Shown, State, Who
from kypho_prep.prep.rules.flags import advance, findings
from kypho_prep.prep.rules.reply_words import said_keys
from kypho_prep.prep.times import Stamp
from kypho_prep.prep.wording.sentences import question_words
from tests.cohort import rates
from tests.cohort.patients import FINISHED, PROCEDURE, Person, Taken, people
from tests.cohort.telling import Given, Telling

CLINIC = Clinic(name="Sample clinic")
BEGUN = datetime.combine(FINISHED, time(15), UTC)
HELPER = "Ana Example"


@dataclass(frozen=True)
class Case:
    """One made-up patient's chart on the day on which everything was answered, and which answers are wrong, and how."""

    person: Person
    situation: Situation
    wrong: dict[Key, str]


def cohort(
    content: Content, size: int, seed: int = 1, *, wrong: float = 0.0, traceless: float | None = None
) -> Iterator[Case]:
    """Yield that many charts; `wrong` is the share of wrong answers, `traceless` the share of those without a trace."""
    for person in people(size, seed):
        yield Sitting(content, person, Telling(person, Random(f"{seed}/{person.number}/told"), wrong, traceless)).case()


class Sitting:
    """One patient at the kiosk: round by round, all pages that the answers so far have opened."""

    def __init__(self, content: Content, person: Person, telling: Telling) -> None:
        self._words = content.words("en")
        self._person = person
        self._telling = telling
        self._taken: dict[str, Taken] = {}
        self._replies: list[Reply] = []
        self._ids = count(1)
        visit = Visit(
            "visit", "patient", PROCEDURE, "09:30", PROCEDURE, "08:00", "L1", Anesthesia.SEDATION, "Dr. Example",
            person.tests, finished_at=BEGUN + timedelta(hours=1), finished_by="patient",
        )  # fmt: skip
        patient = Patient("patient", "Sample", f"Number {person.number}", person.born)
        chart = Chart(patient, visit)
        self._situation = Situation(content.checklist, chart, CLINIC, content.medicines, FINISHED, person.who)

    def case(self) -> Case:
        """Answer everything, and let the rules raise their flags as every transaction does."""
        while still := [page for page in pages(self._situation) if self._answers(page)]:
            for page in still:
                self._answer(page)
            self._situation = replace(
                self._situation, chart=replace(self._situation.chart, replies=tuple(self._replies))
            )
        rows = advance(
            findings(self._situation),
            (),
            Stamp(self._now(), self._situation.chart.newest + 1),
            lambda: f"flag{next(self._ids)}",
        )
        chart = replace(self._situation.chart, flags=rows)
        return Case(self._person, replace(self._situation, chart=chart), self._telling.wrong)

    def _answers(self, page: PageRef) -> bool:
        """Tell whether a page is still to be answered: what may stay blank, only by whom there is something to say."""
        item = self._situation.checklist.item(page.item)
        told = (page.item, page.entry) in self._situation.current
        return is_open(self._situation, page) or (item.optional and item.id in self._person.truth and not told)

    def _answer(self, page: PageRef) -> None:
        item = self._situation.checklist.item(page.item)
        if item.control is Control.LIST:
            self._name_all(item)
            entries = [one.entry for one in self._replies if one.item == self._named(item).id]
            self._store(page, Given(State.VALUE, {"entries": entries}, item.seconds * 1000))
            return
        taken = self._taken.get(page.entry or "")
        for given in self._telling.told(item, page.entry, taken):
            self._store(page, given)

    def _name_all(self, listed: Item) -> None:
        """Put the entries of a list on it: the medicines that belong there, one allergy where there is one."""
        named = self._named(listed)
        for value, taken in self._entries(listed):
            entry = f"entry{next(self._ids)}"
            if taken is not None:
                self._taken[entry] = taken
            self._store(PageRef(named.id, entry), Given(State.VALUE, value, named.seconds * 1000))

    def _entries(self, listed: Item) -> Iterator[tuple[Any, Taken | None]]:
        if listed.entries == MEDICINE:
            for taken in self._person.medicines:
                if taken.listed == listed.id:
                    yield self._medicine(taken), taken
        elif listed.entries == ALLERGY:
            for allergy in self._person.allergies:
                yield allergy, None

    def _medicine(self, taken: Taken) -> dict[str, Any]:
        known = None if taken.typed in rates.ODD else match(self._situation.medicines, taken.typed).name
        name = self._situation.medicines.by_name.get((known or "").casefold())
        return {
            "typed": taken.typed,
            "confirmed": name.name if name else "",
            "generics": list(name.generics) if name else [],
            "list_version": self._situation.medicines.version,
            "list": taken.listed,
        }

    def _named(self, listed: Item) -> Item:
        return self._situation.checklist.entry_items(listed.entries)[0]

    def _store(self, page: PageRef, given: Given) -> None:
        item, person = self._situation.checklist.item(page.item), self._person
        helper = HELPER if person.who in (Who.HELPER_WITH, Who.HELPER_FOR) else ""
        name = self._taken[page.entry].typed if page.entry in self._taken else ""
        reply = Reply(
            id=f"reply{len(self._replies) + 1}",
            visit="visit",
            seq=len(self._replies) + 1,
            item=page.item,
            entry=page.entry,
            state=given.state,
            value=given.value,
            answerer=Answerer(person.who, helper),
            revision=item.revision,
            content_version=self._situation.checklist.version,
            language="en",
            shown=Shown(question_words(self._words, item, name)),
            shown_ms=given.shown_ms,
            text_size=100,
            kiosk="sample",
            at=self._now(),
            local="",
        )
        reply = with_answer(self._situation.checklist, reply)
        typed = reply.answer.text if reply.answer is not None else ""
        words = ", ".join(self._words(key) for key in said_keys(item, reply)) or typed
        self._replies.append(replace(reply, shown=replace(reply.shown, answer=words)))

    def _now(self) -> datetime:
        return BEGUN + timedelta(seconds=20 * len(self._replies))


def situations(cases: Iterable[Case]) -> Iterator[Situation]:
    """Yield the situations alone."""
    for case in cases:
        yield case.situation
