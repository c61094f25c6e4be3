"""A kiosk and a nurse's desk, each a window of its own, on one clinic's server: neither knows more than it read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kypho_prep.prep.sign_off.prep_sign_off import blockers, standing
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.records.postgresql.database import Database
from kypho_prep.tour.driver.guest import Guest
from tests.clinic_server import ClinicServer
from tests.journeys import house as place
from tests.journeys import test_two_windows as steps
from tests.journeys.house import BORN, House


@contextmanager
def station(name: str, url: str, folder: Path) -> Iterator[House]:
    """A program on a machine of its own, enrolled with the server under a name."""
    own = folder / name
    own.mkdir()
    enrolment.write(own / "config", Enrolment(name, name, url))
    with place.standing(own) as house:
        house.hand = steps.QuietHand(house.program.window, own)
        yield house
        assert list(own.rglob("*.db*")) == [], "the clinic stands on the server alone"


def test_what_the_kiosk_answers_reaches_the_desk_and_no_signature_passes_it(
    server: ClinicServer, tmp_path: Path, qapp: QApplication
) -> None:
    url = server.url(server.new())
    with station("desk", url, tmp_path) as desk:
        steps.set_up(desk)
        visit, code = steps.enter_visit(desk)
        steps.sign_in(desk)
        with station("kiosk", url, tmp_path) as kiosk:
            assert [name_of(one) for one in (desk, kiosk)] == ["desk", "kiosk"]
            steps.answer_and_leave_once(kiosk, code)
            the_board_learns_of_it(desk, visit)
            steps.nurse(desk).open_visit(visit)
            steps.close_everything(desk)
            a_signature_on_what_changed_meanwhile_is_refused(desk, kiosk, visit, code)
            close_the_rest(desk)
            steps.sign(desk, visit)
            change(kiosk, code, "choice:none")
            steps.nurse(desk).open_visit(visit)
            the_sign_off_fell(desk, visit)


def name_of(house: House) -> str:
    database = house.workplace.database
    assert isinstance(database, Database)
    return database.station


def the_board_learns_of_it(desk: House, visit: str) -> None:
    """The board that stood open all the while looks, as it does every few seconds."""
    watch = steps.nurse(desk).workspace.watch
    watch.look()
    assert watch.board is not None
    assert [(row.visit, row.stage) for row in watch.board.rows] == [(visit, Stage.TO_REVIEW)]


def change(kiosk: House, code: str, choice: str) -> None:
    """The patient comes back to the kiosk with the slip, answers the first question of bleeding anew, and leaves."""
    Guest(kiosk.hand, kiosk.program.kiosk, {}).sign_in(code, BORN)
    patient = steps.guest(kiosk, {})
    patient.go_until("OverviewPage", "check.summary", "check.plan")
    if patient.item != "OverviewPage":
        kiosk.hand.tap("overview")
    kiosk.hand.tap("chapter:bleeding_allergies")
    steps.guest(kiosk, {"bleeding.history": (choice,)}).go_until("bleeding.heart_clots")
    kiosk.hand.tap("leave")
    kiosk.hand.tap("go_on")


def a_signature_on_what_changed_meanwhile_is_refused(desk: House, kiosk: House, visit: str, code: str) -> None:
    """The nurse has all before her and signs what the patient has just changed at the kiosk."""
    assert blockers(desk.situation(visit)) == ()
    desk.hand.tap("sign")
    change(kiosk, code, "choice:bruises")
    # The board's look tells the open page, which takes no form from under her hands.
    steps.nurse(desk).workspace.watch.look()
    desk.hand.tap("sign_now")
    assert desk.situation(visit).chart.sign_offs == ()
    assert desk.words("error.changed") in desk.said()


def close_the_rest(desk: House) -> None:
    while left := steps.open_cards(desk):
        steps.close(desk, left[0])


def the_sign_off_fell(desk: House, visit: str) -> None:
    fallen = standing(desk.situation(visit))
    assert not fallen.stands
    assert [one.key for one in fallen.changes] == ["reply:bleeding.history"]
    assert desk.words("bleeding.history.question") in desk.said()
