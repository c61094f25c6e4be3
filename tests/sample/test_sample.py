"""The sample clinic: forty visits of twelve kinds in every stage, made by the functions of real work."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kypho_prep import settings
from kypho_prep.content import Content
from kypho_prep.prep.chart import Instruction, InstructionAction
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.rules.flags import Card, cards
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.prep.staff_entries.instructions import MEDICINE_ACTIONS
from kypho_prep.prep.times import working_days_before
from kypho_prep.prep.wording.dates import day_words
from kypho_prep.sample import sample_clinic
from kypho_prep.sample.cases import CASES, Archetype
from kypho_prep.sample.folder import make_in_folder
from kypho_prep.sample.people import mrn, number_of
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.derived.refresh import situation_of
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import BoardRow
from kypho_prep.workflow.workplace import PasswordRule, Workplace
from tests.cohort.budget import budget

CHEAP = PasswordRule(rounds=1, memory_kib=8, lanes=1, unlock_seconds=0)
PASSWORD = "a sample's password"
LONG_AGO = date(2000, 1, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample clinic as `kypho-prep sample` leaves it."""
    folder = tmp_path_factory.mktemp("sample") / "clinic"
    assert make_in_folder(folder, password=PASSWORD, passwords=CHEAP) == 40
    return folder


@pytest.fixture(scope="module")
def workplace(folder: Path, content: Content) -> Iterator[Workplace]:
    """The sample, opened as the program opens it: by its folder alone."""
    found = settings.load(str(folder))
    database = start.open_or_create(found.data, found.config, create=False)
    yield start.workplace(database, content, clock=lambda: datetime.now(UTC), kiosk="desk", passwords=CHEAP)
    database.close()


@pytest.fixture(scope="module")
def rows(workplace: Workplace) -> dict[str, BoardRow]:
    """Every row of the board, past ones too, by the record number."""
    return {row.mrn: row for row in schedule.board(workplace, since=LONG_AGO).rows}


@pytest.fixture(scope="module")
def live(workplace: Workplace, rows: dict[str, BoardRow]) -> list[Situation]:
    """Every visit that has not ended."""
    with workplace.reading() as records:
        found = [situation_of(workplace, records, row.visit) for row in rows.values()]
    return [one for one in found if one.chart.visit.ended is None]


def test_its_first_nine_visits_are_one_of_each_stage(rows: dict[str, BoardRow]) -> None:
    assert Counter(rows[mrn(number)].stage for number in range(9)) == Counter(Stage)


def test_its_first_twelve_and_all_of_them_stand_in_every_stage_and_are_of_every_kind(
    rows: dict[str, BoardRow],
) -> None:
    assert {row.stage for row in rows.values()} == set(Stage)
    assert {one.archetype for one in CASES} == set(Archetype)
    assert len(Archetype) == 12


def test_the_days_lie_behind_today_and_ahead(workplace: Workplace, rows: dict[str, BoardRow]) -> None:
    today = schedule.board(workplace).today
    ahead = Counter((row.procedure_on - today).days for row in rows.values())
    assert sum(count for days, count in ahead.items() if days < 0) == 4
    assert ahead[0] >= 5
    assert sum(count for days, count in ahead.items() if 0 < days <= 5) >= 12
    assert max(ahead) <= 14


def test_it_keeps_the_alarm_budget_two_working_days_before(live: list[Situation]) -> None:
    """flow.md's goal: an open red on at most a quarter of the visits, and at most two on each of those."""
    found = budget(near(one) for one in live)
    assert found.visits == 32
    assert found.with_red == 7
    assert found.met
    assert max(len(open_reds(one)) for one in live) == 1


def test_each_kind_that_could_cancel_a_case_shows_its_red(live: list[Situation]) -> None:
    found = {card.finding.problem for one in live for card in open_reds(one)}
    assert found == {"loop", "ride", "test_blood", "new_hospital"}


def test_some_sign_offs_fell_by_a_change_and_the_others_stand(workplace: Workplace, rows: dict[str, BoardRow]) -> None:
    fallen = [row for row in rows.values() if row.revoked]
    assert [CASES[number_of(row.mrn)].archetype for row in fallen] == [Archetype.CHANGED] * 2
    nurse = staff.sign_in(workplace, user=sample_clinic.USER, password=PASSWORD)
    for row in rows.values():
        if row.stage is Stage.SIGNED_OFF:
            chart = review.open_chart(workplace, staff=nurse, visit=row.visit)
            assert chart.standing.stands
            assert chart.blockers == ()


