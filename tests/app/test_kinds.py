"""What a machine is for decides which sides it has: a desk shows nothing of the patient's, from its first paint on."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kypho_prep import settings
from kypho_prep.app.program import Program
from kypho_prep.kiosk.window import KioskWindow
from kypho_prep.look.worker import InlineWorker
from kypho_prep.nurse.clinic.sign_in_page import SignInPage
from kypho_prep.settings import Kind, Settings
from tests.journeys.house import CHEAP, KIOSK, PASSWORD, Clock, House, standing, with_clinic

SET_UP = {"name": "Ann Lee", "user": "ann", "password": PASSWORD, "again": PASSWORD, "clinic": "Harbor Spine"}


def sign_in(house: House) -> None:
    house.hand.write("user", "ann")
    house.hand.write("password", PASSWORD)
    house.hand.tap("sign_in")


def test_a_desk_begins_at_the_sign_in_and_stays_there_when_it_is_locked(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, kind=Kind.DESK) as house:
        staff = house.program.staff
        assert staff is not None
        assert isinstance(staff.page(), SignInPage)
        assert not house.hand.sees("leave")
        sign_in(house)
        assert house.hand.sees("new_visit")
        QTest.keyClick(house.program.window.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        house.hand.settle()
        assert isinstance(staff.page(), SignInPage)
        assert "Quarrington" not in house.said()
        QTest.keyClick(house.program.window.windowHandle(), Qt.Key.Key_Escape)
        assert isinstance(staff.page(), SignInPage)
        assert house.program.window.findChildren(KioskWindow) == []
        with pytest.raises(LookupError):
            _ = house.program.kiosk


def test_a_desk_has_no_kiosk_of_its_own_to_hand_over(tmp_path: Path, qapp: QApplication) -> None:
    visit, _ = with_clinic(tmp_path)
    with standing(tmp_path, kind=Kind.DESK) as house:
        sign_in(house)
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
        for name, text in SET_UP.items():
            house.hand.write(name, text)
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
        for name, text in SET_UP.items():
            house.hand.write(name, text)
        house.program.staff.page().form.fields["kind"].put(Kind.DESK)  # type: ignore[union-attr, attr-defined]
        house.hand.tap("save")
        assert house.words("desk.set_up.kind_not_kept", file=settings.FILE) in house.said()
        with house.workplace.reading() as records:
            assert records.staff.count() == 0
