"""The checklist as a value: chapters, steps, items, choices, and the flags that one answer raises by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

# Operators that look at an entry's medicine or at the list it is on, not at an answer.
WITHOUT_ANSWER = ("class", "no_class", "listed")
# How the name of a fact of the visit or the session begins.
FACTS = ("visit.", "session.")
Scalar = str | int | float | bool | None


class Control(StrEnum):
    """How a patient answers an item."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICE_OR_TEXT = "choice_or_text"
    DAY = "day"
    TICKS = "ticks"
    TEXT = "text"
    PHONE = "phone"
    NUMBER = "number"
    MEDICINE_NAME = "medicine_name"
    LIST = "list"
    LESSON = "lesson"
    SCENE = "scene"


class Asks(StrEnum):
    """Who puts an item to the patient: a page at the kiosk, staff alone, or nobody any more.

    What nobody asks any more keeps its id, its words and its flags: answers of earlier versions stand under it.
    """

    PAGE = "page"
    STAFF = "staff"
    NOBODY = "nobody"


class PlanPart(StrEnum):
    """What a page of the plan tells: the procedure's and the arrival's times, food and drink, or the medicines."""

    TIMES = "times"
    FASTING = "fasting"
    MEDICINES = "medicines"


class Level(StrEnum):
    """How urgently a nurse has to look: act before the procedure, one tap "seen", or only shown."""

    NOTE = "note"
    AMBER = "amber"
    RED = "red"

    @property
    def weight(self) -> int:
        """Return the level's rank, so that the highest of several reasons wins."""
        return (Level.NOTE, Level.AMBER, Level.RED).index(self)


class Kind(StrEnum):
    """What a flag asks of the team: it could cancel the case, something to prepare, to look at, or to talk about."""

    CANCEL = "cancel"
    PREPARE = "prepare"
    CHECK = "check"
    TALK = "talk"


class Turn(StrEnum):
    """When a flag rises by itself as the procedure comes near."""

    TWO_WORKING_DAYS = "two_working_days"
    ON_THE_DAY = "on_the_day"


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of a branch or a flag: an item (or a `visit.` fact), an operator, a value; mirrors FHIR enableWhen."""

    item: str
    op: str
    value: Scalar | tuple[Scalar, ...] = None
    about_fact: bool = field(default=False, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Note whether it asks for a fact instead of an answer: each reply asks it some thousand times."""
        object.__setattr__(self, "about_fact", self.item.startswith(FACTS))


@dataclass(frozen=True, slots=True)
class Branch:
    """When an item is asked: all, or any, of its conditions; an empty branch is always asked."""

    conditions: tuple[Condition, ...] = ()
    any: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One card of a single choice, a tick page or a scene; a `retired` one is offered no more, and still counts."""

    id: str
    picture: str = ""
    none: bool = False
    right: bool = False
    retired: bool = False
    days: tuple[int, int] | None = None
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SimpleFlag:
    """A flag that one answer raises: it stands beside its item in the content, as data."""

    problem: str
    level: Level
    kind: Kind
    when: tuple[Condition, ...]
    any: bool = False
    reason: str = "reason"
    blocks: bool = False
    turn: Turn | None = None
    turn_level: Level = Level.RED


@dataclass(frozen=True, slots=True)
class Item:
    """One question, lesson card or scene; its id is the reply's item, the words' key and FHIR's linkId.

    A lesson `behind` another has no page: it stands behind that one's "Tell me more". A reply to what `tells` parts of
    the plan counts while they say what they said then.
    """

    id: str
    control: Control
    revision: int = 1
    asks: Asks = Asks.PAGE
    behind: str = ""
    seconds: int = 15
    choices: tuple[Choice, ...] = ()
    branch: Branch = field(default_factory=Branch)
    flags: tuple[SimpleFlag, ...] = ()
    statements: tuple[str, ...] = ()
    picture: str = ""
    entries: str = ""
    entry_of: str = ""
    every_session: bool = False
    day_of: bool = False
    of_times: bool = False
    tells: tuple[PlanPart, ...] = ()
    clock: bool = False
    private: bool = False
    optional: bool = False
    unsure: bool = True
    unsure_level: Level = Level.AMBER
    unsure_kind: Kind = Kind.CHECK
    note: str = ""
    shows: str = ""
    maximum: int = 2000

    @property
    def step(self) -> str:
        """Return the id of the step that the item belongs to."""
        return self.id.partition(".")[0]

    @property
    def has_page(self) -> bool:
        """Tell whether the kiosk has a page for it, somewhere on somebody's way."""
        return self.asks is Asks.PAGE and not self.behind

    @property
    def offered(self) -> tuple[Choice, ...]:
        """Return the cards that may still be chosen."""
        return tuple(choice for choice in self.choices if not choice.retired)

    def choice(self, choice_id: str) -> Choice:
        """Return one of the item's choices; KeyError when the item has no such choice."""
        for choice in self.choices:
            if choice.id == choice_id:
                return choice
        raise KeyError(f"{self.id} has no choice {choice_id!r}")


