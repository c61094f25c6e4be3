"""Staff sign in: user and password; a wrong one gives one sentence, and waits after misses."""

from __future__ import annotations

from PySide6.QtCore import Signal

from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.widgets.clock_banner import ClockBanner
from kypho_prep.nurse.widgets.fields import LineField
from kypho_prep.nurse.widgets.form_page import Sheet
from kypho_prep.nurse.widgets.parts import key, say, shortcut


class SignInPage(Sheet):
    """The locked desk: nothing of any visit shows here."""

    submitted = Signal(str, str)
    left = Signal()

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk, desk.words("desk.sign_in.title"), width=520)
        words = desk.words
        self.user = LineField(desk, "user", words("desk.sign_in.user"))
        self.password = LineField(desk, "password", words("desk.sign_in.password"), secret=True)
        self.trouble = say(desk, "", "urgent/surface", bold=True)
        self.trouble.setObjectName("trouble")
        self.trouble.hide()
        self.clock = ClockBanner(desk)
        for part in (self.clock, self.user, self.password, self.trouble):
            self.body.addWidget(part)
        self.enter = key(desk, words("desk.sign_in.enter"), "sign_in", self._submit, first=True)
        leave = [key(desk, words("desk.sign_in.leave"), "leave", self.left.emit)] if desk.services.patient_side else []
        self.keys(self.enter, *leave)
        self.user.line.returnPressed.connect(self.password.line.setFocus)
        self.password.line.returnPressed.connect(self._submit)
        if leave:
            shortcut(self, "Esc", self.left.emit)

    def begin(self, note: str = "") -> None:
        """Show the page anew, empty but for the user's name, with the reason why it shows."""
        self.password.put("")
        self._tell(note, "quiet/surface")
        self.clock.look()
        self.enter.setEnabled(True)
        (self.password if self.user.value() else self.user).editor.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why nobody was signed in; the password is typed anew."""
        self.enter.setEnabled(True)
        self.password.put("")
        self._tell(sentence, "urgent/surface")
        self.password.editor.setFocus()
        self._desk.look.voice.say(self, [sentence])

    def _submit(self) -> None:
        if not self.enter.isEnabled():
            return
        missing = [field for field in (self.user, self.password) if not field.value()]
        for field in (self.user, self.password):
            field.complain(self._desk.words("desk.sign_in.missing") if field in missing else "")
        if missing:
            missing[0].editor.setFocus()
            return
        self.enter.setEnabled(False)
        self.submitted.emit(self.user.value(), self.password.value())

    def _tell(self, sentence: str, pair: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.set_pair(pair)
        self.trouble.setVisible(bool(sentence))
