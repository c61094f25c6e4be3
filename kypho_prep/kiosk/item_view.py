"""One page's item with its words already rendered: what a question page shows, and nothing it could ask anyone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kypho_prep.kiosk.tile_views import SectionView, sections
from kypho_prep.prep.answers.answer import Answer
from kypho_prep.prep.answers.kinds import KIND_OF
from kypho_prep.prep.answers.single import Acknowledged, Day
from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.checklist import Control, Item
from kypho_prep.prep.interview.entries import entries
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Reply, State
from kypho_prep.prep.wording.dates import month_day_words, near_day_words, weekday_words
from kypho_prep.prep.wording.sentences import answer_words
from kypho_prep.prep.words import WEEKDAYS, Words

LAST_DAYS = ("today", "yesterday")


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One card: its id, its words, and what choosing it means; `card` and `detail`: its words on two lines."""

    id: str
    words: str
    picture: str = ""
    none: bool = False
    right: bool = False
    card: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry of a list: its uuid, its name as the patient confirmed it, and a line about it."""

    id: str
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SceneWords:
    """What a scene says after a pick: explained again, kind words, or that a nurse will talk about it."""

    again: str = ""
    right: str = ""
    handed_over: str = ""


@dataclass(frozen=True, slots=True)
class MoreView:
    """One part behind "Tell me more": its title, its words and its picture."""

    title: str
    body: str
    picture: str = ""
    picture_words: str = ""


class Given(NamedTuple):
    """What is given: the state, and the answer of the kind that the page asks for (None for "not sure")."""

    state: State
    answer: Answer | None = None


def wants_explaining(given: Given) -> bool:
    """Tell whether a card was read with a question to the nurse."""
    return isinstance(given.answer, Acknowledged) and given.answer.has_question


@dataclass(frozen=True)
class ItemView:
    """Everything that a question page shows about one item (and one entry), in the reader's language.

    `more` stands behind "Tell me more"; `second` is a second question on the same page, `beside` the first;
    `not_sure` is what "I'm not sure" says of this question alone, empty where it says so of none.
    """

    page: PageRef
    control: Control
    question: str
    help: str = ""
    why: str = ""
    body: str = ""
    note: str = ""
    picture: str = ""
    picture_words: str = ""
    shows: str = ""
    choices: tuple[ChoiceView, ...] = ()
    entries: tuple[EntryView, ...] = ()
    sections: tuple[SectionView, ...] = ()
    more: tuple[MoreView, ...] = ()
    scene: SceneWords = SceneWords()
    given: Given | None = None
    unsure: bool = True
    not_sure: str = ""
    optional: bool = False
    maximum: int = 2000
    clock: bool = False
    list_item: str = ""
    group: str = ""
    list_version: str = ""
    second: ItemView | None = None
    beside: bool = False

    @property
    def kind(self) -> type[Answer]:
        """Return the kind of answer that the page asks for."""
        return KIND_OF[self.control]

    @property
    def is_text(self) -> bool:
        """Tell whether the page is answered by typing letters."""
        return self.control in (Control.TEXT, Control.MEDICINE_NAME)


def item_view(situation: Situation, words: Words, page: PageRef, list_item: str = "") -> ItemView:
    """Return the page of an item; `list_item` is the list that a new entry is added from. KeyError: unknown item."""
    item = situation.checklist.item(page.item)
    # An answer that a branch had hidden counts again once its question is back, and stands on the page.
    reply = situation.counted.get((page.item, page.entry))
    name = situation.entry_name(page.entry) if page.entry else ""
    say = _Say(words, item, name, situation.clinic.emergency_line, procedure_weekday(situation, words))
    return ItemView(
        page=page,
        control=item.control,
        question=say("question"),
        help=say("help"),
        why=situation.clinic.own_words(f"{item.id}.why") or say("why"),
        body=_body(situation, words, item, say("body")),
        note=words.optional(item.note, name=name) if item.note else "",
        picture=item.picture,
        picture_words=say("picture"),
        shows=item.shows,
        choices=_days(situation, words) if item.control is Control.DAY else _choices(say, item),
        entries=_entries(situation, words, item, page),
        sections=sections(situation, words, item),
        more=tuple(_more(situation, words, one) for one in situation.checklist.more_of(item.id)),
        scene=SceneWords(say("again"), say("right"), say("handed_over")),
        given=_given(reply) if reply else None,
        unsure=item.unsure and item.control not in (Control.LESSON, Control.SCENE),
        not_sure=say("not_sure"),
        optional=item.optional,
        maximum=item.maximum,
        clock=item.clock,
        list_item=list_item or (situation.listed(page.entry) if page.entry else ""),
        group=(reply.answer.group or "") if reply and isinstance(reply.answer, NamedMedicine) else "",
        list_version=situation.medicines.version,
    )


def _given(reply: Reply) -> Given | None:
    """Return what stands on the page; nothing where the stored value is none of the item's kind."""
    return None if reply.state is State.VALUE and reply.answer is None else Given(reply.state, reply.answer)


