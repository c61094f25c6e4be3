"""What a sitting says while nobody waits for the database: written down as text, and done once that takes it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import Shown, State
from kypho_prep.records.rows import AuditRow
from kypho_prep.workflow.answers.given import Given
from kypho_prep.workflow.derived.refresh import PROGRAM
from kypho_prep.workflow.errors import SessionEnded
from kypho_prep.workflow.patient import intake as patient
from kypho_prep.workflow.patient.late_reply import call_late, not_me_late, store_late
from kypho_prep.workflow.patient.plan_print import finish_to_print

if TYPE_CHECKING:
    from kypho_prep.prep.checklist import Checklist
    from kypho_prep.workflow.workplace import Workplace


class Step(StrEnum):
    """What a sitting may say."""

    REPLY = "reply"
    CALL = "call"
    NOT_ME = "not_me"
    FINISH = "finish"
    FINISH_TO_PRINT = "finish_to_print"
    LEAVE = "leave"
    IDLE = "idle"


@dataclass(frozen=True)
class Deferred:
    """One step of a sitting; a reply is `given`, and the patient went on to `page`."""

    session: str
    step: Step
    given: Given | None = None
    page: PageRef | None = None

    @property
    def key(self) -> str:
        """Return what tells it from all others: the same one is stored once."""
        return f"{self.session} {self.given.id if self.given is not None else self.step}"

    def __call__(self, workplace: Workplace) -> None:
        """Store it; once more it changes nothing. A sitting that has ended since loses nothing that was said in it.

        Raises what the steps of `intake` do, but SessionEnded only where there never was such a sitting.
        """
        if self.given is not None:
            self._reply(workplace, self.given)
        elif self.step in (Step.LEAVE, Step.IDLE):
            patient.leave(workplace, session=self.session, idle=self.step is Step.IDLE)
        else:
            now, late = _STEPS[self.step]
            try:
                now(workplace, session=self.session)
            except SessionEnded:
                late(workplace, session=self.session)

    def _reply(self, workplace: Workplace, given: Given) -> None:
        try:
            patient.reply_to(workplace, session=self.session, given=given, next_page=self.page)
        except SessionEnded:
            store_late(workplace, session=self.session, given=given)


def _nothing_late(workplace: Workplace, *, session: str) -> None:
    """Leave the visit as it is: whoever ended the sitting since said how it stands."""


_STEPS: dict[Step, tuple[Any, Any]] = {
    Step.CALL: (patient.call_nurse, call_late),
    Step.NOT_ME: (patient.not_me, not_me_late),
    Step.FINISH: (patient.finish, _nothing_late),
    Step.FINISH_TO_PRINT: (finish_to_print, _nothing_late),
}


def written(one: Deferred) -> str:
    """Return a step as text; it holds what a patient said."""
    said: dict[str, Any] = {"session": one.session, "step": one.step}
    if one.page is not None:
        said["page"] = [one.page.item, one.page.entry]
    if one.given is not None:
        given = one.given
        names = ("item", "entry", "state", "shown_ms", "text_size", "language", "stood", "id")
        said["given"] = {name: getattr(given, name) for name in names} | {
            "answer": given.answer.stored() if given.answer is not None else None,
            "shown": asdict(given.shown),
            "at": given.at.isoformat() if given.at is not None else None,
        }
    return json.dumps(said)


def read(text: str, checklist: Checklist) -> Deferred:
    """Return the step of a text. Raises KeyError, TypeError or ValueError where the checklist knows no such answer."""
    said = json.loads(text)
    page = PageRef(*said["page"]) if "page" in said else None
    given = _given(said["given"], checklist) if "given" in said else None
    return Deferred(said["session"], Step(said["step"]), given, page)


def _given(said: dict[str, Any], checklist: Checklist) -> Given:
    answer = said["answer"]
    kind = kind_of(checklist.by_id[said["item"]])
    changed = {
        "state": State(said["state"]),
        "answer": None if answer is None else kind.parse(answer),
        "shown": Shown(**said["shown"]),
        "at": datetime.fromisoformat(said["at"]) if said["at"] is not None else None,
    }
    return Given(**(said | changed))


def note_refused(workplace: Workplace, why: str) -> None:
    """Put on record that this kiosk keeps something that the clinic's server will never take, and why; no word of it.

    Raises NotSaved.
    """
    with workplace.writing() as records:
        records.audit.add(
            AuditRow(workplace.now(), PROGRAM, "reply_refused", workplace.kiosk, None, {"why": why}, None)
        )
