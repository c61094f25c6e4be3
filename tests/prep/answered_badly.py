"""Charts on the real content in which everything that can be red is: each way of answering, on two days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kypho_prep.content import Content
from kypho_prep.prep.answers.single import Day
from kypho_prep.prep.chart import Anesthesia, InstructionAction
from kypho_prep.prep.checklist import Control, Item, Level
from kypho_prep.prep.interview.path import PageRef, first_open
from kypho_prep.prep.medicines.catalogue import class_levels
from kypho_prep.prep.reply import State
from tests.prep.builders import PROCEDURE, START, TODAY, Story, medicine, ticks

ALLERGIES = ("penicillin", "amoxicillin", "bone cement")
GENERAL, NO_TIMES = 1, 2  # the patient for whom no fasting is ordered, and the one for whom nothing is
SINGLE = 9  # the most cards of a tick page, "none" among them


@dataclass(frozen=True)
class Manner:
    """How one patient answers: every card or one of each page, yes or no, a state instead of any answer, which day."""

    every: bool = False
    card: int = 0
    yes: bool = True
    state: State = State.VALUE
    today: date = TODAY

    def value(self, story: Story, item: Item) -> Any:
        cards = [choice.id for choice in item.choices if not choice.none]
        one = cards[self.card % len(cards)] if cards else ""
        return {
            Control.YES_NO: self.yes,
            Control.CHOICE: one,
            Control.CHOICE_OR_TEXT: {"picked": [one]},
            Control.DAY: tuple(one.stored() for one in Day.offered(story.today))[self.card],
            Control.TICKS: ticks(*(cards if self.every else [one] if self.yes else [])),
            Control.NUMBER: 9,
            Control.LIST: {"entries": list(story.situation().entries(item.entries)) if item.entries else []},
            Control.LESSON: "question",
            Control.SCENE: {"attempt": 2, "pick": one, "outcome": "handed_over"},
        }.get(item.control, "acrylic teeth" if self.card % 2 else "strawberries")


def manners() -> Iterator[Manner]:
    """Yield the ways of answering that together reach every choice of every page, long before and on the day."""
    for today in (TODAY, PROCEDURE):
        for card in range(SINGLE if today == TODAY else 0):
            yield Manner(card=card, today=today)
        for card in range(3):
            yield Manner(every=True, card=card, today=today)
        yield Manner(yes=False, today=today)
        yield Manner(every=True, state=State.NOT_SURE, today=today)
        yield Manner(every=True, state=State.DECLINED, today=today)


def answered(content: Content, manner: Manner) -> Story:
    """Return the visit of a patient who answers in a manner, staff having entered fasting before."""
    general = manner.card == GENERAL
    story = Story(
        tests=("blood", "urine", "clotting", "ct", "mri", "xray"),
        ask_pregnancy=True,
        code_dead=True,
        nurse_called_at=START,
        wrong_person_at=START,
        anesthesia=Anesthesia.GENERAL if general else Anesthesia.SEDATION,
        procedure_at="10:00",
    )
    story.checklist, story.medicines, story.today = content.checklist, content.medicines, manner.today
    if general:
        story.instructs("", InstructionAction.NO_FASTING)
    elif manner.card != NO_TIMES:
        story.fasts("00:00", "02:00")
    for _ in range(2000):
        page = first_open(story.situation())
        if page is None:
            break
        _answer(story, page, manner)
    return story.evaluates()


def instructed(story: Story, action: InstructionAction) -> Story:
    """Record the same complete instruction for each medicine, as after all was answered."""
    on = story.today - timedelta(days=5) if action is InstructionAction.LAST_DOSE else None
    for entry in story.situation().entries("medicine"):
        story.instructs(entry, action, on=on)
    return story.evaluates()


def _answer(story: Story, page: PageRef, manner: Manner) -> None:
    item = story.checklist.item(page.item)
    if item.control is Control.LIST and not story.situation().entries(item.entries):
        named = story.checklist.entry_items(item.entries)[0]
        names = strongest(story) if item.entries == "medicine" else ALLERGIES
        for at, typed in enumerate(names):
            name = medicine(typed, listed=item.id) if named.control is Control.MEDICINE_NAME else typed
            story.says(named.id, name, f"{item.entries}{at}")
    state = manner.state if item.unsure and item.control is not Control.LIST else State.VALUE
    said = manner.value(story, item) if state is State.VALUE else None
    story.says(page.item, said, page.entry, state=state)


def strongest(story: Story) -> list[str]:
    """Return one name of each class at its highest level, two of the anticoagulants, and one thinner twice."""
    found: dict[str, tuple[Level, str]] = {}
    for name in story.medicines.names:
        for code, level in class_levels(story.medicines, name.name).items():
            if code not in found or level.weight > found[code][0].weight:
                found[code] = (level, name.name)
    return list(
        dict.fromkeys([*(name for _, name in found.values()), "Eliquis", "apixaban", "warfarin", "amoxicillin"])
    )


def answers_quietly(story: Story, page: PageRef) -> None:
    """Answer one page as a patient about whom there is nothing to say."""
    _answer(story, page, Manner(yes=False))
