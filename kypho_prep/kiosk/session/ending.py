"""How a sitting ends: leaving, finishing, "this is not me", and the plan on paper before it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from kypho_prep.kiosk.pages.plan_page import PlanPage
from kypho_prep.workflow.patient import intake as patient

if TYPE_CHECKING:
    from kypho_prep.kiosk.session.navigation import Turning
    from kypho_prep.workflow.workplace import Workplace


class Closing:
    """Everything is saved before the session closes."""

    def __init__(self, flow: Turning) -> None:
        self._flow = flow

    def leave(self) -> None:
        """Save the page and close the session; the patient goes on later at the same question."""
        self._flow.keep(lambda: self._close(patient.leave, "left"))

    def leave_idle(self) -> None:
        """Close the session of a patient who is gone; the screen is cleared whatever comes of it."""
        flow = self._flow
        workplace = flow.screen.services.workplace()
        if workplace is not None:
            job = partial(patient.leave, workplace, session=flow.session, idle=True)
            flow.screen.services.worker.run(job, _nothing, _nothing)
        flow.end("welcome")

    def not_me(self) -> None:
        """Close the session at once: no detail is shown, staff must look."""
        self._close(patient.not_me, "desk")

    def finish(self) -> None:
        """Mark the patient as finished; without a printer the plan's printing stands on the nurse's board."""
        flow = self._flow
        asks = not flow.sitting.printed and not flow.sitting.intake.situation.clinic.printer

        def job(workplace: Workplace) -> None:
            if asks:
                patient.printed_plan(workplace, session=flow.session, printed=False)
            patient.finish(workplace, session=flow.session)

        flow.jobs.run(job, lambda _: flow.end("thanks"))

    def print_plan(self) -> None:
        """Print the plan on the clinic's printer and say what came of it."""
        flow = self._flow
        print_plan = flow.screen.services.print_plan
        if print_plan is None:
            return
        sent = print_plan(flow.sitting.intake.situation, flow.screen.words)
        flow.sitting.printed = True
        call = partial(patient.printed_plan, session=flow.session, printed=sent)
        flow.jobs.run(call, lambda _: self._printed(sent=sent))

    def _printed(self, *, sent: bool) -> None:
        page = self._flow.frame.content if self._flow.frame is not None else None
        if isinstance(page, PlanPage):
            page.say_printed(self._flow.screen.words("kiosk.plan.printed" if sent else "kiosk.plan.not_printed"))

    def _close(self, verb: Callable[..., None], how: str) -> None:
        self._flow.jobs.run(partial(verb, session=self._flow.session), lambda _: self._flow.end(how))


def _nothing(_: object) -> None:
    """Ignore the outcome: the screen is clear already."""
