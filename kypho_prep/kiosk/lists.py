"""What a list's buttons do: add an entry, change its name, take it off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kypho_prep.kiosk import pages
from kypho_prep.kiosk.item_view import Given
from kypho_prep.kiosk.telling import handed_in
from kypho_prep.prep.entries import name_item
from kypho_prep.prep.path import PageRef
from kypho_prep.prep.reply import State
from kypho_prep.workflow import intake as patient

if TYPE_CHECKING:
    from kypho_prep.kiosk.turning import Turning


class Lists:
    """The page of a name leads back to the list that it was opened from."""

    def __init__(self, flow: Turning) -> None:
        self._flow = flow

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
