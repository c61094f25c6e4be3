"""A visit whose preparation is signed off, on its morning, as the tests of the day's page begin."""

from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from kypho_prep.nurse.day.page import DayPage
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.chart import FactKind, InstructionAction
from kypho_prep.prep.rules.procedure_day import DayCheck, day_lines
from kypho_prep.sample.scripted_patient import NOT_SURE, Script, answer_all
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.instruction_form import InstructionForm
from kypho_prep.workflow.desk.review import ActionForm, Review
from kypho_prep.workflow.patient import intake
from tests.nurse.conftest import PROCEDURE, Open, Ward, press, put

MORNING = datetime(2026, 12, 14, 12, 0, tzinfo=UTC)  # 7:00 in New York, on the procedure's day
DAY_BEFORE = date(2026, 12, 13)
SCRIPT = Script(
    {"medicines.groups_thin": {"picked": ["blood_thinner"], "unsure": False}, "ride.adult": True,
     "ride.knows_time": True},
    {"Eliquis": {}},
)  # fmt: skip
# Diabetes, what is worn, and a pregnancy question that was not answered with no: every line that not everybody has.
EVERY_LINE = Script(
    {
        **SCRIPT.answers,
        "health.body": {"picked": ["diabetes"], "unsure": False},
        "health.support": {"picked": ["hearing", "teeth"], "unsure": False},
        "health.implants": {"picked": ["glucose_sensor"], "unsure": False},
        "health.pregnancy": NOT_SURE,
    },
    SCRIPT.medicines,
)
CALM = Script({"ride.adult": True, "ride.knows_time": True})


PRESSED = ("identifiers", "symptoms", "escort", "leg_strength", "skin", "site", "worn", "consent")
LATE = {"found": "today", "at": "6:15 am", "text": "Only a few bites of dry toast, before we left home"}


def prepared(ward: Ward, script: Script = CALM, **planned: Any) -> str:
    """Let a patient answer, close what is open and sign the preparation; then it is the procedure's morning."""
    return ward.once(f"prepared {script} {planned}", lambda: _prepare(ward, script, planned))


def _prepare(ward: Ward, script: Script, planned: dict[str, Any]) -> str:
    visit = ward.answered(ward.visit(**planned), script)
    orders(ward, visit)
    for kind, value in (
        (FactKind.IDENTIFIERS, {"checked": "yes"}),
        (FactKind.ADULT_VERIFIED, {"name": "Sam Moss", "phone": "555-0100"}),
    ):
        record(ward, visit, kind, value)
    for test in chart(ward, visit).situation.chart.visit.tests:
        record(ward, visit, FactKind.RESULT_SEEN, {"value": "1.1", "unit": "INR", "on": "2026-11-30"}, test)
    seen = chart(ward, visit)
    for card in (one for one in seen.cards if one.open):
        form = ActionForm(card.closing[0], text="Explained at the desk", decided_by="Dr. Okafor", answer="Go on")
        review.act(ward.workplace, staff=nurse(ward), visit=visit, thread=card.thread, action=form)
    seen = chart(ward, visit)
    review.sign_off(ward.workplace, staff=nurse(ward), visit=visit, bound=seen.bound)
    ward.clock.at = MORNING
    return visit


def orders(ward: Ward, visit: str) -> None:
    """Record when food and clear liquids end, and each medicine's last dose."""
    told: dict[str, Any] = {"decided_by": "Dr. Okafor", "told_on": date(2026, 12, 1), "told_by": "R. Alvarez"}
    forms = [
        InstructionForm("fasting", InstructionAction.FASTING_FOOD, DAY_BEFORE, "23:30", "No food after this", **told),
        InstructionForm(
            "fasting", InstructionAction.FASTING_LIQUIDS, PROCEDURE, "06:30", "No clear liquids after", **told
        ),
    ]
    for entry in chart(ward, visit).situation.named("medicine"):
        words = "Last dose on December 11"
        last = InstructionForm(
            entry, InstructionAction.LAST_DOSE, date(2026, 12, 11), "", words, restart="Dr. Okafor", **told
        )
        forms.append(last)
    for form in forms:
        review.instruct(ward.workplace, staff=nurse(ward), visit=visit, form=form)


def sits_down(ward: Ward, visit: str, **answers: Any) -> None:
    """Let the patient answer what is asked on the day."""
    opened = intake.hand_over(ward.workplace, visit=visit, staff=nurse(ward))
    said = {"fasting.last_food": "yesterday_pm", "fasting.last_food_hour": 7, "fasting.last_drink": "today_am",
            "fasting.last_drink_hour": 6}  # fmt: skip
    opened = answer_all(
        ward.workplace, opened, Script(said | {key.replace("__", "."): one for key, one in answers.items()})
    )
    intake.leave(ward.workplace, session=opened.session.id)


def day_page(ward: Ward, open_window: Open, visit: str, **how: Any) -> tuple[NurseWindow, DayPage]:
    """Open the day's page of a visit."""
    window = open_window(ward, **how)
    workspace = window.workspace()
    assert workspace is not None
    workspace.open_day(visit)
    page = window.page()
    assert isinstance(page, DayPage)
    return window, page


def chart(ward: Ward, visit: str) -> Review:
    return review.open_chart(ward.workplace, staff=nurse(ward), visit=visit)


def record(ward: Ward, visit: str, kind: FactKind, value: dict[str, str], subject: str = "") -> None:
    review.record_fact(ward.workplace, staff=nurse(ward), visit=visit, kind=kind, value=value, subject=subject)


def unrecorded(page: DayPage) -> list[str]:
    """Return the lines that wait."""
    assert page.review is not None
    return [one.key for one in day_lines(page.review.situation) if one.recorded is None]


def nurse(ward: Ward) -> Any:
    assert ward.nurse is not None
    return ward.nurse


def line(page: DayPage, key: str) -> DayCheck:
    assert page.review is not None
    return next(one for one in day_lines(page.review.situation) if one.key == key)


def record_all(window: QWidget, page: DayPage) -> None:
    for key in unrecorded(page):
        if key in PRESSED:
            press(window, f"yes:{key}")
            continue
        press(window, f"record:{key}")
        for name, text in fields_of(key).items():
            put(window, name, text)
        press(window, "save_form")


def fields_of(key: str) -> dict[str, str]:
    known = {
        "last_food": {"found": "yesterday", "at": "7 pm"},
        "last_drink": {"found": "today", "at": "6 am"},
        "temperature": {"value": "98.4"},
        "glucose": {"value": "142"},
        "pregnancy": {"found": "yes"},
        "vitals": {"pressure": "128/76", "pulse": "72", "breathing": "16", "oxygen": "97 % on room air"},
        "code_status": {"found": "yes", "text": "Full code"},
    }
    return known.get(key, {"found": "time", "on": "12/10/2026"})
