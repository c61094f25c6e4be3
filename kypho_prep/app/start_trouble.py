"""What keeps the program from starting, on its page; of damaged data the last whole back-up is offered there.

Where patients sit they read a few calm words; staff ask for the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kypho_prep.app.services import found
from kypho_prep.app.unlocking import UnlockAtStart
from kypho_prep.settings import Kind
from kypho_prep.workflow.errors import Damaged, MustUnlock, WrongPassword

if TYPE_CHECKING:
    from kypho_prep.app.main_window import MainWindow
    from kypho_prep.look.theme import Look
    from kypho_prep.look.trouble_page import TroublePage
    from kypho_prep.look.worker import Jobs
    from kypho_prep.prep.words import Words
    from kypho_prep.settings import Settings
    from kypho_prep.workflow.clinic.restoring import Offer
    from kypho_prep.workflow.workplace import Workplace


class StartTrouble(QObject):
    """Shows why the program cannot start. `told` is the sentence; `again`: the page is gone, and it may be tried.

    Where staff have to unlock the clinic they are asked in its place; `unlocked` is the key then.
    """

    told = Signal(str)
    again = Signal()
    unlocked = Signal(object)

    def __init__(self, window: MainWindow, words: Words, look: Callable[[], Look], ticks: Callable[[], float]) -> None:
        super().__init__(window)
        self._unlock = UnlockAtStart(window, words, look, ticks)
        self._unlock.unlocked.connect(self.unlocked)
        self._window = window
        self._words = words
        self._look = look
        self._page: TroublePage | None = None
        self._patients = False

    @property
    def shows(self) -> bool:
        """Whether its page is in front: the program has not started yet."""
        return self._page is not None or self._unlock.shows

    def admitted(self, workplace: Workplace) -> Workplace:
        """Return an open clinic, once who unlocked it is put on record. Raises WrongPassword for who left it."""
        self._unlock.admit(workplace)
        return workplace

    def show(self, trouble: Exception, chosen: Settings, worker: Jobs, clock: Callable[[], datetime]) -> None:
        """Say what is wrong; nobody holds the data folder by now."""
        self._patients = chosen.kind is not Kind.DESK

        def refused(other: Exception) -> None:
            self.show(other, chosen, worker, clock)

        self._unlock.leave()
        if isinstance(trouble, MustUnlock | WrongPassword):
            self._leave()
            self._unlock.show(trouble, chosen, worker, clock, refused)
            self.told.emit(self._words(trouble.words_key))
            return
        if not isinstance(trouble, Damaged):
            self._say(trouble, None)
            return

        def nothing_whole(_trouble: Exception) -> None:
            self._say(trouble, None)

        def offer(offered: Offer) -> None:
            page = self._say(trouble, offered)
            page.bring_back.connect(lambda: worker.run(bring_back, lambda _: self._again(), refused))

            def bring_back() -> None:
                _bring_back(chosen, offered, clock())

        worker.run(partial(_offer, chosen), offer, nothing_whole)

    def _say(self, trouble: Exception, offered: Offer | None) -> TroublePage:
        from kypho_prep.look.trouble_page import TroublePage

        said = found(trouble, self._words, offered)
        # Whoever asked for it on the page before reads on.
        if self._patients and (self._page is None or not self._page.for_staff):
            said = replace(said, calm=(self._words("kiosk.trouble.heading"), self._words("kiosk.trouble.nobody")))
        if self._page is not None:
            self._window.drop(self._page)
        page = self._page = TroublePage(said, self._look(), self._words)
        page.closed.connect(self._window.leave)
        page.again.connect(self._again)
        self._window.show_side(page)
        self.told.emit(said.sentence)
        return page

    def _leave(self) -> None:
        page, self._page = self._page, None
        if page is not None:
            self._window.drop(page)

    def _again(self) -> None:
        self._leave()
        self.again.emit()


def _offer(chosen: Settings) -> Offer:
    """Return the last whole back-up and what bringing it back would change; nothing is changed."""
    from kypho_prep.workflow.clinic import restoring

    return restoring.offer(chosen)


def _bring_back(chosen: Settings, offered: Offer, now: datetime) -> None:
    """Put the back-up in the place of damaged data, which is set aside."""
    from kypho_prep.workflow.clinic import restoring

    restoring.bring_back(chosen, offered, now)
