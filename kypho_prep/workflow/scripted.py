"""A patient who answers by a script through the same functions as a real one: the sample clinic is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.answers_in_words import question_words
from kypho_prep.prep.checklist import Control, Item
from kypho_prep.prep.path import PageRef, first_open, pages
from kypho_prep.prep.reply import Shown, State
from kypho_prep.workflow import intake
from kypho_prep.workflow.intake import Given, Intake, new_entry_id

if TYPE_CHECKING:
    from kypho_prep.workflow.workplace import Workplace

NOT_SURE = object()
_TEXT = "Sam Example"
_PHONE = "555-0100"


@dataclass(frozen=True)
class Script:
    """What one made-up patient says: answers by item id, medicines by name; all else is answered quietly."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    medicines: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    allergies: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    stop_before: str = ""

    def names(self, kind: str) -> tuple[str, ...]:
        """Return what the patient puts on a list of a kind."""
        lists = {"medicine": tuple(self.medicines), "allergy": self.allergies, "question": self.questions}
        return lists[kind]


def answer_all(workplace: Workplace, opened: Intake, script: Script) -> Intake:
    """Answer page after page until nothing is open, or until the page at which the script stops."""
    for first in pages(opened.situation):
        if opened.situation.checklist.item(first.item).every_session:
            opened = _reply(workplace, opened, first, script)
    named: set[str] = set()
    while (page := first_open(opened.situation)) is not None:
        if script.stop_before and page.item.startswith(script.stop_before):
            break
        item = opened.situation.checklist.item(page.item)
        if item.control is Control.LIST and item.entries not in named:
            named.add(item.entries)
            for name in script.names(item.entries):
                opened = _name(workplace, opened, item, name)
        opened = _reply(workplace, opened, page, script)
    return opened


def _name(workplace: Workplace, opened: Intake, listed: Item, name: str) -> Intake:
    """Put one entry on a list, as the patient who confirms the name that the program offers."""
    item = opened.situation.checklist.entry_items(listed.entries)[0]
    value: Any = name
    if item.control is Control.MEDICINE_NAME:
        known = opened.situation.medicines.by_name.get(name.casefold())
        value = {
            "typed": name,
            "confirmed": known.name if known else "",
            "generics": list(known.generics) if known else [],
            "list_version": opened.situation.medicines.version,
            "list": listed.id,
        }
    return _store(workplace, opened, PageRef(item.id, new_entry_id()), (State.VALUE, value))


def _reply(workplace: Workplace, opened: Intake, page: PageRef, script: Script) -> Intake:
    item = opened.situation.checklist.item(page.item)
    answers = script.answers
    if page.entry is not None:
        answers = {**answers, **script.medicines.get(opened.situation.entry_name(page.entry), {})}
    said = answers[item.id] if item.id in answers else _quiet(opened, item)
    return _store(workplace, opened, page, (State.NOT_SURE, None) if said is NOT_SURE else (State.VALUE, said))


def _quiet(opened: Intake, item: Item) -> Any:
    """Return the answer of a patient about whom there is nothing to say."""
    made: dict[Control, Any] = {
        Control.YES_NO: False,
        Control.TICKS: {"picked": [], "unsure": False},
        Control.TEXT: _TEXT,
        Control.PHONE: _PHONE,
        Control.NUMBER: 8,
        Control.LESSON: "understood",
        Control.LIST: {"entries": list(opened.situation.entries(item.entries))},
    }
    if item.control in made:
        return made[item.control]
    if item.control is Control.SCENE:
        right = next(choice.id for choice in item.choices if choice.right)
        return {"attempt": 1, "pick": right, "outcome": "first_try"}
    return item.choices[0].id


def _store(workplace: Workplace, opened: Intake, page: PageRef, said: tuple[State, Any]) -> Intake:
    words = workplace.content.words(opened.session.language)
    item = opened.situation.checklist.item(page.item)
    name = opened.situation.entry_name(page.entry) if page.entry else ""
    shown = Shown(question_words(words, item, name))
    given = Given(page.item, page.entry, said[0], said[1], shown, shown_ms=item.seconds * 1000)
    return intake.reply_to(workplace, session=opened.session.id, given=given)
