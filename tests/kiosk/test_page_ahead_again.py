"""The page drawn ahead comes again once what was in its way is gone: a cover, a dialog, something being saved."""

from dataclasses import replace

from PySide6.QtCore import QTimer

from kypho_prep.kiosk.services import Comfort
from kypho_prep.kiosk.session.page_ahead import PageAhead
from kypho_prep.look.theme import HIGH_CONTRAST
from tests.kiosk.full_disk import be_idle
from tests.kiosk.station import Station
from tests.kiosk.test_page_ahead import ahead, answered
from tests.late_worker import LateWorker


def timer_of(station: Station) -> QTimer:
    """What waits until nothing has been touched for a moment."""
    assert station.window.session is not None
    timer = station.window.session.findChild(PageAhead).findChild(QTimer)  # type: ignore[union-attr]
    assert isinstance(timer, QTimer)
    return timer


def test_it_is_drawn_again_once_the_cover_is_gone(station: Station) -> None:
    station.come_in(station.new_visit())
    assert answered(station) is not None
    timer_of(station).stop()
    be_idle(station, 91)
    assert station.window.stage._ahead is None
    station.tap("still_here")
    assert timer_of(station).isActive()
    assert ahead(station) is not None


def test_it_is_drawn_once_a_dialog_is_closed(station: Station) -> None:
    station.come_in(station.new_visit())
    station.choose(station.content, "")
    station.tap("question_for_nurse")
    timer_of(station).stop()
    assert ahead(station) is None
    station.tap("close")
    assert timer_of(station).isActive()


def test_it_is_drawn_once_what_is_being_saved_is_saved(station: Station) -> None:
    station.come_in(station.new_visit())
    station.choose(station.content, "")
    worker = LateWorker()
    stage = station.window.stage
    stage.services = replace(stage.services, worker=worker)
    assert station.window.session is not None
    station.window.session.take_comfort(Comfort("en", HIGH_CONTRAST, 100))
    timer_of(station).stop()
    assert ahead(station) is None
    assert timer_of(station).isActive()
    worker.work()
    assert ahead(station) is not None
