"""Hides the page of a patient who has not touched it for a while, and says whether what stands below is saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kypho_prep.kiosk.screen import Screen

# The cover is imported once the first page has been painted.
if TYPE_CHECKING:
    from kypho_prep.kiosk.pages.cover import Cover
    from kypho_prep.kiosk.session.session import PatientSession


class Covering(QObject):
    """Saves a session's page, then covers it until somebody says that they are `still_here`."""

    still_here = Signal()

    def __init__(self, screen: Screen, parent: QObject) -> None:
        super().__init__(parent)
        self._screen = screen

    def save(self, session: PatientSession) -> None:
        """Save the page before it is covered: from here the sitting may end without another touch."""
        session.jobs.when_free(partial(self._save, session))

    def put(self, session: PatientSession, seconds: int) -> None:
        """Cover the page; it says in how many seconds the sitting is closed."""
        self._screen.put_cover(partial(self._cover, session, seconds))

    def _save(self, session: PatientSession) -> None:
        def unsaved() -> None:
            session.say(self._screen.words("error.not_saved"))
            self._screen.renew_cover()

        session.unless_saved(unsaved, partial(session.keep_answer, self._screen.renew_cover))

    def _cover(self, session: PatientSession, seconds: int) -> Cover:
        from kypho_prep.kiosk.pages.cover import Cover

        saved = not session.state.pending and not self._screen.services.held_back.holds(session.id)
        cover = Cover(seconds, self._screen.look, self._screen.words, saved=saved)
        cover.still_here.connect(self.still_here)
        return cover
