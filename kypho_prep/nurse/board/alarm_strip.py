"""Says above whatever page shows how many emergencies and calls for a nurse are open, and rings until it is muted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kypho_prep.look.asking import Question
from kypho_prep.look.cards import Ground
from kypho_prep.nurse.board.watch import EVERY
from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.widgets.parts import key, say, strip_row
from kypho_prep.workflow.visits.alarms import open_alarms

if TYPE_CHECKING:
    from kypho_prep.workflow.visits.alarms import Alarm

RINGS_EVERY = 15_000


class AlarmStrip(Ground):
    """The counts, in the window's title too, and the key that turns the sound off until all are over or one is urgent.

    It shows while somebody is signed in, and on a locked desk, where it counts by itself and has no key; a locked
    machine that is a kiosk as well shows a patient nothing of it.
    """

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk.look, "urgent_soft")
        self._desk = desk
        self._open: frozenset[Alarm] = frozenset()
        self._muted = self._shut = self._blind = self._signed_in = False
        self._said = say(desk, "", "urgent/urgent_soft", bold=True)
        self._said.setObjectName("alarms")
        self._sound = key(desk, desk.words("desk.alarm.sound_off"), "sound", self._turn)
        strip_row(desk, self, self._said, self._sound)
        self._ringing = QTimer(self, interval=RINGS_EVERY)
        self._ringing.timeout.connect(desk.services.ring)
        self._question = Question(desk.worker, self._job, self._counted, self._missed)
        self._alone = QTimer(self, interval=EVERY)
        self._alone.timeout.connect(self._question.ask)
        self.hide()

    def open_up(self) -> None:
        """Somebody is signed in: the board tells from now on, and the sound may be turned off."""
        self._alone.stop()
        self._question.forget()
        self._shut, self._signed_in = False, True
        self._sound.setVisible(bool(self._open))

    def lock(self) -> None:
        """Nobody is signed in: a desk goes on counting, a machine with a patient in front of it is silent."""
        self._signed_in = False
        self._shut = self._desk.services.patient_side
        if not self._shut:
            self._alone.start()
        self._show()

    def wake(self) -> None:
        """Count on a locked desk, now."""
        if self._alone.isActive():
            self._question.wake()

    def tell(self, found: frozenset[Alarm]) -> None:
        """Show what is open now; what was not before rings, and an emergency rings although the desk is muted."""
        new, stays, self._open = found - self._open, found & self._open, found
        # Muted was what was open then: once none of it is, whoever calls next is heard.
        if not stays or any(one.emergency for one in new):
            self._muted = False
        self._show()
        if new and not self._shut:
            self._desk.look.voice.say(self, [self._said.text()], urgent=True)
            QApplication.alert(self.window())
            if not self._muted:
                self._desk.services.ring()

    def tell_blind(self, blind: bool) -> None:
        """Say while nothing can be read that nobody knows what is new: the strip must not look calm."""
        if blind == self._blind:
            return
        self._blind = blind
        self._show()
        if blind and not self._shut:
            self._desk.look.voice.say(self, [self._said.text()], urgent=True)

    def _job(self) -> Callable[[], frozenset[Alarm]]:
        return partial(open_alarms, self._desk.workplace)

    def _counted(self, found: frozenset[Alarm]) -> None:
        # Who signed in meanwhile is told by the board.
        if self._alone.isActive():
            self.tell_blind(False)
            self.tell(found)

    def _missed(self, _trouble: Exception) -> None:
        if self._alone.isActive():
            self.tell_blind(True)

    def _turn(self) -> None:
        self._muted = not self._muted
        self._show()

    def _show(self) -> None:
        shown = (bool(self._open) or self._blind) and not self._shut
        words = self._desk.words
        self._said.setText(self._sentence())
        self._sound.set_words(words("desk.alarm.sound_on" if self._muted else "desk.alarm.sound_off"))
        self._sound.setVisible(self._signed_in and bool(self._open))
        self.window().setWindowTitle(self._title() if shown else words("program.name"))
        self.setVisible(shown)
        if not self._open or self._shut or self._muted:
            self._ringing.stop()
        elif not self._ringing.isActive():
            self._ringing.start()

    def _title(self) -> str:
        words, name = self._desk.words, self._desk.words("program.name")
        if self._blind:
            return words("desk.alarm.title_blind", name=name)
        return words("desk.alarm.title", count=len(self._open), name=name)

    def _sentence(self) -> str:
        words = self._desk.words
        emergencies = sum(one.emergency for one in self._open)
        counts = {"emergencies": emergencies, "calls": len(self._open) - emergencies}
        said = [words.count(f"desk.alarm.{name}", count) for name, count in counts.items() if count]
        said += [words("desk.alarm.blind")] if self._blind else []
        said += [words("desk.alarm.muted")] if self._muted else []
        return " ".join(said)
