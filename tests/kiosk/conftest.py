"""A clinic in a real encrypted database, made once and copied for each test, and a kiosk window on it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from kypho_prep.content import Content
from kypho_prep.kiosk.services import KioskServices
from kypho_prep.kiosk.window import KioskWindow
from kypho_prep.look.theme import apply_theme
from kypho_prep.look.worker import InlineWorker
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic.staff import StaffMember
from tests.kiosk.station import Station, Ticks
from tests.kiosk.told_speech import ToldSpeech
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP, make_clinic


@pytest.fixture(scope="session")
def clinic_made_once(tmp_path_factory: pytest.TempPathFactory, content: Content) -> tuple[Path, StaffMember]:
    folder = tmp_path_factory.mktemp("clinic")
    return folder, make_clinic(folder, content)


@pytest.fixture
def speech() -> ToldSpeech:
    """The voice of the kiosk's machine."""
    return ToldSpeech("en")


@pytest.fixture
def station(
    clinic_made_once: tuple[Path, StaffMember],
    tmp_path: Path,
    content: Content,
    qapp: QApplication,
    speech: ToldSpeech,
) -> Iterator[Station]:
    """A kiosk on Monday, 23 November 2026, at ten in New York; nobody is signed in."""
    folder = tmp_path / "clinic"
    shutil.copytree(clinic_made_once[0], folder)
    database = start.open_or_create(folder / "data", folder / "config")
    ticks = Ticks()
    workplace = start.workplace(database, content, clock=Clock(), kiosk="kiosk-1", passwords=CHEAP, ticks=ticks)
    window = KioskWindow(replace(equipment(qapp, content, workplace, ticks), speech=speech))
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    window.ready()
    made = Station(workplace, clinic_made_once[1], ticks, window)
    made.settle()
    yield made
    window.idle.stop()
    window.close()
    window.deleteLater()
    window.stage.services.held_back.deleteLater()  # it would try again in the middle of another test
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    database.close()


def equipment(qapp: QApplication, content: Content, workplace: object, ticks: Ticks) -> KioskServices:
    return KioskServices(
        words=content.words("en"),
        worker=InlineWorker(),
        restyle=partial(apply_theme, qapp),
        ticks=ticks,
        workplace=lambda: workplace,  # type: ignore[arg-type, return-value]
    )
