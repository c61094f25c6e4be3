"""A reply takes the chart that its sitting holds, unless somebody changed the visit: few statements, the same truth."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from kypho_prep.prep.answers.single import OneOf
from kypho_prep.prep.chart import Ending, FactKind
from kypho_prep.prep.interview.path import first_open
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import State, Who
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.derived.refresh import situation_of
from kypho_prep.workflow.errors import SessionEnded, VisitEnded
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given, Intake
from kypho_prep.workflow.visits import ending, schedule
from tests.told import told
from tests.workflow.ward import PATIENT, SHOWN, VISIT, Ward, quiet

pytestmark = pytest.mark.by_logins

# Six that store it, and the number by which a start knows whether all that was saved is there.
MOST = 7


@contextmanager
def statements(ward: Ward) -> Iterator[list[str]]:
    """What the program says to the database meanwhile, BEGIN and COMMIT left out."""
    said: list[str] = []

    def note(*parts: object) -> None:
        # On a server one more holds the visit first; the file is held whole.
        if "BEGIN" not in str(parts[2]) and "hold_sitting" not in str(parts[2]):
            said.append(str(parts[2]))

    engine = ward.workplace.database._engine
    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


def reply(ward: Ward, held: Intake, item: str, value: object, entry: str | None = None) -> Intake:
    said = told(item, value)
    given = Given(item, entry, State.VALUE if value is not None else State.NOT_SURE, said, SHOWN)
    return intake.reply_to(ward.workplace, session=held.session.id, given=given, held=held)


def stored(ward: Ward, known: Intake) -> Situation:
    """What the database says of the visit now."""
    with ward.desk.reading() as records:
        return situation_of(ward.workplace, records, known.session.visit, known.situation.who)


def test_each_reply_of_a_whole_visit_knows_what_is_stored(ward: Ward) -> None:
    held = ward.sit_down(ward.new_visit())
    while (page := first_open(held.situation)) is not None:
        item = ward.workplace.content.checklist.item(page.item)
        # Every third answer is "not sure" where the page offers it, so that flags come, change and go.
        value = None if len(held.situation.chart.replies) % 3 == 0 and item.unsure else quiet(item)
        held = reply(ward, held, page.item, value, page.entry)
        assert held.situation == stored(ward, held)
        ward.clock.pass_by(seconds=7)


def test_an_ordinary_reply_takes_few_statements(ward: Ward) -> None:
    held = ward.answer_all(ward.sit_down(ward.new_visit()))
    with statements(ward) as said:
        held = reply(ward, held, "health.anesthesia_trouble", True)
    assert len(said) <= MOST, said
    assert sum("SELECT" in one.upper().split("(")[0] for one in said) == 1, said
    with statements(ward) as said:
        # Nothing new is said: the position alone is stored.
        reply(ward, held, "health.anesthesia_trouble", True)
    assert len(said) == (3 if ward.workplace.database.backups is not None else 2), said


def test_what_staff_did_meanwhile_is_seen(ward: Ward) -> None:
    visit = ward.new_visit()
    held = ward.answer_all(ward.sit_down(visit))
    ward.record(visit, FactKind.ADULT_VERIFIED)
    with statements(ward) as said:
        after = reply(ward, held, "health.anesthesia_trouble", True)
    assert len(said) > MOST
    assert [one.kind for one in after.situation.chart.facts] == [FactKind.ADULT_VERIFIED]
    assert after.situation == stored(ward, after)


def test_a_visit_that_was_moved_or_ended_meanwhile_is_no_longer_held(ward: Ward) -> None:
    visit = ward.new_visit()
    held = ward.sit_down(visit)
    moved = replace(VISIT, procedure_on=VISIT.procedure_on + timedelta(days=1), arrival_on=None, arrival_at="")
    patient, _, revision = schedule.forms(ward.desk, visit=visit)
    schedule.edit_visit(ward.desk, staff=ward.nurse, visit=visit, patient=patient, form=moved, revision=revision)
    held = reply(ward, held, "start.who", "me")
    assert held.situation.chart.visit.procedure_on == moved.procedure_on
    ending.end_visit(ward.desk, staff=ward.nurse, visit=visit, ending=Ending.CANCELLED, reason="moved away")
    with pytest.raises((VisitEnded, SessionEnded)):
        reply(ward, held, "start.right_person", "yes")


def test_a_setting_and_midnight_reach_a_held_chart(ward: Ward) -> None:
    held = reply(ward, ward.sit_down(ward.new_visit()), "start.who", "me")
    clinic = replace(held.situation.clinic, name="Spine Center")
    staff.change_clinic(ward.desk, staff=ward.nurse, clinic=clinic)
    ward.clock.pass_by(days=1)
    held = reply(ward, held, "start.right_person", "yes")
    assert held.situation.clinic.name == "Spine Center"
    assert held.situation == stored(ward, held)


def test_who_answers_is_part_of_what_is_held(ward: Ward) -> None:
    held = reply(ward, ward.sit_down(ward.new_visit()), "start.who", "helper_for")
    assert held.situation.who is Who.HELPER_FOR
    held = reply(ward, held, "start.helper_name", "Maria")
    assert held.session.helper_name == "Maria"
    held = reply(ward, held, "start.right_person", "yes")
    assert held.situation.chart.replies[-1].answerer.name == "Maria"
    assert held.situation == stored(ward, held)


def test_the_chart_of_another_sitting_is_never_taken(ward: Ward) -> None:
    one, there = ward.sit_down(ward.new_visit()), ward.at("kiosk-2")
    other = there.sit_down(ward.new_visit(replace(PATIENT, family="Moss")))
    given = Given("start.who", None, State.VALUE, OneOf("me"), SHOWN)
    after = intake.reply_to(there.workplace, session=other.session.id, given=given, held=one)
    assert after.situation.chart.visit.id == other.session.visit
