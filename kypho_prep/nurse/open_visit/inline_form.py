"""A form that opens in its own place on the review: reads its fields, says what is wrong, hands a job to the worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kypho_prep.nurse.open_visit.context import AfterPassword, Job, OpenVisit
from kypho_prep.nurse.widgets.fields import Field
from kypho_prep.nurse.widgets.form import Form
from kypho_prep.nurse.widgets.parse import read_clock, read_date
from kypho_prep.nurse.widgets.parts import key, row, shortcut
from kypho_prep.prep.wording.dates import clock_as_meant, long_day, months

Read = Callable[["Typed"], Job | AfterPassword | None]


class Typed:
    """The values of a form as they are read: each wrong one gets its sentence, all at once."""

    def __init__(self, opened: OpenVisit, values: Mapping[str, str]) -> None:
        self._opened = opened
        self._values = values
        self.wrong: dict[str, str] = {}

    def text(self, name: str, missing: str = "") -> str:
        """Return a text; with a words key for `missing` it may not be empty."""
        value = self._values[name]
        if missing and not value:
            self.wrong[name] = self._opened.say(missing)
        return value

    def has(self, name: str) -> bool:
        """Tell whether the form has such a field."""
        return name in self._values

    def day(self, name: str, missing: str = "") -> date | None:
        """Return a date in any of the readable forms."""
        typed = self.text(name, missing)
        day = read_date(typed, months(self._opened.desk.words)) if typed else None
        if typed and day is None:
            self.wrong[name] = self._opened.say("desk.form.date_unreadable", typed=typed)
        return day

    def clock(self, name: str, missing: str = "") -> str:
        """Return a clock time as HH:MM, empty when none was typed."""
        typed = self.text(name, missing)
        at = read_clock(typed) if typed else ""
        if at is None:
            self.wrong[name] = self._opened.say("desk.form.clock_unreadable", typed=typed)
        return at or ""

    def yes(self, name: str) -> bool:
        """Tell whether a box is ticked, or "yes" is chosen."""
        return self._values[name] == "yes"

    def three(self, name: str) -> bool | None:
        """Return yes, no, or neither."""
        return {"yes": True, "no": False}.get(self._values[name])


class Beside(tuple[Field, ...]):
    """Short fields that stay side by side in a narrow place too: a date and its time."""


class InlineForm(QWidget):
    """The form of one place; Enter saves and closes it, Esc closes it and keeps what was typed."""

    def __init__(self, opened: OpenVisit, rows: list[tuple[Field, ...]], read: Read, known: Mapping[str, str]) -> None:
        super().__init__()
        self._opened = opened
        self._read = read
        desk = opened.desk
        self.form = Form(desk, opened.session.drafts, f"{opened.visit}:{opened.place}")
        if opened.narrow:
            rows = [
                one for fields in rows for one in ([fields] if isinstance(fields, Beside) else [(f,) for f in fields])
            ]
        for at, fields in enumerate(rows):
            for column, field in enumerate(fields):
                self.form.add(field, 2 * at, column, 2 if len(fields) == 1 else 1)
        self.form.changed.connect(self._echo)
        self.form.begin(known)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, desk.px(8), 0, desk.px(8))
        room.addWidget(self.form)
        save = key(desk, opened.say("desk.form.save"), "save_form", self.submit, first=True)
        close = key(desk, opened.say("desk.form.close"), "close_form", lambda: opened.go(""))
        room.addLayout(row(save, close, None, gap=desk.px(12)))
        shortcut(self, "Ctrl+S", self.submit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter save from every field that has no use for it; on an empty tick box it ticks that first."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and focused.isCheckable():
            focused.setChecked(True)
        self.submit()

    def below(self, line: int, keys: QWidget) -> None:
        """Put keys that fill the fields of a line below it, across the form."""
        self.form.grid.addWidget(keys, 2 * line + 1, 0, 1, 2)

    def submit(self) -> None:
        """Read the fields; hand the job on when nothing is wrong."""
        typed = Typed(self._opened, self.form.values())
        job = self._read(typed)
        self.form.show_problems(typed.wrong)
        if not typed.wrong and job is not None:
            self._opened.do(job, self.form)

    def _echo(self) -> None:
        words = self._opened.desk.words
        for name, field in self.form.fields.items():
            if name.endswith("_on") or name == "on":
                day = read_date(field.value(), months(words))
                field.echo(long_day(words, day) if day else words("desk.form.date_help"))
            elif name.endswith("_at") or name == "at":
                field.echo(self._clock(name, field.value()))

    def _clock(self, name: str, typed: str) -> str:
        """Say how a time was read; in the night when the clocks change also which moment it means."""
        words, at = self._opened.desk.words, read_clock(typed)
        day = self.form.fields.get(name.removesuffix("at") + "on")
        on = read_date(day.value(), months(words)) if day is not None else None
        return clock_as_meant(words, on, at, self._opened.session.clinic.zone) if at else words("desk.form.clock_help")
