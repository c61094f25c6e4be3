"""What a list's buttons do: add an entry, change its name, take it off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kypho_prep.kiosk import pages
from kypho_prep.kiosk.item_view import Given
from kypho_prep.kiosk.telling import handed_in
from kypho_prep.prep.entries import name_item
from kypho_prep.prep.path import PageRef, list_page
from kypho_prep.prep.reply import State
from kypho_prep.workflow import intake as patient

if TYPE_CHECKING:
    from kypho_prep.kiosk.flow import Flow


class Lists:
    """The page of a name leads back to the list that it was opened from."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    def is_name(self, page: PageRef) -> bool:
        """Tell whether a page names an entry of a list."""
        item = self._flow.sitting.intake.situation.checklist.item(page.item)
        kind = item.entry_of
        return bool(kind) and self._flow.sitting.intake.situation.checklist.entry_items(kind)[0] is item

    def home(self, page: PageRef) -> PageRef | None:
        """Return the list that a name's page leads back to; nothing for any other page."""
        if not self.is_name(page):
            return None
        sitting = self._flow.sitting
        if sitting.list_item:
            return PageRef(sitting.list_item)
        return list_page(sitting.intake.situation, sitting.intake.situation.checklist.item(page.item).entry_of)

    def add(self) -> None:
        """Open an empty name's page for a new entry."""
        self._open(patient.new_entry_id())

    def edit(self, entry: str) -> None:
        """Open the name's page of an entry."""
        self._open(entry)

    def remove(self, entry: str) -> None:
        """Take an entry off its list, and show the list without it."""
        flow, sitting = self._flow, self._flow.sitting
        here = sitting.page
        if here is None:
            return
        view = pages.view_of(sitting, flow.screen, self._name(here, entry))
        handed = handed_in(sitting, flow.screen, view, Given(State.REMOVED))
        call = partial(patient.remove_entry, session=flow.session, given=handed, next_page=here)
        flow.keeper.run(call, partial(flow.stored, lambda: flow.turn(here)))

    def _open(self, entry: str) -> None:
        here = self._flow.sitting.page
        if here is not None:
            self._flow.sitting.list_item = here.item
            self._flow.turn(self._name(here, entry))

    def _name(self, here: PageRef, entry: str) -> PageRef:
        situation = self._flow.sitting.intake.situation
        return PageRef(name_item(situation, situation.checklist.item(here.item).entries), entry)
