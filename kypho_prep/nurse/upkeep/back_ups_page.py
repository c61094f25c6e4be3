"""The clinic's back-ups as an administrator looks after them: how they stand, each one by name, one more now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from kypho_prep.look.cards import Rule
from kypho_prep.nurse.board.backup_line import age_words, backup_words
from kypho_prep.nurse.desk import DeskContext, StaffSession, Upkeep
from kypho_prep.nurse.widgets.form_page import Sheet
from kypho_prep.nurse.widgets.making import GivenUp, Making
from kypho_prep.nurse.widgets.parts import LevelChip, column, empty, holder, key, row, say, shortcut, small_key
from kypho_prep.prep.wording.dates import stamp
from kypho_prep.workflow.clinic.backing_up import BackUps

if TYPE_CHECKING:
    from kypho_prep.workflow.clinic.standing_back_ups import Held, Standing


class BackUpsPage(Sheet):
    """The list, the ways to make one and to bring one back, and to the recovery key."""

    restore_asked = Signal(object)
    recovery_asked = Signal()
    left = Signal()

    def __init__(self, desk: DeskContext, session: StaffSession, upkeep: Upkeep, told: str = "") -> None:
        super().__init__(desk, desk.words("desk.upkeep.title"), width=940)
        self._session = session
        self._upkeep = upkeep
        self._making: Making | None = None
        self.told = say(desk, told, "done/surface", bold=True)
        self.told.setObjectName("told")
        self.told.setVisible(bool(told))
        self.state = say(desk, "")
        self.state.setObjectName("state")
        self.places = say(desk, desk.words("desk.upkeep.looking"), "quiet/surface")
        self.places.setObjectName("places")
        self._list = QVBoxLayout()
        self._list.setSpacing(desk.px(10))
        for part in (self.told, self.state, self.places):
            self.body.addWidget(part)
        words = desk.words
        self.make = key(desk, words("desk.upkeep.make"), "make", self._make, first=True)
        self.cancel = key(desk, words("desk.upkeep.cancel"), "cancel", self.give_up)
        self.cancel.hide()
        recovery = key(desk, words("desk.recovery.title"), "recovery", self.recovery_asked.emit)
        if upkeep.backing.on_server:  # what a server's data is kept by is its administrator's
            for one in (self.make, recovery, self.places):
                one.hide()
        self.keys(self.make, self.cancel, recovery, key(desk, words("desk.back"), "back", self.left.emit))
        self.body.addLayout(self._list)
        shortcut(self, "Esc", self.left.emit)
        self._show_state(upkeep.backing.state())
        self._look()

    def give_up(self) -> None:
        """Let a back-up that is being made end; nothing of it is left."""
        if self._making is not None:
            self._making.give_up()

    def _make(self) -> None:
        making = self._making = Making()
        making.so_far.connect(self._so_far)
        self._busy(making=True)
        self._tell(self._desk.words("desk.upkeep.making"), "text/surface")

        def job() -> BackUps:
            return self._upkeep.backing.make(only_changed=False, tell=lambda part: making.tell(int(part * 100), 100))

        self._upkeep.ask(job, self._made, self._refused)

    def _so_far(self, done: int, _of: int) -> None:
        self.told.setText(self._desk.words("desk.upkeep.so_far", percent=done))

    def _made(self, state: BackUps) -> None:
        if not isValid(self):
            return
        self._busy(making=False)
        self._show_state(state)
        if state.trouble is not None:
            self._tell(self._desk.sentence(state.trouble), "urgent/surface")
        else:
            self._tell(self._desk.words("desk.upkeep.made"), "done/surface")
        self._look()

    def _refused(self, trouble: Exception) -> None:
        if not isValid(self):
            return
        self._busy(making=False)
        if isinstance(trouble, GivenUp):
            self._tell(self._desk.words("desk.upkeep.given_up"), "text/surface")
        else:
            self._tell(self._desk.sentence(trouble), "urgent/surface")

    def _busy(self, *, making: bool) -> None:
        self.cancel.setVisible(making)
        if making:
            self.cancel.setFocus()
        self.make.setEnabled(not making)
        if not making:
            self._making = None
            self.make.setFocus()

    def _tell(self, said: str, pair: str) -> None:
        self.told.setText(said)
        self.told.set_pair(pair)
        self.told.show()
        self._desk.look.voice.say(self, [said])

    def _show_state(self, state: BackUps) -> None:
        now = self._session.now
        self.state.setText(backup_words(self._desk.words, state, now))
        pair = "urgent" if state.is_bad(now) else "check" if state.away or state.damaged else "text"
        self.state.set_pair(f"{pair}/surface")

    def _look(self) -> None:
        self._upkeep.ask(self._upkeep.backing.standing, self._show, self._not_seen)

    def _not_seen(self, trouble: Exception) -> None:
        if isValid(self):
            self.places.setText(self._desk.sentence(trouble))

    def _show(self, standing: Standing | None) -> None:
        if not isValid(self):
            return
        empty(self._list)
        if standing is None:  # on a server
            return
        self.places.setText(self._places(standing))
        for one in standing.held:
            if self._list.count():
                self._list.addWidget(Rule(self._desk.look))
            self._show_one(one, standing)

    def _places(self, standing: Standing) -> str:
        words = self._desk.words
        said = [words("desk.upkeep.here", folder=standing.folder)]
        if standing.second is None:
            said.append(words("desk.upkeep.no_second"))
        elif standing.reached:
            said.append(words("desk.upkeep.reached", second=standing.second))
        else:
            said.append(words("desk.upkeep.not_reached", second=standing.second))
        return " ".join(said)

    def _show_one(self, one: Held, standing: Standing) -> None:
        desk, words = self._desk, self._desk.words
        when = words("desk.upkeep.unreadable")
        if one.made_at is not None:
            age = age_words(words, self._session.now - one.made_at)
            when = f"{stamp(words, one.made_at, self._session.clinic.tz, self._session.today)} · {age}"
        name = say(desk, f"{one.name} · {_where(desk, one, standing)}", "quiet/surface", 15)
        chip = LevelChip(words("desk.upkeep.whole"), desk.look, "done")
        if one.damaged:
            chip = LevelChip(words("desk.upkeep.damaged"), desk.look, "red")
        parts = [holder(column(say(desk, when, bold=True), name, gap=2)), chip]
        if one.whole:
            back = small_key(
                desk, words("desk.upkeep.restore"), f"restore:{one.name}", partial(self.restore_asked.emit, one)
            )
            back.setAccessibleName(words("desk.upkeep.restore_of", name=when))
            parts.append(back)
        line = row(*parts, gap=14)
        line.setStretch(0, 1)
        self._list.addLayout(line)


def _where(desk: DeskContext, one: Held, standing: Standing) -> str:
    """Return in which of the two places a back-up stands."""
    here = any(place.parent == standing.folder for place in (*one.whole, *one.damaged))
    there = any(place.parent != standing.folder for place in (*one.whole, *one.damaged))
    return desk.words("desk.upkeep.both" if here and there else "desk.upkeep.first" if here else "desk.upkeep.second")
