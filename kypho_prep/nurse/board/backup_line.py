"""The line below the board that says how the clinic's back-ups stand: quiet while all is well, red when it is not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont

from kypho_prep.look.labels import Label
from kypho_prep.prep.wording.dates import in_largest_unit
from kypho_prep.workflow.errors import Damaged

if TYPE_CHECKING:
    from kypho_prep.nurse.desk import DeskContext, StaffSession
    from kypho_prep.prep.words import Words
    from kypho_prep.workflow.clinic.backing_up import BackUps


class BackUpLine(Label):
    """How the back-ups stand, in a sentence; not there where nobody makes any."""

    def __init__(self, desk: DeskContext, session: StaffSession) -> None:
        super().__init__("", desk.look, desk.look.metrics.text(15), "quiet/page")
        self.setObjectName("backups")
        self._desk = desk
        self._session = session
        self._reason = ""
        self.hide()

    def show_now(self) -> None:
        """Say how they stand at this moment."""
        ask = self._desk.services.backups
        state = ask() if ask is not None else None
        if state is None:
            self.hide()
            return
        now = self._session.now
        said, bad = backup_words(self._desk.words, state, now), state.is_bad(now)
        if said != self.text():
            self.setText(said)
            self.setAccessibleName(said)
        before, self._reason = self._reason, _reason(state, now)
        if self._reason != before:
            self.set_weight(QFont.Weight.DemiBold if bad else QFont.Weight.Normal)
        self.set_pair("urgent/page" if bad else "check/page" if state.away or state.damaged else "quiet/page")
        self.setVisible(True)
        # News once: its age alone, which grows each minute, is read and not heard.
        if bad and self._reason != before:
            self._desk.look.voice.say(self, [said])


def backup_words(words: Words, state: BackUps, now: datetime) -> str:
    """Return how the back-ups stand, in sentences."""
    if state.on_server:
        if not state.asked:
            return words("desk.backup.server")
        if state.made_at is None:
            return words("desk.backup.server_never")
        age = age_words(words, now - state.made_at)
        return words("desk.backup.server_old" if state.is_bad(now) else "desk.backup.server_whole", age=age)
    age = age_words(words, now - state.made_at) if state.made_at else words("desk.backup.never")
    said = [words(f"desk.backup.{_reason(state, now)}", age=age)]
    if state.away is not None:
        said.append(words("desk.backup.hangs" if state.hangs else "desk.backup.away", place=state.away))
    if state.damaged:
        names = ", ".join(one.name for one in state.damaged)
        said.append(words.count("desk.backup.harmed", len(state.damaged), names=names))
    return " ".join(said)


def age_words(words: Words, age: timedelta) -> str:
    """Return how long ago something was; what a clock that was put back makes of it is a moment ago."""
    if age < timedelta(minutes=1):
        return words("desk.backup.now")
    unit, number = in_largest_unit(age)
    return words.count(f"desk.backup.{unit}", number)


def _reason(state: BackUps, now: datetime) -> str:
    """Return what is said first, as its words' key."""
    if state.on_server:
        return "server_old" if state.is_bad(now) else "server"
    if state.no_room:
        return "no_room"
    if isinstance(state.trouble, Damaged):
        return "unreadable"
    if state.trouble is not None:
        return "failed"
    if state.is_bad(now):
        return "old"
    return "whole" if state.made_at else "first"
