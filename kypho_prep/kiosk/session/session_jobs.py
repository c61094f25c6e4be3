"""What a patient's session asks of the database, one job after the other; nothing is on the disk before `done`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from kypho_prep.kiosk.held_back import Save
from kypho_prep.kiosk.job_queue import JobQueue
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.services import Comfort
from kypho_prep.kiosk.session.interpreter_wish import InterpreterWish
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.workflow.errors import Refused, SessionEnded
from kypho_prep.workflow.patient import intake as patient
from kypho_prep.workflow.patient import plan_print, resting
from kypho_prep.workflow.patient.intake import Intake, Session
from kypho_prep.workflow.patient.late_reply import store_late
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

        self.run(job, done)

    def remove_entry(
        self, given: patient.Given, next_page: PageRef, held: Intake, done: Callable[[Intake], None]
    ) -> None:
        """Take an entry off its list."""
        call = partial(patient.remove_entry, session=self._session, given=given, next_page=next_page, held=held)
        self.run(call, done)

    def store_position(self, page: PageRef | None, done: Callable[[bool], None]) -> None:
        """Store where the patient goes (None: the overview); `done` hears whether a call for a nurse is open."""
        self.run(partial(patient.turn_to, session=self._session, page=page), done)

    def store_comfort(self, comfort: Comfort, done: Callable[[Session], None]) -> None:
        """Store how this patient reads best."""
        call = partial(
            patient.comfort,
            session=self._session,
            text_size=comfort.text_size,
            theme=comfort.theme,
            language=comfort.language,
        )
        self.run(call, done)

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

        def job(workplace: Workplace) -> bool:
            # First, as it needs the sitting that finishing closes.
            if plan_to_print:
                plan_print.printed_papers(workplace, session=self._session)
            return patient.finish(workplace, session=self._session)

        self.run(job, done)

    def save_later(self, given: Sequence[patient.Given], page: PageRef | None, *, end: str = "") -> None:
        """Save replies without a page that waits for it, each by itself, at once or when the disk takes it; not twice.

        `end` closes the session after them, "left" or "idle": the screen is clear whatever comes of it.
        """
        for one in given:
            self._hold_back(partial(self._store_sometime, one, page), one.id)
        if end:
            services = self._screen.services
            services.held_back.leave(services.worker, services.workplace, self._session, idle=end == "idle")

    def call_later(self) -> None:
        """Pass a call for a nurse on that could not be stored, as soon as it can be; once, however often it came."""
        self._hold_back(partial(patient.call_nurse, session=self._session), "call")

    def not_me_later(self) -> None:
        """Close the session of somebody whom the details do not describe as soon as that can be stored."""
        self._hold_back(partial(patient.not_me, session=self._session), "not_me")

    def _store_sometime(self, given: patient.Given, page: PageRef | None, workplace: Workplace) -> None:
        """Store a reply, also after another kiosk or a nurse has ended the sitting."""
        try:
            patient.reply_to(workplace, session=self._session, given=given, next_page=page)
        except SessionEnded:
            store_late(workplace, session=self._session, given=given)

    def _hold_back(self, save: Save, key: str) -> None:
        services, session = self._screen.services, self._session
        services.held_back.save(services.worker, services.workplace, save, key=f"{session} {key}", session=session)
