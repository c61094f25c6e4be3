"""A patient calls a nurse, or takes that back: it is stored first, then said; nobody is promised."""

from __future__ import annotations

from functools import partial

from kypho_prep.kiosk.session.session import PatientSession
from kypho_prep.kiosk.session.state import Text, Topic


def call_nurse(session: PatientSession) -> None:
    """Save the page, store that the patient asks for a nurse, and say what to do; unsaved it is passed on later."""
    calling = partial(session.jobs.call_nurse, partial(_called, session))
    session.unless_saved(partial(_not_passed_on, session), partial(session.keep_answer, calling))


def take_back_call(session: PatientSession) -> None:
    """Go back to the page, and say there that no nurse is called any more, unless staff had seen to it before."""
    session.jobs.take_back_call(partial(_taken_back, session))


def _called(session: PatientSession) -> None:
    session.know_call(called=True)
    session.open_dialog(Text(Topic.NURSE))


def _not_passed_on(session: PatientSession) -> None:
    session.jobs.call_later()
    session.say(session.screen.words("kiosk.nurse.not_passed_on"))


def _taken_back(session: PatientSession, still_called: bool) -> None:
    was_open = session.state.intake.nurse_called
    session.know_call(called=still_called)
    session.close_dialog()
    if was_open and not still_called:
        session.say(session.screen.words("kiosk.nurse.taken_back"))
