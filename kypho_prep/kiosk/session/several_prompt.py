"""Several medicines in one field: the patient says whether to add each; nobody does so for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.kiosk import route
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.kiosk.pages.dialogs import ChoiceDialog
from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.session import page_builder
from kypho_prep.kiosk.session.state import SEVERAL, Typed
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.medicines.names import MedicineName
from kypho_prep.workflow.patient import intake as patient

if TYPE_CHECKING:
    from kypho_prep.kiosk.session.duplicate_prompt import DuplicatePrompt
    from kypho_prep.kiosk.session.navigation import Turning


class Several:
    """Asks before words of another medicine are lost behind one name; then whether that name is another bottle."""

    def __init__(self, flow: Turning, duplicates: DuplicatePrompt) -> None:
        self._flow = flow
        self._duplicates = duplicates

    def asks(self, view: ItemView, given: Given) -> bool:
        """Ask about a name to be saved, and tell whether anything was asked; it is not saved until then."""
        flow, frame = self._flow, self._flow.frame
        names = route.several_in(flow.sitting.intake.situation, view, given)
        if not names or frame is None:
            return self._duplicates.asks(view, given)
        flow.sitting.typed, flow.sitting.sheet = Typed(view, given, names), SEVERAL
        self.open(frame)
        return True

    def open(self, frame: Frame) -> None:
        """Show the question over the page."""
        typed = self._flow.sitting.typed
        if typed is None:
            return
        screen = self._flow.screen
        words, names = screen.words, ", ".join(one.name for one in typed.names)
        text = words(f"kiosk.several.{'two' if len(typed.names) == 2 else 'more'}", names=names)
        sheet = ChoiceDialog(text, (words("kiosk.several.no"), words("kiosk.several.yes")), screen.look, words)
        sheet.closed.connect(lambda: self._flow.jobs.when_free(self._one))
        sheet.kept.connect(lambda: self._flow.jobs.when_free(self._each))
        frame.open_dialog(sheet)

    def _one(self) -> None:
        """Save the name as it was picked; the nurse reads what was typed."""
        typed, frame = self._flow.sitting.typed, self._flow.frame
        if typed is not None and frame is not None:
            frame.close_dialog()
            if not self._duplicates.asks(typed.view, typed.given):
                self._store([(typed.view, typed.given)], typed)

    def _each(self) -> None:
        """Save each name as an entry of its own, but none that is on the list already."""
        typed = self._flow.sitting.typed
        if typed is not None:
            situation = self._flow.sitting.intake.situation
            given = [_named(typed.given, one) for one in typed.names]
            new = [one for one in given if route.duplicate_of(situation, typed.view, one) is None]
            views = (typed.view, *(self._another(typed) for _ in new[1:]))
            self._store(list(zip(views, new, strict=False)), typed)

    def _store(self, rest: list[tuple[ItemView, Given]], typed: Typed) -> None:
        """Save what is left, one by one, then show the list."""
        flow = self._flow
        home = route.home(flow.sitting.intake.situation, typed.view.page, typed.view.list_item)
        if rest:
            flow.store(*rest[0], home, lambda: self._store(rest[1:], typed))
        else:
            flow.sitting.typed = None
            flow.turn(home or route.Stop.OVERVIEW)

    def _another(self, typed: Typed) -> ItemView:
        page = PageRef(typed.view.page.item, patient.new_entry_id())
        return page_builder.view_of(self._flow.sitting, self._flow.screen, page)


def _named(given: Given, name: MedicineName) -> Given:
    return given._replace(value={**given.value, "confirmed": name.name, "generics": list(name.generics)})
