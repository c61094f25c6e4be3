"""The tour's story: one clinic, one patient, one nurse, from the first start to the morning of the procedure."""

from __future__ import annotations

from collections.abc import Callable

from kypho_prep.tour.scenes.at_the_desk import AtTheDesk
from kypho_prep.tour.scenes.at_the_kiosk import AtTheKiosk
from kypho_prep.tour.scenes.back_up_brought_back import BackUpBroughtBack
from kypho_prep.tour.scenes.board_at_work import BoardAtWork
from kypho_prep.tour.scenes.moved_visit import MovedVisit
from kypho_prep.tour.scenes.papers_made import PapersMade
from kypho_prep.tour.scenes.procedure_day import ProcedureDay
from kypho_prep.tour.scenes.staff_record import StaffRecord
from kypho_prep.tour.scenes.what_stops_all import WhatStopsAll
from kypho_prep.tour.stage import Stage


def scenes(stage: Stage) -> tuple[tuple[str, Callable[[], None]], ...]:
    """Return the scenes in order, each with what to say about it."""
    desk, kiosk, board, day = AtTheDesk(stage), AtTheKiosk(stage), BoardAtWork(stage), ProcedureDay(stage)
    return (
        ("the first start: the clinic is set up", desk.set_up),
        ("two visits are entered, a slip is made", desk.enter_visits),
        ("forty more visits, as a clinic has them", board.fill_up),
        ("the patient signs in and begins", kiosk.begin),
        ("a blood thinner, typed wrong and confirmed", kiosk.medicines),
        ("save and leave; later the same question again", kiosk.leave_and_resume),
        ("the rest of the questions", kiosk.rest),
        ("the summary, the plan, thanks", kiosk.finish),
        ("the nurse's board: filters, search, calls due, past visits", board.show),
        ("another patient enters six medicines by touch", kiosk.six_medicines),
        ("the review", desk.look),
        ("calls, results, the chart, asking again", StaffRecord(stage).play),
        ("instructions, flags, checks", desk.close_all),
        ("sign-off", desk.sign),
        ("the papers", PapersMade(stage).play),
        ("a changed answer revokes the sign-off", desk.revoke),
        ("the procedure is moved: times fall, told again, signed again", MovedVisit(stage, desk).play),
        ("the morning of the procedure, at the kiosk", day.at_the_kiosk),
        ("the page of the day, signed on its own", day.at_the_desk),
        ("the nurse is called, nobody is there, an emergency sign", WhatStopsAll(stage).play),
        ("a back-up is made, and brought back", BackUpBroughtBack(stage).play),
    )
