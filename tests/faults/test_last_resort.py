"""The last resort itself: a process that stays, a page of Qt's own, staff's draft, a log without words, no loop."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import kypho_prep.kiosk
import kypho_prep.look
import kypho_prep.nurse
from kypho_prep.cli import main
from kypho_prep.look.faults import places as places_of
from kypho_prep.workflow import start
from tests.faults.planted import QUOTED, Place, places
from tests.faults.test_every_method import Hearing, hearing
from tests.journeys.house import PASSWORD, standing, with_clinic

ROOT = Path(__file__).resolve().parents[2]
FAULT = "Something in the program went wrong"


def place(package: object, name: str) -> Place:
    (found,) = [one for one in places(package) if one.name == name]  # type: ignore[arg-type]
    return found


def to_the_desk(made: Hearing) -> None:
    hand = made.house.hand
    hand.tap("staff")
    hand.write("user", "ann")
    hand.write("password", PASSWORD)
    hand.tap("sign_in")


# Qt asks every button for its size, in one call: two that fail in it ended the process.
def test_the_process_stays_whatever_qt_was_asking_for(tmp_path: Path) -> None:
    with_clinic(tmp_path)
    script = Path(__file__).with_name("one_fault.py")
    own = {**os.environ, "PYTHONPATH": str(ROOT), "KYPHO_PREP_CONFIG": str(tmp_path / "config")}
    run = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "data"), "look.buttons.Button.sizeHint"],
        capture_output=True,
        text=True,
        env=own,
        cwd=ROOT,
        timeout=100,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    said = json.loads(run.stdout.splitlines()[-1])
    assert (said["code"], "Please call the nurse" in said["said"]) == (0, True)
    assert "Traceback" not in run.stderr
    assert QUOTED not in run.stderr


@pytest.mark.qt_no_exception_capture
def test_where_no_page_can_be_built_a_bare_one_stands_until_one_can(
    tmp_path: Path, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    with hearing(tmp_path) as made:
        with place(kypho_prep.kiosk, "kiosk.pages.welcome.WelcomePage.__init__").broken(once=False):
            made.house.hand.tap("start")
            made.house.hand.tap("back")
            made.settle()
            assert made.resort.bare is not None
            assert made.resort.bare.isVisible()
            assert "Please call the nurse" in made.words
            assert not made.house.program.window.isVisible()
            made.resort.again()
            assert made.resort.bare is not None
        made.resort.again()
        made.settle()
        assert made.resort.bare is None
        assert made.house.program.window.isVisible()
        made.start_again()
        assert made.house.hand.sees("start")
    caplog.clear()


@pytest.mark.qt_no_exception_capture
def test_staff_read_a_sentence_and_their_draft_stays(
    tmp_path: Path, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    with hearing(tmp_path) as made:
        to_the_desk(made)
        hand = made.house.hand
        hand.tap("new_visit")
        hand.write("family", QUOTED)
        with place(kypho_prep.nurse, "nurse.visit.page.VisitPage.patient").broken(once=True):
            made.hook(*_raised(made))
            made.settle()
        assert FAULT in made.words
        assert "Traceback" not in made.words
        assert hand.find("family").text() == QUOTED  # type: ignore[attr-defined]
        hand.tap("fault_read")
        assert FAULT not in made.words
        assert QUOTED not in caplog.text
    caplog.clear()


def _raised(made: Hearing) -> tuple[type[BaseException], BaseException, None]:
    desk = made.house.program.staff
    try:
        desk.page().patient()  # type: ignore[union-attr]
    except Exception as error:  # noqa: BLE001 - as Python's hook hears of it
        return type(error), error, None
    raise AssertionError("nothing was raised")


@pytest.mark.qt_no_exception_capture
def test_a_lock_that_failed_half_way_leaves_nothing_of_a_patient(
    tmp_path: Path, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    with hearing(tmp_path) as made:
        to_the_desk(made)
        made.house.hand.tap("new_visit")
        made.house.hand.write("family", QUOTED)
        with place(kypho_prep.nurse, "nurse.workspace.Workspace.leave").broken(once=False):
            made.house.hand.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
            made.settle()
        assert not made.house.hand.sees("family")
        assert made.house.hand.sees("sign_in")
        assert FAULT in made.words
    caplog.clear()


@pytest.mark.qt_no_exception_capture
def test_a_fault_of_the_last_resort_s_own_goes_no_further(
    tmp_path: Path, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    with hearing(tmp_path) as made:
        for name in ("look.faults.places", "look.faults.note"):
            with place(kypho_prep.look, name).broken(once=False):
                made.hook(ValueError, ValueError(QUOTED), None)
                made.settle()
        for _ in range(20):
            made.hook(ValueError, ValueError(QUOTED), None)
            made.settle()
        assert made.resort.bare is not None
        assert QUOTED not in caplog.text
    caplog.clear()


def test_an_error_is_told_by_its_kind_and_place_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_clinic(tmp_path)
    database = start.open_or_create(tmp_path / "data", tmp_path / "config")
    with pytest.raises(IntegrityError) as raised, database.write() as records:
        records.connection.execute(text("INSERT INTO patient (id) VALUES (:words)"), {"words": QUOTED})
    database.close()
    assert QUOTED not in str(raised.value)
    said = places_of(raised.value)
    assert said.startswith("IntegrityError < ")
    assert "test_last_resort.py" in said
    with place(kypho_prep, "server_commands._clinic_init").broken(once=False):
        assert main(["clinic", "init", "postgresql://a:b@c/d"]) == 3
    said = capsys.readouterr().err
    assert "Planted" in said
    assert QUOTED not in said


@pytest.mark.qt_no_exception_capture
def test_trying_anew_builds_no_side_on_a_program_that_has_not_started(
    tmp_path: Path, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    with_clinic(tmp_path)
    label = tmp_path / "data" / "database.json"
    label.rename(tmp_path / "away.json")
    with standing(tmp_path) as house:
        assert house.trouble is not None
        before = house.program.kiosk
        house.program.start_over()
        house.hand.settle()
        assert house.trouble is not None
        assert house.program.kiosk is before
    caplog.clear()


def test_trying_anew_builds_nothing_on_a_program_that_is_closed(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path) as house:
        before = house.program.kiosk
        house.program.close()
        house.program.start_over()
        assert house.program.kiosk is before
