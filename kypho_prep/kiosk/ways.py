"""How whoever sits at a kiosk uses it beside touch and keyboard; the next patient finds the usual."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from kypho_prep.kiosk.pages.ways_dialog import WaysDialog
from kypho_prep.kiosk.scanning.scanner import Scanner, Speed
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.session.signed_out import SignedOut


class Ways(QObject):
    """Keeps what is chosen until somebody else comes, and makes the dialog in which it is."""

    def __init__(self, window: QWidget, stage: Screen, signed_out: SignedOut) -> None:
        super().__init__(window)
        self._stage = stage
        self.scanner = Scanner(window, stage)
        stage.ways, stage.on_shown = self.dialog, self.scanner.look
        signed_out.everyone.connect(self.forget)
        window.installEventFilter(self)
        self.scanner.listen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear the switch where the window shows: in another window than before, maybe."""
        if event.type() == QEvent.Type.Show:
            self.scanner.listen()
        return False

    def forget(self) -> None:
        """Go back to what is usual for everyone."""
        self.scanner.set_speed(Speed.OFF)

    def dialog(self) -> WaysDialog:
        """Return the choices as they stand."""
        dialog = WaysDialog(self.scanner.speed.value, self._stage.look, self._stage.words)
        dialog.speed_wanted.connect(lambda speed: self.scanner.set_speed(Speed(speed)))
        self.scanner.turned.connect(dialog.show_speed)
        return dialog
