"""Nothing that anybody said stands readable in any file of the clinic, not while it is open and not after."""

from datetime import date
from pathlib import Path

import pytest

from kypho_prep.prep.chart import ActionKind, InstructionAction
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import ActionForm, InstructionForm
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm
from tests.workflow.ward import Ward

PLANTED = {
    "family": "Quarringtonplant",
    "given": "Zebulonplant",
    "phone": "55501997788",
    "mrn": "MRNplant4711",
    "question": "May I keep my goldfishplant nearby?",
    "helper": "Auntieplant",
    "instruction": "Keepplant taking it.",
    "action": "Talkedplant it over.",
}
CODES = ("utf-8", "utf-16-le", "utf-16-be")


def readable(folder: Path) -> list[str]:
    """The planted words that stand in any file below a folder, in one of three encodings."""
    found = []
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for word in PLANTED.values():
            found += [f"{path.name}: {word} as {code}" for code in CODES if word.encode(code) in content]
    return found


def whole_visit(ward: Ward) -> str:
    names = {name: PLANTED[name] for name in ("family", "given", "phone", "mrn")}
    person = PatientForm(born=date(1950, 2, 3), **names)
    visit = ward.new_visit(patient=person)
    opened = ward.sit_down(visit)
    opened = ward.say(opened, "start.who", "helper_with")
    opened = ward.say(opened, "start.helper_name", PLANTED["helper"])
    opened = ward.say(opened, "questions.text", PLANTED["question"], entry="q1")
    intake.finish(ward.workplace, session=opened.session.id)
    schedule.print_slip(ward.workplace, staff=ward.nurse, visit=visit)
    form = InstructionForm("fasting", InstructionAction.NO_FASTING, text=PLANTED["instruction"], decided_by="Dr. Lee")
    review.instruct(ward.workplace, staff=ward.nurse, visit=visit, form=form)
    (card,) = (one for one in ward.open_chart(visit).cards if one.finding.problem == "question")
    action = ActionForm(ActionKind.ANSWERED, text=PLANTED["action"])
    review.act(ward.workplace, staff=ward.nurse, visit=visit, thread=card.thread, action=action)
    return visit


@pytest.mark.sqlite
def test_no_word_of_a_visit_stands_in_any_file(ward: Ward, folders: Path) -> None:
    whole_visit(ward)
    assert readable(folders) == []
    assert any(path.suffix == ".db-wal" or path.name.endswith("-wal") for path in folders.rglob("*")), "it is open"
    ward.workplace.database.close()
    assert readable(folders) == []
    (folders / "told.txt").write_text(f"before {PLANTED['question']} after", "utf-16-le")
    assert readable(folders), "the search itself finds what is there"
