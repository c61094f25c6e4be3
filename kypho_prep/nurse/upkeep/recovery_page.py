"""The clinic's recovery key: who made and printed it when, and a new one, shown once and typed back from its paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kypho_prep.nurse.desk import DeskContext, StaffSession, Upkeep
from kypho_prep.nurse.widgets.fields import LineField
from kypho_prep.nurse.widgets.form import Form
from kypho_prep.nurse.widgets.form_page import Sheet
from kypho_prep.nurse.widgets.parts import column, holder, key, row, say, shortcut
from kypho_prep.prep.wording.dates import stamp
from kypho_prep.workflow.clinic import recovery_key
from kypho_prep.workflow.clinic.accounts import confirm

if TYPE_CHECKING:
    from kypho_prep.records.rows import AuditRow
    from kypho_prep.workflow.clinic.recovery_key import RecoveryKey


class RecoveryPage(Sheet):
    """Asks for the password before it shows a new key; a key that is not typed back is none."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, desk: DeskContext, session: StaffSession, upkeep: Upkeep) -> None:
        super().__init__(desk, desk.words("desk.recovery.title"), width=860)
        self._session = session
        self._upkeep = upkeep
        self._drawn = ""
        self._printed = False
        words = desk.words
        self.state = say(desk, "")
        self.state.setObjectName("state")
        self.body.addWidget(self.state)
        self.body.addWidget(say(desk, words("desk.recovery.help"), "quiet/surface"))
        # Neither a password nor a key is ever a draft.
        self.form = Form(desk, {}, "recovery")
        self.form.add(LineField(desk, "password", words("desk.restore.password"), secret=True), 0)
        self.form.begin({})
        self.new = key(desk, words("desk.recovery.new"), "new", self._confirm, first=True)
        self.form.enter_presses(self.new)
        self._ask = holder(column(self.form, holder(row(self.new, None)), gap=desk.px(12)))
        self._shown, self.key, self.typed = self._new_key()
        self._shown.hide()
        self.body.addWidget(self._ask)
        self.body.addWidget(self._shown)
        self.keys(key(desk, words("desk.back"), "back", self.left.emit))
        shortcut(self, "Esc", self.left.emit)
        desk.ask(lambda: recovery_key.told(desk.workplace, upkeep.chosen), self._show, self._refused)

    def _new_key(self) -> tuple[QWidget, QWidget, Form]:
        desk, words = self._desk, self._desk.words
        drawn = say(desk, "", size=26, bold=True)
        drawn.setObjectName("recovery_key")
        typed = Form(desk, {}, "typed")
        typed.add(LineField(desk, "typed", words("desk.recovery.typed")), 0)
        typed.begin({})
        keep = key(desk, words("desk.recovery.keep"), "keep", self._keep, first=True)
        typed.enter_presses(keep)
        printing = [key(desk, words("desk.recovery.print"), "print_key", self._print)] if self._prints else []
        parts = say(desk, words("desk.recovery.shown")), drawn, typed, holder(row(keep, *printing, None))
        return holder(column(*parts, gap=desk.px(12))), drawn, typed

    @property
    def _prints(self) -> bool:
        return self._desk.services.recovery is not None and bool(self._session.clinic.printer)

    def _show(self, found: RecoveryKey) -> None:
        if not isValid(self):
            return
        words = self._desk.words
        said = [words("desk.recovery.there" if found.there else "desk.recovery.none")]
        for name, line in (("made", found.made), ("printed", found.printed)):
            if found.there and line is not None:
                said.append(words(f"desk.recovery.{name}", who=line.actor, at=self._at(line)))
        self.state.setText(" ".join(said))
        self.state.set_pair("text/surface" if found.there else "urgent/surface")

    def _at(self, line: AuditRow) -> str:
        return stamp(self._desk.words, line.at, self._session.clinic.tz, self._session.today)

    def _confirm(self) -> None:
        typed, desk = self.form.values()["password"], self._desk
        self.form.show_problems({} if typed else {"password": desk.words("error.required")})
        if typed:
            staff = self._session.staff
            desk.ask(lambda: confirm(desk.workplace, staff=staff, password=typed), self._draw, self._refused)

    def _draw(self, _none: None) -> None:
        if isValid(self):
            self._drawn = recovery_key.drawn()
            self.key.setText(self._drawn)  # type: ignore[attr-defined]
            self.form.fields["password"].put("")
            self._ask.hide()
            self._shown.show()
            self.typed.focus_first()

    def _print(self) -> None:
        send, desk = self._desk.services.recovery, self._desk
        if send is None or not send(self._drawn, self._session.clinic):
            self.typed.show_trouble(desk.words("desk.recovery.not_printed"))
            return
        self.typed.show_trouble("")
        self._printed = True

    def _keep(self) -> None:
        typed, desk, staff, chosen = self.typed.values()["typed"], self._desk, self._session.staff, self._upkeep.chosen
        drawn, printed = self._drawn, self._printed

        def job() -> None:
            recovery_key.keep(chosen, drawn, typed)
            recovery_key.put_on_record(desk.workplace, staff=staff, printed=printed)

        desk.ask(job, self._done, self._refused)

    def _done(self, _none: None) -> None:
        # The back-ups that stand do not carry it: one that does is made at once.
        backing = self._upkeep.backing
        self._upkeep.ask(lambda: backing.make(only_changed=False), lambda _state: None, lambda _trouble: None)
        if isValid(self):
            self.kept.emit(self._desk.words("desk.recovery.kept"))

    def _refused(self, trouble: Exception) -> None:
        if isValid(self):
            form = self.typed if self._drawn else self.form
            form.show_trouble(self._desk.sentence(trouble))
            form.focus_first()
