"""A birth date in three big parts: the month by its name, the day by its number, the year by four digits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.controls.even_grid import EvenGrid
from kypho_prep.kiosk.pages.number_keys import NumberKeys
from kypho_prep.kiosk.pages.row_button import RowButton
from kypho_prep.look.announce import PRIVATE
from kypho_prep.look.buttons import Button, choice_card, pad_button
from kypho_prep.look.labels import CaptionLabel, TitleLabel
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import MONTHS, Words

PARTS = ("month", "day", "year")
OLDEST = 1900
DAYS_ACROSS = 11  # on a low screen: three rows


class BirthDate(QWidget):
    """Shows one part at a time; the next opens by itself, and each can be tapped again to mend it."""

    changed = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look = look
        self._words = words
        self._picked = {"month": "", "day": "", "year": ""}
        self._rows: dict[str, RowButton] = {}
        self._titles: dict[str, CaptionLabel] = {}
        self._shown: dict[str, TitleLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.metrics.gap)
        column.addLayout(self._heads())
        pads = QWidget()
        self._pads = QStackedLayout(pads)
        for pad in (self._months(), self._days(), self._years()):
            self._pads.addWidget(pad)
        column.addWidget(pads)
        self.lay(low=False)
        self.open_part("month")

    @property
    def parts(self) -> dict[str, str]:
        """Return what is chosen of each part, as digits."""
        return dict(self._picked)

    def set_parts(self, parts: dict[str, str]) -> None:
        """Show parts that were chosen before."""
        self._picked.update(parts)
        self._year.set_text(parts.get("year", ""))
        self._say()
        self.open_part(next((part for part in PARTS if not self._picked[part]), "year"))

    def value(self) -> date | None:
        """Return the date, or nothing while a part is missing or the calendar has no such day."""
        if self.problem():
            return None
        month, day, year = (int(self._picked[part]) for part in PARTS)
        return date(year, month, day)

    def problem(self) -> str:
        """Return the words key of what is missing or cannot be; empty when the date stands."""
        missing = [part for part in PARTS if not self._picked[part]]
        if missing:
            return f"kiosk.sign_in.missing_{missing[0]}"
        if len(self._picked["year"]) < 4 or int(self._picked["year"]) < OLDEST:
            return "kiosk.sign_in.year_short"
        try:
            date(int(self._picked["year"]), int(self._picked["month"]), int(self._picked["day"]))
        except ValueError:
            return "kiosk.sign_in.no_such_day"
        return ""

    def open_part(self, part: str, *_: bool) -> None:
        """Show the keys of one part."""
        self._part = part
        self._typed = ""
        self._pads.setCurrentIndex(PARTS.index(part))
        for name, row in self._rows.items():
            row.set_strong(name == part)

    def lay(self, *, low: bool) -> None:
        """Lay the parts and their keys out; on a low screen all keys of a part have room, and a part says one thing."""
        self._low = low
        large = self._look.metrics.text_percent > 140
        self._month_keys.lay(2 if large and not low else 4)
        self._day_keys.lay(DAYS_ACROSS if low else 7 if large else 8)
        self._year.lay(low=low)
        for part, row in self._rows.items():
            row.setMinimumHeight(self._look.metrics.target if low else self._look.metrics.mm(20))
            self._titles[part].setVisible(not low)
        self._say()

    def press_digit(self, digit: str) -> None:
        """Type a digit of a real keyboard into the part that is open: month and day take two."""
        if self._part == "year":
            self._year.press(digit)
            return
        most = 12 if self._part == "month" else 31
        self._typed += digit
        if int(self._typed) > most:
            self._typed = digit
        number = int(self._typed)
        # A digit that no second one can follow is the whole number, and the next part opens.
        full = number > 0 and (len(self._typed) > 1 or number * 10 > most)
        self._pick(self._part, str(number or ""), on=full)

    def erase(self) -> None:
        """Take back the last digit of the part that is open."""
        if self._part == "year":
            self._year.erase()
        else:
            self._pick(self._part, "", on=False)

    def _heads(self) -> QHBoxLayout:
        m = self._look.metrics
        row = QHBoxLayout()
        row.setSpacing(m.gap)
        for part in PARTS:
            title = self._words(f"kiosk.sign_in.{part}")
            head = RowButton(self._look, f"part:{part}", title, upright=True)
            shown = TitleLabel("", self._look, m.text(32), "text/surface")
            self._titles[part] = CaptionLabel(title, self._look)
            head.add(self._titles[part], 1)
            head.add(shown, 1)
            head.clicked.connect(partial(self.open_part, part))
            self._rows[part], self._shown[part] = head, shown
            row.addWidget(head, 1)
        return row

    def _months(self) -> QWidget:
        keys = []
        for number, name in enumerate(MONTHS):
            key = choice_card(self._words(f"date.month.{name}"), self._look, f"month:{number + 1}")
            self._small(key, "month", str(number + 1))
            keys.append(key)
        self._month_keys = EvenGrid(keys, self._look, most=4, widest=self._look.metrics.target)
        return _pad(self._month_keys)

    def _days(self) -> QWidget:
        keys = [pad_button(str(number + 1), self._look, f"day:{number + 1}") for number in range(31)]
        for number, key in enumerate(keys):
            self._small(key, "day", str(number + 1))
        self._day_keys = EvenGrid(keys, self._look, most=DAYS_ACROSS, widest=self._look.metrics.target)
        return _pad(self._day_keys)

    def _years(self) -> QWidget:
        self._year = NumberKeys(4, self._look, self._words)
        self._year.changed.connect(lambda: self._pick("year", self._year.text, on=False))
        return self._year

    def _small(self, key: Button, part: str, value: str) -> None:
        m = self._look.metrics
        size = m.text(27) if part == "month" else min(m.text(30), m.mm(12))
        face = replace(
            key.face, size=size, height=m.target, width=m.target, padding=m.space(1.5), mark="", centered=True
        )
        key.set_face(face)
        key.setCheckable(False)
        key.clicked.connect(lambda *_: self._pick(part, value))

    def _pick(self, part: str, value: str, *, on: bool = True) -> None:
        self._picked[part] = value
        self._say()
        if on:
            self.open_part(PARTS[PARTS.index(part) + 1])
        self.changed.emit()

    def _say(self) -> None:
        for part, shown in self._shown.items():
            picked = self._picked[part]
            text = self._words(f"date.month.{MONTHS[int(picked) - 1]}") if part == "month" and picked else picked
            title = self._words(f"kiosk.sign_in.{part}")
            shown.setText(text or (title if self._low else self._words("kiosk.sign_in.empty")))
            shown.setProperty(PRIVATE, bool(picked))
            text = text or self._words("kiosk.sign_in.empty")
            self._rows[part].setAccessibleName(self._words("kiosk.sign_in.part", part=title, value=text))


def _pad(keys: EvenGrid) -> QWidget:
    pad = QWidget()
    column = QVBoxLayout(pad)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(keys)
    column.addStretch(1)
    return pad
