"""The banner that says that a clock of the clinic moved by itself or was moved, and what staff do about it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from kypho_prep.look.cards import Ground
from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.widgets.parts import key, say
from kypho_prep.prep.wording.dates import in_largest_unit, stamp
from kypho_prep.workflow.clinic import clock_watch
from kypho_prep.workflow.clinic import staff as people

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.workflow.clinic.clock_watch import ClockMoved
    from kypho_prep.workflow.clinic.staff import StaffMember


class ClockBanner(Ground):
    """Shows while a clock moved and nobody has said that it is right; only staff who are signed in can say so."""

    def __init__(self, desk: DeskContext, staff: StaffMember | None = None) -> None:
        super().__init__(desk.look, "check_soft")
        self.setObjectName("clock_banner")
        self._desk = desk
        self._staff = staff
        self._moved: ClockMoved | None = None
        self.words = say(desk, "", "text/check_soft", bold=True)
        room = QHBoxLayout(self)
        room.setContentsMargins(*(desk.px(16), desk.px(10)) * 2)
        room.setSpacing(desk.px(16))
        room.addWidget(self.words, 1)
        if staff is not None:
            room.addWidget(key(desk, desk.words("desk.clock.right"), "clock_right", self._confirm))
        self.hide()

    def look(self) -> None:
        """Ask whether a clock moved; what cannot be read is asked for again with the next look."""
        workplace = self._desk.workplace
        self._desk.ask(
            lambda: (clock_watch.moved_clocks(workplace), people.clinic(workplace)),
            lambda found: self._show(*found),
            lambda _trouble: None,
        )

    def _show(self, moved: tuple[ClockMoved, ...], clinic: Clinic) -> None:
        here = self._desk.workplace.station
        # This machine's own first: it is the one that somebody here can look at.
        before, self._moved = self._moved, min(moved, key=lambda one: one.station != here, default=None)
        said = self._said(self._moved, clinic) if self._moved is not None else ""
        self.words.setText(said)
        self.setVisible(bool(said))
        # The words hold the present minute: what is said aloud goes by the move, which is news once.
        if self._moved is not None and self._moved != before:
            self._desk.look.voice.say(self, [said])

    def _said(self, moved: ClockMoved, clinic: Clinic) -> str:
        words, workplace = self._desk.words, self._desk.workplace
        here = moved.station == workplace.station
        way = "back" if moved.by < timedelta() else "forward"
        unit, number = in_largest_unit(abs(moved.by))
        by = words.count(f"desk.clock.{unit}", number)
        told = words(f"desk.clock.{way}" if here else f"desk.clock.{way}_there", station=moved.name, by=by)
        says = [words("desk.clock.says", now=stamp(words, workplace.now(), clinic.tz))] if here else []
        return " ".join([told, *says, words("desk.clock.what_to_do")])

    def _confirm(self) -> None:
        moved, staff, workplace = self._moved, self._staff, self._desk.workplace
        if moved is None or staff is None:
            return
        self._desk.ask(
            lambda: clock_watch.confirm(workplace, staff=staff, station=moved.station),
            lambda _none: self.look(),
            lambda trouble: self.words.setText(self._desk.sentence(trouble)),
        )
