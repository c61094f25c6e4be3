"""One back-up that may take the place of what stands: what would change, what would be gone, then the password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from shiboken6 import isValid

from kypho_prep.nurse.desk import DeskContext, StaffSession, Upkeep
from kypho_prep.nurse.widgets.fields import LineField
from kypho_prep.nurse.widgets.form import Form
from kypho_prep.nurse.widgets.form_page import Sheet
from kypho_prep.nurse.widgets.parts import key, say, shortcut
from kypho_prep.prep.wording.dates import stamp
from kypho_prep.workflow.clinic import restoring
from kypho_prep.workflow.clinic.accounts import confirm
from kypho_prep.workflow.visits.alarms import refuse_emergency

if TYPE_CHECKING:
    from kypho_prep.workflow.clinic.restoring import Offer
    from kypho_prep.workflow.clinic.standing_back_ups import Held


class RestorePage(Sheet):
    """Reads the back-up and says what bringing it back would do; nothing is changed before the last key."""

    left = Signal()

    def __init__(self, desk: DeskContext, session: StaffSession, upkeep: Upkeep, one: Held) -> None:
        super().__init__(desk, desk.words("desk.restore.title"), width=860)
        self._session = session
        self._upkeep = upkeep
        self._offer: Offer | None = None
        words = desk.words
        self.said = say(desk, words("desk.restore.looking"))
        self.said.setObjectName("said")
        self.gap = say(desk, "", "urgent/surface", bold=True)
        self.gap.setObjectName("gap")
        self.changes = say(desk, "", "quiet/surface")
        self.changes.setObjectName("changes")
        for part in (self.said, self.gap, self.changes):
            self.body.addWidget(part)
        self.gap.hide()
        self.changes.hide()
        self.body.addWidget(say(desk, words("desk.restore.kept")))
        # A draft of nothing but a password is none.
        self.form = Form(desk, {}, "restore")
        self.form.add(LineField(desk, "password", words("desk.restore.password"), secret=True), 0)
        self.form.begin({})
        self.body.addWidget(self.form)
        self.restore = key(desk, words("desk.restore.now"), "restore", self._submit, first=True)
        self.restore.setEnabled(False)
        self.form.enter_presses(self.restore)
        self.keys(self.restore, key(desk, words("desk.back"), "back", self.left.emit))
        shortcut(self, "Esc", self.left.emit)
        upkeep.ask(lambda: restoring.offer(upkeep.chosen, one.whole[0]), self._show, self._refused)

    def _show(self, offer: Offer) -> None:
        if not isValid(self):
            return
        self._offer = offer
        self.said.setText(self._desk.words("desk.restore.whole", at=self._at(offer), place=offer.backup.place))
        if offer.loses:
            self.gap.setText(self._desk.words.count("desk.restore.gap", offer.gap))
            self.gap.show()
        self.changes.setText(self._changes(offer))
        self.changes.show()
        self.restore.setEnabled(True)

    def _at(self, offer: Offer) -> str:
        return stamp(self._desk.words, offer.made_at, self._session.clinic.tz, self._session.today)

    def _changes(self, offer: Offer) -> str:
        words = self._desk.words
        said = [
            words("desk.restore.change", what=words(f"desk.restore.table.{name}"), now=now, then=then)
            if now is not None
            else words("desk.restore.unreadable", what=words(f"desk.restore.table.{name}"), then=then)
            for name, now, then in offer.rows
            if now != then
        ]
        return "\n".join(said) or words("desk.restore.nothing")

    def _submit(self) -> None:
        offer, typed, desk = self._offer, self.form.values()["password"], self._desk
        self.form.show_problems({} if typed else {"password": desk.words("error.required")})
        if offer is None or not typed:
            return
        self.restore.setEnabled(False)

        def agreed(_none: None) -> None:
            if isValid(self):  # a lock came between: nobody stands here who could have meant it
                self._upkeep.bring_back(offer, self._session.staff)

        def agree() -> None:
            confirm(desk.workplace, staff=self._session.staff, password=typed)
            refuse_emergency(desk.workplace)

        desk.ask(agree, agreed, self._refused)

    def _refused(self, trouble: Exception) -> None:
        if not isValid(self):
            return
        self.said.setVisible(self._offer is not None)  # else it still says that it is being read
        self.form.show_trouble(self._desk.sentence(trouble))
        self.restore.setEnabled(self._offer is not None)
        self.form.focus_first()
