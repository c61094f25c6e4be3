"""Who puts a patient in front of the next page while somebody does anything, and sees whether anything led out."""

from PySide6.QtWidgets import QApplication

from kypho_prep.tour.driver.hand import NotThere
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm
from tests.journeys.house import BORN, VISIT, House

# After so many sittings of one patient's the next one comes.
SITTINGS = 12


def let_out(house: House) -> list[str]:
    """What stands there that may not: another window, none, or staff's side open."""
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    found = [type(one).__name__ for one in shown if one is not house.program.window]
    if house.program.window not in shown or house.program.workplace is None:
        found.append("the program has ended")
    if house.program.staff is not None and house.program.staff.workspace() is not None:
        found.append("staff's side is open")
    return found


class Keeper:
    """Puts a patient in front of the next page, wherever the last events led."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.visit = ""
        self.sat_down = 0
        self.pages: set[str] = set()

    def lead_on(self, answers: int = 4) -> None:
        """Answer so many pages of whoever sits there."""
        place, kiosk = self.house.workplace, self.house.program.kiosk
        while (visit := intake.emergency_on(place)) is not None:
            intake.acknowledge_emergency(place, visit=visit, staff=self.house.nurse)
        if kiosk.session is None:
            self.sit_down()
        kiosk.stage.uncover()
        guest = self.house.guest()
        for _ in range(answers):
            self.pages.add(guest.item)
            try:
                guest.answer(pictures=False)
            except (NotThere, LookupError):
                return  # a dialog is in front, or the last page: the next events are for it

    def sit_down(self) -> None:
        """Hand the kiosk over: mostly to the same patient, who goes on at the last page."""
        house = self.house
        if self.sat_down % SITTINGS == 0:
            given = PatientForm("Quarrington", "Eleanor", BORN, mrn=f"mrn-{self.sat_down}")
            self.visit = schedule.new_visit(house.workplace, staff=house.nurse, patient=given, visit=VISIT)
        self.sat_down += 1
        house.program.kiosk.show_welcome()
        house.program.show_patient()
        house.program.hand_over(self.visit, house.nurse)
        house.hand.settle()
