"""How a hand comes to each kind of page, for the tests that look at all of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from kypho_prep.prep.chart import InstructionAction
from kypho_prep.prep.checklist import Control
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import InstructionForm
from tests.kiosk.station import Station
from tests.workflow.made_clinic import PASSWORD

Way = Callable[[Station], None]


def interpreter_chosen(station: Station) -> None:
    station.tap("interpreter", "interpreter:ur")


def code(station: Station) -> None:
    station.tap("start", "next")


def birth_date(station: Station, *taps: str) -> None:
    station.tap("start", *[f"key:{digit}" for digit in "123456"], "next", *taps)
    station.go_on()


def patient(station: Station) -> str:
    """A visit whose fasting times staff entered."""
    visit = station.new_visit()
    for action, on, at, text in (
        (InstructionAction.FASTING_FOOD, date(2026, 12, 7), "23:30", "Stop eating."),
        (InstructionAction.FASTING_LIQUIDS, date(2026, 12, 8), "07:30", "No more clear liquids."),
    ):
        form = InstructionForm(
            "fasting", action, on=on, at=at, text=text, decided_by="Dr. Okafor", told_on=date(2026, 11, 20),
            told_by="Ann Lee",
        )  # fmt: skip
        review.instruct(station.workplace, staff=station.nurse, visit=visit, form=form)
    return visit


def gate(station: Station, answers: int) -> None:
    station.sign_in(patient(station))
    for _ in range(answers):
        station.answer()


def first_question(station: Station) -> None:
    station.come_in(patient(station))


def until(station: Station, control: Control) -> None:
    first_question(station)
    station.tap("choice:blood_thinner")
    station.go_on()
    while station.content.view.control is not control:
        station.answer()


def list_page(station: Station) -> None:
    until(station, Control.LIST)


def tiles(station: Station) -> None:
    """Every group's tiles, the widest names among them, some on the list already."""
    first_question(station)
    station.tap("choice:blood_thinner", "choice:pain_pill", "choice:weekly_shot")
    station.go_on()
    station.tap("choice:steroid", "choice:bone", "choice:sugar_heart_kidney")
    station.go_on()
    station.answer_until("medicines.group_names")
    station.tap("tile:Eliquis")
    station.find("tile:hydrocortisone").setFocus()  # a hand would scroll to it, and what is half away is no target
    station.hand.press(Qt.Key.Key_Space)


def duplicate(station: Station) -> None:
    list_page(station)
    station.tap("tile:Coumadin", "tile:Coumadin")


def several(station: Station) -> None:
    list_page(station)
    station.tap("another:blood_thinner")
    station.type_in("vitamin d and warferin")
    station.tap("suggestion:vitamin D", "next")


def also(station: Station) -> None:
    first_question(station)
    while station.content.view.page.item != "medicines.also":
        station.answer()
    station.tap("choice:eye_drops", "choice:stopped")


def name_page(station: Station) -> None:
    list_page(station)
    station.tap("another:blood_thinner")
    station.type_in("xeralto")


def named(station: Station) -> None:
    name_page(station)
    station.tap("suggestion:Xarelto")
    station.go_on()


def why(station: Station) -> None:
    first_question(station)
    station.tap("why")


def ask(station: Station) -> None:
    first_question(station)
    station.tap("question_for_nurse")
    station.type_in("Which eye drops can I use?")


def nurse(station: Station) -> None:
    first_question(station)
    station.tap("call_nurse")


def unanswered(station: Station) -> None:
    first_question(station)
    station.go_on()


def overview(station: Station) -> None:
    first_question(station)
    for _ in range(20):
        if station.item == "OverviewPage":
            return
        station.tap("back")


def chapter(station: Station, name: str) -> None:
    overview(station)
    station.tap(f"chapter:{name}")


def lesson(station: Station) -> None:
    chapter(station, "about")


def anesthesia(station: Station) -> None:
    lesson(station)
    station.answer_until("procedure.anesthesia")


def fasting(station: Station) -> None:
    chapter(station, "eating")


def scene(station: Station) -> None:
    fasting(station)
    station.answer_until("fasting.scene")
    wrong = next(one.id for one in station.content.view.choices if not one.right)
    station.tap(f"choice:{wrong}")
    station.go_on()


def phone(station: Station) -> None:
    chapter(station, "ride")
    station.answer_until("ride.phone", ride_adult="yes")


def summary(station: Station) -> None:
    named(station)
    chapter_of_end(station)


def chapter_of_end(station: Station) -> None:
    for _ in range(20):
        if station.item == "OverviewPage":
            break
        station.tap("back")
    station.tap("chapter:questions")
    station.answer_until("check.summary")


def plan(station: Station) -> None:
    summary(station)
    station.go_on()


def thanks(station: Station) -> None:
    plan(station)
    station.go_on()


def left(station: Station) -> None:
    first_question(station)
    station.tap("leave")


def rest(station: Station) -> None:
    """A patient who worked for more than five minutes rests at the end of a chapter."""
    first_question(station)
    while "rest" not in station.names():
        station.ticks.at += 60
        station.window.idle.touched()
        station.answer()
    station.tap("rest")


def desk(station: Station) -> None:
    gate(station, 0)
    station.tap("choice:not_me")
    station.go_on()


def cover(station: Station) -> None:
    first_question(station)
    station.ticks.at += 91
    station.window.idle.look()


def emergency(station: Station) -> None:
    gate(station, 3)
    station.tap("choice:chest_pain")


def staff_sheet(station: Station) -> None:
    emergency(station)
    station.tap("staff_here")


def staff_here(station: Station) -> None:
    """The sign-in of staff on a machine that is a kiosk alone."""
    station.window.stage.services = replace(station.window.stage.services, kiosk_alone=True)
    station.tap("staff")


def staff_names(station: Station) -> None:
    staff_here(station)
    for name, text in {"user": "ann", "password": PASSWORD}.items():
        field = station.find(name)
        assert isinstance(field, QLineEdit)
        field.setText(text)
    station.tap("acknowledge", "next")


def trouble(station: Station) -> None:
    station.window.signed_out.close_with("trouble")
    station.settle()


PAGES: dict[str, Way] = {
    "welcome": Station.settle,
    "languages": lambda station: station.tap("interpreter"),
    "interpreter chosen": interpreter_chosen,
    "ways": lambda station: station.tap("ways"),
    "code": code,
    "month": birth_date,
    "day": lambda station: birth_date(station, "month:2"),
    "year": lambda station: birth_date(station, "month:2", "day:3"),
    "identity": lambda station: gate(station, 0),
    "who": lambda station: gate(station, 1),
    "interpreter": lambda station: gate(station, 2),
    "now": lambda station: gate(station, 3),
    "unanswered": unanswered,
    "list": list_page,
    "tiles": tiles,
    "twin": duplicate,
    "several": several,
    "also": also,
    "name": name_page,
    "named": named,
    "why": why,
    "ask": ask,
    "nurse": nurse,
    "overview": overview,
    "lesson": lesson,
    "anesthesia": anesthesia,
    "fasting": fasting,
    "scene": scene,
    "phone": phone,
    "summary": summary,
    "plan": plan,
    "thanks": thanks,
    "left": left,
    "rest": rest,
    "desk": desk,
    "cover": cover,
    "emergency": emergency,
    "staff": staff_sheet,
    "staff here": staff_here,
    "staff names": staff_names,
    "trouble": trouble,
}
