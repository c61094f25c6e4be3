"""What nobody waits for comes behind the moment at which the program works: the session's pages, then the index."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kypho_prep.app.warm_up import WarmUp
from kypho_prep.kiosk.after_paint import import_session
from kypho_prep.settings import Kind
from tests.journeys.house import standing, with_clinic
from tests.late_worker import LateWorker


@pytest.mark.parametrize(("kind", "jobs"), [(Kind.BOTH, [import_session]), (Kind.DESK, [])])
def test_a_patient_s_pages_are_imported_behind_the_moment_at_which_the_program_works(
    tmp_path: Path, qapp: QApplication, kind: Kind, jobs: list[object]
) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path) as house:
        house.program.chosen = replace(house.program.chosen, kind=kind)
        WarmUp(house.program)
        at_once, house.program.worker = house.program.worker, LateWorker()
        late = house.program.worker
        house.program.working.emit(False)
        assert late.waiting == [], "who waits for this moment comes first"
        qapp.processEvents()
        assert [one.job for one in late.waiting] == jobs
        house.program.worker = at_once
