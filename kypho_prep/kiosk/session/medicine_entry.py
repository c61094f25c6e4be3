"""A medicine's name on its way to the list: touched on the list, or typed and asked about; nothing is advised.

Each question is a value that says what it asks and what its answer leads to; it saves nothing itself.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import ClassVar

from kypho_prep.kiosk import route
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.prep.answers.structured import ANOTHER, NamedMedicine
from kypho_prep.prep.interview.duplicate_medicines import Duplicate
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.medicines.catalogue import folded
from kypho_prep.prep.medicines.names import TOUCHED, MedicineName
from kypho_prep.prep.reply import State
from kypho_prep.prep.words import Words

Names = tuple[Given, ...]


@dataclass(frozen=True)
class MedicineQuestion(ABC):
    """A name that is not saved until the patient has said yes or no: the page it was given on, and what was given.

    An answer leads to the names to save, the first as the page's own entry and each other as a new one, after which
    the list shows; or to the next question about the same name.
    """

    view: ItemView
    given: Given

    key: ClassVar[str]

    @abstractmethod
    def text(self, words: Words) -> str:
        """Return the question in words."""

    @abstractmethod
    def if_yes(self, situation: Situation) -> Names:
        """Return the names to save after a yes."""

    @abstractmethod
    def if_no(self, situation: Situation) -> Names | MedicineQuestion:
        """Return the names to save after a no, or what to ask next."""


@dataclass(frozen=True)
class DuplicateQuestion(MedicineQuestion):
    """Is a name that is on the list already another bottle? Two bottles stay two entries."""

    duplicate: Duplicate

    key = "twin"

    def text(self, words: Words) -> str:
        """Return the question, with the name as it was given and as it is listed."""
        same = "same_name" if self.duplicate.same_name else "same_medicine"
        return words(f"kiosk.twin.{same}", name=_medicine(self.given).text, other=self.duplicate.name)

    def if_yes(self, situation: Situation) -> Names:
        """Return the name, marked as another bottle."""
        return (self.given._replace(answer=replace(_medicine(self.given), bottle=ANOTHER)),)

    def if_no(self, situation: Situation) -> Names:
        """Return nothing: the list stays as it is."""
        return ()


@dataclass(frozen=True)
class SeveralQuestion(MedicineQuestion):
    """Shall each medicine in one field be added? Nobody does so for the patient."""

    names: tuple[MedicineName, ...]

    key = "several"

    def text(self, words: Words) -> str:
        """Return the question, with every name."""
        number = "two" if len(self.names) == 2 else "more"
        return words(f"kiosk.several.{number}", names=", ".join(one.name for one in self.names))

    def if_yes(self, situation: Situation) -> Names:
        """Return each name as an entry of its own, but none that is on the list already."""
        given = [_named(self.given, one) for one in self.names]
        return tuple(one for one in given if route.duplicate_of(situation, self.view, one) is None)

    def if_no(self, situation: Situation) -> Names | MedicineQuestion:
        """Return the name as it was picked, or ask whether it is another bottle; the nurse reads what was typed."""
        return duplicate_question(situation, self.view, self.given) or (self.given,)


def touched_name(situation: Situation, list_item: str, name: str, group: str) -> Given:
    """Return what a touch on a common medicine's tile gives: its name, confirmed where the medicine list knows it."""
    known = situation.medicines.by_name.get(folded(name))
    named = NamedMedicine(
        typed=name,
        confirmed=known.name if known else "",
        generics=tuple(known.generics) if known else (),
        list_version=situation.medicines.version,
        listed=list_item,
        group=group,
        by=TOUCHED,
    )
    return Given(State.VALUE, named)


def duplicate_question(situation: Situation, view: ItemView, given: Given) -> MedicineQuestion | None:
    """Return what to ask about a name that is on the list already, or nothing."""
    duplicate = route.duplicate_of(situation, view, given)
    return DuplicateQuestion(view, given, duplicate) if duplicate is not None else None


def question_before_saving(situation: Situation, view: ItemView, given: Given) -> MedicineQuestion | None:
    """Return what to ask before an answer is saved: words of another medicine are not lost behind one name."""
    names = route.several_in(situation, view, given)
    return SeveralQuestion(view, given, names) if names else duplicate_question(situation, view, given)


def _named(given: Given, name: MedicineName) -> Given:
    named = replace(_medicine(given), confirmed=name.name, generics=tuple(name.generics))
    return given._replace(answer=named)


def _medicine(given: Given) -> NamedMedicine:
    if not isinstance(given.answer, NamedMedicine):
        raise TypeError("a question about a medicine's name needs one")
    return given.answer
