"""How whoever sits at a kiosk uses it beside touch and keyboard; the next patient finds the usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget

from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.session.signed_out import SignedOut

# What scans, and the dialog's page, are imported when they are first needed: by then the kiosk is long ready.
if TYPE_CHECKING:
    from kypho_prep.kiosk.pages.ways_dialog import WaysDialog
    from kypho_prep.kiosk.scanning.scanner import Scanner


class Ways(QObject):
    """Keeps what is chosen until somebody else comes, hears the switch, and makes the dialog of the choices."""

    def __init__(self, window: QWidget, stage: Screen, signed_out: SignedOut) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._scanner: Scanner | None = None
        stage.ways, stage.on_shown = self.dialog, self._look
        signed_out.everyone.connect(self.forget)
        window.installEventFilter(self)
        self._listen()

    @property
    def scanner(self) -> Scanner:
        """Return what scans the pages, made when it is first asked for."""
        if self._scanner is None:
            from kypho_prep.kiosk.scanning.scanner import Scanner

            self._scanner = Scanner(self._window, self._stage)
        return self._scanner

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear the switch before anything else does where the window shows: in another window than before, maybe."""
        if event.type() == QEvent.Type.Show:
            self._listen()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QWindow):
            return self.scanner.takes(event)
        return False

    def forget(self) -> None:
        """Go back to what is usual for everyone."""
        if self._scanner is not None:
            self._scanner.stop()

    def dialog(self) -> WaysDialog:
        """Return the choices as they stand."""
        from kypho_prep.kiosk.pages.ways_dialog import WaysDialog
        from kypho_prep.kiosk.scanning.scanner import Speed

        dialog = WaysDialog(self.scanner.speed.value, self._stage.look, self._stage.words)
        dialog.speed_wanted.connect(lambda speed: self.scanner.set_speed(Speed(speed)))
        self.scanner.turned.connect(dialog.show_speed)
        return dialog

    def _listen(self) -> None:
        """Hear the keys of the window on the screen, which has its handle only once it shows."""
        handle = self._window.window().windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def _look(self) -> None:
        if self._scanner is not None:
            self._scanner.look()
