"""Brings the on-screen keyboard up when its field is tapped, and keeps the field in sight above it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QPlainTextEdit

from kypho_prep.kiosk.controls.answer import Typing
from kypho_prep.look.metrics import Metrics
from kypho_prep.look.overrides import later
from kypho_prep.look.scroll import PageScroll

WAKING = (QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress)


class KeyboardDock(QObject):
    """Joins one field and its keyboard to the page that scrolls above them."""

    def __init__(self, typing: Typing, scroll: PageScroll) -> None:
        super().__init__(scroll)
        self._typing = typing
        self._scroll = scroll
        self._placed = False
        typing.field.installEventFilter(self)
        self._viewport = scroll.area.viewport()
        self._viewport.installEventFilter(self)
        # A touch on a text of several lines reaches its viewport, not the field.
        if isinstance(typing.field, QPlainTextEdit):
            typing.field.viewport().installEventFilter(self)
        typing.keyboard.typed.connect(self._typed)
        typing.keyboard.turned.connect(self._show_field_soon)

    def place(self, size: QSize, metrics: Metrics) -> None:
        """Begin with the keyboard open where question, field and keys fit together; later the patient decides."""
        if not self._placed:
            self._placed = True
            fits = not metrics.large or size.height() > size.width()
            self._typing.keyboard.set_open(fits and not self._typing.waits)

    @property
    def room(self) -> int:
        """Return the height that the open keyboard leaves, also while the strip stands; 0 while it is away."""
        return self._scroll.room if self._typing.keyboard.isVisible() else 0

    def put_away(self) -> None:
        """Put the keyboard away: something else needs the room."""
        self._typing.keyboard.set_open(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the keyboard when the field is tapped or gets the focus; look after the field when the page shrinks."""
        if event.type() == QEvent.Type.Resize and watched is self._viewport:
            self._show_field_soon()
        elif event.type() in WAKING and watched is not self._viewport:
            if self._typing.keyboard.isHidden():
                self._typing.keyboard.set_open(True)
            self._show_field_soon()
        return False

    def _typed(self, _: str) -> None:
        """Bring the caret into the field: a key pressed before the field was tapped counts too."""
        self._typing.field.setFocus()
        self._show_field_soon()

    def _show_field_soon(self, *_: object) -> None:
        """Wait until the page has its new height."""
        later(0, self, self._show_field)

    def _show_field(self, *_: object) -> None:
        if self._typing.field.hasFocus():
            self._scroll.show_widget(self._typing.field)
            if self._typing.below is not None and self._typing.keyboard.isVisible():
                self._scroll.show_widget(self._typing.below)
