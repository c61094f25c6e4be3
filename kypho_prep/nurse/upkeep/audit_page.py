"""Who did what, as an administrator reads it: whether the record is whole on top, then a page of entries at a time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from kypho_prep.look.cards import Rule
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.widgets.fields import LineField, PickField
from kypho_prep.nurse.widgets.form import Form
from kypho_prep.nurse.widgets.form_page import Sheet
from kypho_prep.nurse.widgets.parse import read_date
from kypho_prep.nurse.widgets.parts import column, empty, holder, key, row, say, shortcut
from kypho_prep.prep.wording.dates import months, stamp
from kypho_prep.records.audit_chain import Checked
from kypho_prep.records.rows import AuditRow
from kypho_prep.workflow.clinic import audit_search
from kypho_prep.workflow.clinic.audit_proof import Held
from kypho_prep.workflow.clinic.audit_search import KINDS, Found, Wanted


class AuditPage(Sheet):
    """The search, and the entries that it finds, the newest first; nothing can be changed here."""

    left = Signal()

    def __init__(self, desk: DeskContext, session: StaffSession) -> None:
        super().__init__(desk, desk.words("desk.audit.title"), width=1100)
        self._session = session
        self._wanted = Wanted()
        self._earlier: int | None = None
        words = desk.words
        self.state = say(desk, words("desk.audit.looking"), "text/surface", bold=True)
        self.state.setObjectName("state")
        self.body.addWidget(self.state)
        self.body.addWidget(say(desk, words("desk.audit.help"), "quiet/surface"))
        self.form = Form(desk, {}, "audit")
        self._fields()
        self.body.addWidget(self.form)
        self.search = key(desk, words("desk.audit.search"), "search", self._submit, first=True)
        self.form.enter_presses(self.search)
        self.more = key(desk, words("desk.audit.more"), "more", self._next)
        self.more.hide()
        self.keys(self.search, key(desk, words("desk.back"), "back", self.left.emit))
        self._list = QVBoxLayout()
        self._list.setSpacing(desk.px(10))
        self.body.addLayout(self._list)
        self.keys(self.more)
        shortcut(self, "Esc", self.left.emit)
        self._look(None)
        self._check(Checked())

    def _fields(self) -> None:
        words = self._desk.words
        kinds = [("", words("desk.audit.any")), *((one, words(f"desk.audit.kind_{one}")) for one in KINDS)]
        self.form.add(LineField(self._desk, "person", words("desk.audit.person")), 0)
        self.form.add(LineField(self._desk, "visit", words("desk.audit.visit")), 0, 1)
        self.form.add(LineField(self._desk, "day", words("desk.audit.day")), 1)
        self.form.add(PickField(self._desk, "kind", words("desk.audit.kind"), kinds), 1, 1)
        self.form.begin({})

    def _submit(self) -> None:
        values, words = self.form.values(), self._desk.words
        day = read_date(values["day"], months(words)) if values["day"] else None
        unreadable = bool(values["day"]) and day is None
        self.form.show_problems({"day": words("desk.form.date_unreadable", typed=values["day"])} if unreadable else {})
        if not unreadable:
            self._wanted = Wanted(values["person"], values["visit"], day, values["kind"])
            self._look(None)

    def _next(self) -> None:
        self._look(self._earlier)

    def _look(self, before: int | None) -> None:
        wanted = self._wanted
        job = partial(audit_search.look, self._desk.workplace, staff=self._session.staff, wanted=wanted, before=before)
        # What comes after another search was begun is not shown.
        self._desk.ask(job, lambda found: self._show(found) if wanted is self._wanted else None, self._refused)

    def _show(self, found: Found) -> None:
        if not isValid(self):
            return
        empty(self._list)
        self._earlier = found.earlier
        self.more.setVisible(found.earlier is not None)
        if not found.lines:
            self._list.addWidget(say(self._desk, self._desk.words("desk.audit.nothing"), "quiet/surface"))
        for number, line in found.lines:
            if self._list.count():
                self._list.addWidget(Rule(self._desk.look))
            about = (found.patients.get(line.visit or "", ""), found.people.get(line.subject, line.subject))
            self._show_one(number, line, " \u00b7 ".join(part for part in about if part and part != line.visit))

    def _show_one(self, number: int, line: AuditRow, about: str) -> None:
        desk, words = self._desk, self._desk.words
        at = stamp(words, line.at, self._session.clinic.tz, self._session.today)
        named = f"desk.audit.event.{line.event}"
        # An event of a later version, read by this one, has no words here.
        what = say(desk, words(named) if named in words else line.event, bold=True)
        left = holder(column(what, *([say(desk, about, "quiet/surface", 15)] if about else []), gap=2))
        who = line.actor or words("desk.audit.nobody")
        right = holder(column(say(desk, at), say(desk, f"{who} \u00b7 {number}", "quiet/surface", 15), gap=2))
        both = row(left, right, gap=14)
        both.setStretch(0, 3)
        both.setStretch(1, 2)
        self._list.addLayout(both)

    def _check(self, so_far: Checked) -> None:
        """Prove the record piece by piece, so that nobody waits who saves something meanwhile."""
        job = partial(audit_search.check, self._desk.workplace, staff=self._session.staff, so_far=so_far)
        self._desk.ask(job, self._checked, self._refused)

    def _checked(self, found: Checked) -> None:
        if not isValid(self):
            return
        words, now = self._desk.words, self._session.now
        count = f"{found.upto.place:,}"
        if found.fault is not None:
            self.state.setText(words(f"desk.audit.fault_{found.fault.kind}", place=f"{found.fault.place:,}"))
            self.state.set_pair("urgent/surface")
        elif found.done:
            at = stamp(words, now, self._session.clinic.tz, self._session.today)
            self.state.setText(words("desk.audit.whole", count=count, at=at))
            self.state.set_pair("done/surface")
            self._hold_to_anchors()
        else:
            self.state.setText(words("desk.audit.so_far", count=count))
            self._check(found)

    def _hold_to_anchors(self) -> None:
        """Hold what is whole in itself to what stands outside the database: a cut tail, or an older copy, is whole."""
        desk, staff, chosen = self._desk, self._session.staff, self._desk.services.chosen
        if chosen is not None:
            job = partial(audit_search.hold, desk.workplace, staff=staff, chosen=chosen)
            desk.ask(job, self._held, self._refused)

    def _held(self, found: tuple[Held, ...]) -> None:
        if not isValid(self):
            return
        words = self._desk.words
        broken = next((one.fault for one in found if one.fault is not None and not one.holds), None)
        if broken is not None:
            self.state.setText(words(f"desk.audit.fault_{broken.kind}", place=f"{broken.place:,}"))
            self.state.set_pair("urgent/surface")
        else:
            self.state.setText(f"{self.state.text()} {words.count('desk.audit.anchors', len(found))}")

    def _refused(self, trouble: Exception) -> None:
        if isValid(self):
            self.form.show_trouble(self._desk.sentence(trouble))
