"""What keeps two visits apart: another open visit of the same patient, and family names alike on one day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kypho_prep.look.cards import Card
from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.open_visit.context import OpenVisit
from kypho_prep.nurse.widgets.parts import LevelChip, empty, key, row, say
from kypho_prep.prep.patients.similar_names import Alerts, Coming, alerts_for
from kypho_prep.prep.wording.dates import moment
from kypho_prep.workflow.visits.board import coming
from kypho_prep.workflow.visits.schedule import BoardRow


class LookTwice(QWidget):
    """The sentences below a visit's form, each other visit with a key that opens it; saving stays possible."""

    def __init__(self, desk: DeskContext, open_visit: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("look_twice")
        self._desk = desk
        self._open = open_visit
        self._shown: Alerts | None = None
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(desk.px(8))
        self.hide()

    def compare(self, typed: Coming, rows: Iterable[BoardRow]) -> None:
        """Say with whom the typed visit may be mixed up; nothing where with nobody."""
        held = {one.visit: one for one in rows if not one.ended}
        alerts = alerts_for(typed, map(coming, held.values()))
        if alerts == self._shown:
            return
        self._shown = alerts
        empty(self._room)
        for visit in alerts.visits:
            self._room.addLayout(other_visit(self._desk, held[visit], "check/surface", self._open))
        if alerts.names:
            sentence = self._desk.words("desk.mix_up.names", names="; ".join(alerts.names))
            self._room.addWidget(say(self._desk, sentence, "check/surface", bold=True))
        self.setVisible(alerts != Alerts())


def typed_visit(values: Mapping[str, str], born: date | None, on: date | None, own: str) -> Coming:
    """Return a visit as it is being typed."""
    patient = f"{values['family']}, {values['given']}" if values["family"] and values["given"] else ""
    return Coming(own, values["family"], patient, born, values["mrn"], on)


def mix_up_banners(opened: OpenVisit) -> list[QWidget]:
    """Return the banner of a visit that may be mixed up with another one on the board."""
    rows = {one.visit: one for one in opened.session.rows}
    own = rows.get(opened.visit)
    if own is None or not (own.name_alerts or own.other_visits):
        return []
    desk = opened.desk
    card = Card(desk.look, "note_soft", "edge")
    card.setObjectName("banner:mix_up")
    if own.other_visits:
        card.body.addLayout(row(LevelChip(opened.say("desk.mix_up.title"), desk.look, "note", 18), None))
    for visit in own.other_visits:
        card.body.addLayout(other_visit(desk, rows[visit], "text/note_soft", opened.open_visit))
    if own.name_alerts:
        sentence = opened.say("desk.mix_up.names", names="; ".join(own.name_alerts))
        card.body.addWidget(say(desk, sentence, "text/note_soft", bold=True))
    return [card]


def other_visit(desk: DeskContext, other: BoardRow, pair: str, open_visit: Callable[[str], object]) -> QVBoxLayout:
    """Return the sentence about another open visit of the same patient, and the key that opens it."""
    at = moment(desk.words, other.procedure_on, other.procedure_at)
    room = QVBoxLayout()
    room.setSpacing(desk.px(6))
    room.addWidget(say(desk, desk.words("desk.mix_up.visit", patient=other.patient, at=at), pair, bold=True))
    words, name = desk.words("desk.mix_up.open"), f"open_other:{other.visit}"
    room.addLayout(row(key(desk, words, name, lambda: open_visit(other.visit)), None))
    return room
