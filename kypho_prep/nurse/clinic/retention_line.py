"""What the clinic's settings say of finished visits: how many are due to go, and how many stay although they are."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.widgets.parts import say
from kypho_prep.prep.retention import Kept
from kypho_prep.workflow.clinic import retention
from kypho_prep.workflow.clinic.retention import Plan


class RetentionLine(QWidget):
    """Asks when it is made, off the screen's thread; nothing is removed from here."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._label = say(desk, desk.words("desk.retention.looking"), "quiet/surface")
        self._label.setObjectName("retention_told")
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self._label)
        desk.ask(partial(retention.plan, desk.workplace), self._planned, self._refused)

    def _planned(self, plan: Plan) -> None:
        words, why = self._desk.words, plan.by_reason
        said = [words("desk.retention.told", days=plan.days, due=len(plan.going))]
        if plan.kept:
            sheet, hold = why[Kept.NOT_TAKEN_OVER], why[Kept.HOLD]
            other = len(plan.kept) - sheet - hold
            said.append(words("desk.retention.kept", sheet=sheet, hold=hold, other=other))
        self._tell(" ".join(said))

    def _refused(self, trouble: Exception) -> None:
        self._tell(self._desk.sentence(trouble))

    def _tell(self, said: str) -> None:
        if isValid(self):  # the page may be left before the answer comes
            self._label.setText(said)
