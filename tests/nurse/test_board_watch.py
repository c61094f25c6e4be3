"""The board's watch asks one question at a time, and loses nothing that woke it while one was out."""

from kypho_prep.workflow.clinic import accounts
from tests.late_worker import LateWorker
from tests.nurse.board_steps import patients
from tests.nurse.conftest import PASSWORD, Open, Ward


def test_what_woke_it_while_her_own_password_changed_is_asked_for(ward: Ward, open_window: Open) -> None:
    worker = LateWorker(late=False)
    window = open_window(ward, worker=worker)
    workspace = window.workspace()
    assert workspace is not None
    watch, session = workspace.watch, workspace.session
    watch.start()
    worker.late = True
    watch.look()
    asked = worker.waiting.pop()
    given = {"current": PASSWORD, "password": "another quiet stone"}
    renewed = accounts.change_password(ward.workplace, staff=session.staff, **given)
    asked.carry_out()
    session.take_staff(renewed)
    ward.visit()
    watch.wake()
    asked.tell()
    worker.work()
    watch.stop()
    assert patients(window) == ["Moss, Eleanor"]
