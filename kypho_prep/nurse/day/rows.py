"""One line of the procedure's day: what it is, what was entered and said before, what is recorded now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kypho_prep.look.buttons import Button
from kypho_prep.look.cards import Card, Rule
from kypho_prep.nurse.day.forms import decide_place, decision_form, line_form, record, record_place
from kypho_prep.nurse.day.words import (
    day_title,
    decision_words,
    difference_words,
    entered_words,
    line_name,
    may_record,
    recorded_by,
    recorded_words,
    said_words,
)
from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.open_visit.context import OpenVisit
from kypho_prep.nurse.open_visit.panels import Panel
from kypho_prep.nurse.widgets.flow_layout import Flowing
from kypho_prep.nurse.widgets.parts import LevelChip, column, holder, key, row, say
from kypho_prep.prep.rules.fasting_rules import with_milk
from kypho_prep.prep.rules.procedure_day import (
    INTAKE,
    MEASURED,
    TIMED,
    DayCheck,
    DayLine,
    Found,
    day_lines,
    on_the_day,
    said_at,
)

COLUMNS = (5, 8, 8)
BY_FORM = (*TIMED, *MEASURED, DayLine.PREGNANCY, DayLine.CODE_STATUS)


class DayLines(Card):
    """The card of all lines; what stands in it is shown line by line."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk.look)
        self.setObjectName("day_lines")
        self.body.setContentsMargins(*(desk.px(20), desk.px(14)) * 2)
        self.body.setSpacing(0)


def line_panels(opened: OpenVisit) -> list[Panel]:
    """Return the day's title and all lines in their order; one of them has the filled key, the next to be done."""
    checks = day_lines(opened.situation)
    how_far = _how_far(opened, checks)
    waiting = [one for one in checks if one.recorded is not None and one.undecided]
    waiting += [one for one in checks if one.recorded is None]
    made = [Panel("day_title", (opened.around, how_far), partial(_title, opened, how_far))]
    return made + [_line(opened, one, first=not opened.place and one in waiting[:1]) for one in checks]


def _title(opened: OpenVisit, how_far: str) -> list[QWidget]:
    desk = opened.desk
    said = column(
        say(desk, opened.say("desk.day.title"), size=20, bold=True),
        say(desk, day_title(opened), size=16),
        say(desk, how_far, "quiet/surface", 16),
        gap=0,
    )
    said.setContentsMargins(0, 0, 0, desk.px(8))
    return [holder(said)]


def _line(opened: OpenVisit, check: DayCheck, *, first: bool) -> Panel:
    """Return a line; it is made from what was entered, said and recorded, and what else the answers say today."""
    form = opened.held(here=opened.place in (record_place(check), decide_place(check)))
    made_from = opened.around, opened.answers, opened.situation.chart.instructions, check, first, form

    def make() -> list[QWidget]:
        return [Rule(opened.desk.look), DayRow(opened, check, writable=may_record(opened), first=first)]

    return Panel(f"day:{check.key}", made_from, make)


