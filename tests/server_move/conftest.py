"""A clinic with answers, flags and signatures, made once and copied for each test."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kypho_prep import paths
from kypho_prep.content import Content
from kypho_prep.prep.chart import ActionKind
from kypho_prep.sample import sample_clinic
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import ActionForm
from kypho_prep.workflow.visits import schedule
from tests.server_move.house import VISITS, House
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP, PASSWORD


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, content: Content) -> House:
    home = tmp_path_factory.mktemp("moving")
    database = start.open_or_create(home / "data", home / "config")
    place = start.workplace(database, content, clock=Clock(), kiosk="Kiosk-1", passwords=CHEAP)
    sample_clinic.make(place, password=PASSWORD, visits=VISITS)
    nurse = staff.sign_in(place, user=sample_clinic.USER, password=PASSWORD)
    row = next(row for row in schedule.board(place).rows if row.open_lines)
    thread = review.read_again(place, staff=nurse, visit=row.visit).cards[0].thread
    review.act(place, staff=nurse, visit=row.visit, thread=thread, action=ActionForm(ActionKind.TOLD_DOCTOR))
    slip = schedule.print_slip(place, staff=nurse, visit=row.visit)
    database.close()
    return House(home, nurse, slip.code, row.born)


@pytest.fixture
def house(template: House, tmp_path: Path) -> House:
    shutil.copytree(template.data, tmp_path / "data")
    shutil.copytree(template.folder / "config", paths.config_dir(), dirs_exist_ok=True)
    return replace(template, folder=tmp_path)
