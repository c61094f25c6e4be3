"""A medicine that is on the list already: the patient says whether it is another bottle; nothing is advised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.kiosk import route
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.kiosk.pages.dialogs import ChoiceDialog
from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.session.state import TWIN, Doubled
from kypho_prep.prep.interview.duplicate_medicines import ANOTHER, name_of

if TYPE_CHECKING:
    from kypho_prep.kiosk.session.navigation import Turning


class DuplicatePrompt:
    """Asks before a medicine stands on the list twice; two bottles stay two entries."""

    def __init__(self, flow: Turning) -> None:
        self._flow = flow

    def asks(self, view: ItemView, given: Given) -> bool:
        """Ask about a name that is on the list already, and tell whether it did; the name is not saved until then."""
        flow, frame = self._flow, self._flow.frame
        duplicate = route.duplicate_of(flow.sitting.intake.situation, view, given)
        if duplicate is None or frame is None:
            return False
        flow.sitting.duplicate, flow.sitting.sheet = Doubled(view, given, duplicate), TWIN
        self.open(frame)
        return True

    def open(self, frame: Frame) -> None:
        """Show the question over the page."""
        doubled = self._flow.sitting.duplicate
        if doubled is None:
            return
        screen, duplicate, called = self._flow.screen, doubled.duplicate, name_of(doubled.given.value)
        words = screen.words
        text = words(
            f"kiosk.twin.{'same_name' if duplicate.same_name else 'same_medicine'}", name=called, other=duplicate.name
        )
        sheet = ChoiceDialog(text, (words("kiosk.twin.no"), words("kiosk.twin.yes")), screen.look, words)
        sheet.closed.connect(self._no)
        sheet.kept.connect(lambda: self._flow.jobs.when_free(self._yes))
        frame.open_dialog(sheet)

    def _yes(self) -> None:
        """Save it as another bottle, and show the list."""
        flow, doubled = self._flow, self._flow.sitting.duplicate
        if doubled is not None:
            given = doubled.given._replace(value={**doubled.given.value, ANOTHER[0]: ANOTHER[1]})
            home = route.home(flow.sitting.intake.situation, doubled.view.page, doubled.view.list_item)
            flow.store(doubled.view, given, home, self._list)

    def _no(self) -> None:
        self._flow.jobs.when_free(self._list)

    def _list(self) -> None:
        """Show the list as it is, without the question."""
        flow, doubled = self._flow, self._flow.sitting.duplicate
        flow.sitting.duplicate = None
        if doubled is not None:
            home = route.home(flow.sitting.intake.situation, doubled.view.page, doubled.view.list_item)
            flow.turn(home or route.Stop.OVERVIEW)
