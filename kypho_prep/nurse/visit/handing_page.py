"""What follows a saved visit: the slip with the code, the kiosk handed over, the chart; and how a visit ends."""

from __future__ import annotations

from PySide6.QtCore import Signal

from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.visit.kiosks_panel import KiosksPanel
from kypho_prep.nurse.widgets.fields import PickField, TextField
from kypho_prep.nurse.widgets.form import Form
from kypho_prep.nurse.widgets.form_page import Sheet
from kypho_prep.nurse.widgets.parts import key, say, shortcut
from kypho_prep.prep.chart import Ending
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import Slip


class HandingPage(Sheet):
    """Two ways to the kiosk: a slip with a code, or a kiosk opened for the patient, this machine or one of several."""

    handed_over = Signal(str)
    chart_asked = Signal(str)
    left = Signal()

    def __init__(self, desk: DeskContext, session: StaffSession, visit: str, patient: str) -> None:
        super().__init__(desk, patient, width=860)
        self._session = session
        self.visit = visit
        words = desk.words
        self.code = say(desk, "", "text/surface", 72, bold=True)
        self.code.setObjectName("code")
        self.code_help = say(desk, words("desk.slip.once"), "quiet/surface")
        self.told = say(desk, "", "text/surface", bold=True)
        self.told.setObjectName("told")
        self.slip = key(desk, words("desk.slip.make"), "print_slip", self._print, first=True)
        self.body.addWidget(say(desk, words("desk.slip.title"), size=20, bold=True))
        self.body.addWidget(say(desk, words("desk.slip.help")))
        for part in (self.code, self.code_help, self.told):
            part.hide()
            self.body.addWidget(part)
        self.keys(self.slip)
        self.body.addSpacing(desk.px(16))
        if desk.services.patient_side:
            self.body.addWidget(say(desk, words("desk.hand_over.title"), size=20, bold=True))
            self.body.addWidget(say(desk, words("desk.hand_over.help")))
            self.keys(key(desk, words("desk.hand_over.now"), "hand_over", lambda: self.handed_over.emit(visit)))
            self.body.addSpacing(desk.px(16))
        self.kiosks = KiosksPanel(desk, session, visit) if _hands_over_others(desk) else None
        if self.kiosks is not None:
            self.body.addWidget(self.kiosks)
            self.body.addSpacing(desk.px(16))
        chart = key(desk, words("desk.slip.chart"), "open_chart", lambda: self.chart_asked.emit(visit))
        self.keys(chart, key(desk, words("desk.back_to_board"), "back", self.left.emit))
        shortcut(self, "Esc", self.left.emit)
        shortcut(self, "P", self._print)

    def look(self) -> None:
        """Ask again how the clinic's kiosks stand."""
        if self.kiosks is not None:
            self.kiosks.look()

    def _print(self) -> None:
        # Each press kills the code before it: a second one meanwhile would leave a dead code on the paper.
        if self.slip.isEnabled():
            self.slip.setEnabled(False)
            self._desk.ask(self._make, self._show, self._refused)

    def _make(self) -> Slip:
        return schedule.print_slip(self._desk.workplace, staff=self._session.staff, visit=self.visit)

    def _show(self, slip: Slip) -> None:
        self.slip.setEnabled(True)
        self.slip.set_words(self._desk.words("desk.slip.again"))
        self.code.setText(f"{slip.code[:3]} {slip.code[3:]}")
        self.code.setAccessibleName(" ".join(slip.code))
        self.code.show()
        self.code_help.show()
        self._print_paper(slip)

    def _print_paper(self, slip: Slip) -> None:
        """Make the paper on the screen's thread, where Qt draws."""
        paper = self._desk.services.slip
        if paper is None:
            self._tell(self._desk.words("desk.slip.no_paper"))
            return
        try:
            made = paper(slip, self._session.clinic)
        except OSError:
            self._tell(self._desk.words("desk.slip.no_paper"))
            return
        words = self._desk.words
        self._tell(words("desk.slip.printed") if made is None else words("desk.slip.made", file=str(made)))

    def _tell(self, sentence: str, pair: str = "text/surface") -> None:
        self.told.setText(sentence)
        self.told.set_pair(pair)
        self.told.show()

    def _refused(self, trouble: Exception) -> None:
        self.slip.setEnabled(True)
        self._tell(self._desk.sentence(trouble), "urgent/surface")


def _hands_over_others(desk: DeskContext) -> bool:
    """Tell whether this is a desk of a clinic's server, where the patients sit at other machines."""
    return desk.workplace.database.shared and not desk.services.patient_side


class EndPage(Sheet):
    """How a visit ended: done, cancelled or a no-show, and why; the record stays."""

    ended = Signal()
    edit_asked = Signal(str)
    left = Signal()

    def __init__(self, desk: DeskContext, session: StaffSession, visit: str, patient: str) -> None:
        super().__init__(desk, patient)
        self._session = session
        self.visit = visit
        words = desk.words
        options = [("", words("desk.end.choose")), *((one.value, words(f"desk.stage.{one.value}")) for one in Ending)]
        self.form = Form(desk, session.drafts, f"end:{visit}")
        self.form.add(PickField(desk, "ending", words("desk.end.ending"), options), 0)
        self.form.add(TextField(desk, "reason", words("desk.end.reason")), 1)
        self.form.begin({})
        self.body.addWidget(say(desk, words("desk.end.help")))
        self.body.addWidget(self.form)
        self.save = key(desk, words("desk.end.save"), "save", self._submit, first=True)
        self.keys(self.save, key(desk, words("desk.back"), "back", self.left.emit))
        self.body.addSpacing(desk.px(16))
        self.body.addWidget(say(desk, words("desk.end.moved_help")))
        self.keys(key(desk, words("desk.end.moved"), "reschedule", lambda: self.edit_asked.emit(visit)))
        shortcut(self, "Esc", self.left.emit)

    def _submit(self) -> None:
        values, words = self.form.values(), self._desk.words
        wrong = {} if values["ending"] else {"ending": words("desk.end.ending_missing")}
        if values["ending"] in (Ending.CANCELLED, Ending.NO_SHOW) and not values["reason"]:
            wrong["reason"] = words("desk.end.reason_missing")
        self.form.show_problems(wrong)
        if not wrong:
            ending, reason = Ending(values["ending"]), values["reason"]
            self._desk.ask(lambda: self._store(ending, reason), lambda _none: self._stored(), self._refused)

    def _store(self, ending: Ending, reason: str) -> None:
        staff = self._session.staff
        schedule.end_visit(self._desk.workplace, staff=staff, visit=self.visit, ending=ending, reason=reason)

    def _stored(self) -> None:
        self.form.saved()
        self.ended.emit()

    def _refused(self, trouble: Exception) -> None:
        self.form.show_trouble(self._desk.sentence(trouble))
