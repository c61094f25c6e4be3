"""How a patient's words become answers: names, days and clock times as the checklist takes them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from kypho_prep.prep.answers.single import Day
from kypho_prep.prep.checklist import Control
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.medicines.catalogue import match
from kypho_prep.prep.reply import Shown, State
from kypho_prep.prep.words import Words
from kypho_prep.sample.scripted_patient import NOT_SURE as SCRIPT_NOT_SURE
from kypho_prep.workflow.answers.given import Given, new_entry_id
from tests.told import told
from tests.twenty_four.desk import same
from tests.twenty_four.story import NOT_SURE, ticks

NAME = "medicines.name"
TAKEN = "medicines.last_taken"


def said(value: Any) -> Any:
    """Return an answer as the script takes it."""
    return SCRIPT_NOT_SURE if value is NOT_SURE else value


def taken(answers: Mapping[str, Any], situation: Situation) -> dict[str, Any]:
    """Return the answers about a medicine, its last day as the checklist asks for it."""
    rest = {item: said(value) for item, value in answers.items() if item != "taken"}
    if "taken" not in answers:
        return rest
    offered = tuple(one.stored() for one in Day.offered(situation.today))
    return {**rest, TAKEN: answers["taken"] if answers["taken"] in offered else offered[-1]}


def fasting_answers(situation: Situation, ate: str, drank: str) -> dict[str, Any]:
    """Return the answers of the day about the last food and the last drink."""
    answers: dict[str, Any] = {}
    for item, when in (("fasting.last_food", ate), ("fasting.last_drink", drank)):
        if when:
            at = datetime.fromisoformat(when)
            on = "today" if at.date() == situation.today else "yesterday"
            answers[item] = f"{on}_{at:%p}".lower()
            answers[f"{item}_hour"] = (at.hour % 12 or 12) * 100 + at.minute
    if answers:
        answers |= {"fasting.drink_milk": False, "fasting.gum": False, "fasting.tobacco": False}
    return answers


def since_answers(situation: Situation, what: str) -> dict[str, Any]:
    """Return the answer about what is new since the last visit."""
    if not what:
        return {}
    found = [
        item
        for item in situation.checklist.items
        if not item.every_session and what in {choice.id for choice in item.choices}
    ]
    assert found, f"no item asks for {what} since the last visit"
    return {found[0].id: ticks(what)}


class Mouth:
    """Somebody who answers single items anew, at the kiosk or to staff."""

    def __init__(self, words: Words, situation: Situation, tell: Callable[[Given], Situation]) -> None:
        self.situation = situation
        self._words = words
        self._tell = tell

    def quietly(self, page: PageRef) -> None:
        """Answer what every session asks, with nothing new; who answers stays the patient."""
        item = self.situation.checklist.item(page.item)
        value: Any = ticks() if item.control is Control.TICKS else False
        if item.control is Control.CHOICE:
            value = item.choices[0].id
        self._store(page.item, None, value)

    def answer(self, item: str, value: Any, *, named: str = "") -> None:
        """Answer one item, about the medicine of a name where it is asked for each."""
        entry = self._entry(named) if named else None
        self._store(item, entry, value)

    def name_medicine(self, name: str, answers: Mapping[str, Any]) -> None:
        """Put a medicine on the list, confirmed as the program offers it, with what is said of it."""
        medicines = self.situation.medicines
        known = match(medicines, name)
        value = {"typed": name, "confirmed": known.name, "generics": list(known.generics)}
        entry = new_entry_id()
        self._store(NAME, entry, {**value, "list_version": medicines.version, "list": "medicines.group_names"})
        for item, one in {"medicines.dose": "5 mg", **answers}.items():
            self._store(item, entry, one)

    def _entry(self, name: str) -> str:
        return next(one for one in self.situation.named("medicine") if same(self.situation.entry_name(one), name))

    def _store(self, item: str, entry: str | None, value: Any) -> None:
        unsure = value is NOT_SURE or value is SCRIPT_NOT_SURE
        state = State.NOT_SURE if unsure else State.VALUE
        shown = Shown(f"{item}?")
        answer = told(item, None if unsure else value)
        self.situation = self._tell(Given(item, entry, state, answer, shown))
