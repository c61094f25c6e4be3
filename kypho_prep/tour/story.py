"""The tour's story: one clinic, one patient, one nurse, from the first start to a sign-off that a change revokes."""

from __future__ import annotations

from collections.abc import Callable

from kypho_prep.tour.at_the_desk import AtTheDesk
from kypho_prep.tour.at_the_kiosk import AtTheKiosk
from kypho_prep.tour.stage import Stage
from kypho_prep.tour.what_stops_all import WhatStopsAll


def scenes(stage: Stage) -> tuple[tuple[str, Callable[[], None]], ...]:
    """Return the scenes in order, each with what to say about it."""
    desk, kiosk = AtTheDesk(stage), AtTheKiosk(stage)
    return (
        ("the first start: the clinic is set up", desk.set_up),
        ("a visit is entered, a slip is made", desk.enter_visit),
        ("the patient signs in and begins", kiosk.begin),
        ("a blood thinner, typed wrong and confirmed", kiosk.medicines),
        ("save and leave; later the same question again", kiosk.leave_and_resume),
        ("the rest of the questions", kiosk.rest),
        ("the summary, the plan, thanks", kiosk.finish),
        ("the nurse's board and review", desk.look),
        ("instructions, flags, checks", desk.close_all),
        ("sign-off", desk.sign),
        ("a changed answer revokes it", desk.revoke),
        ("the nurse is called, nobody is there, an emergency sign", WhatStopsAll(stage).play),
    )
