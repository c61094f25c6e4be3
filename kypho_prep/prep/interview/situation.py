"""Everything a rule may know at one moment: the checklist, one visit's chart, the clinic, the medicines, the day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from kypho_prep.prep.answers.answer import Answer
from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.chart import Chart, FlagRow
from kypho_prep.prep.checklist import Checklist, Item
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.conditions import holds
from kypho_prep.prep.interview.answer_days import outlived
from kypho_prep.prep.medicines.catalogue import MedicineList, classes_of
from kypho_prep.prep.reply import Reply, State, Who
from kypho_prep.prep.staff_entries.fasting import fasting_state
from kypho_prep.prep.times import local_date

Key = tuple[str, str | None]
Found = TypeVar("Found")


@dataclass(frozen=True)
class Situation:
    """The one argument of the rules; `today` is the clinic's local date, `who` the person answering now.

    `languages` are the codes of the languages in which the kiosk can ask; empty where nobody says.
    """

    checklist: Checklist
    chart: Chart
    clinic: Clinic
    medicines: MedicineList
    today: date
    who: Who = Who.PATIENT
    languages: tuple[str, ...] = ()
    _worked_out: dict[Callable[[Situation], Any], Any] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        """Have every reply of the chart read by the checklist, once: each holds its typed answer from here on."""
        if not all(one.is_read for one in self.chart.replies):
            read = tuple(with_answer(self.checklist, one) for one in self.chart.replies)
            # The chart says what it said before; only here, before anybody sees it, may a frozen value be completed.
            object.__setattr__(self, "chart", replace(self.chart, replies=read))

    @cached_property
    def counted(self) -> dict[Key, Reply]:
        """Return the newest replies of the items' own revision and of entries not removed, hidden ones included.

        What is asked on the procedure's day counts on that day only: a procedure that is put off asks it again.
        """
        return {key: reply for key, reply in self.chart.latest.items() if _counts(self, reply)}

    @cached_property
    def reached(self) -> frozenset[Key]:
        """Return every (item, entry) that the branches reach, whoever may see it and on whatever day."""
        return frozenset(_Reach(self).all())

    @cached_property
    def current(self) -> dict[Key, Reply]:
        """Return the replies that count: not removed, not stale, and reached by the branches."""
        return {key: reply for key, reply in self.counted.items() if key in self.reached}

    @cached_property
    def is_today(self) -> bool:
        """Tell whether the clinic's local date is the procedure's."""
        return self.today == self.chart.visit.procedure_on

    def reply(self, item: str, entry: str | None = None) -> Reply | None:
        """Return the reply that counts for an item and an entry, or none."""
        return self.current.get((item, entry))

    def answer(self, item: str, entry: str | None = None) -> Answer | None:
        """Return the answer that counts for an item and an entry; none where nobody gave one, or nobody was sure."""
        reply = self.reply(item, entry)
        return reply.answer if reply is not None and reply.state is State.VALUE else None

    def fact(self, name: str) -> Any:
        """Return a fact of the visit or the session for a condition; KeyError when there is none of that name."""
        return self.once(_facts)[name]

    def entries(self, kind: str) -> tuple[str, ...]:
        """Return the uuids of a list's entries that are not removed, oldest first, hidden ones included."""
        return self.once(_entries).get(kind, ())

    def entries_for(self, item: str) -> tuple[str, ...]:
        """Return the entries that an item is asked about; empty for an item without entries."""
        return self._entries_of_items[item]

    @cached_property
    def _entries_of_items(self) -> dict[str, tuple[str, ...]]:
        found = self.once(_entries)
        return {item.id: found.get(item.entry_of, ()) for item in self.checklist.items}

    def named(self, kind: str) -> dict[str, Reply]:
        """Return the entries of a list that count, each with the reply that names it."""
        names = self.checklist.entry_items(kind)[:1]
        pairs = ((entry, self.reply(item.id, entry)) for item in names for entry in self.entries(kind))
        return {entry: reply for entry, reply in pairs if reply is not None}

    def entry_name(self, entry: str) -> str:
        """Return what the patient calls an entry: the confirmed name, else as typed; empty when it has none."""
        named = self.once(_names).get(entry)
        return named.text if named is not None else ""

    def classes(self, entry: str) -> tuple[str, ...]:
        """Return the medicine classes of an entry, looked up in today's list."""
        return self.once(_classes).get(entry, ())

    def listed(self, entry: str) -> str:
        """Return the list item from which an entry was added; empty when it does not say."""
        named = self.once(_names).get(entry)
        return (named.listed or "") if isinstance(named, NamedMedicine) else ""

    def once(self, work_out: Callable[[Situation], Found]) -> Found:
        """Return what a function of this situation finds, worked out once; it reads neither flags' rows nor actions."""
        if work_out not in self._worked_out:
            self._worked_out[work_out] = work_out(self)
        found: Found = self._worked_out[work_out]
        return found