def _body(situation: Situation, words: Words, item: Item, body: str) -> str:
    """Return a card's words, the clinic's own below them and marked as its own."""
    own = situation.clinic.own_text(item.id)
    return "\n\n".join((body, words("controls.lesson.from_clinic", text=own))) if own else body


def _more(situation: Situation, words: Words, item: Item) -> MoreView:
    say = _Say(words, item, "", situation.clinic.emergency_line, procedure_weekday(situation, words))
    body = _body(situation, words, item, say("body"))
    return MoreView(say("question"), body, item.picture, say("picture"))


def procedure_weekday(situation: Situation, words: Words) -> str:
    """Return the weekday of the procedure in words, for a scene in the patient's own times."""
    return words.optional(f"date.weekday.{WEEKDAYS[situation.chart.visit.procedure_on.weekday()]}")


@dataclass(frozen=True, slots=True)
class _Say:
    """The words of one item by the last part of their key; nothing where the language has none."""

    words: Words
    item: Item
    name: str
    emergency_line: str = ""
    procedure_day: str = ""

    def __call__(self, key: str) -> str:
        said = self.words if key == "question" else self.words.optional
        return said(
            f"{self.item.id}.{key}",
            name=self.name,
            emergency_line=self.emergency_line,
            procedure_day=self.procedure_day,
        )


def _choices(say: _Say, item: Item) -> tuple[ChoiceView, ...]:
    return tuple(ChoiceView(one.id, say(f"choice.{one.id}"), one.picture, one.none, one.right) for one in item.offered)


def _days(situation: Situation, words: Words) -> tuple[ChoiceView, ...]:
    """Return a card for each day that is offered: its name, and its date below."""
    *days, older = Day.offered(situation.today)
    cards = [_day(words, one, back) for back, one in enumerate(days)]
    return (*cards, ChoiceView(older.stored(), words("controls.day.longer")))


def _day(words: Words, day: Day, back: int) -> ChoiceView:
    """Return the card of a day so many days ago: the last two are called what everybody calls them."""
    said, name = near_day_words(words, day.on), weekday_words(words, day.on)
    if back < len(LAST_DAYS):
        said = words(f"controls.day.{LAST_DAYS[back]}", date=said)
        name = words(f"controls.day.{LAST_DAYS[back]}_name")
    # The number never stands alone on the next line.
    date_below = month_day_words(words, day.on).replace(" ", "\N{NO-BREAK SPACE}")
    return ChoiceView(day.stored(), said, card=name, detail=date_below)


def _entries(situation: Situation, words: Words, item: Item, page: PageRef) -> tuple[EntryView, ...]:
    """Return the list's entries; on the page of a name, those beside the one that is being named."""
    kind = item.entries or item.entry_of
    if not kind:
        return ()
    about = situation.checklist.entry_items(kind)[1:2]
    found = []
    for entry in entries(situation, kind):
        if entry.id != page.entry:
            detail = "".join(
                answer_words(situation, words, PageRef(one.id, entry.id))
                for one in about
                if situation.reply(one.id, entry.id) is not None
            )
            found.append(EntryView(entry.id, entry.name, detail))
    return tuple(found)
