"""The control that answers a view."""

from __future__ import annotations

from kypho_prep.kiosk.controls.answer import Answer
from kypho_prep.kiosk.controls.choosing import SingleChoice, YesNo
from kypho_prep.kiosk.controls.lesson import Lesson
from kypho_prep.kiosk.controls.list_page import EntryList
from kypho_prep.kiosk.controls.medicine_name import MedicineName, Suggest
from kypho_prep.kiosk.controls.scene import Scene
from kypho_prep.kiosk.controls.ticks import Ticks
from kypho_prep.kiosk.controls.typing import FreeText, NumberPad
from kypho_prep.kiosk.item_view import ItemView
from kypho_prep.look.theme import Look
from kypho_prep.prep.checklist import Control
from kypho_prep.prep.words import Words

BUILDERS: dict[Control, type[Answer]] = {
    Control.YES_NO: YesNo,
    Control.CHOICE: SingleChoice,
    Control.TICKS: Ticks,
    Control.TEXT: FreeText,
    Control.PHONE: NumberPad,
    Control.NUMBER: NumberPad,
    Control.LIST: EntryList,
    Control.LESSON: Lesson,
    Control.SCENE: Scene,
}


def control_for(view: ItemView, look: Look, words: Words, suggest: Suggest) -> Answer:
    """Return the control of a view, showing its value."""
    if view.control is Control.MEDICINE_NAME:
        return MedicineName(view, look, words, suggest)
    return BUILDERS[view.control](view, look, words)