class DayRow(QWidget):
    """A line of the page, with its form open below it while it is filled in."""

    def __init__(self, opened: OpenVisit, check: DayCheck, *, writable: bool, first: bool) -> None:
        super().__init__()
        self._opened = opened
        self._check = check
        self._name = line_name(opened, check)
        self.setObjectName(f"day:{check.key}")
        self.setAccessibleName(self._name)
        desk = opened.desk
        room = QVBoxLayout(self)
        room.setContentsMargins(0, desk.px(8), 0, desk.px(8))
        room.setSpacing(desk.px(8))
        grid = QGridLayout()
        grid.setHorizontalSpacing(desk.px(20))
        keys = self._keys(first=first) if writable else []
        for at, (stretch, parts) in enumerate(
            zip(COLUMNS, (self._what(), self._before(), self._now(keys)), strict=True)
        ):
            grid.setColumnStretch(at, stretch)
            grid.addWidget(holder(column(*parts, None, gap=desk.px(3))), 0, at)
        room.addLayout(grid)
        form = self._form() if writable else None
        if form is not None:
            room.addWidget(form)

    def _what(self) -> list[QWidget]:
        desk, check = self._opened.desk, self._check
        parts: list[QWidget] = [say(desk, self._name, bold=True)]
        if check.differs:
            level = "red" if check.undecided else "amber"
            chip = LevelChip(difference_words(self._opened, check), desk.look, level)
            chip.setObjectName(f"differs:{check.key}")
            parts.append(holder(row(chip, None)))
        return parts

    def _before(self) -> list[QWidget]:
        desk, check = self._opened.desk, self._check
        parts: list[QWidget] = []
        for what, by in entered_words(self._opened, check):
            parts += [say(desk, what, size=16), *([say(desk, by, "quiet/surface", 15)] if by else [])]
        if not parts and check.line in TIMED:
            nothing = "desk.day.nothing_entered" if check.line in INTAKE else "desk.day.no_instruction"
            parts.append(say(desk, self._opened.say(nothing), "quiet/surface", 16))
        said, by = said_words(self._opened, check)
        if said:
            parts += [say(desk, said, size=16), say(desk, by, "quiet/surface", 15)]
        return parts

    def _now(self, keys: list[Button]) -> list[QWidget]:
        """Return what is recorded, by whom and when; a lone key stands beside it, so that the line stays low."""
        opened, check, desk = self._opened, self._check, self._opened.desk
        if check.recorded is None:
            over = not keys and opened.session.today > opened.situation.chart.visit.procedure_on
            nothing: list[QWidget] = (
                [say(desk, opened.say("desk.day.not_recorded"), "quiet/surface", 16)] if over else []
            )
            return [Flowing(keys, (), gap=desk.px(8))] if keys else nothing
        pair = "urgent/surface" if check.undecided else "text/surface"
        parts: list[QWidget] = [say(desk, recorded_words(opened, check), pair, bold=True)]
        decided = decision_words(opened, check)
        parts += [say(desk, decided, "text/surface", 16)] if decided else []
        parts.append(say(desk, recorded_by(opened, check.recorded), "quiet/surface", 15))
        if len(keys) != 1:
            return [*parts, Flowing(keys, (), gap=desk.px(8))] if keys else parts
        across = row(holder(column(*parts, None, gap=desk.px(3))), *keys)
        across.setStretch(0, 1)
        return [holder(across)]

    def _keys(self, *, first: bool) -> list[Button]:
        """Return what may be pressed: one press where it is as wanted or as said, a form for anything else."""
        opened, check = self._opened, self._check
        if opened.place in (record_place(check), decide_place(check)):
            return []
        open_form = partial(opened.go, record_place(check))
        if check.recorded is not None:
            return self._correcting(open_form, first=first)
        said = said_at(opened.situation, check)
        if said is not None:
            return self._as_said(said, open_form, first=first)
        if check.line in BY_FORM:
            return [self._key(opened.say("desk.day.record"), record_place(check), open_form, first=first)]
        return self._as_wanted(open_form, first=first)

    def _correcting(self, open_form: Callable[[], object], *, first: bool) -> list[Button]:
        """Return the key that corrects a line, after the one that says who decided where nobody has."""
        opened, check = self._opened, self._check
        correct = self._key(opened.say("desk.day.correct"), f"correct:{check.key}", open_form)
        if not check.undecided:
            return [correct]
        decide = partial(opened.go, decide_place(check))
        return [self._key(opened.say("desk.day.decide"), decide_place(check), decide, first=first), correct]

    def _as_wanted(self, open_form: Callable[[], object], *, first: bool) -> list[Button]:
        """Return the key that records a line as wanted, and the way to anything else."""
        opened, check = self._opened, self._check
        value = {"checked": "yes"} if check.line is DayLine.IDENTIFIERS else {"found": Found.YES.value}
        job = record(opened, check, value)
        words = opened.say(f"desk.day.press.{check.line}")
        yes = self._key(words, f"yes:{check.key}", lambda: opened.do(job, None), first=first)
        if check.line is DayLine.IDENTIFIERS:
            return [yes]
        return [yes, self._key(opened.say("desk.day.otherwise"), record_place(check), open_form)]

    def _as_said(self, said: datetime, open_form: Callable[[], object], *, first: bool) -> list[Button]:
        """Return the key that records what the patient said today, to the hour, and the way to anything else."""
        opened, check = self._opened, self._check
        value = {"found": Found.TIME.value, "on": f"{said:%Y-%m-%d}", "at": f"{said:%H:%M}"}
        if check.line is DayLine.LAST_DRINK and with_milk(on_the_day(opened.situation)):
            value["milk"] = "yes"
        job = record(opened, check, value)
        words = opened.say("desk.day.as_said", at=opened.day(said.date(), value["at"]))
        return [
            self._key(words, f"yes:{check.key}", lambda: opened.do(job, None), first=first),
            self._key(opened.say("desk.day.otherwise"), record_place(check), open_form),
        ]

    def _key(self, said: str, name: str, press: Callable[[], object], *, first: bool = False) -> Button:
        button = key(self._opened.desk, said, name, press, first=first)
        button.setProperty("first", first)
        button.setAccessibleDescription(self._name)
        return button

    def _form(self) -> QWidget | None:
        place = self._opened.place
        if place == record_place(self._check):
            return line_form(self._opened, self._check)
        return decision_form(self._opened, self._check) if place == decide_place(self._check) else None


def _how_far(opened: OpenVisit, checks: tuple[DayCheck, ...]) -> str:
    """Return how many lines are recorded; before and after the day, why none may be."""
    if may_record(opened):
        done = len([one for one in checks if one.recorded is not None])
        return opened.say("desk.day.how_far", done=done, of=len(checks))
    visit = opened.situation.chart.visit
    return opened.say(
        "desk.day.before" if visit.ended is None and opened.session.today < visit.procedure_on else "desk.day.over"
    )
