"""How a made-up patient tells what is true: slowly or fast, surely or not, and now and then wrongly."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from kypho_prep.prep.answers.single import Day
from kypho_prep.prep.checklist import Control, Item
from kypho_prep.prep.interview.situation import Key
from kypho_prep.prep.reply import State, Who
from kypho_prep.prep.sign_off.ask_again import about_health
from tests.cohort import rates
from tests.cohort.patients import FINISHED, Person, Taken

CHOSEN = (Control.YES_NO, Control.CHOICE, Control.DAY, Control.TICKS)


@dataclass(frozen=True)
class Given:
    """One reply as it leaves the page."""

    state: State
    value: Any
    shown_ms: int


@dataclass
class Telling:
    """What one patient answers; `wrong` gathers the answers that are not true, by the trace that each leaves.

    Who is `calm` answers everything once, surely and slowly.
    """

    person: Person
    rng: Random
    share: float = 0.0
    traceless: float | None = None
    calm: bool = False
    wrong: dict[Key, str] = field(default_factory=dict)

    def told(self, item: Item, entry: str | None, taken: Taken | None) -> Iterator[Given]:
        """Yield the replies to one page, the last of which stands."""
        true = self._true(item, taken)
        if item.control is Control.SCENE:
            yield self._given(item, scene(item, true))
        elif not about_health(item) or item.control not in CHOSEN or item.day_of:
            yield self._given(item, true)
        elif true == "not_sure":
            yield self._given(item, None)
        elif self.rng.random() < self._errs():
            trace = self._trace()
            self.wrong[item.id, entry] = trace
            yield from self._with_trace(item, trace, other(item, true, self.rng), true)
        else:
            yield from self._rightly(item, true)

    def _true(self, item: Item, taken: Taken | None) -> Any:
        if item.id == "allergies.medicine_reaction":
            picked = self.rng.choices(list(rates.REACTIONS), list(rates.REACTIONS.values()))
            return {"picked": picked, "unsure": False}
        if item.control is Control.LESSON and self.rng.random() < rates.QUESTION_ABOUT_A_CARD:
            return "question"
        return self.person.true_of(item, taken)

    def _rightly(self, item: Item, true: Any) -> Iterator[Given]:
        """Yield a right answer: now and then it looks like a wrong one."""
        drawn = 1.0 if self.calm else self.rng.random()
        if item.unsure and drawn < rates.NOT_SURE:
            yield self._given(item, None)
            return
        trace = "none"
        for name, share in (
            ("fast", rates.TAPPED_FAST),
            ("slip", rates.CHANGED_TWICE),
            ("guess", rates.NOT_SURE_FIRST),
        ):
            drawn -= share if name != "fast" or not item.unsure else rates.NOT_SURE + share
            if drawn < 0:
                trace = name
                break
        yield from self._with_trace(item, trace, true, other(item, true, self.rng))

    def _with_trace(self, item: Item, trace: str, value: Any, second: Any) -> Iterator[Given]:
        if trace == "guess":
            yield self._given(item, None)
        elif trace == "slip":
            yield self._given(item, value)
            yield self._given(item, second)
        yield self._given(item, value, fast=trace == "fast")

    def _trace(self) -> str:
        """Return what trace a wrong answer leaves; without one where the table, or the caller, says so."""
        none = rates.WRONG_TRACES["none"] if self.traceless is None else self.traceless
        if self.rng.random() < none:
            return "none"
        left = {name: share for name, share in rates.WRONG_TRACES.items() if name != "none"}
        return self.rng.choices(list(left), list(left.values()))[0]

    def _errs(self) -> float:
        """Return how often this person errs, so that it is `share` over all."""
        alone = self.person.who is Who.HELPER_FOR
        evenly = self.share / (1 + rates.HELPER_FOR * (rates.WRONG_BY_HELPER - 1))
        return evenly * (rates.WRONG_BY_HELPER if alone else 1)

    def _given(self, item: Item, value: Any, *, fast: bool = False) -> Given:
        seconds = item.seconds * self.rng.lognormvariate(0, rates.QUICKNESS)
        shown = self.rng.uniform(*rates.TAP) if fast else seconds
        return Given(State.NOT_SURE if value is None else State.VALUE, value, round(shown * 1000))


def scene(item: Item, outcome: str) -> dict[str, Any]:
    """Return the reply to a scene with this outcome."""
    right = next(choice.id for choice in item.choices if choice.right)
    missed = next(choice.id for choice in item.choices if not choice.right)
    attempt = 1 if outcome == "first_try" else 2
    return {"attempt": attempt, "pick": missed if outcome == "handed_over" else right, "outcome": outcome}


def other(item: Item, true: Any, rng: Random) -> Any:
    """Return an answer that is not the true one: the other of two, another card, a card left out or too many."""
    if item.control is Control.YES_NO:
        return not true
    cards = [choice.id for choice in item.offered if not choice.none]
    if item.control is Control.DAY:
        cards = [one.stored() for one in Day.offered(FINISHED)]
    if item.control in (Control.CHOICE, Control.DAY):
        return rng.choice([one for one in cards if one != true])
    picked = list(true["picked"])
    if picked and (len(picked) == len(cards) or rng.random() < rates.LEFT_OUT):
        picked.remove(rng.choice(picked))
    else:
        picked.append(rng.choice([one for one in cards if one not in picked]))
    return {"picked": picked, "unsure": False}
