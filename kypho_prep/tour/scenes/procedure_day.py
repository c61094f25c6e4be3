"""The tour's scene of the procedure's day: the patient's own words at the kiosk, the nurse's page, its sign-off."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtCore import Qt

from kypho_prep.prep.rules.procedure_day import DayCheck, DayLine, day_lines
from kypho_prep.tour.driver.guest import Guest
from kypho_prep.tour.stage import Stage

MORNING = time(9, 10)
SAID = {
    "fasting.last_food": ("choice:yesterday_pm",),
    "fasting.last_food_hour": ("type:9",),
    "fasting.last_drink": ("choice:today_am",),
    "fasting.last_drink_hour": ("type:7",),
}
LAST_ASKED = "fasting.tobacco"


class ProcedureDay:
    """The morning of the procedure."""

    def __init__(self, stage: Stage) -> None:
        """Take the stage."""
        self.stage = stage

    def at_the_kiosk(self) -> None:
        """Let the days pass; the patient says when she ate and drank."""
        stage = self.stage
        zone = stage.nurse.workspace.session.clinic.tz
        on = stage.review.situation.chart.visit.procedure_on
        stage.clock.forward_to(datetime.combine(on, MORNING, zone))
        stage.nurse.hand_over(stage.found.visit)
        guest = Guest(stage.hand, stage.program.kiosk, SAID)
        if guest.go_until("fasting.last_food", "OverviewPage", pictures=False) == "OverviewPage":
            stage.hand.picture("overview-on-the-day")
            stage.hand.tap("continue")
            guest.go_until("fasting.last_food", pictures=False)
        guest.go_until(LAST_ASKED)
        guest.answer()
        guest.leave()

    def at_the_desk(self) -> None:
        """Record the page line by line, and sign it on its own."""
        stage = self.stage
        stage.nurse.sign_in()
        stage.hand.picture("board-on-the-day")
        stage.nurse.open_visit(stage.found.visit)
        stage.hand.press(Qt.Key.Key_D)
        stage.hand.picture("day-page")
        checks = day_lines(stage.review.situation)
        stage.found.day_lines = len(checks)
        for check in checks:
            self._record(check)
        stage.hand.picture("day-page-recorded")
        stage.hand.tap("sign_day")
        stage.nurse.confirm(stage.password)
        stage.hand.picture("day-checks-signed")
        signed = stage.review.situation.chart.sign_offs[-1]
        stage.found.day_signed_by = signed.signed_by

    def _record(self, check: DayCheck) -> None:
        """Record a line as wanted or as said where one press does it, else in its form."""
        if self.stage.hand.sees(f"yes:{check.key}"):
            self.stage.hand.tap(f"yes:{check.key}")
            return
        self.stage.hand.tap(f"record:{check.key}")
        last_doses = [one.on for one in check.entered if one.on and check.line is DayLine.DOSE]
        taken_on = last_doses[0] if last_doses else self.stage.today - timedelta(days=1)
        timed = {"found": "time", "on": taken_on.isoformat(), "at": "8 pm"}
        status = {"found": "yes", "text": "Talked about, in the chart"}
        vitals = {"pressure": "128/76", "pulse": "72", "breathing": "16", "oxygen": "97 % on room air"}
        typed = {DayLine.TEMPERATURE: {"value": "97.9"}, DayLine.VITALS: vitals, DayLine.CODE_STATUS: status}
        typed |= {DayLine.GLUCOSE: {"value": "112"}, DayLine.PREGNANCY: {"found": "yes"}}
        self.stage.nurse.fill(typed.get(check.line, timed))
        if check.line is DayLine.TEMPERATURE:
            self.stage.hand.picture("day-temperature")
        self.stage.nurse.save_form()
