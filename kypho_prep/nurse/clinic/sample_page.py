"""The sample clinic on the first start: its password, and how far it is while it is being made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kypho_prep.nurse.clinic.first_run import LEAST, password_problems
from kypho_prep.nurse.widgets.fields import LineField
from kypho_prep.nurse.widgets.form import Form
from kypho_prep.nurse.widgets.form_page import Sheet
from kypho_prep.nurse.widgets.making import Making
from kypho_prep.nurse.widgets.parts import key, say, shortcut

if TYPE_CHECKING:
    from kypho_prep.nurse.desk import DeskContext, MakeSample


class SamplePage(Sheet):
    """The password of a sample clinic, chosen by who makes it; the sample is made off the screen's thread."""

    made = Signal()
    left = Signal()

    def __init__(self, desk: DeskContext, make: MakeSample) -> None:
        super().__init__(desk, desk.words("desk.first.sample"), width=860)
        self._make = make
        self._making: Making | None = None
        words = desk.words
        self.form = Form(desk, {}, "sample")
        self.form.add(LineField(desk, "password", words("desk.set_up.password"), secret=True), 0)
        self.form.add(LineField(desk, "again", words("desk.set_up.again"), secret=True), 0, 1)
        self.form.fields["password"].echo(words("desk.set_up.password_help", least=LEAST))
        self.form.begin({})
        self.body.addWidget(say(desk, words("desk.first.sample_password", staff=words("kiosk.welcome.staff"))))
        self.body.addWidget(self.form)
        self.told = say(desk, "", "text/surface", bold=True)
        self.told.setObjectName("told")
        self.told.hide()
        self.body.addWidget(self.told)
        self.save = key(desk, words("desk.first.make"), "save", self._submit, first=True)
        self.form.enter_presses(self.save)
        self.keys(self.save, key(desk, words("desk.back"), "back", self._leave))
        shortcut(self, "Esc", self._leave)

    def show_so_far(self, done: int, of: int) -> None:
        """Say how many patients are made; each quarter is read out too."""
        said = self._desk.words("desk.first.so_far", done=done, of=of)
        self.told.setText(said)
        if done and done % max(of // 4, 1) == 0:
            self._desk.look.voice.say(self, [said])

    def give_up(self) -> None:
        """Let what is being made end: nobody waits for it here any more."""
        if self._making is not None:
            self._making.give_up()

    def _submit(self) -> None:
        values = self.form.values()
        wrong = password_problems(self._desk, {**values, "name": "-", "user": "-"})
        self.form.show_problems(wrong)
        if wrong:
            return
        self.save.setEnabled(False)
        self.told.setText(self._desk.words("desk.first.making"))
        self.told.show()
        self._desk.look.voice.say(self, [self._desk.words("desk.first.making")])
        self._begin(values["password"])

    def _begin(self, password: str) -> None:
        making = self._making = Making()
        making.so_far.connect(self.show_so_far)

        def made(_: object) -> None:
            if not making.given_up:
                self.made.emit()

        def refused(trouble: Exception) -> None:
            if not making.given_up:
                self._refuse(trouble)

        self._desk.ask(lambda: self._make(password, making.tell), made, refused)

    def _refuse(self, trouble: Exception) -> None:
        """Say why the sample could not be made; what was typed stays."""
        self.save.setEnabled(True)
        self.told.hide()
        self.form.show_trouble(self._desk.sentence(trouble))

    def _leave(self) -> None:
        self.give_up()
        self.left.emit()
