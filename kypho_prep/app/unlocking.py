"""Where staff have to unlock the clinic's file they are asked on a page, before anything of it can be read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kypho_prep.workflow.errors import Refused, Wait, WrongPassword

if TYPE_CHECKING:
    from kypho_prep.app.main_window import MainWindow
    from kypho_prep.kiosk.pages.unlock_page import UnlockPage
    from kypho_prep.look.theme import Look
    from kypho_prep.look.worker import Failed, Jobs
    from kypho_prep.prep.words import Words
    from kypho_prep.settings import Settings
    from kypho_prep.workflow.clinic.unlocking import Unlocked, Unlocking
    from kypho_prep.workflow.workplace import Workplace


class UnlockAtStart(QObject):
    """Has staff unlock the clinic's file; `unlocked` is its key, and the page is gone."""

    unlocked = Signal(object)

    def __init__(self, window: MainWindow, words: Words, look: Callable[[], Look], ticks: Callable[[], float]) -> None:
        super().__init__(window)
        self._window = window
        self._words = words
        self._look = look
        self._ticks = ticks
        self._page: UnlockPage | None = None
        self._tries: Unlocking | None = None
        self._by: Unlocked | None = None

    @property
    def shows(self) -> bool:
        """Whether its page is in front."""
        return self._page is not None

    def show(
        self, trouble: Refused, chosen: Settings, worker: Jobs, clock: Callable[[], datetime], failed: Failed
    ) -> None:
        """Ask staff, and say why what they typed before did not open it; `failed` hears of any other trouble."""
        from kypho_prep.kiosk.pages.unlock_page import UnlockPage
        from kypho_prep.workflow.clinic.unlocking import Unlocking

        def refused(other: Exception) -> None:
            if isinstance(other, WrongPassword | Wait):
                self._say(other)
            else:
                failed(other)

        # The wrong tries of this run count on, whatever opened in between.
        tries = self._tries = self._tries or Unlocking(chosen, clock, self._ticks)
        page = self._page = UnlockPage(self._look(), self._words)
        page.tried.connect(
            lambda user, password: worker.run(partial(tries.by_password, user, password), self._opened, refused)
        )
        page.paper_tried.connect(lambda typed: worker.run(partial(tries.by_recovery_key, typed), self._opened, refused))
        self._window.show_side(page)
        if isinstance(trouble, WrongPassword):
            self._say(trouble)

    def admit(self, workplace: Workplace) -> None:
        """Put on record who unlocked the clinic, if anybody did; who does not work here has it closed again.

        Raises WrongPassword.
        """
        by, self._by = self._by, None
        try:
            if by is not None and self._tries is not None:
                self._tries.admit(workplace, by)
        except BaseException:
            workplace.database.close()
            raise

    def leave(self) -> None:
        """Take the page away, if it shows."""
        page, self._page = self._page, None
        if page is not None:
            self._window.drop(page)

    def _opened(self, by: Unlocked) -> None:
        self._by = by
        self.leave()
        self.unlocked.emit(by.key)

    def _say(self, trouble: Refused) -> None:
        if self._page is not None:
            self._page.say(self._words(trouble.words_key, **trouble.params))