def test_its_doctor_says_what_a_careful_one_would(workplace: Workplace, rows: dict[str, BoardRow]) -> None:
    """A clinic copies what it sees: each medicine by its name, a thinner held from a day that is said, who decides."""
    with workplace.reading() as records:
        found = [situation_of(workplace, records, row.visit) for row in rows.values()]
    said = [(one, each) for one in found for each in medicine_words(one)]
    assert {one.entry_name(each.subject) for one, each in said} >= {"Xarelto", "Ozempic"}
    for one, each in said:
        assert one.entry_name(each.subject) in each.text
        assert each.decided_by
        assert each.told_by
        assert each.told_on
        if each.action is not InstructionAction.CONTINUE:
            assert each.restart
        if one.entry_name(each.subject) == "Xarelto":
            assert each.action is InstructionAction.LAST_DOSE
            assert each.on
            assert each.told_on <= each.on
            assert (one.chart.visit.procedure_on - each.on).days == 3
            assert day_words(workplace.content.words("en"), each.on) in each.text


def medicine_words(one: Situation) -> list[Instruction]:
    """What the sample's doctor said about medicines."""
    return [each for each in one.chart.current_instructions if each.action in MEDICINE_ACTIONS]


def test_calls_are_logged_and_one_is_overdue(workplace: Workplace, rows: dict[str, BoardRow]) -> None:
    due = [row.next_due for row in rows.values() if row.next_due]
    assert len(due) == 3
    assert sum(at < workplace.now() for at in due) == 1
    assert max(row.calls for row in rows.values()) == 2


def test_somebody_is_filling_in_now_and_somebody_has_a_helper(rows: dict[str, BoardRow]) -> None:
    assert [row.who_now for row in rows.values() if row.who_now] == ["patient"]
    assert [row.helper for row in rows.values() if row.helper] == ["Jo Example"]
    assert [row.interpreter for row in rows.values()].count(True) == 1


def test_one_patient_was_asked_by_phone_alone(live: list[Situation]) -> None:
    asked = [one for one in live if {reply.answerer.source for reply in one.chart.replies} == {"phone"}]
    assert [one.chart.visit.finished_by for one in asked] == ["Sample Nurse"]


def test_its_people_are_told_apart_and_cannot_be_called(rows: dict[str, BoardRow]) -> None:
    names = Counter(row.patient for row in rows.values())
    assert max(names.values()) == 1
    families = Counter((row.procedure_on, row.patient.partition(",")[0]) for row in rows.values())
    assert max(families.values()) == 2
    assert any(not row.patient.isascii() for row in rows.values())
    assert max(len(row.patient) for row in rows.values()) > 40
    assert all(row.phone.startswith("555-01") for row in rows.values())


def test_it_is_a_sample_on_every_page_and_its_history_lies_in_the_past(
    workplace: Workplace, live: list[Situation]
) -> None:
    assert staff.clinic(workplace).sample
    for one in live:
        moments = [reply.at for reply in one.chart.replies]
        assert moments == sorted(moments)
        written = [row.recorded_at for row in (*one.chart.facts, *one.chart.instructions)]
        assert all(at <= workplace.now() for at in (*moments, *written))


def test_a_single_visit_for_a_measurement_is_new_and_open_to_its_nurse(tmp_path: Path, content: Content) -> None:
    database = start.open_or_create(tmp_path / "data", tmp_path / "config")
    place = start.workplace(database, content, clock=lambda: datetime.now(UTC), kiosk="k", passwords=CHEAP)
    nurse, visit = sample_clinic.one_visit(place)
    assert review.open_chart(place, staff=nurse, visit=visit).stage is Stage.EXPECTED
    database.close()


def near(one: Situation) -> Situation:
    """A visit on the second working day before its procedure, or today where that has passed."""
    day = working_days_before(one.chart.visit.procedure_on, 2, one.clinic.holidays)
    return replace(one, today=max(one.today, day))


def open_reds(situation: Situation) -> list[Card]:
    return [card for card in cards(near(situation)) if card.open and card.level is Level.RED]
