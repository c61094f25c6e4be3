"""Back-ups of the running program: made by itself, and the last one offered where the data is damaged at the start."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kypho_prep.look.worker import Worker
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.workflow.clinic.backing_up import BackingUp
from kypho_prep.workflow.visits import schedule
from tests.app.test_cannot_start import damaged_page, on_disk, refused
from tests.journeys.house import standing, with_clinic


def held(folder: Path) -> list[int]:
    return [one.number for one in Archive(folder / "data" / "backups").held()]


def test_one_is_made_after_the_start_and_one_at_the_end_where_something_changed(
    tmp_path: Path, qapp: QApplication
) -> None:
    visit, _ = with_clinic(tmp_path)
    with standing(tmp_path, backups=True) as house:
        assert held(tmp_path) == []
        house.program.backups.look()
        assert held(tmp_path) == [1]
        house.program.backups.look()
        assert held(tmp_path) == [1]
        with house.workplace.writing() as records:
            records.settings.put("something", visit)
    # Both are of one half-hour, of which the last one stays.
    assert held(tmp_path) == [2]
    with standing(tmp_path, backups=True) as house:
        house.program.backups.look()
    assert held(tmp_path)[0] in (2, 3)


def test_while_the_stick_is_out_none_is_made_each_minute_and_back_in_it_gets_the_last(
    tmp_path: Path, qapp: QApplication
) -> None:
    visit, _ = with_clinic(tmp_path)
    stick = tmp_path / "stick"
    with standing(tmp_path, backups=True) as house:
        backups = house.program.backups
        backups._backing = BackingUp(house.workplace.database, house.workplace.clock, stick)
        backups.look()
        for minute in range(5):
            with house.workplace.writing() as records:
                records.settings.put("something", [visit, minute])
            backups.look()
        assert held(tmp_path) == [1], "the last one is of this half-hour"
        stick.mkdir()
        backups.look()
        (clinic,) = stick.iterdir()
        assert [one.number for one in Archive(clinic).held()] == [1]


def test_a_thread_of_its_own_makes_them_and_ends_with_the_program(tmp_path: Path, qtbot: object) -> None:
    with_clinic(tmp_path)
    made: list[Worker] = []

    def own() -> Worker:
        made.append(Worker())
        return made[-1]

    with standing(tmp_path) as house:
        house.program.backups._make_worker = own
        house.hand.settle()
        house.program._let_go()
        house.program.open()
        house.program.backups.look()
    (worker,) = made
    assert not worker._thread.isRunning()
    assert held(tmp_path)


def damaged(folder: Path) -> None:
    """A clinic with a back-up of an hour ago, and damage since."""
    with_clinic(folder)
    with standing(folder, backups=True) as house:
        house.program.backups.look()
    damaged_page(folder)


def test_damaged_data_is_answered_with_the_last_whole_back_up(tmp_path: Path, qapp: QApplication) -> None:
    damaged(tmp_path)
    before = on_disk(tmp_path)
    with standing(tmp_path) as house:
        said = refused(house)
        assert "There is a whole back-up of 2026-11-2" in said
        assert "set aside together, not deleted" in said
        assert on_disk(tmp_path) == before
        house.hand.tap("bring_back")
        assert "Is this the one to bring back?" in refused(house)
        assert on_disk(tmp_path) == before
        house.hand.tap("bring_back_yes")
        assert house.trouble is None
        assert house.hand.sees("start")
        assert [row.patient for row in schedule.board(house.workplace).rows] == ["Quarrington, Eleanor"]
        with house.workplace.reading() as records:
            assert records.audit.all()[-1].event == "backup_brought_back"
    (aside,) = (tmp_path / "data").glob("replaced-*")
    harmed = before[str(tmp_path / "data" / "kypho-prep.db")]
    assert (aside / "kypho-prep.db").read_bytes() == harmed


def test_where_no_whole_back_up_stands_none_is_offered(tmp_path: Path, qapp: QApplication) -> None:
    damaged(tmp_path)
    for one in Archive(tmp_path / "data" / "backups").held():
        one.file.write_bytes(b"\x00" * 4096)
    with standing(tmp_path) as house:
        assert "back-up" not in refused(house)
        assert not house.hand.sees("bring_back")


def test_a_back_up_that_cannot_be_brought_back_is_said_on_the_page(tmp_path: Path, qapp: QApplication) -> None:
    damaged(tmp_path)
    with standing(tmp_path) as house:
        house.hand.tap("for_staff")
        house.hand.tap("bring_back")
        for one in Archive(tmp_path / "data" / "backups").held():
            one.file.write_bytes(b"\x00" * 4096)
        before = on_disk(tmp_path)
        house.hand.tap("bring_back_yes")
        assert not house.hand.sees("for_staff"), "staff read on"
        assert "The clinic's data is damaged" in refused(house)
        assert on_disk(tmp_path) == before


@pytest.mark.parametrize("size", [(1280, 800), (1080, 1920)])
def test_the_offer_stands_whole_on_the_page(tmp_path: Path, qapp: QApplication, size: tuple[int, int]) -> None:
    damaged(tmp_path)
    with standing(tmp_path) as house:
        house.program.window.resize(*size)
        house.hand.settle()
        assert house.trouble is not None
        house.hand.tap("for_staff")
        for name in ("bring_back", "quit", "try_again"):
            assert house.hand.sees(name)
        house.hand.tap("bring_back")
        for name in ("bring_back_yes", "quit", "try_again"):
            assert house.hand.sees(name)


def test_a_back_up_that_failed_is_logged_without_the_error_s_words(
    tmp_path: Path, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, backups=True) as house:
        house.program.backups._failed(ValueError("Quarrington"))
    (record,) = [one for one in caplog.records if "back-up failed" in one.getMessage()]
    assert record.getMessage() == "a back-up failed: ValueError"
    assert record.exc_info is None
    caplog.clear()
