"""Which kind of answer each control gives."""

from __future__ import annotations

from collections.abc import Mapping

from kypho_prep.prep.answers.answer import Answer
from kypho_prep.prep.answers.single import Acknowledged, Day, Number, OneOf, OneOfOrText, Phone, Text, YesNo
from kypho_prep.prep.answers.structured import Entries, NamedMedicine, Scene, SomeOf
from kypho_prep.prep.checklist import Control, Item

# A new kind is one line here, one in WIDGETS (kiosk/controls) and one in FIELDS (nurse/review/forms).
KIND_OF: Mapping[Control, type[Answer]] = {
    Control.YES_NO: YesNo,
    Control.CHOICE: OneOf,
    Control.CHOICE_OR_TEXT: OneOfOrText,
    Control.DAY: Day,
    Control.TICKS: SomeOf,
    Control.TEXT: Text,
    Control.PHONE: Phone,
    Control.NUMBER: Number,
    Control.MEDICINE_NAME: NamedMedicine,
    Control.LIST: Entries,
    Control.LESSON: Acknowledged,
    Control.SCENE: Scene,
}


def kind_of(item: Item) -> type[Answer]:
    """Return the kind of answer that an item asks for."""
    return KIND_OF[item.control]
