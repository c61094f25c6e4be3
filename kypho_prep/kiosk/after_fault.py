"""Lets go of a kiosk's window after a fault of the program's own: what the page holds is saved, the sitting closed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kypho_prep.look.clipboard import empty_clipboard
from kypho_prep.look.faults import attempt
from kypho_prep.workflow.derived.refresh import close_left_over

if TYPE_CHECKING:
    from kypho_prep.kiosk.window import KioskWindow


def let_go(window: KioskWindow) -> bool:
    """Stop all of a window that is to be thrown away, and tell whether a patient was signed in.

    Any step may be the one that is broken: each stands alone, and none waits for the disk.
    """
    session, services = window.session, window.stage.services
    signed_in = session is not None or window.rest_screen is not None
    # A sitting that opens late is ended, and nothing else that is still asked of the database reaches the window.
    attempt(window.signed_out.forget, None)
    attempt(partial(services.held_back.saved.disconnect, window.held_saved), None)
    for asking in (session.jobs if session is not None else None, window.handed_over, *window.screens):
        if asking is not None:
            attempt(asking.close, None)
    for part in (window.signed_out, session, *window.screens):
        if part is not None:
            part.setParent(window)  # its timers end with the window, and nothing reaches it any more
    if services.workplace() is not None:
        if session is not None:
            attempt(session.save_later, None)
        services.held_back.save(services.worker, services.workplace, close_left_over, key="left_over")
    # After the saves: what a page does when it is hidden may be the very fault.
    attempt(window.hide, None)
    attempt(window.stage.look.voice.stop, None)
    attempt(empty_clipboard, None)
    return signed_in
