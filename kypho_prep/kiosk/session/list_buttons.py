"""What a list's buttons do: add an entry, change its name, take it off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from kypho_prep.kiosk.item_view import Given
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.session import page_builder
from kypho_prep.kiosk.session.shown_reply import handed_in
from kypho_prep.look.buttons import Button
from kypho_prep.prep.interview.entries import name_item
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.medicines.catalogue import folded
from kypho_prep.prep.medicines.names import TOUCHED
from kypho_prep.prep.reply import State
from kypho_prep.workflow.patient import intake as patient

if TYPE_CHECKING:
    from kypho_prep.kiosk.session.duplicate_prompt import DuplicatePrompt
    from kypho_prep.kiosk.session.navigation import Turning


class Lists:
    """The page of a name leads back to the list that it was opened from."""

    def __init__(self, flow: Turning, duplicates: DuplicatePrompt) -> None:
        self._flow = flow
        self._duplicates = duplicates

    def add(self, group: str = "") -> None:
        """Open an empty name's page for a new entry, of a ticked card where it was added from one."""
        self._flow.sitting.group = group
        self._open(patient.new_entry_id())

    def touch(self, name: str, group: str) -> None:
        """Add the common medicine that was touched, and show the list with it where the patient was."""
        flow, sitting = self._flow, self._flow.sitting
        here, frame = sitting.page, flow.frame
        if here is None or frame is None or not isinstance(frame.content, QuestionPage):
            return
        sitting.list_scroll = (here, frame.content.sheet.scrolled)
        view = page_builder.view_of(sitting, flow.screen, self._name(here, patient.new_entry_id()))
        known = sitting.intake.situation.medicines.by_name.get(folded(name))
        value = {
            "typed": name,
            "confirmed": known.name if known else "",
            "generics": list(known.generics) if known else [],
            "list_version": sitting.intake.situation.medicines.version,
            "list": here.item,
            "group": group,
            "by": TOUCHED,
        }
        given = Given(State.VALUE, value)
        if not self._duplicates.asks(view, given):
            flow.store(view, given, here, lambda: self._touched(here, name))

    def edit(self, entry: str) -> None:
        """Open the name's page of an entry."""
        self._open(entry)

    def remove(self, entry: str) -> None:
        """Take an entry off its list, and show the list without it."""
        flow, sitting = self._flow, self._flow.sitting
        here = sitting.page
        if here is None:
            return
        view = page_builder.view_of(sitting, flow.screen, self._name(here, entry))
        handed = handed_in(sitting, flow.screen, view, Given(State.REMOVED))
        call = partial(patient.remove_entry, session=flow.session, given=handed, next_page=here)
        flow.jobs.run(call, partial(flow.stored, lambda: flow.turn(here)))

    def _touched(self, here: PageRef, name: str) -> None:
        """Show the list with what was added; the keys go on from the same tile, which now says that it is there."""
        self._flow.turn(here)
        frame = self._flow.frame
        tile = frame.content.findChild(Button, f"tile:{name}") if frame is not None else None
        if tile is not None:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, entry: str) -> None:
        here = self._flow.sitting.page
        if here is not None:
            self._flow.sitting.list_item = here.item
            self._flow.turn(self._name(here, entry))

    def _name(self, here: PageRef, entry: str) -> PageRef:
        situation = self._flow.sitting.intake.situation
        return PageRef(name_item(situation, situation.checklist.item(here.item).entries), entry)
