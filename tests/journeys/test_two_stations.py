"""A kiosk and a nurse's desk, each a window of its own, on one clinic's server: neither knows more than it read."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from kypho_prep.prep.sign_off.prep_sign_off import blockers, standing
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.records.postgresql.database import Database
from tests.clinic_server import ClinicServer
from tests.journeys import steps
from tests.journeys.house import BORN, House
from tests.journeys.stations import station


def test_what_the_kiosk_answers_reaches_the_desk_and_no_signature_passes_it(
    server: ClinicServer, tmp_path: Path, qapp: QApplication
) -> None:
    url = server.url(server.new())
    with station("desk", url, tmp_path) as desk:
        steps.set_up(desk)
        visit, code = steps.enter_visit(desk)
        desk.staff_sign_in()
        with station("kiosk", url, tmp_path) as kiosk:
            assert [name_of(one) for one in (desk, kiosk)] == ["desk", "kiosk"]
            steps.answer_and_leave_once(kiosk, code)
            the_board_learns_of_it(desk, visit)
            desk.at_desk.open_visit(visit)
            steps.close_everything(desk)
            a_signature_on_what_changed_meanwhile_is_refused(desk, kiosk, visit, code)
            steps.close_cards(desk)
            steps.sign(desk, visit)
            change(kiosk, code, "choice:none")
            desk.at_desk.open_visit(visit)
            the_sign_off_fell(desk, visit)


def test_who_is_handed_a_machine_while_her_pages_are_open_elsewhere_is_sent_there(
    server: ClinicServer, tmp_path: Path, qapp: QApplication
) -> None:
    url = server.url(server.new())
    with station("desk", url, tmp_path) as desk:
        steps.set_up(desk)
        visit, code = steps.enter_visit(desk)
        desk.staff_sign_in()
        with station("kiosk", url, tmp_path) as kiosk:
            kiosk.guest().sign_in(code, BORN)
            desk.at_desk.hand_over(visit)
            assert desk.words("error.session_taken", kiosk="kiosk") in desk.said(desk.program.kiosk)


def test_a_patient_whose_kiosk_died_goes_on_at_another(
    server: ClinicServer, tmp_path: Path, qapp: QApplication
) -> None:
    url = server.url(server.new())
    with station("desk", url, tmp_path) as desk:
        steps.set_up(desk)
        visit, code = steps.enter_visit(desk)
        desk.staff_sign_in()
        with station("kiosk", url, tmp_path) as first, station("second", url, tmp_path) as second:
            patient = first.guest()
            patient.sign_in(code, BORN)
            patient.go_until("start.interpreter")
            other = second.guest()
            other.sign_in(code, BORN)
            assert second.words("error.session_taken", kiosk="kiosk") in second.said()
            close_the_pages_there(desk, visit)
            while not second.hand.sees("start"):
                second.hand.tap("back")
            other.sign_in(code, BORN)
            other.go_until("start.interpreter")
            patient.answer()
            assert first.program.kiosk.session is None
            assert first.words("error.session_ended") in first.said()


def close_the_pages_there(desk: House, visit: str) -> None:
    desk.at_desk.open_visit(visit)
    desk.hand.tap("close_there")
    assert desk.words("desk.review.close_there_help", kiosk="kiosk") in desk.said()
    desk.hand.tap("keep_sitting")
    desk.hand.tap("close_there")
    desk.hand.tap("end_sitting")
    assert not desk.hand.sees("close_there")


def test_a_station_tells_the_others_that_it_is_at_work(
    server: ClinicServer, tmp_path: Path, qapp: QApplication
) -> None:
    with station("desk", server.url(server.new()), tmp_path) as desk:
        here = desk.workplace.station
        with desk.workplace.writing() as records:
            assert records.stations.holds(here)
            records.connection.exec_driver_sql("UPDATE station SET seen_at = NULL")
            assert not records.stations.holds(here)
        desk.program.lease.renew()
        with desk.workplace.reading() as records:
            assert records.stations.holds(here)


def test_a_desk_of_a_server_says_below_the_board_who_makes_the_back_ups(
    server: ClinicServer, tmp_path: Path, qapp: QApplication
) -> None:
    with station("desk", server.url(server.new()), tmp_path) as desk:
        steps.set_up(desk)
        line = desk.hand.find("backups")
        assert line.accessibleName() == desk.words("desk.backup.server")


def name_of(house: House) -> str:
    database = house.workplace.database
    assert isinstance(database, Database)
    return database.station.name


def the_board_learns_of_it(desk: House, visit: str) -> None:
    """The board that stood open all the while looks, as it does every few seconds."""
    watch = desk.at_desk.workspace.watch
    watch.look()
    assert watch.board is not None
    assert [(row.visit, row.stage) for row in watch.board.rows] == [(visit, Stage.TO_REVIEW)]


def change(kiosk: House, code: str, choice: str) -> None:
    """The patient comes back to the kiosk with the slip, answers the first question of bleeding anew, and leaves."""
    kiosk.guest().sign_in(code, BORN)
    steps.answer_anew(kiosk, choice)


def a_signature_on_what_changed_meanwhile_is_refused(desk: House, kiosk: House, visit: str, code: str) -> None:
    """The nurse has all before her and signs what the patient has just changed at the kiosk."""
    assert blockers(desk.situation(visit)) == ()
    desk.hand.tap("sign")
    change(kiosk, code, "choice:bruises")
    # The board's look tells the open page, which takes no form from under her hands.
    desk.at_desk.workspace.watch.look()
    desk.hand.tap("sign_now")
    desk.at_desk.confirm(steps.PASSWORD)
    assert desk.situation(visit).chart.sign_offs == ()
    assert desk.words("error.changed") in desk.said()


def the_sign_off_fell(desk: House, visit: str) -> None:
    fallen = standing(desk.situation(visit))
    assert not fallen.stands
    assert [one.key for one in fallen.changes] == ["reply:bleeding.history"]
    assert desk.words("bleeding.history.question") in desk.said()
