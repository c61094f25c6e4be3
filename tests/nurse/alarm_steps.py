"""A desk that is listened to, and short ways to what it rings for."""

from dataclasses import dataclass, field

from PySide6.QtCore import QTimer

from kypho_prep.look.worker import Jobs
from kypho_prep.nurse.board.alarm_strip import AlarmStrip
from kypho_prep.nurse.desk import DeskServices
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.sample.scripted_patient import Script
from kypho_prep.workflow.patient import intake, nurse_call
from tests.nurse.conftest import Open, Ward, shown_text

CHEST_PAIN = Script({"now.symptoms": {"picked": ["chest_pain"], "unsure": False}})
BLIND = "This desk cannot see now who needs a nurse. Please look after the patients at the kiosks."
MUTED = "The sound is off until these are over or an emergency comes."


@dataclass
class Desk:
    """A nurse's window, and how often it rang since somebody last asked."""

    ward: Ward
    window: NurseWindow
    rung: list[None] = field(default_factory=list)

    def rings(self) -> int:
        times = len(self.rung)
        self.rung.clear()
        return times

    def looks(self) -> None:
        """The board looks, as it does at each beat and when the server wakes it."""
        workspace = self.window.workspace()
        assert workspace is not None
        workspace.watch.look()

    def strip(self) -> str:
        (strip,) = self.window.findChildren(AlarmStrip)
        return shown_text(strip) if strip.isVisible() else ""

    def beat(self, every: int) -> None:
        """Let one of the strip's timers come round, if it runs."""
        (strip,) = self.window.findChildren(AlarmStrip)
        (timer,) = (one for one in strip.findChildren(QTimer) if one.interval() == every)
        if timer.isActive():
            timer.timeout.emit()


def desk(ward: Ward, open_window: Open, *, patient_side: bool = True, worker: Jobs | None = None) -> Desk:
    rung: list[None] = []
    around = DeskServices(ring=lambda: rung.append(None), patient_side=patient_side)
    return Desk(ward, open_window(ward, around=around, worker=worker), rung)


def call(ward: Ward, visit: str) -> str:
    """A patient sits down and asks for a nurse; return the sitting."""
    assert ward.nurse is not None
    sitting = intake.hand_over(ward.workplace, visit=visit, staff=ward.nurse).session.id
    nurse_call.call_nurse(ward.workplace, session=sitting)
    return sitting


def emergency(ward: Ward, **who: str) -> str:
    return ward.answered(ward.visit(**who), CHEST_PAIN, finish=False)
