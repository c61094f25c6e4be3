"""The control that answers a view: which one follows from the kind of answer alone."""

from __future__ import annotations

from collections.abc import Callable

from kypho_prep.kiosk.controls.answer import Answer
from kypho_prep.kiosk.controls.choice_or_words import ChoiceOrWords
from kypho_prep.kiosk.controls.choosing import SingleChoice, YesNo
from kypho_prep.kiosk.controls.days import Days
from kypho_prep.kiosk.controls.lesson import Lesson
from kypho_prep.kiosk.controls.list_page import EntryList
from kypho_prep.kiosk.controls.medicine_name import MedicineName, Suggest
from kypho_prep.kiosk.controls.number_pad import NumberPad, PhonePad
from kypho_prep.kiosk.controls.scene import Scene
from kypho_prep.kiosk.controls.ticks import Ticks
from kypho_prep.kiosk.controls.typing import FreeText
from kypho_prep.kiosk.item_view import ItemView
from kypho_prep.look.theme import Look
from kypho_prep.prep.answers import answer, single, structured
from kypho_prep.prep.words import Words

Build = Callable[[ItemView, Look, Words, Suggest], Answer]


def _plain(widget: type[Answer]) -> Build:
    return lambda view, look, words, _suggest: widget(view, look, words)


WIDGETS: dict[type[answer.Answer], Build] = {
    single.YesNo: _plain(YesNo),
    single.OneOf: _plain(SingleChoice),
    single.OneOfOrText: _plain(ChoiceOrWords),
    single.Day: _plain(Days),
    single.Text: _plain(FreeText),
    single.Phone: _plain(PhonePad),
    single.Number: _plain(NumberPad),
    single.Acknowledged: _plain(Lesson),
    structured.SomeOf: _plain(Ticks),
    structured.NamedMedicine: MedicineName,
    structured.Entries: _plain(EntryList),
    structured.Scene: _plain(Scene),
}


def control_for(view: ItemView, look: Look, words: Words, suggest: Suggest) -> Answer:
    """Return the control of a view, showing its value."""
    return WIDGETS[view.kind](view, look, words, suggest)
