"""The ways out of a session: finish, leave, rest, walk away, and "this is not me"."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kypho_prep.kiosk.session.session_jobs import SessionJobs

Then = Callable[[], None]


class Leaving:
    """Closes a session on its patient's word, or without one where nobody is there; `end` clears the screen."""

    def __init__(
        self,
        jobs: SessionJobs,
        keep_answer: Callable[[Then], None],
        end: Callable[..., None],
        save_later: Callable[[str], None],
        unless_saved: Callable[[Then, Then], None],
    ) -> None:
        self._jobs = jobs
        self._keep_answer = keep_answer
        self._end = end
        self._save_later = save_later
        self._unless_saved = unless_saved

    def finish(self, *, plan_to_print: bool) -> None:
        """Mark the patient as finished; `plan_to_print`: without a printer the plan's printing stands on the board."""
        done = partial(self._jobs.finish, self._finished, plan_to_print=plan_to_print)
        self._unless_saved(partial(self._finish_unsaved, plan_to_print=plan_to_print), done)

    def leave(self) -> None:
        """Save the page and close the session; the patient goes on later at the same question.

        A disk that takes nothing holds nobody up: it is saved later, and the last page says so.
        """
        self._unless_saved(self._leave_unsaved, partial(self._keep_answer, self._leave))

    def rest(self) -> None:
        """Save the page and clear the screen; the sitting stays open, and the date of birth leads back to it."""
        self._keep_answer(lambda: self._jobs.rest(lambda: self._end("rest")))

    def leave_idle(self) -> None:
        """Close the session of a patient who is gone."""
        # Not waited for: the screen is clear for whoever comes next, also while the disk is slow or full.
        self._save_later("idle")
        self._end("welcome")

    def _finished(self, called: bool) -> None:
        self._end("thanks", called=called)

    def _finish_unsaved(self, *, plan_to_print: bool) -> None:
        self._jobs.finish_later(plan_to_print=plan_to_print)
        self._end("unsaved")

    def _leave(self) -> None:
        self._jobs.leave(lambda called: self._end("left", called=called))

    def _leave_unsaved(self) -> None:
        self._save_later("left")
        self._end("unsaved")

    def refuse_identity(self) -> None:
        """Close the session at once, since this is somebody else: no detail is shown, staff must look.

        Also where the disk takes nothing: it is stored later.
        """
        self._unless_saved(self._refuse_unsaved, lambda: self._jobs.not_me(lambda: self._end("desk")))

    def _refuse_unsaved(self) -> None:
        self._jobs.not_me_later()
        self._end("desk")
