"""The card that asks for the password once more: for a signature, a change of who works here, what is hard to undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from shiboken6 import isValid

from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.widgets.fields import LineField
from kypho_prep.nurse.widgets.flow_layout import flowing
from kypho_prep.nurse.widgets.overlay import Overlay
from kypho_prep.nurse.widgets.parts import key, say
from kypho_prep.workflow.clinic.accounts import reauthenticate
from kypho_prep.workflow.errors import Wait, WrongPassword

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kypho_prep.workflow.clinic.staff import StaffMember


class PasswordCard(Overlay):
    """Lies over the page on which a key was pressed; a right password does what the key says, Esc does nothing.

    `run` does it off the screen's thread, as who typed the password; what it returns goes to `took`. A wrong password,
    or a wait, is said on the card, any other refusal goes to `refused`.
    """

    def __init__(
        self,
        desk: DeskContext,
        staff: StaffMember,
        says: str,
        run: Callable[[StaffMember], Any],
        *,
        took: Callable[[Any], object],
        refused: Callable[[Exception], object],
    ) -> None:
        wide = round(560 * desk.look.metrics.text(100) / 100)
        super().__init__(desk, "password_card", desk.words("desk.password.title"), width=wide)
        self._staff = staff
        self._run = run
        self._took = took
        self._other = refused
        self.field = LineField(desk, "password_again", desk.words("desk.password.of", name=staff.name), secret=True)
        self.field.line.returnPressed.connect(self._submit)
        self.go = key(desk, says, "confirm", self._submit, first=True)
        self.close_key.set_words(desk.words("desk.password.back"))
        self.body.addWidget(self.field)
        self.body.addWidget(say(desk, desk.words("desk.password.help"), "quiet/surface"))
        self._card.body.addWidget(flowing(self.go, self.close_key))  # a long name takes a line of its own

    def show_over(self, page: QWidget, first: QWidget | None = None) -> None:
        """Cover the page; the keyboard is in the field at once."""
        super().show_over(page, first or self.field.editor)
        self.fit()

    def _submit(self) -> None:
        typed, desk, staff, run = self.field.value(), self._desk, self._staff, self._run
        if not self.go.isEnabled():
            return
        self._complain("" if typed else desk.words("error.required"))
        if typed:
            self.go.setEnabled(False)
            self.close_key.setEnabled(False)  # what is under way is not taken back by leaving
            job = lambda: run(reauthenticate(desk.workplace, staff=staff, password=typed))  # noqa: E731
            desk.ask(job, self._done, self._refused)

    def _complain(self, sentence: str) -> None:
        self.field.complain(sentence)
        self.fit()

    def _done(self, made: Any) -> None:
        if isValid(self):
            self.dismiss()
        self._took(made)

    def _refused(self, trouble: Exception) -> None:
        if not isValid(self):
            return
        if not isinstance(trouble, WrongPassword | Wait):
            self.dismiss()
            self._other(trouble)
            return
        self.go.setEnabled(True)
        self.close_key.setEnabled(True)
        self.field.put("")
        desk = self._desk
        wrong = isinstance(trouble, WrongPassword)
        sentence = desk.words("desk.password.wrong") if wrong else desk.sentence(trouble)
        self._complain(sentence)
        self.field.editor.setFocus()
        desk.look.voice.say(self, [sentence])
