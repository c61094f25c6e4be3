"""The scripted patient writes what a page asks for, also where it may be left empty."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kypho_prep.prep.checklist import Control
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.sample.scripted_patient import Script, answer_all
from kypho_prep.workflow import start
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm, VisitForm
from tests.shipped import shipped
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP, make_clinic

NAMES = {"start.helper_name", "ride.name", "ride.second_name", "ride.first_night_who"}
TALKATIVE = Script(
    {
        "start.who": "helper_with",
        "start.interpreter": True,
        "medicines.groups_thin": {"picked": ["blood_thinner"], "unsure": False},
        "medicines.other_change": True,
        "allergies.contact": {"picked": ["other"], "unsure": False},
        "health.body": {"picked": ["kidney"], "unsure": False},
        "health.new_back": {"picked": ["other"], "unsure": False},
        "ride.adult": True,
    },
    {"Eliquis": {"medicines.still_taking": "told"}},
)


@pytest.fixture
def talked(tmp_path: Path) -> Iterator[Situation]:
    """What is known of a patient who has something to write on many pages."""
    content = shipped()
    nurse = make_clinic(tmp_path, content)
    database = start.open_or_create(tmp_path / "data", tmp_path / "config")
    workplace = start.workplace(database, content, clock=Clock(), kiosk="kiosk-1", passwords=CHEAP)
    patient = PatientForm("Moss", "Eleanor", date(1950, 2, 3))
    visit = schedule.new_visit(workplace, staff=nurse, patient=patient, visit=VisitForm(date(2026, 12, 8)))
    yield answer_all(workplace, intake.hand_over(workplace, visit=visit, staff=nurse), TALKATIVE).situation
    database.close()


def test_each_page_that_is_written_on_holds_what_it_asks_for(talked: Situation) -> None:
    written = {
        item: str(reply.value)
        for (item, _entry), reply in talked.current.items()
        if talked.checklist.item(item).control is Control.TEXT
    }
    assert written["start.language"] == "Spanish"
    assert "Monday, Wednesday and Friday" in written["health.dialysis"]
    assert {"medicines.told_who", "medicines.told_what", "medicines.other_change_what"} <= set(written)
    assert "allergies.contact_other" in written
    named = {item for item, said in written.items() if said.endswith("Example")}
    assert named <= NAMES
