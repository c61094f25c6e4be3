"""A desk form: it keeps every letter typed as a draft until it is saved, and puts each problem beside its field."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from kypho_prep.look.buttons import Button
from kypho_prep.nurse.desk import DeskContext, Draft
from kypho_prep.nurse.widgets.fields import Field
from kypho_prep.nurse.widgets.parts import holder, key, row, say


class Form(QWidget):
    """Fields in a grid; what was typed before under the same key comes back, and is said to have come back."""

    changed = Signal()

    def __init__(self, desk: DeskContext, drafts: dict[str, Draft], key: str) -> None:
        super().__init__()
        self._desk = desk
        self._drafts = drafts
        self._key = key
        self._first: Draft = {}
        self._pressed_by_enter: Button | None = None
        self.fields: dict[str, Field] = {}
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(desk.px(12))
        self._kept = self._kept_note()
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(desk.px(20))
        self.grid.setVerticalSpacing(desk.px(12))
        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, 1)
        self._trouble = say(desk, "", "urgent/surface", bold=True)
        self._trouble.setObjectName("trouble")
        self._trouble.hide()
        room.addWidget(self._kept)
        room.addLayout(self.grid)
        room.addWidget(self._trouble)

    def add(self, field: Field, line: int, column: int = 0, span: int = 1) -> Field:
        """Place a field; its changes go into the draft."""
        self.fields[field.name] = field
        self.grid.addWidget(field, line, column, 1, span)
        field.changed.connect(self._keep)
        return field

    def begin(self, values: Mapping[str, str]) -> None:
        """Fill the fields with what is known, then with what was typed before and not saved."""
        typed = self._drafts.get(self._key)
        self._fill({name: values.get(name, field.value()) for name, field in self.fields.items()})
        self._first = self.values()
        if typed:
            self._fill({**self._first, **typed})
        self._kept.setVisible(bool(typed))

    def values(self) -> Draft:
        """Return every field's value by its name."""
        return {name: field.value() for name, field in self.fields.items()}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Put each sentence beside its field and the cursor into the first wrong one."""
        for name, field in self.fields.items():
            field.complain(problems.get(name, ""))
        wrong = [field for name, field in self.fields.items() if name in problems]
        if wrong:
            wrong[0].editor.setFocus()
        self.show_trouble(" ".join(said for name, said in problems.items() if name not in self.fields))

    def show_trouble(self, sentence: str) -> None:
        """Show a sentence that belongs to no single field."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def enter_presses(self, button: Button) -> None:
        """Let Enter lead from field to field, and press a button in the last one."""
        self._pressed_by_enter = button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter from a field that has no use for it itself."""
        button = self._pressed_by_enter
        if button is None or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        editors = [field.editor for field in self.fields.values()]
        focused = self.focusWidget()
        after = editors[editors.index(focused) + 1 :] if focused in editors else []
        if after:
            after[0].setFocus()
        else:
            button.click()

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        if self.fields:
            next(iter(self.fields.values())).editor.setFocus()

    def focus_empty(self) -> None:
        """Put the cursor into the first field that is still empty, so that what is known is only read."""
        empty = [field for field in self.fields.values() if not field.value()]
        (empty[0].editor if empty else next(iter(self.fields.values())).editor).setFocus()

    def saved(self) -> None:
        """Forget the draft: what was typed is stored now."""
        self._drafts.pop(self._key, None)
        if isValid(self):  # the page may be gone by the time that the answer comes
            self._kept.hide()

    def _fill(self, values: Mapping[str, str]) -> None:
        for name, field in self.fields.items():
            # Filling in is no typing: no draft may come of it.
            field.blockSignals(True)
            field.put(values.get(name, ""))
            field.blockSignals(False)
        self.changed.emit()

    def _keep(self) -> None:
        # Only what she typed: what is known of the rest may change until she comes back to it.
        values = {name: value for name, value in self.values().items() if not self.fields[name].secret}
        typed = {name: value for name, value in values.items() if self._first[name] != value}
        if typed:
            self._drafts[self._key] = typed
        else:
            self._drafts.pop(self._key, None)
        self.changed.emit()

    def _start_over(self) -> None:
        self.saved()
        self._fill(self._first)
        self.focus_first()

    def _kept_note(self) -> QWidget:
        words = self._desk.words
        again = key(self._desk, words("desk.form.start_over"), "start_over", self._start_over)
        note = holder(row(say(self._desk, words("desk.form.kept"), "quiet/surface"), None, again), "kept")
        note.hide()
        return note
