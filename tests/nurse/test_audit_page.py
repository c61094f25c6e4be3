"""The record of who did what, as an administrator reads it at the desk."""

from dataclasses import replace
from pathlib import Path

from kypho_prep.nurse.desk import DeskServices
from kypho_prep.nurse.upkeep.audit_page import AuditPage
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.records.audit_anchor import AnchorFile
from kypho_prep.records.rows import AuditRow
from kypho_prep.settings import Settings
from kypho_prep.workflow.clinic.audit_proof import keep_anchor
from kypho_prep.workflow.clinic.audit_search import AT_ONCE
from kypho_prep.workflow.clinic.staff import Role
from tests.nurse.conftest import PASSWORD, Open, Ward, named, press, put, shown_text, sign_in
from tests.nurse.steps import colleague


def at_audit(ward: Ward, open_window: Open, around: DeskServices | None = None) -> tuple[NurseWindow, AuditPage]:
    window = open_window(ward, around=around)
    press(window, "clinic")
    press(window, "audit")
    page = window.page()
    assert isinstance(page, AuditPage)
    return window, page


def test_whole_is_said_on_top_and_the_newest_entries_stand_below(ward: Ward, open_window: Open) -> None:
    ward.visit(family="Zebulon")
    window, page = at_audit(ward, open_window)
    assert page.state.text().startswith("The record is whole: ")
    said = shown_text(page)
    assert "Entered a visit" in said
    assert "Zebulon" in said
    put(window, "visit", "zebulon")
    press(window, "search")
    said = shown_text(page)
    assert "Entered a visit" in said
    assert "Signed in" not in said
    put(window, "person", "nobody of that name")
    press(window, "search")
    assert "No entry fits." in shown_text(page)


def test_who_was_added_stands_there_by_name(ward: Ward, open_window: Open) -> None:
    added = colleague(ward, Role.NURSE)
    window, page = at_audit(ward, open_window)
    put(window, "kind", "people")
    press(window, "search")
    said = shown_text(page)
    assert "Added a person" in said
    assert added.name in said
    assert added.id not in said


def test_a_day_that_cannot_be_read_is_said_beside_its_field(ward: Ward, open_window: Open) -> None:
    window, page = at_audit(ward, open_window)
    put(window, "day", "soon")
    press(window, "search")
    assert "soon" in shown_text(page)
    put(window, "day", "12/1/2026")
    press(window, "search")
    assert "Signed in" in shown_text(page)


def test_earlier_entries_come_a_page_at_a_time(ward: Ward, open_window: Open) -> None:
    with ward.workplace.writing() as records:
        for number in range(AT_ONCE + 3):
            records.audit.add(AuditRow(ward.clock.at, "Bo Kim", "printed", f"paper {number}."))
    window, page = at_audit(ward, open_window)
    put(window, "person", "bo")
    press(window, "search")
    assert "paper 3." in shown_text(page)
    assert "paper 2." not in shown_text(page)
    press(window, "more")
    assert "paper 2." in shown_text(page)
    assert not page.more.isVisible()


def test_what_is_wrong_is_named_in_red(ward: Ward, open_window: Open) -> None:
    ward.visit()
    with ward.workplace.writing() as records:
        records.connection.exec_driver_sql("DROP TRIGGER audit_refuses_update")
        records.connection.exec_driver_sql("UPDATE audit SET actor = 'Bo Kim' WHERE seq = 1")
    _, page = at_audit(ward, open_window)
    assert page.state.text().startswith("The record is not whole: entry 1 is not what was written.")


def test_a_cut_tail_is_named_by_the_mark_outside_the_database(ward: Ward, open_window: Open, tmp_path: Path) -> None:
    ward.visit()
    around = DeskServices(chosen=Settings(tmp_path / "data", tmp_path / "config", "kiosk-1"))
    assert keep_anchor(ward.workplace.database, tmp_path / "config", ward.clock.at) is None
    window, page = at_audit(ward, open_window, around)
    assert "held to 1 mark outside the database" in page.state.text()
    file = AnchorFile(tmp_path / "config", ward.workplace.station)
    kept = file.read()
    assert kept is not None
    file.keep(replace(kept.anchor, place=kept.anchor.place + 900), kept.at)
    press(window, "back")
    press(window, "audit")
    page = window.page()
    assert isinstance(page, AuditPage)
    assert page.state.text().startswith(f"The record is not whole: it ends before entry {kept.anchor.place + 900:,}")


def test_a_nurse_has_no_key_to_it(ward: Ward, open_window: Open) -> None:
    colleague(ward, Role.NURSE)
    window = open_window(ward)
    window.lock()
    sign_in(window, user="b.ito", password=PASSWORD)
    press(window, "clinic")
    assert "Who did what" not in shown_text(window)


def test_it_is_left_by_its_key(ward: Ward, open_window: Open) -> None:
    window, page = at_audit(ward, open_window)
    press(window, "back")
    assert window.page() is not page
    assert named(window, "audit").isEnabled()
