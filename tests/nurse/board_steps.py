"""Short ways over the board that several tests take."""

from datetime import date

from kypho_prep.nurse.board.model import ROW
from kypho_prep.nurse.board.page import BoardPage
from kypho_prep.nurse.board.table import Table
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.sample.scripted_patient import Script
from tests.nurse.conftest import Ward, named

NO_RIDE = Script({"ride.adult": False})


def patients(window: NurseWindow) -> list[str]:
    """Return the names on the board from top to bottom."""
    page = window.page()
    assert isinstance(page, BoardPage)
    model = page.model
    return [model.index(at, 0).data(ROW).patient for at in range(model.rowCount())]


def table(window: NurseWindow) -> Table:
    found = named(window, "board")
    assert isinstance(found, Table)
    return found


def three(ward: Ward) -> None:
    """Enter three visits, the one without a ride late but two working days away."""
    ward.once("three", lambda: _enter_three(ward))


def _enter_three(ward: Ward) -> None:
    ward.visit("Abel", "Ann", procedure_on=date(2026, 12, 2))
    ward.answered(ward.visit("Moss", "Eleanor", procedure_on=date(2026, 12, 3)), NO_RIDE)
    ward.visit("Zahn", "Zoe", procedure_on=date(2026, 12, 20))


def board_of(window: NurseWindow) -> BoardPage:
    page = window.page()
    assert isinstance(page, BoardPage)
    return page
