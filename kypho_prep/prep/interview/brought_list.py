"""Medicines that a nurse enters with the patient, from a list or the bottles that were brought."""

from __future__ import annotations

from kypho_prep.prep.answers.single import OneOf
from kypho_prep.prep.checklist import Item
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Who

STEP = "medicines"
BROUGHT = f"{STEP}.brought"
WITH_NURSE = OneOf("with_nurse")
# What the patient answers all the same: the ticks that say what could be dangerous, and what others told to change.
ASKED = (
    "medicines.groups_thin",
    "medicines.groups_more",
    "medicines.also",
    BROUGHT,
    "medicines.other_change",
    "medicines.other_change_who",
    "medicines.other_change_what",
)


def with_nurse(situation: Situation) -> bool:
    """Tell whether the patient brought a list or bottles that a nurse enters."""
    return situation.answer(BROUGHT) == WITH_NURSE


def on_the_list(item: str) -> bool:
    """Tell whether an item is about the medicines that stand on such a list: which there are, and how each is taken."""
    return item.partition(".")[0] == STEP and item not in ASKED


def left_to_nurse(situation: Situation, item: Item) -> bool:
    """Tell whether an item stands on no patient's page, since a nurse answers it with her; it is asked all the same.

    It stays reached: while nobody answered it, it is missing, and never read as "takes nothing".
    """
    return on_the_list(item.id) and situation.who is not Who.STAFF and with_nurse(situation)
