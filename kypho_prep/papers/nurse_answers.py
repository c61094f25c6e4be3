"""The patient's answers on the nurse's sheet: each behind its question's short label, and what nobody answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kypho_prep.papers.layout import Part
from kypho_prep.papers.staff_words import StaffWords, beside
from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.answers.single import Acknowledged, Phone, Text, YesNo
from kypho_prep.prep.answers.structured import Entries, Scene, SomeOf
from kypho_prep.prep.checklist import Item
from kypho_prep.prep.interview.path import for_staff, shown
from kypho_prep.prep.reply import Reply, State

Parts = Iterator[tuple[Part, ...]]
# Pages without a question to the patient's own state; and what is said with a medicine's instructions.
NO_ANSWER = (Acknowledged, Scene)
TOLD = ("medicines.told_who", "medicines.told_what")


def step_parts(said: StaffWords, *steps: str) -> Parts:
    """Return all answers of some steps: what says something, then each "none" and "no", then what is not answered."""
    items = [item for step in steps for item in said.situation.checklist.steps[step].items if not item.entry_of]
    asked = [item for item in items if _asked(said, item)]
    for item in asked:
        if _telling(said, item):
            yield (Part(_answer(said, item)),)
    plain = [_answer(said, item) for item in asked if _plain(said, item)]
    if plain:
        yield (Part(beside(plain)),)
    yield from _open(said, asked)
    yield from _for_staff(said, items)


def short_parts(said: StaffWords, step: str) -> Parts:
    """Return all answers of a step beside each other, then what is not answered."""
    items = said.situation.checklist.steps[step].items
    asked = [item for item in items if not item.entry_of and _asked(said, item)]
    answered = beside(_answer(said, item) for item in asked if _telling(said, item) or _plain(said, item))
    if answered:
        yield (Part(answered),)
    yield from _open(said, asked)
    yield from _for_staff(said, items)


def entry_lines(said: StaffWords, kind: str, entry: str) -> Iterator[Part]:
    """Return what was answered about one entry, and what of it was not."""
    items = said.situation.checklist.entry_items(kind)[1:]
    asked = [item for item in items if item.id not in TOLD and _asked(said, item, entry)]
    answered = beside(_answer(said, item, entry) for item in asked if not _blank(said, item, entry))
    if answered:
        yield Part(answered)
    for parts in _open(said, asked, entry):
        yield from parts


def _open(said: StaffWords, asked: list[Item], entry: str | None = None) -> Parts:
    missing = [said.label(item, entry) for item in asked if not item.optional and _blank(said, item, entry)]
    if missing:
        yield (Part(said.words("papers.nurse.not_answered", what=", ".join(missing)), bold=True),)


def _for_staff(said: StaffWords, items: Iterable[Item]) -> Parts:
    """Yield what the kiosk does not ask and staff have not asked yet: nobody's answer is missing."""
    waiting = {page.item for page in for_staff(said.situation)}
    labels = [said.label(one) for one in items if one.id in waiting and not one.optional and _blank(said, one)]
    if labels:
        yield (Part(said.words("papers.nurse.for_staff", what=", ".join(labels))),)


def _asked(said: StaffWords, item: Item, entry: str | None = None) -> bool:
    """Tell whether this patient reaches a question; what a branch hides is neither said nor missing."""
    reached = (item.id, entry) in said.situation.reached
    told = said.situation.reply(item.id, entry) is not None
    return reached and kind_of(item) not in NO_ANSWER and (told or shown(said.situation, item))


def _blank(said: StaffWords, item: Item, entry: str | None = None) -> bool:
    reply = said.situation.reply(item.id, entry)
    return reply is None or (reply.state is State.VALUE and reply.answer in (Text(""), Phone("")))


def _telling(said: StaffWords, item: Item) -> bool:
    reply = said.situation.reply(item.id)
    if reply is None or kind_of(item) is Entries:
        return False
    return not _blank(said, item) and not _says_no(item, reply)


def _plain(said: StaffWords, item: Item) -> bool:
    reply = said.situation.reply(item.id)
    if reply is None or _blank(said, item):
        return False
    if kind_of(item) is Entries:
        return reply.state is not State.VALUE or reply.answer == Entries()
    return _says_no(item, reply)


def _says_no(item: Item, reply: Reply) -> bool:
    """Tell whether an answer is a "no" or a "none of these" that somebody gave."""
    if reply.state is not State.VALUE:
        return False
    if isinstance(reply.answer, SomeOf):
        return reply.answer.says_none(item)
    return reply.answer == YesNo(yes=False)


def _answer(said: StaffWords, item: Item, entry: str | None = None) -> str:
    reply = said.situation.reply(item.id, entry)
    answer = said.picked(reply) if reply is not None else ""
    return said.words("papers.nurse.answered", label=said.label(item, entry), said=answer)
