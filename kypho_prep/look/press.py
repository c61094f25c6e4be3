"""What counts as one press of a button: by a finger, by a key, or by a screen reader."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QPushButton

from kypho_prep.look.overrides import later


class PressButton(QPushButton):
    """A button whose `clicked` follows every press, also that of a screen reader.

    Qt offers a screen reader one action for a card that is chosen, "Toggle", and that chooses it without a click: what
    follows a click would not follow, and an answer given so would be half given.
    """

    def __init__(self) -> None:
        super().__init__()
        self._ours = False
        self.toggled.connect(self._chosen)

    def setChecked(self, checked: bool) -> None:
        """Choose it or not, without a press."""
        self._ours = True
        super().setChecked(checked)
        self._ours = False

    def nextCheckState(self) -> None:
        """Choose it, or no longer, as it is pressed."""
        self._ours = True
        super().nextCheckState()
        self._ours = False

    def _chosen(self, checked: bool) -> None:
        group: QButtonGroup | None = self.group()
        one_of = self.autoExclusive() if group is None else group.exclusive()
        # Where one of several is chosen, the others are let go by Qt: nobody has pressed those.
        if not self._ours and (checked or not one_of):
            later(0, self, lambda: self.clicked[bool].emit(checked))  # type: ignore[index]
