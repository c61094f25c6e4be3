"""Draws the page that Next most likely leads to while the patient reads, so that the touch finds it made."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.session.next_step import state_after_next
from kypho_prep.kiosk.session.page_builder import frame_of
from kypho_prep.kiosk.session.page_parts import parts_of
from kypho_prep.kiosk.session.session import PatientSession

TOUCHED = 60  # milliseconds in which what was touched is painted; until then the window has nothing else to do
TYPED = 400  # milliseconds without a key after which a name is likely spelled


class PageAhead(QObject):
    """Foresees, makes and draws; the screen keeps the page, and the session shows it if it is what comes indeed."""

    def __init__(self, session: PatientSession) -> None:
        super().__init__(session)
        self._session = session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.draw)
        self._frame: Frame | None = None
        session.page_built.connect(self._built)
        session.answer_changed.connect(self.later)
        session.page_free.connect(self.later)

    def _built(self, frame: Frame) -> None:
        self._frame = frame
        self.later()

    def later(self) -> None:
        """Draw once the patient has not touched anything for a moment."""
        content = self._frame.content if self._frame is not None else None
        self._timer.start(TYPED if isinstance(content, QuestionPage) and content.view.is_text else TOUCHED)

    def draw(self) -> None:
        """Draw the next page now, unless it is drawn already; later where something is being saved or in the way."""
        session, screen, frame = self._session, self._session.screen, self._frame
        # The window may have been closed with the patient signed in.
        if frame is None or not isValid(frame) or frame is not screen.page or screen.cover is not None:
            return
        if frame.dialog is not None:
            return  # once it is closed
        if session.jobs.busy:
            self.later()
            return
        state = state_after_next(session.state, screen, frame.content)
        if state is None:
            screen.drop_ahead()
            return
        parts = parts_of(state, screen)
        if not screen.is_ahead(parts):
            frame = frame_of(parts, screen, state.intake.situation.medicines)
            screen.draw_ahead(parts, frame, scrolled=parts.scroll > 0)