def hidden(situation: Situation) -> tuple[Reply, ...]:
    """Return the replies that a branch hides now: kept, out of the flags, struck through for the nurse."""
    return tuple(reply for key, reply in situation.counted.items() if key not in situation.reached)


def with_answer(checklist: Checklist, reply: Reply) -> Reply:
    """Return a reply with its stored value read as the kind that its item asks for.

    The answer is none where the item is gone, or asked in an earlier revision for another kind of answer: such a reply
    keeps only its value and the words that were shown.
    """
    if reply.is_read:
        return reply
    item = checklist.by_id.get(reply.item)
    return replace(reply, read=(None if item is None else _parsed(item, reply),))


def with_flags(situation: Situation, rows: tuple[FlagRow, ...]) -> Situation:
    """Return the situation with more rows of its flags; what rests on the answers alone is not worked out again."""
    chart = replace(situation.chart, flags=(*situation.chart.flags, *rows))
    after = replace(situation, chart=chart)
    for name in ("counted", "reached", "current", "_worked_out"):
        after.__dict__[name] = getattr(situation, name)
    return after


def _parsed(item: Item, reply: Reply) -> Answer | None:
    try:
        return None if reply.value is None else kind_of(item).parse(reply.value)
    except ValueError:
        return None


def _entries(situation: Situation) -> dict[str, tuple[str, ...]]:
    """Return the entries of each kind of list."""
    checklist = situation.checklist
    kinds = dict.fromkeys(item.entry_of for item in checklist.items if item.entry_of)
    return {kind: situation.chart.entries((checklist.entry_items(kind)[0].id,)) for kind in kinds}


def _names(situation: Situation) -> dict[str, Answer]:
    """Return what names each entry."""
    naming = {situation.checklist.entry_items(kind)[0].id for kind in situation.once(_entries)}
    return {
        entry: reply.answer
        for (item, entry), reply in situation.counted.items()
        if entry is not None and item in naming and reply.state is State.VALUE and reply.answer is not None
    }


def _classes(situation: Situation) -> dict[str, tuple[str, ...]]:
    """Return the medicine classes of each named medicine."""
    names = situation.once(_names)
    named = {entry: one for entry, one in names.items() if isinstance(one, NamedMedicine)}
    return {entry: classes_of(situation.medicines, one) for entry, one in named.items()}


def _counts(situation: Situation, reply: Reply) -> bool:
    item = situation.checklist.by_id.get(reply.item)
    # Another revision means another question or other choices: what was answered then does not answer it.
    if item is None or item.revision != reply.revision or reply.state is State.REMOVED:
        return False
    if outlived(item, situation.chart, reply):
        return False
    if item.day_of and local_date(reply.at, situation.clinic) != situation.chart.visit.procedure_on:
        return False
    if reply.entry is None:
        return not item.entry_of
    return bool(item.entry_of) and reply.entry in situation.entries(item.entry_of)


def _facts(situation: Situation) -> dict[str, Any]:
    visit = situation.chart.visit
    return {
        "visit.ask_pregnancy": visit.ask_pregnancy,
        "visit.tests": visit.tests,
        "visit.anesthesia": visit.anesthesia.value,
        "visit.fasting": fasting_state(situation.chart).value,
        "visit.is_today": situation.is_today,
        "visit.questions": bool(situation.entries("question")),
        "session.who": situation.who.value,
    }


class _Reach:
    """Follows branches from item to item; a branch that leads back to itself holds nowhere on its way."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self._known: dict[Key, bool] = {}

    def all(self) -> list[Key]:
        entries_for = self._situation.entries_for
        found: list[Key] = []
        for item in self._situation.checklist.items:
            if item.entry_of:
                found += [(item.id, one) for one in entries_for(item.id) if self.reaches(item.id, one)]
            elif not item.branch.conditions or self.reaches(item.id, None):
                found.append((item.id, None))
        return found

    def reaches(self, item_id: str, entry: str | None) -> bool:
        key = (item_id, entry)
        known = self._known.get(key)
        if known is None:
            self._known[key] = False
            known = self._known[key] = self._asked(self._situation.checklist.item(item_id), entry)
        return known

    def reply(self, item: str, entry: str | None = None) -> Reply | None:
        """Return a counted reply of an item that is itself reached."""
        # An answer behind a branch that is closed now must not open the next one.
        return self._situation.counted.get((item, entry)) if self.reaches(item, entry) else None

    def fact(self, name: str) -> Any:
        return self._situation.fact(name)

    def entries_for(self, item: str) -> tuple[str, ...]:
        return self._situation.entries_for(item)

    def classes(self, entry: str) -> tuple[str, ...]:
        return self._situation.classes(entry)

    def listed(self, entry: str) -> str:
        return self._situation.listed(entry)

    def _asked(self, item: Item, entry: str | None) -> bool:
        if item.entry_of and not self._list_reached(item.entry_of):
            return False
        return holds(item.branch, self, entry)

    def _list_reached(self, kind: str) -> bool:
        lists = self._situation.checklist.lists
        return any(self.reaches(item.id, None) for item in lists if item.entries == kind)
