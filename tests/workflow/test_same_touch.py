"""The same touch on another day is another answer: every question of the real checklist that means a day."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from kypho_prep.prep.checklist import Control, Item
from kypho_prep.prep.interview.entries import MEDICINE
from kypho_prep.prep.reply import State
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.patient.intake import Given, Intake
from tests.shipped import shipped
from tests.told import told
from tests.workflow.ward import PROCEDURE, SHOWN, Ward, quiet

pytestmark = pytest.mark.by_logins

ITEMS = shipped().checklist.items
AGAINST_A_DAY = [one for one in ITEMS if one.day_of or any(choice.days is not None for choice in one.choices)]
ANY_DAY = [
    one for one in ITEMS
    if one not in AGAINST_A_DAY and not one.entries and not one.every_session and one.entry_of in ("", MEDICINE)
    and one.control in (Control.YES_NO, Control.CHOICE, Control.TICKS, Control.PHONE)
    and one.step not in ("start", "now")
]  # fmt: skip
PROLIA = {"typed": "Prolia", "confirmed": "Prolia", "generics": ["denosumab"], "list_version": "1",
          "list": "medicines.also_list"}  # fmt: skip


def values(item: Item) -> list[Any]:
    """Return all that can be touched on a page, not sure left out."""
    chosen = [one.id for one in item.choices]
    return chosen or {Control.YES_NO: [True, False], Control.NUMBER: [1, 8]}.get(item.control, [quiet(item)])


class Sitting:
    """One patient who sits down day after day before the procedure, and how often an answer is kept."""

    def __init__(self, ward: Ward, item: Item) -> None:
        self.ward, self.item = ward, item
        self.visit = ward.new_visit()
        self.entry = "one" if item.entry_of == MEDICINE else None
        if item.day_of:
            ward.clock.pass_by(days=(PROCEDURE - ward.clock.at.date()).days - 8)
        self.opened = self._sits_down()
        if self.entry:
            self.opened = ward.say(self.opened, "medicines.also", value={"picked": ["prescription"], "unsure": False})
            self.opened = ward.say(self.opened, "medicines.name", PROLIA, entry=self.entry)

    def _sits_down(self) -> Intake:
        return self.ward.say(self.ward.sit_down(self.visit), "start.who", "me")

    def waits(self, days: int) -> None:
        self.ward.clock.pass_by(days=days)
        self.opened = self._sits_down()

    def touches(self, value: Any) -> list[Any]:
        self.opened = self.ward.say(self.opened, self.item.id, value, entry=self.entry)
        return [one.value for one in self.opened.situation.chart.replies if one.item == self.item.id]


def test_the_checklist_has_such_questions() -> None:
    assert {"fasting.last_food", "medicines.denosumab_last"} <= {one.id for one in AGAINST_A_DAY}
    assert len(ANY_DAY) > 20


@pytest.mark.parametrize("item", AGAINST_A_DAY, ids=lambda one: one.id)
def test_a_touch_is_kept_once_for_each_day_it_was_made_on(ward: Ward, item: Item) -> None:
    draw, sitting = Random(item.id), Sitting(ward, item)
    kept: list[Any] = []
    today: list[Any] = []
    for passed in (0, 0, 1, 0, 3, 1, 0, 2):
        if passed:
            sitting.waits(passed)
            today = []
        value = draw.choice(values(item))
        if today[-1:] != [value]:
            kept, today = [*kept, value], [*today, value]
        assert sitting.touches(value) == kept
        assert sitting.touches(value) == kept, "touched twice on one day"
    first = kept[-1]
    sitting.waits(1)
    assert sitting.touches(first) == [*kept, first], "the same touch on the next day"


@pytest.mark.parametrize("item", ANY_DAY[::6], ids=lambda one: one.id)
def test_what_means_no_day_is_kept_once(ward: Ward, item: Item) -> None:
    sitting = Sitting(ward, item)
    value = values(item)[0] if item.control is not Control.TICKS else quiet(item)
    assert sitting.touches(value) == [value]
    sitting.waits(2)
    assert sitting.touches(value) == [value]


def test_staffs_answer_by_phone_is_another_answer_on_another_day(ward: Ward) -> None:
    item = next(one for one in AGAINST_A_DAY if one.id == "fasting.last_food")
    sitting = Sitting(ward, item)
    value = values(item)[0]
    assert len(sitting.touches(value)) == 1
    ward.clock.pass_by(days=1)
    at = ward.clock.at
    given = Given(item.id, None, State.VALUE, told(item.id, value), SHOWN)
    seen = review.answer_for(ward.desk, staff=ward.nurse, visit=sitting.visit, given=given, source="phone")
    replies = [one for one in seen.situation.chart.replies if one.item == item.id]
    assert [one.value for one in replies] == [value, value]
    assert replies[1].at - replies[0].at >= timedelta(hours=23), at
