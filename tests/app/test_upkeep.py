"""The administrator's pages about back-ups, in the whole program: the list, one more now, and one brought back."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kypho_prep.app.purge_timer import PurgeTimer
from kypho_prep.nurse.upkeep.back_ups_page import BackUpsPage
from kypho_prep.prep.chart import Ending
from kypho_prep.records.sqlite import recovery
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.records.sqlite.backup import BackUp
from kypho_prep.settings import Kind
from kypho_prep.workflow.clinic import purging, staff
from kypho_prep.workflow.clinic.backing_up import BackingUp
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm
from tests.journeys.house import BORN, PASSWORD, VISIT, Clock, House, standing, with_clinic
from tests.late_worker import LateWorker


def at_back_ups(house: House) -> BackUpsPage:
    house.staff_sign_in()
    house.hand.tap("clinic")
    house.hand.tap("back_ups")
    page = house.at_desk.workspace.page()
    assert isinstance(page, BackUpsPage)
    return page


def pass_by(house: House, **time: float) -> None:
    clock = house.program.clock
    assert isinstance(clock, Clock)
    clock.at += timedelta(**time)


def enter(house: House, family: str) -> None:
    person = PatientForm(family, "Ruth", BORN, phone="555-0124")
    schedule.new_visit(house.workplace, staff=house.nurse, patient=person, visit=VISIT)


def patients(house: House) -> list[str]:
    return sorted(row.patient.split(",")[0] for row in schedule.board(house.workplace).rows)


def held(folder: Path) -> list[BackUp]:
    return list(Archive(folder / "data" / "backups").held())


def test_the_list_names_each_one_its_age_where_it_is_and_which_is_damaged(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    with standing(tmp_path, backups=True) as house:
        backups = house.program.backups
        backups._backing = BackingUp(house.workplace.database, house.workplace.clock, stick)
        for name in ("Ash", "Birch", "Cedar"):
            backups.look()
            pass_by(house, days=1)
            enter(house, name)
        newest, middle, oldest = held(tmp_path)
        middle.file.write_bytes(b"\x00" * 4096)
        shutil.rmtree(oldest.place)
        # What is read once a run is read by whoever starts anew.
        backups._backing = BackingUp(house.workplace.database, house.workplace.clock, stick)
        house.workplace.database.backups = Archive(newest.place.parent)  # type: ignore[misc,attr-defined]
        page = at_back_ups(house)
        said = house.said(page)
        assert f"The second place, {stick}, is there." in said
        assert f"{newest.place.name} · on this computer and in the second place" in said
        assert f"{oldest.place.name} · in the second place alone" in said
        assert "yesterday" in said or "1 day ago" in said
        assert said.count("Damaged") == 1
        assert house.hand.sees(f"restore:{middle.place.name}"), "the stick has a whole copy of it"
        shutil.rmtree(stick)
        house.hand.tap("back")
        house.hand.tap("back_ups")
        said = house.said(house.at_desk.workspace.page())
        assert f"The second place, {stick}, is not there or does not answer." in said
        assert not house.hand.sees(f"restore:{middle.place.name}")


def test_one_is_made_at_once_and_a_disk_that_takes_none_is_said(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, backups=True) as house:
        page = at_back_ups(house)
        house.hand.tap("make")
        (made,) = held(tmp_path)
        assert "read back: it is whole" in house.said(page)
        assert house.hand.sees(f"restore:{made.place.name}")
        shutil.rmtree(made.place.parent)
        made.place.parent.write_text("a file stands where the folder should be", "utf-8")
        house.hand.tap("make")
        assert "No back-up could be made" in page.told.text()
        assert page.state.property("pair") == "urgent/surface"


def test_one_that_is_given_up_leaves_nothing(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    worker = LateWorker(late=False)
    with standing(tmp_path) as house:
        house.program.backups._make_worker = lambda: worker
        house.program._let_go()
        house.program.open()
        page = at_back_ups(house)
        worker.late = True
        house.hand.tap("make")
        assert page.told.text() == "A back-up is being made."
        assert not page.make.isEnabled()
        house.hand.tap("cancel")
        worker.work()
        house.hand.settle()
        assert page.told.text() == "No back-up was made. Nothing of it is left."
        assert page.make.isEnabled()
        assert held(tmp_path) == []
        assert not list((tmp_path / "data" / "backups").glob(".making-*"))


def one_hour_behind(house: House, folder: Path) -> str:
    """A back-up, and a patient who was entered an hour after it; return the back-up's name."""
    house.program.backups.look()
    pass_by(house, hours=1)
    enter(house, "Osterhout")
    return held(folder)[0].place.name


