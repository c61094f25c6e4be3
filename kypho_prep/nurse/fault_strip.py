"""What says above a page of staff's that the program met a fault of its own: once, in words, until it is read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kypho_prep.look.cards import Ground
from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.widgets.parts import key, say


def fault_strip(desk: DeskContext, read: Callable[[], None]) -> QWidget:
    """Return the strip; `read` takes it away."""
    strip = Ground(desk.look, "check_soft")
    row = QHBoxLayout(strip)
    row.setContentsMargins(desk.px(24), desk.px(8), desk.px(24), desk.px(8))
    said = say(desk, desk.words("desk.fault"), "check/check_soft", bold=True)
    said.setObjectName("fault")
    row.addWidget(said, 1)
    row.addWidget(key(desk, desk.words("desk.fault_read"), "fault_read", read), 0, Qt.AlignmentFlag.AlignVCenter)
    desk.look.voice.say(strip, [said.text()], urgent=True)
    return strip