@dataclass(frozen=True, slots=True)
class Step:
    """A group of items that a nurse thinks of as one subject."""

    id: str
    items: tuple[Item, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """One of the nine headings that the patient sees."""

    id: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Checklist:
    """The whole structure of the preparation, with its version and the date of its source.

    `on_paper` are the statements that only the papers tell.
    """

    version: str
    written: date
    source_reviewed: date
    chapters: tuple[Chapter, ...]
    on_paper: tuple[str, ...] = ()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Return every item in the order of the chapters."""
        return tuple(item for chapter in self.chapters for step in chapter.steps for item in step.items)

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Return the items by their id."""
        return {item.id: item for item in self.items}

    @cached_property
    def steps(self) -> dict[str, Step]:
        """Return the steps by their id."""
        return {step.id: step for chapter in self.chapters for step in chapter.steps}

    @cached_property
    def chapter_of(self) -> dict[str, Chapter]:
        """Return each item's chapter by the item's id."""
        return {item.id: chapter for chapter in self.chapters for step in chapter.steps for item in step.items}

    @cached_property
    def order(self) -> dict[str, int]:
        """Return each item's place in the order of the chapters."""
        return {item.id: number for number, item in enumerate(self.items)}

    @cached_property
    def flagged(self) -> tuple[Item, ...]:
        """Return the items beside which a flag stands."""
        return tuple(item for item in self.items if item.flags)

    @cached_property
    def silent_unanswered(self) -> frozenset[str]:
        """Return the ids of the flagged items none of whose flags can stand before the item is answered."""
        return frozenset(item.id for item in self.flagged if all(_needs_answer(item, flag) for flag in item.flags))

    @cached_property
    def lists(self) -> tuple[Item, ...]:
        """Return the items that show a list of entries."""
        return tuple(item for item in self.items if item.control is Control.LIST)

    def item(self, item_id: str) -> Item:
        """Return one item; KeyError when the checklist has none of that id."""
        return self.by_id[item_id]

    def more_of(self, item_id: str) -> tuple[Item, ...]:
        """Return the lessons behind an item's "Tell me more"."""
        return self._by_front.get(item_id, ())

    def entry_items(self, kind: str) -> tuple[Item, ...]:
        """Return the questions asked about each entry of a list, its name first."""
        return self._by_entry.get(kind, ())

    @cached_property
    def _by_entry(self) -> dict[str, tuple[Item, ...]]:
        kinds = dict.fromkeys(item.entry_of for item in self.items)
        return {kind: tuple(item for item in self.items if item.entry_of == kind) for kind in kinds}

    @cached_property
    def _by_front(self) -> dict[str, tuple[Item, ...]]:
        fronts = dict.fromkeys(item.behind for item in self.items if item.behind)
        return {front: tuple(item for item in self.items if item.behind == front) for front in fronts}


def _needs_answer(item: Item, flag: SimpleFlag) -> bool:
    """Tell whether a flag stands only once its own item is answered; a medicine's class or list is known without."""
    asked = (condition.item == item.id and condition.op not in WITHOUT_ANSWER for condition in flag.when)
    return not flag.any and any(asked)
