"""The clinic's kiosks beside a visit: which are free, one handed over to its patient, and what came of that."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from kypho_prep.look.asking import Question
from kypho_prep.look.labels import Label
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.widgets.parts import key, say
from kypho_prep.prep.wording.dates import stamp
from kypho_prep.workflow.visits import handing
from kypho_prep.workflow.visits.handing import HANDED, Kiosk, Stands

# What came of a hand-over and asks for something is said in the colour of what waits for somebody.
_ASKS = frozenset({"missed", "left", "lapsed"})


class KioskLine(QWidget):
    """One kiosk; each of its two keys has a place of its own, so that a second press is never the other one's."""

    hand_asked = Signal(object)
    back_asked = Signal(object)

    def __init__(self, desk: DeskContext, kiosk: Kiosk) -> None:
        super().__init__()
        self.kiosk = kiosk
        words, name = desk.words, kiosk.name
        title = say(desk, name, bold=True)
        title.setFixedWidth(desk.px(150))
        self._said = say(desk, "")
        self._said.setObjectName(f"kiosk:{name}")
        self._back = key(desk, words("desk.kiosks.take_back"), f"take_back:{name}", self._ask_back)
        self._hand = key(desk, words("desk.kiosks.hand"), f"hand_to:{name}", self._ask_hand)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(desk.px(12))
        line.addWidget(title)
        line.addWidget(self._said, 1)
        for button in (self._back, self._hand):
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
            line.addWidget(button)

    def show_kiosk(self, kiosk: Kiosk, said: str, *, asks: bool) -> None:
        """Show how it stands now; the keyboard stays in the line."""
        had = self._hand.hasFocus() or self._back.hasFocus()
        self.kiosk = kiosk
        self._said.setText(said)
        self._said.set_pair("urgent/surface" if asks else "text/surface")
        self._hand.setVisible(kiosk.stands is Stands.FREE)
        self._back.setVisible(kiosk.stands in HANDED)
        self.wait(waiting=False)
        if had:
            (self._back if kiosk.stands in HANDED else self._hand).setFocus()

    def wait(self, *, waiting: bool) -> None:
        """Take no second press while one is carried out."""
        for button in (self._back, self._hand):
            button.setEnabled(not waiting)

    def _ask_hand(self) -> None:
        self.hand_asked.emit(self.kiosk)

    def _ask_back(self) -> None:
        self.back_asked.emit(self.kiosk)


class KiosksPanel(QWidget):
    """Asks how the kiosks stand when it is shown and each time that it is to `look`."""

    def __init__(self, desk: DeskContext, session: StaffSession, visit: str) -> None:
        super().__init__()
        self._desk = desk
        self._session = session
        self._visit = visit
        self._lines: dict[str, KioskLine] = {}
        job = partial(handing.kiosks, desk.workplace)
        self._question = Question(desk.worker, lambda: job, self._read, self._not_read)
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(desk.px(8))
        self._room.addWidget(say(desk, desk.words("desk.kiosks.title"), size=20, bold=True))
        self._room.addWidget(say(desk, desk.words("desk.kiosks.help")))
        # What the last look met goes with the next one; what a press met stays until the next press.
        self._met, self._told = (say(desk, "", "urgent/surface", bold=True) for _ in range(2))
        for line in (self._met, self._told):
            line.hide()
            self._room.addWidget(line)
        self.look()

    def look(self) -> None:
        """Ask how the kiosks stand now."""
        self._question.wake()

    def _read(self, kiosks: tuple[Kiosk, ...]) -> None:
        if not isValid(self):  # the page may be left before the answer comes
            return
        names = {one.station for one in kiosks}
        for station in [one for one in self._lines if one not in names]:
            self._lines.pop(station).deleteLater()
        for at, kiosk in enumerate(kiosks):
            if kiosk.station not in self._lines:
                self._lines[kiosk.station] = self._line(kiosk, at)
            asks = kiosk.visit == self._visit and kiosk.came in _ASKS
            self._lines[kiosk.station].show_kiosk(kiosk, self._said(kiosk), asks=asks)
        _tell(self._met, "" if kiosks else self._desk.words("desk.kiosks.none"))

    def _not_read(self, trouble: Exception) -> None:
        if isValid(self):
            sentence = self._desk.sentence(trouble)
            _tell(self._met, sentence if sentence != self._told.text() else "")  # once is enough

    def _line(self, kiosk: Kiosk, at: int) -> KioskLine:
        line = KioskLine(self._desk, kiosk)
        line.hand_asked.connect(self._hand)
        line.back_asked.connect(self._take_back)
        self._room.insertWidget(at + 2, line)  # below the title and the help
        return line

    def _said(self, kiosk: Kiosk) -> str:
        words = self._desk.words
        if kiosk.stands is Stands.AWAY and kiosk.seen_at is not None:
            at = stamp(words, kiosk.seen_at, self._session.clinic.tz, self._session.today)
            said = words("desk.kiosks.away", at=at)
        elif kiosk.stands is Stands.AWAY:
            said = words("desk.kiosks.never")
        else:
            said = words(f"desk.kiosks.{kiosk.stands}", patient=kiosk.patient)
        if kiosk.visit != self._visit or kiosk.came in {*HANDED, "opened"}:
            return said
        return f"{said} {words(f'desk.kiosks.came_{kiosk.came}')}"

    def _hand(self, kiosk: Kiosk) -> None:
        workplace, staff, visit = self._desk.workplace, self._session.staff, self._visit
        self._do(kiosk, lambda: handing.hand_to(workplace, staff=staff, visit=visit, kiosk=kiosk.station))

    def _take_back(self, kiosk: Kiosk) -> None:
        workplace, staff = self._desk.workplace, self._session.staff
        self._do(kiosk, lambda: handing.take_back(workplace, staff=staff, kiosk=kiosk))

    def _do(self, kiosk: Kiosk, job: Callable[[], None]) -> None:
        _tell(self._told, "")
        self._lines[kiosk.station].wait(waiting=True)
        self._desk.ask(job, lambda _none: self._done(), self._refused)

    def _done(self) -> None:
        if isValid(self):
            self.look()

    def _refused(self, trouble: Exception) -> None:
        if isValid(self):
            _tell(self._told, self._desk.sentence(trouble))
            self.look()


def _tell(line: Label, sentence: str) -> None:
    line.setText(sentence)
    line.setVisible(bool(sentence))