@pytest.mark.parametrize("kind", [Kind.BOTH, Kind.DESK])
def test_one_is_brought_back_and_the_program_comes_again_with_it(
    tmp_path: Path, qapp: QApplication, kind: Kind
) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, backups=True, kind=kind) as house:
        name = one_hour_behind(house, tmp_path)
        page = at_back_ups(house)
        house.hand.tap(f"restore:{name}")
        page = house.at_desk.workspace.page()  # type: ignore[assignment]
        said = house.said(page)
        assert "lie 61 minutes" in said
        assert "Visits: 2 now, 1 in the back-up" in said
        assert patients(house) == ["Osterhout", "Quarrington"], "nothing is changed yet"
        house.hand.tap("restore")
        assert "This is missing." in house.said(page)
        house.at_desk.fill({"password": "not the one"})
        house.hand.tap("restore")
        assert "password is wrong" in house.said(page)
        assert patients(house) == ["Osterhout", "Quarrington"]
        house.at_desk.fill({"password": PASSWORD})
        house.hand.tap("restore")
        house.hand.settle()
        assert "is back. What stood there before is kept in replaced-" in house.said()
        assert patients(house) == ["Quarrington"]
        with house.workplace.reading() as records:
            line = records.audit.all()[-1]
        assert (line.event, line.subject, line.actor) == ("backup_brought_back", name, "Ann Lee")
        assert line.details["gap_minutes"] == 61
        (aside,) = (tmp_path / "data").glob("replaced-*")
        assert (aside / "kypho-prep.db").stat().st_size
        # The desk works, and so do the back-ups.
        house.staff_sign_in()
        assert house.hand.sees("clinic")
        assert house.program.backups.works


def test_where_it_cannot_be_brought_back_what_stands_is_there_again(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, backups=True) as house:
        name = one_hour_behind(house, tmp_path)
        at_back_ups(house)
        house.hand.tap(f"restore:{name}")
        held(tmp_path)[0].file.write_bytes(b"\x00" * 4096)
        house.at_desk.fill({"password": PASSWORD})
        house.hand.tap("restore")
        house.hand.settle()
        assert "The back-up was not brought back." in house.said()
        assert patients(house) == ["Osterhout", "Quarrington"]
        assert not list((tmp_path / "data").glob("replaced-*"))


def test_one_that_is_gone_by_then_is_not_being_read_any_more(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, backups=True) as house:
        name = one_hour_behind(house, tmp_path)
        at_back_ups(house)
        shutil.rmtree(held(tmp_path)[0].place)
        house.hand.tap(f"restore:{name}")
        said = house.said(house.at_desk.workspace.page())
        assert name in said, "why it cannot be"
        assert "Reading the back-up" not in said


def test_without_its_own_thread_there_are_no_such_pages(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path) as house:
        house.staff_sign_in()
        house.hand.tap("clinic")
        assert not house.hand.sees("back_ups")


def test_visits_go_by_themselves_only_while_nobody_is_at_the_screen(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path) as house:
        timer, place = PurgeTimer(house.program), house.workplace

        def tried() -> object:
            with place.reading() as records:
                return records.settings.get(purging.TRIED)

        clinic = replace(staff.clinic(place), purges_itself=True)
        staff.change_clinic(place, staff=house.nurse, clinic=clinic)
        house.staff_sign_in()
        timer.look()
        assert tried() is None
        house.program.staff.lock()  # type: ignore[union-attr]
        house.program.kiosk.hand_over(schedule.board(place).rows[0].visit, house.nurse)
        timer.look()
        assert tried() is None
        house.hand.settle()
        house.hand.tap("leave")
        house.hand.tap("go_on")
        timer.look()
        assert tried() is not None


def test_a_new_recovery_key_is_shown_once_and_typed_back_from_its_paper(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, backups=True) as house:
        at_back_ups(house)
        house.hand.tap("recovery")
        page = house.at_desk.workspace.page()
        assert "There is no recovery key" in house.said(page)
        house.at_desk.fill({"password": "not the one"})
        house.hand.tap("new")
        assert "password is wrong" in house.said(page)
        assert not house.hand.sees("keep")
        house.at_desk.fill({"password": PASSWORD})
        house.hand.tap("new")
        shown = house.hand.find("recovery_key").text()  # type: ignore[attr-defined]
        assert not house.hand.sees("print_key"), "without a printer it is written down"
        house.at_desk.fill({"typed": "another"})
        house.hand.tap("keep")
        assert "not the key that was shown" in house.said(page)
        assert "back-up in" not in house.said(page), "no back-up was asked for"
        house.at_desk.fill({"typed": shown.lower()})
        house.hand.tap("keep")
        assert "new recovery key counts" in house.said(house.at_desk.workspace.page())
        assert shown not in house.said()
        newest = held(tmp_path)[0]
        assert newest.recovery is not None
        assert recovery.unwrap(newest.recovery, newest.label.database, shown) is not None
        house.hand.tap("recovery")
        assert "Made by Ann Lee, today" in house.said(house.at_desk.workspace.page())


def test_with_the_visits_the_back_ups_go_that_are_older_than_the_clinic_s_days(
    tmp_path: Path, qapp: QApplication
) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, backups=True) as house:
        place, nurse = house.workplace, house.nurse
        visit = schedule.board(place).rows[0].visit
        schedule.end_visit(place, staff=nurse, visit=visit, ending=Ending.DONE)
        schedule.record_print(place, staff=nurse, visit=visit, paper="nurse_sheet")
        house.program.backups.look()
        (old,) = held(tmp_path)
        enter(house, "Ash")
        for _ in range(60):
            pass_by(house, days=1)
            schedule.record_day_list(place, staff=nurse, on=VISIT.procedure_on)
        house.staff_sign_in()
        house.hand.tap("clinic")
        house.hand.tap("finished")
        house.at_desk.fill({"password": PASSWORD})
        house.hand.tap("remove")
        assert "1 visit was removed." in house.said()
        assert old.place not in [one.place for one in held(tmp_path)]
