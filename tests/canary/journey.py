"""The real program, in which some patients say planted words one after the other; a fault comes, then it is killed.

Its arguments: the folder, the words of each patient as JSON, and the end: KILL, SEGV or close. Told on its output:
after which patient what was left in a widget or in the clipboard.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from kypho_prep.app.last_resort import LastResort
from kypho_prep.app.papers import Papers
from kypho_prep.kiosk.session.page_actions import PageActions
from kypho_prep.look.overrides import guard_overrides
from kypho_prep.prep.chart import InstructionAction
from kypho_prep.workflow.answers import store_reply
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import InstructionForm
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm
from tests.faults.planted import Place
from tests.journeys.house import BORN, VISIT, House, standing

FAULTS = (Place("next", PageActions.next), Place("store", store_reply.store))  # type: ignore[arg-type]
HELPED = {"start.who": ("choice:helper_with",)}


def come_and_talk(house: House, words: dict[str, str]) -> str:
    """A visit with planted names, whose patient types planted words and whose nurse writes some."""
    place, nurse = house.workplace, house.nurse
    names = {name: words[name] for name in ("family", "given", "phone", "mrn")}
    visit = schedule.new_visit(place, staff=nurse, patient=PatientForm(born=BORN, **names), visit=VISIT)
    text = {"text": words["instruction"], "decided_by": words["doctor"]}
    review.instruct(
        place, staff=nurse, visit=visit, form=InstructionForm("fasting", InstructionAction.NO_FASTING, **text)
    )
    house.program.hand_over(visit, nurse)
    house.hand.settle()
    patient = house.guest({**HELPED, "start.helper_name": (f"type:{words['helper']}",)})
    patient.go_until("medicines.groups_thin", pictures=False)
    house.hand.tap("question_for_nurse")
    house.hand.touch_keys(words["question"])
    return visit


def fail(house: House, place: Place) -> None:
    """Let the patient go on into a fault of the program's, whose words quote somebody."""
    house.hand.tap("keep")
    house.hand.tap("choice:aspirin")
    with place.broken(once=True):
        house.hand.tap("next")
        house.hand.settle()
    house.program.start_over()
    house.hand.settle()


def left_over(words: dict[str, str]) -> list[str]:
    """Planted words in what is left of any widget, and in the clipboard."""
    said = [QApplication.clipboard().text()]
    for one in QApplication.allWidgets():
        said += [one.windowTitle(), one.toolTip(), one.accessibleName(), one.accessibleDescription(), _text(one)]
    return [word for word in words.values() if any(word in text.lower() for text in said)]


def _text(one: QWidget) -> str:
    if isinstance(one, QPlainTextEdit):
        return one.toPlainText()
    return one.text() if isinstance(one, QLabel | QLineEdit) else ""


def print_plan(house: House, visit: str) -> None:
    """Make a patient's plan as the desk does; without a printer it is a file."""
    papers = Papers(house.program.chosen.data, house.program.clock, house.workplace.content.words)
    assert papers.plan(house.situation(visit)) is not None


def main(folder: Path, patients: list[dict[str, str]], end: str) -> None:
    guard_overrides()
    app = QApplication([])
    with standing(folder, backups=True) as house:
        resort = LastResort(house.ticks)
        resort.install()
        resort.watch(house.program)
        for number, words in enumerate(patients):
            visit = come_and_talk(house, words)
            if number < len(patients) - 1 or end == "close":
                fail(house, FAULTS[number % 2])
                sys.stdout.write(json.dumps(left_over(words)) + "\n")
                sys.stdout.flush()
        house.workplace.database.back_up(house.program.clock())
        if end != "close":
            os.kill(os.getpid(), getattr(signal, f"SIG{end}"))
        print_plan(house, visit)
        resort.remove()
    del app


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3])
