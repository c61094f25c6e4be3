"""What a machine is for decides which sides it has: a desk shows nothing of the patient's, a kiosk no board."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from kypho_prep import settings
from kypho_prep.app.program import Program
from kypho_prep.kiosk.window import KioskWindow
from kypho_prep.look.worker import InlineWorker
from kypho_prep.nurse.clinic.sign_in_page import SignInPage
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.settings import Kind, Settings
from kypho_prep.workflow import start
from tests.journeys.house import BORN, KIOSK, PASSWORD, Clock, House, standing, with_clinic

SET_UP = {"name": "Ann Lee", "user": "ann", "password": PASSWORD, "again": PASSWORD, "clinic": "Harbor Spine"}


def test_a_desk_begins_at_the_sign_in_and_stays_there_when_it_is_locked(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, kind=Kind.DESK) as house:
        staff = house.program.staff
        assert staff is not None
        assert isinstance(staff.page(), SignInPage)
        assert not house.hand.sees("leave")
        house.staff_sign_in()
        assert house.hand.sees("new_visit")
        house.at_desk.lock()
        assert isinstance(staff.page(), SignInPage)
        assert "Quarrington" not in house.said()
        house.hand.press(Qt.Key.Key_Escape)
        assert isinstance(staff.page(), SignInPage)
        assert house.program.window.findChildren(KioskWindow) == []
        with pytest.raises(LookupError):
            _ = house.program.kiosk


def test_a_desk_has_no_kiosk_of_its_own_to_hand_over(tmp_path: Path, qapp: QApplication) -> None:
    visit, _ = with_clinic(tmp_path)
    with standing(tmp_path, kind=Kind.DESK) as house:
        house.staff_sign_in()
        assert house.program.staff is not None
        workspace = house.program.staff.workspace()
        assert workspace is not None
        workspace.open_handing(visit)
        house.hand.settle()
        assert house.hand.sees("print_slip")
        assert not house.hand.sees("hand_over")


def test_a_desk_s_first_paint_says_that_it_opens(tmp_path: Path, qapp: QApplication) -> None:
    chosen = Settings(tmp_path / "data", tmp_path / "config", KIOSK, kind=Kind.DESK)
    program = Program(chosen, InlineWorker(), Clock())
    program.window.resize(1280, 800)
    program.window.show()
    QCoreApplication.processEvents()
    house = House(program, hand=None, ticks=None)  # type: ignore[arg-type]
    assert house.said() == program.words("program.opening")
    program.close()
    program.window.close()
    program.window.deleteLater()


def test_a_desk_that_could_not_open_tries_again(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    label = next(path for path in (tmp_path / "data").iterdir() if path.suffix == ".json")
    kept = label.read_bytes()
    label.unlink()
    with standing(tmp_path, kind=Kind.DESK) as house:
        assert house.trouble is not None
        label.write_bytes(kept)
        house.hand.tap("try_again")
        assert house.hand.sees("sign_in")


@pytest.mark.parametrize(("chosen", "written"), [(Kind.BOTH, ""), (Kind.DESK, 'kind = "desk"\n')])
def test_the_set_up_says_what_the_machine_is_for(
    chosen: Kind, written: str, tmp_path: Path, qapp: QApplication
) -> None:
    with standing(tmp_path) as house:
        house.hand.tap("set_up")
        house.at_desk.fill(SET_UP)
        page = house.program.staff.page()  # type: ignore[union-attr]
        assert page.form.values()["kind"] == Kind.BOTH  # type: ignore[attr-defined]
        page.form.fields["kind"].put(chosen)  # type: ignore[attr-defined]
        house.hand.tap("save")
        assert house.hand.sees("new_visit")
    file = settings.paths.config_dir() / settings.FILE
    assert (file.read_text("utf-8") if file.exists() else "") == written
    assert settings.load().kind is chosen


def test_a_machine_that_cannot_keep_what_it_is_makes_no_clinic(tmp_path: Path, qapp: QApplication) -> None:
    folder = settings.paths.config_dir()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way", "utf-8")
    with standing(tmp_path) as house:
        house.hand.tap("set_up")
        house.at_desk.fill(SET_UP)
        house.program.staff.page().form.fields["kind"].put(Kind.DESK)  # type: ignore[union-attr, attr-defined]
        house.hand.tap("save")
        assert house.words("desk.set_up.kind_not_kept", file=settings.FILE) in house.said()
        with house.workplace.reading() as records:
            assert records.staff.is_empty()


def staff_at_kiosk(house: House, family: str, born: date) -> None:
    """Sign in on the kiosk and name the patient; the birth date by touch."""
    house.hand.tap("staff")
    house.hand.write("user", "ann")
    house.hand.write("password", PASSWORD)
    house.hand.tap("acknowledge")
    house.hand.write("family", family)
    house.hand.tap("next")
    for name in ("part:month", f"month:{born.month}", f"day:{born.day}", *(f"key:{digit}" for digit in str(born.year))):
        house.hand.tap(name)
    house.hand.tap("next")


def test_a_kiosk_begins_at_the_welcome_page_and_never_opens_the_board(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, kind=Kind.KIOSK) as house:
        assert house.hand.sees("start")
        house.hand.tap("staff")
        assert house.hand.sees("acknowledge")
        house.program.show_staff()
        assert house.program.staff is None
        house.hand.write("user", "ann")
        house.hand.write("password", "wrong")
        house.hand.tap("acknowledge")
        assert house.words("error.wrong_password") in house.said()
        house.hand.write("password", PASSWORD)
        house.hand.tap("acknowledge")
        assert house.hand.sees("family")
        assert "Quarrington" not in house.said()
        house.hand.tap("close")
        assert house.hand.sees("start")
        assert house.program.staff is None
        assert house.program.window.findChildren(NurseWindow) == []


def test_staff_hand_a_kiosk_over_by_name_and_birth_date(tmp_path: Path, qapp: QApplication) -> None:
    visit, _ = with_clinic(tmp_path)
    with standing(tmp_path, kind=Kind.KIOSK) as house:
        staff_at_kiosk(house, "QUARRINGTON", BORN)
        session = house.program.kiosk.session
        assert session is not None
        assert "Hello, Eleanor" in house.said()
        with house.workplace.reading() as records:
            opened = records.sessions.open_of(visit)
        assert opened is not None
        assert (opened.kiosk, opened.opened_by) == (KIOSK, "Ann Lee")


def test_a_name_that_does_not_fit_the_date_opens_nothing_and_says_not_which(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, kind=Kind.KIOSK) as house:
        staff_at_kiosk(house, "Quarring", BORN)
        assert house.words("error.nobody_fits") in house.said()
        house.hand.tap("back")
        assert house.hand.sees("family")
        house.hand.tap("close")
        staff_at_kiosk(house, "Quarrington", date(1950, 2, 4))
        assert house.words("error.nobody_fits") in house.said()
        assert house.program.kiosk.session is None


def test_staff_who_walk_away_from_a_kiosk_leave_nothing_behind(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, kind=Kind.KIOSK) as house:
        staff_at_kiosk(house, "Marlowe", BORN)
        house.ticks.at += 91
        house.program.kiosk.idle.look()
        house.hand.settle()
        assert house.hand.sees("start")
        house.hand.tap("staff")
        assert house.hand.find("user").text() == ""  # type: ignore[attr-defined]
        assert "Marlowe" not in house.said()


def test_staff_close_the_program_on_a_kiosk(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, kind=Kind.KIOSK) as house:
        house.hand.tap("staff")
        house.hand.write("user", "ann")
        house.hand.write("password", PASSWORD)
        house.hand.tap("acknowledge")
        house.hand.tap("quit")
        assert not house.program.window.isVisible()


def test_a_kiosk_makes_no_clinic_and_says_so(tmp_path: Path, qapp: QApplication) -> None:
    with standing(tmp_path, kind=Kind.KIOSK) as house:
        assert house.trouble is not None
        house.hand.tap("for_staff")
        assert "kiosk, and no clinic is set up yet" in house.said()
        assert not list((tmp_path / "data").glob("*.db"))


def test_a_kiosk_on_a_clinic_in_which_nobody_works_says_so_too(tmp_path: Path, qapp: QApplication) -> None:
    start.open_or_create(tmp_path / "data", tmp_path / "config").close()
    with standing(tmp_path, kind=Kind.KIOSK) as house:
        assert house.trouble is not None
        house.hand.tap("for_staff")
        assert "kiosk, and no clinic is set up yet" in house.said()


@pytest.mark.parametrize("kind", [Kind.KIOSK, Kind.BOTH])
def test_a_patient_reads_nothing_technical_where_the_program_cannot_start(
    tmp_path: Path, qapp: QApplication, kind: Kind
) -> None:
    with_clinic(tmp_path)
    (tmp_path / "data" / "database.json").rename(tmp_path / "away.json")
    with standing(tmp_path, kind=kind) as house:
        assert house.trouble is not None
        said = house.said(house.trouble)
        assert "Please call the nurse" in said
        assert "Please try again, or ask at the desk" in said
        for technical in ("kypho-prep", "key", "computer", "file", "database"):
            assert technical not in said
        assert not house.hand.sees("quit")
        house.hand.tap("for_staff")
        said = house.said(house.trouble)
        assert "The key to this clinic's data is not on this computer" in said
        assert "Please call the nurse" not in said
        assert house.hand.sees("quit")
        (tmp_path / "away.json").rename(tmp_path / "data" / "database.json")
        house.hand.tap("try_again")
        assert house.trouble is None
        assert house.hand.sees("start")


def test_a_desk_says_at_once_why_it_cannot_start(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    (tmp_path / "data" / "database.json").unlink()
    with standing(tmp_path, kind=Kind.DESK) as house:
        assert house.trouble is not None
        assert "The key to this clinic's data is not on this computer" in house.said(house.trouble)
        assert not house.hand.sees("for_staff")
