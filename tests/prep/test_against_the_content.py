"""The coded rules against the real checklist, words and medicine list: every id and key that they name exists."""

from itertools import cycle
from typing import Any

import pytest

from kypho_prep.prep.answers.single import Day
from kypho_prep.prep.chart import FactKind, InstructionAction
from kypho_prep.prep.checklist import Control, Item
from kypho_prep.prep.interview.medicine_groups import GROUP_ITEMS, GROUPS
from kypho_prep.prep.interview.path import PageRef, first_open
from kypho_prep.prep.interview.progress import progress
from kypho_prep.prep.plan.plan import OTHER_CHANGE, plan
from kypho_prep.prep.reply import Answerer, State, Who
from kypho_prep.prep.rules import contradiction_rules, fasting_rules, reply_rules, visit_rules
from kypho_prep.prep.rules.flags import findings
from kypho_prep.prep.sign_off import ask_again
from kypho_prep.prep.sign_off.prep_sign_off import blockers
from kypho_prep.prep.wording.sentences import blocker_words, board_words, flag_words, plan_words, reply_words
from tests.prep.builders import PROCEDURE, START, Story, medicine, ticks
from tests.shipped import shipped

CONTENT = shipped()
WORDS = CONTENT.languages["en"]
NAMES = ("Xarelto", "rivaroxaban", "aspirin 81 mg", "zarelto", "Ozempic", "Advil", "fish oil", "metformin", "methadone")
HELPER = Answerer(Who.HELPER_WITH, "Ana")


def real(**visit: Any) -> Story:
    story = Story(**visit)
    story.checklist, story.medicines = CONTENT.checklist, CONTENT.medicines
    return story


def test_every_card_of_a_group_is_in_the_checklist_and_every_class_in_the_list() -> None:
    cards = {choice.id for item in GROUP_ITEMS for choice in CONTENT.checklist.item(item).choices if not choice.none}
    assert cards == {group.choice for group in GROUPS}
    assert all(CONTENT.checklist.item(group.item).choice(group.choice).id == group.choice for group in GROUPS)
    known = CONTENT.medicines.classes
    assert {code for group in GROUPS for code in group.classes} <= set(known)
    assert all(group.loop == any(known[code].loop for code in group.classes) for group in GROUPS)


@pytest.mark.parametrize(
    "item",
    [
        *ask_again.OWN_WORD,
        visit_rules.RIGHT_PERSON,
        *visit_rules.RIDE,
        visit_rules.FASTING_PLAN,
        fasting_rules.FOOD,
        f"{fasting_rules.FOOD}_hour",
        fasting_rules.DRINK,
        f"{fasting_rules.DRINK}_hour",
        fasting_rules.MILK,
        reply_rules.ANSWERING,
        f"{OTHER_CHANGE}_who",
        f"{OTHER_CHANGE}_what",
        "medicines.name",
        "medicines.dose",
        "medicines.last_taken",
        "medicines.still_taking",
        "medicines.told_who",
        "medicines.told_what",
        "medicines.vitamins",
        "allergies.medicine_name",
        "medicines.also",
        "medicines.also_list",
    ],
)
def test_every_item_that_a_rule_names_exists(item: str) -> None:
    assert item in CONTENT.checklist.by_id


@pytest.mark.parametrize(
    ("item", "choices"),
    [
        (visit_rules.RIGHT_NOW, visit_rules.EMERGENCY),
        (visit_rules.RIGHT_PERSON, ("not_me",)),
        ("medicines.still_taking", ("told", "self")),
        contradiction_rules.ANTIBIOTIC_CARD,
        contradiction_rules.INFECTION,
        contradiction_rules.DIABETES,
        contradiction_rules.INSULIN_CARD,
        (contradiction_rules.THIN, contradiction_rules.THINNER_CARDS),
        *contradiction_rules.MEANS_A_THINNER,
        *contradiction_rules.MEANS_MORE_THAN_ASPIRIN,
        *fasting_rules.SLOW_STOMACH,
    ],
)
def test_every_choice_that_a_rule_names_exists(item: str, choices: str | tuple[str, ...]) -> None:
    for choice in (choices,) if isinstance(choices, str) else choices:
        assert choice in [one.id for one in CONTENT.checklist.item(item).choices]


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_whatever_a_patient_answers_can_be_said_in_words(turn: int) -> None:
    story = real(tests=("blood", "ct", "mri"), ask_pregnancy=True, code_dead=True, nurse_called_at=START)
    story.today = PROCEDURE
    names = cycle(NAMES[turn:] + NAMES[:turn])
    for count in range(400):
        page = first_open(story.situation())
        if page is None:
            break
        answer(story, page, count + turn, names)
    assert progress(story.situation()).minutes_left == 0
    for reply in story.situation().current.values():
        assert reply_words(story.situation(), WORDS, reply)
    say_everything(story)
    story.fasts("00:00", "02:00").instructs("e1", InstructionAction.LAST_DOSE, on=PROCEDURE, told_by="", restart="")
    say_everything(story)
    say_everything(story.changes(times_revision=2, wrong_person_at=story.now).records(FactKind.CALL))


def say_everything(story: Story) -> None:
    for found in findings(story.situation()):
        assert board_words(WORDS, found)
        assert all(flag_words(WORDS, reason) for reason in found.said)
    assert all(blocker_words(WORDS, blocker) for blocker in blockers(story.situation()))
    assert all(plan_words(WORDS, line) for line in plan(story.situation()))


def answer(story: Story, page: PageRef, number: int, names: Any) -> None:
    item = CONTENT.checklist.item(page.item)
    if item.control is Control.LIST:
        named = CONTENT.checklist.entry_items(item.entries)[0]
        entry = f"{item.id} {number}"
        typed = next(names)
        story.says(named.id, typed if named.control is Control.TEXT else medicine(typed, listed=item.id), entry)
    if item.unsure and number % 7 == 0:
        story.unsure(page.item, page.entry)
    elif number % 11 == 0:
        story.says(page.item, None, page.entry, state=State.DECLINED)
    else:
        story.says(page.item, value(story, item, number), page.entry, answerer=HELPER, at=START.replace(day=24))


def value(story: Story, item: Item, number: int) -> Any:
    cards = [choice.id for choice in item.choices if not choice.none]
    last = cards[number % len(cards)] if cards else ""
    return {
        Control.YES_NO: number % 3 > 0,
        Control.CHOICE: last,
        Control.CHOICE_OR_TEXT: {"picked": [last]} if number % 2 else "a few words",
        Control.DAY: Day.offered(story.today)[number % 15].stored(),
        Control.TICKS: ticks(*sorted({last, *cards[:1]}) if number % 4 else []),
        Control.NUMBER: 1 + number % 12,
        Control.LIST: {"entries": list(story.situation().entries(item.entries)) if item.entries else []},
        Control.LESSON: "question" if number % 2 else "understood",
        Control.SCENE: {"attempt": 2, "pick": last, "outcome": "handed_over"},
    }.get(item.control, "a few words")
