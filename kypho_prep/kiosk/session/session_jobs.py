"""What a patient's session asks of the database, one job after the other; nothing is on the disk before `done`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from kypho_prep.kiosk.job_queue import JobQueue
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.services import Comfort
from kypho_prep.kiosk.session.interpreter_wish import InterpreterWish
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import State
from kypho_prep.workflow.errors import Refused
from kypho_prep.workflow.patient import intake as patient
from kypho_prep.workflow.patient import plan_print, resting
from kypho_prep.workflow.patient.deferred import Deferred, Step
from kypho_prep.workflow.patient.foreseeing import foreseen
from kypho_prep.workflow.patient.intake import Intake, Session
from kypho_prep.workflow.workplace import Workplace

Done = Callable[[], None]


class SessionJobs(JobQueue):
    """The jobs of one session: `done` runs after the commit, and not at all where a job failed."""

    def __init__(
        self,
        screen: Screen,
        session: str,
        wish: InterpreterWish,
        refused: Callable[[Refused], None],
        broken: Callable[[], None],
    ) -> None:
        super().__init__(screen, refused, broken)
        self._session = session
        self._wish = wish

    def reply(
        self, given: patient.Given, next_page: PageRef | None, held: Intake, done: Callable[[Intake], None]
    ) -> None:
        """Store a reply; the patient's position becomes `next_page`, or the page that follows.

        `held` is what the session knows of the visit.
        """

        def job(workplace: Workplace) -> Intake:
            opened = patient.reply_to(workplace, session=self._session, given=given, next_page=next_page, held=held)
            return self._wish.store(workplace, opened)

        self.run(job, done, without_server=partial(self._keep_reply, given, next_page, held))

    def remove_entry(
        self, given: patient.Given, next_page: PageRef, held: Intake, done: Callable[[Intake], None]
    ) -> None:
        """Take an entry off its list."""
        call = partial(patient.remove_entry, session=self._session, given=given, next_page=next_page, held=held)
        removed = replace(given, state=State.REMOVED, answer=None)
        self.run(call, done, without_server=partial(self._keep_reply, removed, next_page, held))

    def store_position(self, page: PageRef | None, held: Intake, done: Callable[[bool], None]) -> None:
        """Store where the patient goes (None: the overview); `done` hears whether a call for a nurse is open.

        While the server is away the page alone turns: the next reply says where the patient is.
        """
        turn = partial(patient.turn_to, session=self._session, page=page)
        self.run(turn, done, without_server=lambda _: held.nurse_called)

    def store_comfort(self, comfort: Comfort, done: Callable[[Session], None]) -> None:
        """Store how this patient reads best."""
        call = partial(
            patient.comfort,
            session=self._session,
            text_size=comfort.text_size,
            theme=comfort.theme,
            language=comfort.language,
        )
        self.run(call, done)  # it looks so already, and without the server nothing more comes of it

    def call_nurse(self, done: Done) -> None:
        """Store that the patient asks for a nurse."""
        self.run(partial(patient.call_nurse, session=self._session), lambda _: done())

    def take_back_call(self, done: Callable[[bool], None]) -> None:
        """Store that the patient needs no nurse now; `done` hears whether a call is open all the same."""
        self.run(partial(patient.take_back_call, session=self._session), done)

    def plan_printed(self, sent: tuple[str, ...], situation: Situation) -> None:
        """Store which papers went to the printer, drawn of what the session knew."""
        job = partial(plan_print.printed_papers, session=self._session, sent=sent, drawn_of=situation)
        self.run(job, lambda _: None)

    def leave(self, done: Callable[[bool], None]) -> None:
        """Close the session; the patient goes on later at the same question. `done` hears whether a call is open."""
        self.run(partial(patient.leave, session=self._session), done)

    def rest(self, done: Done) -> None:
        """Put on record that the patient rests."""
        self.run(partial(resting.rest, session=self._session), lambda _: done())

    def not_me(self, done: Done) -> None:
        """Close the session of somebody whom the details do not describe."""
        self.run(partial(patient.not_me, session=self._session), lambda _: done())

    def finish(self, done: Callable[[bool], None], *, plan_to_print: bool) -> None:
        """Mark the patient as finished; `plan_to_print` puts the plan's printing on the nurse's board.

        `done` hears whether a call for a nurse is open.
        """
        call = plan_print.finish_to_print if plan_to_print else patient.finish
        self.run(partial(call, session=self._session), done)

    def save_later(self, given: Sequence[patient.Given], page: PageRef | None, *, end: str = "") -> None:
        """Save replies without a page that waits for it, each by itself, at once or when the disk takes it; not twice.

        `end` closes the session after them, "left" or "idle": the screen is clear whatever comes of it.
        """
        for one in given:
            self._save_step(Deferred(self._session, Step.REPLY, one, page))
        if end:
            services = self._screen.services
            services.held_back.leave(services.worker, services.workplace, self._session, idle=end == "idle")

    def call_later(self) -> None:
        """Pass a call for a nurse on that could not be stored, as soon as it can be; once, however often it came."""
        self._save_step(Deferred(self._session, Step.CALL))

    def not_me_later(self) -> None:
        """Close the session of somebody whom the details do not describe as soon as that can be stored."""
        self._save_step(Deferred(self._session, Step.NOT_ME))

    def finish_later(self, *, plan_to_print: bool) -> None:
        """Mark the patient as finished, as `finish` does, as soon as that can be stored."""
        self._save_step(Deferred(self._session, Step.FINISH_TO_PRINT if plan_to_print else Step.FINISH))

    def _save_step(self, one: Deferred) -> None:
        services = self._screen.services
        services.held_back.save_step(services.worker, services.workplace, one)

    def _keep_reply(self, given: patient.Given, page: PageRef | None, held: Intake, workplace: Workplace) -> Intake:
        """Keep a reply on this machine, and return where it leads by all that is known here."""
        known = foreseen(workplace, held, given, page)
        services = self._screen.services
        services.held_back.keep(
            services.worker, services.workplace, Deferred(self._session, Step.REPLY, given, known.page)
        )
        return replace(known, kept_here=True)
