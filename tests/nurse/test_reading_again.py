"""A chart is opened once: what it hears of afterwards is read again, which is no new view and holds up nobody."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from kypho_prep.nurse.day.page import DayPage
from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.chart import Ending, FactKind
from kypho_prep.prep.reply import Shown, State
from kypho_prep.records.sqlite import folder
from kypho_prep.records.sqlite.keys import slots_file
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given
from kypho_prep.workflow.visits import schedule
from tests.nurse.conftest import Open, Ward, press, put, shown_text, sign_in
from tests.nurse.day_steps import nurse
from tests.nurse.steps import change_ride, open_problems, opened


def views(ward: Ward, visit: str) -> int:
    """Count how often the record says that the chart was viewed."""
    with ward.workplace.reading() as records:
        return [line.event for line in records.audit.of_visit(visit)].count("chart_viewed")


def hears(window: NurseWindow) -> None:
    """Let the desk look for what is new, as it does every other second."""
    workspace = window.workspace()
    assert workspace is not None
    workspace.watch.look()
    QApplication.processEvents()


@contextmanager
def held_by_another(ward: Ward, place: Path) -> Iterator[None]:
    """Let another program hold the database's write lock; who waits for it here gives up at once."""
    with ward.workplace.reading() as records:
        records.connection.execute(text("PRAGMA busy_timeout=0"))
    label = folder.read_label(place / "data")
    assert label is not None
    key = json.loads(slots_file(place / "config", label.database).read_text("utf-8"))["slots"][0]["key"]
    other = sqlcipher3.dbapi2.connect(str(place / "data" / folder.NAME), isolation_level=None)
    other.execute(f"PRAGMA key=\"x'{key}'\"")
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


def test_five_answers_of_a_patient_are_no_five_views_of_the_chart(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    assert views(ward, page.visit) == 1
    sitting = intake.hand_over(ward.workplace, visit=page.visit, staff=nurse(ward))
    for value in (False, True, False, True, False):
        given = Given("ride.adult", None, State.VALUE, YesNo(value), Shown("Do you have an adult?", "", str(value)))
        intake.reply_to(ward.workplace, session=sitting.session.id, given=given)
        hears(window)
    assert page.review is not None
    assert len([one for one in page.review.situation.chart.replies if one.item == "ride.adult"]) == 6
    assert views(ward, page.visit) == 1


def test_an_open_chart_refreshes_while_another_program_holds_the_write_lock(
    ward: Ward, open_window: Open, tmp_path: Path
) -> None:
    window, page = opened(ward, open_window)
    change_ride(ward, page.visit)
    with held_by_another(ward, tmp_path):
        hears(window)
    assert window.page() is page
    assert "ride" in open_problems(page)


def test_a_refused_entry_reads_the_chart_again_and_views_it_not_once_more(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    press(window, "call")
    put(window, "reached", "patient")
    how = {"staff": nurse(ward), "visit": page.visit}
    schedule.end_visit(ward.workplace, ending=Ending.CANCELLED, reason="She has a fever", **how)
    press(window, "save_form")
    assert "She has a fever" in shown_text(window)
    assert views(ward, page.visit) == 1


def test_the_day_page_is_a_view_of_its_own_and_hears_of_what_is_new_without_another(
    ward: Ward, open_window: Open
) -> None:
    window, review_page = opened(ward, open_window)
    workspace = window.workspace()
    assert workspace is not None
    workspace.open_day(review_page.visit)
    page = window.page()
    assert isinstance(page, DayPage)
    assert views(ward, page.visit) == 2
    review.record_fact(ward.workplace, staff=nurse(ward), visit=page.visit, kind=FactKind.CALL, value={})
    hears(window)
    assert page.review is not None
    assert [one.kind for one in page.review.situation.chart.facts] == [FactKind.CALL]
    assert views(ward, page.visit) == 2


def test_a_chart_that_is_opened_after_a_lock_is_viewed_again(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    visit = page.visit
    window.lock()
    sign_in(window)
    assert isinstance(window.page(), ReviewPage)
    assert views(ward, visit) == 2
