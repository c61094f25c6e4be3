"""Short ways through the patient's side, each from the welcome page; together they reach most of its code."""

from __future__ import annotations

from collections.abc import Callable

from kypho_prep.sample.scripted_patient import Script, answer_all
from kypho_prep.tour.driver.guest import Guest
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm
from tests.faults.planted import QUOTED
from tests.journeys.house import BORN, PASSWORD, VISIT, House

Walk = Callable[["Walker"], None]


class Walker(Guest):
    """A patient for whom a visit is made anew, whose name must be gone once a fault has been."""

    def __init__(self, house: House) -> None:
        super().__init__(house.hand, house.program.kiosk, {})
        self.house = house
        self.visit = schedule.new_visit(
            house.workplace, staff=house.nurse, patient=PatientForm(QUOTED, "Eleanor", BORN), visit=VISIT
        )

    def come_in(self, item: str = "medicines.groups_thin") -> None:
        """Be handed the kiosk, and answer until an item stands there."""
        self.house.program.hand_over(self.visit, self.house.nurse)
        self.hand.settle()
        self.go_until(item, pictures=False)

    def be_idle(self, seconds: int) -> None:
        self.house.ticks.at += seconds
        self.kiosk.idle.look()
        self.hand.settle()

    def take(self, seconds: int) -> None:
        """Look at the page for so long, with a hand on it."""
        self.house.ticks.at += seconds
        self.kiosk.idle.touched()

    def tap(self, *names: str) -> None:
        for name in names:
            self.hand.tap(name)


def welcome(one: Walker) -> None:
    one.tap("contrast", "text_size:140", "interpreter", "interpreter:es", "text_size:100", "interpreter", "back")
    one.tap("start", "text_size")
    one.be_idle(91)


def sign_in(one: Walker) -> None:
    code = schedule.print_slip(one.house.workplace, staff=one.house.nurse, visit=one.visit).code
    one.sign_in(code, BORN, pictures=False)
    one.answer(pictures=False)


def wrong_code(one: Walker) -> None:
    one.sign_in("123456", BORN, pictures=False)


def somebody_else(one: Walker) -> None:
    one.house.program.hand_over(one.visit, one.house.nurse)
    one.hand.settle()
    one.tap("choice:not_me")
    one.go_on()
    one.tap("go_on")


def first_page(one: Walker) -> None:
    """What is there on every page, from the first one."""
    one.come_in("start.right_person")
    one.tap("why", "close", "contrast", "choice:yes", "call_nurse", "close")
    one.be_idle(91)
    one.tap("still_here", "leave", "go_on")


def dialogs(one: Walker) -> None:
    one.come_in()
    one.tap("text_size", "text_size", "menu", "why", "close", "menu", "text_size", "close")
    one.tap("question_for_nurse")
    one.hand.touch_keys("why now")
    one.tap("keep", "call_nurse", "take_back", "back")
    one.be_idle(91)
    one.be_idle(61)


def resting(one: Walker) -> None:
    one.come_in("start.right_person")
    for _ in range(40):
        if one.hand.sees("rest"):
            break
        one.take(60)
        one.answer(pictures=False)
    one.tap("rest", "im_back")
    one.tap("part:month", f"month:{BORN.month}", f"day:{BORN.day}")
    one.hand.touch_keys(str(BORN.year))
    one.go_on()


def medicines(one: Walker) -> None:
    one.come_in()
    one.tap("choice:aspirin")
    one.go_on()
    one.go_until("medicines.group_names", pictures=False)
    one.tap("tile:aspirin", "tile:aspirin", "close", "another:aspirin")
    one.hand.touch_keys("aspr")
    one.tap("suggestion:Aspro", "next", "keep")
    one.answer(pictures=False)
    one.answer(pictures=False)


def emergency(one: Walker) -> None:
    one.come_in("now.symptoms")
    one.tap("choice:chest_pain", "staff_here")
    one.hand.write("user", "ann")
    one.hand.write("password", PASSWORD)
    one.tap("acknowledge")


def last_pages(one: Walker) -> None:
    place = one.house.workplace
    opened = intake.hand_over(place, visit=one.visit, staff=one.house.nurse)
    sitting = answer_all(place, opened, Script(stop_before="questions")).session.id
    intake.leave(place, session=sitting)
    one.come_in("check.summary")
    one.go_on()
    one.go_on()
    one.tap("go_on")


# The cheapest first: each place is tried on the first one that reaches it.
WALKS: tuple[Walk, ...] = (
    *(welcome, first_page, somebody_else, wrong_code, emergency, sign_in, resting),
    *(dialogs, medicines, last_pages),
)
