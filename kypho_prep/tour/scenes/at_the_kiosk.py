"""The tour's scenes at the kiosk: one patient, from the welcome page to thanks."""

from __future__ import annotations

from dataclasses import asdict

from kypho_prep.tour.driver.guest import Guest
from kypho_prep.tour.scenes.at_the_desk import EDWIN
from kypho_prep.tour.scenes.six_medicines import six_medicines
from kypho_prep.tour.stage import BORN, Stage

TYPED = "xeralt"
ORDERED = "metoprolol"


class AtTheKiosk:
    """The patient's scenes, in order."""

    def __init__(self, stage: Stage) -> None:
        """Take the stage."""
        self.stage = stage

    def begin(self) -> None:
        """Choose how to read, sign in, say who answers and how it is right now."""
        self.stage.hand.picture("welcome")
        self._comfort()
        self.stage.guest.sign_in(self.stage.found.code, BORN)
        self.stage.guest.go_until("OverviewPage")
        self.stage.hand.picture("overview")
        self.stage.guest.go_until("medicines.group_names")

    def medicines(self) -> None:
        """Name the thinner by what it sounds like, and confirm the name that is offered."""
        self.stage.hand.picture("medicines-list-empty")
        self.stage.hand.tap("another:blood_thinner")
        self.stage.hand.touch_keys(TYPED)
        self.stage.hand.picture("medicines-typed-wrong")
        self.stage.hand.tap("suggestion:Xarelto")
        self.stage.hand.picture("medicines-confirmed")
        self.stage.guest.go_on()
        self.stage.hand.picture("medicines-list")
        self._prescription()
        self.stage.guest.go_until("health.body")

    def six_medicines(self) -> None:
        """Hand the kiosk to another patient, who puts six medicines on the list and leaves."""
        stage = self.stage
        stage.nurse.hand_over(stage.visit_of(EDWIN["family"]))
        answers = {"medicines.dose": ("choice:once_a_day",), "medicines.also": ("choice:prescription",)}
        guest = Guest(stage.hand, stage.program.kiosk, answers)
        stage.found.medicines = [asdict(one) for one in six_medicines(guest)]
        guest.leave()
        stage.nurse.sign_in()

    def leave_and_resume(self) -> None:
        """Look at why we ask, leave in the middle, and come back at the same question."""
        self.stage.hand.tap("why")
        self.stage.hand.picture("why-do-we-ask")
        self.stage.hand.tap("close")
        self.stage.found.left_at = self.stage.guest.item
        self.stage.guest.leave()
        self.stage.guest.sign_in(self.stage.found.code, BORN)
        self.stage.guest.go_until("OverviewPage", pictures=False)
        self.stage.hand.tap("continue")
        self.stage.found.resumed_at = self.stage.guest.item

    def rest(self) -> None:
        """Answer what is left: unsure about anesthesia, a scene missed once, no ride home."""
        self.stage.guest.go_until("SummaryPage", "check.summary")

    def finish(self) -> None:
        """See every answer, the plan, and thanks; the next patient finds the welcome page."""
        self.stage.hand.picture("summary")
        self.stage.guest.go_on()
        self.stage.hand.picture("plan")
        self.stage.guest.go_on()
        self.stage.hand.picture("thanks")
        self.stage.hand.tap("go_on")
        self.stage.hand.picture("welcome-again")

    def _prescription(self) -> None:
        """Name what a doctor ordered besides: what the morning's instruction is about."""
        hand, guest = self.stage.hand, self.stage.guest
        guest.go_until("medicines.also_list")
        hand.tap("another:prescription")
        hand.touch_keys(ORDERED)
        hand.tap(f"suggestion:{ORDERED}")
        guest.go_on()

    def _comfort(self) -> None:
        theme, size = self.stage.comfort
        if theme != "light":
            self.stage.hand.tap("contrast")
        if size != 100:
            self.stage.hand.tap(f"text_size:{size}")
        if self.stage.comfort != ("light", 100):
            self.stage.hand.picture("welcome-comfort")
