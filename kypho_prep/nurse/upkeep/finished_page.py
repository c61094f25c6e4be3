"""Finished visits after the clinic's days: which would go, what stays and why; then removed, after the password."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from shiboken6 import isValid

from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.widgets.fields import LineField
from kypho_prep.nurse.widgets.form import Form
from kypho_prep.nurse.widgets.form_page import Sheet
from kypho_prep.nurse.widgets.parts import key, say, shortcut
from kypho_prep.prep.retention import Kept
from kypho_prep.prep.wording.dates import long_day
from kypho_prep.workflow.clinic import retention
from kypho_prep.workflow.clinic.accounts import confirm

if TYPE_CHECKING:
    from kypho_prep.prep.retention import Finished
    from kypho_prep.workflow.clinic.retention import Plan


class FinishedPage(Sheet):
    """Says first what would go; of a visit its day alone, since a screen may be looked at."""

    left = Signal()

    def __init__(self, desk: DeskContext, session: StaffSession) -> None:
        super().__init__(desk, desk.words("desk.finished.title"), width=860)
        self._session = session
        self._plan: Plan | None = None
        words = desk.words
        self.told = say(desk, "", "done/surface", bold=True)
        self.told.setObjectName("told")
        self.told.hide()
        self.said = say(desk, words("desk.retention.looking"))
        self.said.setObjectName("said")
        self.body.addWidget(self.told)
        self.body.addWidget(self.said)
        self.body.addWidget(say(desk, words("desk.finished.for_good"), "quiet/surface"))
        # A draft of nothing but a password is none.
        self.form = Form(desk, {}, "finished")
        self.form.add(LineField(desk, "password", words("desk.restore.password"), secret=True), 0)
        self.form.begin({})
        self.body.addWidget(self.form)
        self.remove = key(desk, words("desk.finished.now"), "remove", self._submit, first=True)
        self.remove.setEnabled(False)
        self.form.enter_presses(self.remove)
        self.keys(self.remove, key(desk, words("desk.back"), "back", self.left.emit))
        shortcut(self, "Esc", self.left.emit)
        self._look()

    def _look(self) -> None:
        self._desk.ask(lambda: retention.plan(self._desk.workplace), self._show, self._refused)

    def _show(self, plan: Plan) -> None:
        if isValid(self):
            self._plan = plan
            self.said.setText(plan_words(self._desk, plan))
            self.remove.setEnabled(bool(plan.going))
            # Where nothing is due nothing is asked.
            for part in (self.form, self.remove):
                part.setVisible(bool(plan.going))

    def _submit(self) -> None:
        plan, typed, desk = self._plan, self.form.values()["password"], self._desk
        self.form.show_problems({} if typed else {"password": desk.words("error.required")})
        if plan is None or not typed or not self.remove.isEnabled():
            return
        self.remove.setEnabled(False)
        staff = self._session.staff

        def job() -> tuple[Finished, ...]:
            confirm(desk.workplace, staff=staff, password=typed)
            return retention.purge(desk.workplace, plan, account=staff.user)

        desk.ask(job, self._done, self._refused)

    def _done(self, gone: tuple[Finished, ...]) -> None:
        self._forget()
        if isValid(self):
            self.told.setText(self._desk.words.count("desk.finished.gone", len(gone)))
            self.told.show()
            self._desk.look.voice.say(self, [self.told.text()])
            self.form.fields["password"].put("")
            self._look()

    def _forget(self) -> None:
        """Have the back-ups go that are older than the clinic's days: what was removed leaves them with time."""
        upkeep, plan, workplace = self._desk.services.upkeep(), self._plan, self._desk.workplace
        if upkeep is not None and plan is not None:
            second = upkeep.chosen.backups
            job = partial(retention.forget_back_ups, workplace, plan.days, second)
            # One that cannot go now does the next time.
            upkeep.ask(job, lambda _gone: None, lambda _trouble: None)

    def _refused(self, trouble: Exception) -> None:
        if not isValid(self):
            return
        if self._plan is None:
            self.said.setText("")
        self.form.show_trouble(self._desk.sentence(trouble))
        self.remove.setEnabled(self._plan is not None and bool(self._plan.going))


def plan_words(desk: DeskContext, plan: Plan) -> str:
    """Return what would go and what stays, a line for each day of the procedure and each reason."""
    words = desk.words
    said = [words("desk.finished.days", days=plan.days, today=long_day(words, plan.today))]
    said.append(words.count("desk.finished.going", len(plan.going)))
    days = Counter(one.procedure_on for one in plan.going)
    said += [words("desk.finished.day", on=long_day(words, day), count=count) for day, count in sorted(days.items())]
    reasons = Counter((one.procedure_on, why, one.hold if why is Kept.HOLD else "") for one, why in plan.kept)
    for (day, why, hold), count in sorted(reasons.items()):
        reason = words(f"desk.finished.why.{why.value}", hold=hold)
        said.append(words("desk.finished.stays", on=long_day(words, day), count=count, why=reason))
    said.append(words("desk.finished.not_yet", count=plan.not_yet))
    return "\n".join(said)
