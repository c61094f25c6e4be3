"""One's own PIN: the page on which it is set with the password, and the locked desk that it re-opens."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from kypho_prep.nurse.clinic.staff_pages import PeoplePage
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.widgets.fields import LineField
from kypho_prep.nurse.widgets.form_page import Sheet
from kypho_prep.nurse.widgets.parts import key, say
from kypho_prep.workflow.clinic import pins


class OwnPinPage(PeoplePage):
    """A PIN for who is signed in: set, changed or removed with the password."""

    def __init__(self, desk: DeskContext, session: StaffSession) -> None:
        super().__init__(desk, session, desk.words("desk.pin.title"), kept_as="own_pin")
        words, there = desk.words, session.staff.has_pin
        self.body.addWidget(say(desk, words("desk.pin.help", hours=session.clinic.session_hours)))
        self.body.addWidget(say(desk, words("desk.pin.there" if there else "desk.pin.none"), "quiet/surface"))
        self.form.add(LineField(desk, "current", words("desk.pin.password"), secret=True), 0)
        self.form.add(LineField(desk, "pin", words("desk.pin.new"), secret=True), 1)
        self.form.add(LineField(desk, "again", words("desk.pin.again"), secret=True), 1, 1)
        self.form.begin({})
        self.body.addWidget(self.form)
        self.save = key(desk, words("desk.pin.set"), "save", self._submit, first=True)
        self.form.enter_presses(self.save)
        remove = [key(desk, words("desk.pin.remove"), "remove_pin", self._remove)] if there else []
        self.keys(self.save, *remove, key(desk, words("desk.back"), "back", self.left.emit))

    def _submit(self) -> None:
        values, words = self.form.values(), self._desk.words
        wrong = self._missing()
        if said := pins.problem(values["pin"]):
            wrong["pin"] = words(said, least=pins.LEAST, most=pins.MOST)
        elif values["again"] != values["pin"]:
            wrong["again"] = words("desk.pin.differs")
        self.form.show_problems(wrong)
        if not wrong:
            self._change(values["pin"], "desk.pin.did_set")

    def _remove(self) -> None:
        wrong = self._missing()
        self.form.show_problems(wrong)
        if not wrong:
            self._change("", "desk.pin.did_remove")

    def _missing(self) -> dict[str, str]:
        return {} if self.form.values()["current"] else {"current": self._desk.words("error.required")}

    def _change(self, pin: str, told: str) -> None:
        staff, password = self._session.staff, self.form.values()["current"]
        job = partial(pins.change_pin, self._desk.workplace, staff=staff, password=password, pin=pin)
        self._do(job, self._desk.words(told), self._session.take_staff)


class PinPage(Sheet):
    """A desk that locked itself: the PIN of who was signed in re-opens it, or anybody signs in by a password."""

    submitted = Signal(str)
    by_password = Signal()

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk, desk.words("desk.pin.locked"), width=520)
        words = desk.words
        self._who = say(desk, "", bold=True)
        self.pin = LineField(desk, "pin", words("desk.pin.pin"), secret=True)
        self.open = key(desk, words("desk.pin.open"), "reopen", self._submit, first=True)
        self.body.addWidget(self._who)
        self.body.addWidget(self.pin)
        self.keys(self.open, key(desk, words("desk.pin.by_password"), "by_password", self.by_password.emit))
        self.pin.line.returnPressed.connect(self._submit)

    def begin(self, name: str) -> None:
        """Show it empty, for one person."""
        self._who.setText(self._desk.words("desk.pin.of", name=name))
        self.pin.put("")
        self.pin.complain("")
        self.open.setEnabled(True)
        self.pin.editor.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why it stays locked; the PIN is typed anew."""
        self.open.setEnabled(True)
        self.pin.put("")
        self.pin.complain(sentence)
        self.pin.editor.setFocus()
        self._desk.look.voice.say(self, [sentence])

    def _submit(self) -> None:
        typed = self.pin.value()
        self.pin.complain("" if typed else self._desk.words("error.required"))
        if typed and self.open.isEnabled():
            self.open.setEnabled(False)
            self.submitted.emit(typed)
