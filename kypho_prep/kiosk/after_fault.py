"""Lets go of a kiosk's window after a fault of the program's own: what the page holds is saved, the sitting closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from kypho_prep.look.clipboard import empty_clipboard
from kypho_prep.look.faults import attempt, note
from kypho_prep.workflow.derived.refresh import close_left_over
from kypho_prep.workflow.patient import intake as patient

if TYPE_CHECKING:
    from kypho_prep.kiosk.session.session import PatientSession
    from kypho_prep.kiosk.window import KioskWindow
    from kypho_prep.workflow.workplace import Workplace

Replies = list[Callable[[], object]]


def let_go(window: KioskWindow) -> bool:
    """Stop all of a window that is to be thrown away, and tell whether a patient was signed in.

    Any step may be the one that is broken: each stands alone, and none waits for the disk.
    """
    session, services = window.session, window.stage.services
    window.hide()
    signed_in = session is not None or window.rest_screen is not None
    attempt(lambda: session.jobs.close() if session is not None else None, None)
    for part in (window.signed_out, session, window.emergency_screen, window.rest_screen, window.staff_screen):
        if part is not None:
            part.setParent(window)  # its timers end with the window, and nothing reaches it any more
    workplace = services.workplace()
    if workplace is not None:
        nothing: Replies = []
        replies = nothing if session is None else attempt(partial(_replies, workplace, session), nothing)
        services.worker.run(partial(_save_and_close, workplace, replies), _nothing, _failed)
    attempt(window.stage.look.voice.stop, None)
    attempt(empty_clipboard, None)
    return signed_in


def _replies(workplace: Workplace, session: PatientSession) -> Replies:
    """Return what is left to store; it knows no widget any more."""
    page = session.state.page
    store = partial(patient.reply_to, workplace, session=session.id, next_page=page)
    return [partial(store, given=one) for one in session.unsaved()]


def _save_and_close(workplace: Workplace, replies: Replies) -> None:
    for store in replies:
        attempt(store, None)
    close_left_over(workplace)


def _failed(error: Exception) -> None:
    note("the sitting was not closed after a fault", error)


def _nothing(_: object) -> None:
    """Ignore the outcome: the screen is clear already."""
