"""One visit opened on the desk: what its panels share, and the words that several of them say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.widgets.form import Form
from kypho_prep.prep.chart import Instruction
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.interview.substances import counts
from kypho_prep.prep.reply import Reply, Who
from kypho_prep.prep.staff_entries.fasting import void
from kypho_prep.prep.staff_entries.instructions import told_before_move
from kypho_prep.prep.wording.dates import moment, quoted, short_day, stamp
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.desk.review import Review

Job = Callable[[], Review]


@dataclass(frozen=True)
class AfterPassword:
    """A job that needs the password once more: `run` is handed who typed it, `says` is the key that was pressed."""

    run: Callable[[StaffMember], Review]
    says: str


def stay(visit: str) -> None:
    """Open no other visit: the page shows none to open."""


def keep_nothing(_job: Job) -> None:
    """Refuse what must be put on record: the page prints nothing. Raises NotImplementedError."""
    raise NotImplementedError


@dataclass(frozen=True)
class OpenVisit:
    """A visit as it stands now, the inline form that is open in it, and what a panel may ask for.

    `do` starts one thing at a time, a second press is not taken; `keep` always puts on record what has happened.
    `turned` names what the nurse opened or shut: panels, and the earlier versions of an entry; `turn` does so.
    """

    desk: DeskContext
    session: StaffSession
    visit: str
    review: Review
    place: str
    do: Callable[[Job | AfterPassword, Form | None], None]
    go: Callable[[str], None]
    tell: Callable[[str], None]
    narrow: bool = False
    open_visit: Callable[[str], object] = stay
    turned: frozenset[str] = frozenset()
    turn: Callable[[str], None] = lambda _name: None
    keep: Callable[[Job], None] = keep_nothing

    @property
    def situation(self) -> Situation:
        """Return everything known about the visit."""
        return self.review.situation

    @property
    def around(self) -> tuple[object, ...]:
        """Return what every panel's words may rest on: the day, the clinic's settings, the visit and the patient."""
        chart = self.situation.chart
        return self.session.today, self.session.clinic, self.situation.today, chart.visit, chart.patient

    @property
    def answers(self) -> tuple[object, ...]:
        """Return all that was answered, and which pages the answers reach."""
        return self.situation.chart.replies, self.situation.reached

    def held(self, *, here: bool) -> tuple[object, ...]:
        """Return the open place with the whole review where its form is `here`, since a form may ask anything of it."""
        return (self.place, self.review) if here else ()

    def say(self, key: str, **params: object) -> str:
        """Return words of the desk."""
        return self.desk.words(key, **params)

    def at(self, when: datetime) -> str:
        """Return when something was recorded, in the clinic's time."""
        return stamp(self.desk.words, when, self.session.clinic.tz, self.session.today)

    def day(self, on: date | None, at: str | None = None) -> str:
        """Return a local date and time, as far as they are known."""
        return moment(self.desk.words, on, at, self.session.today)

    def answered_by(self, reply: Reply) -> str:
        """Return who answered and when: the patient, a helper by name, or staff with the source."""
        by = reply.answerer
        if by.who is Who.STAFF:
            source = self.desk.words.optional(f"desk.source.{by.source}") or by.source
            who = self.say("desk.by.staff", name=by.name, source=source)
        else:
            who = self.say(f"desk.by.{by.who.value}_named" if by.name else f"desk.by.{by.who.value}", name=by.name)
        return self.say("desk.by.when", who=who, at=self.at(reply.at))

    def instruction(self, one: Instruction) -> tuple[str, str]:
        """Return an instruction in words: what, when and its quoted text; then who decided, who told, the restart."""
        what = [self.say(f"desk.action.{one.action.value}"), self.day(one.on, one.at)]
        if one.text:
            what.append(quoted(self.desk.words, one.text))
        if void(one, self.situation.chart):
            what.append(self.say("desk.instruction.void"))
        if one in self.situation.chart.current_instructions and not counts(self.situation, one):
            what.append(self.say("desk.instruction.outdone"))
        return " · ".join(part for part in what if part), " · ".join(self._around(one))

    def _around(self, one: Instruction) -> list[str]:
        said = [self.say("desk.instruction.decided", who=one.decided_by)] if one.decided_by else []
        if one.read_back:
            said.append(self.say("desk.instruction.was_read_back"))
        if one.told_on:
            told = short_day(self.desk.words, one.told_on, self.session.today)
            said.append(self.say("desk.instruction.told", on=told, who=one.told_by))
            if told_before_move(one, self.situation.chart):
                said.append(self.say("desk.told_again.before_move"))
        else:
            said.append(self.say("desk.instruction.not_told"))
        if one.restart:
            said.append(self.say("desk.instruction.restarts", restart=one.restart))
        if one.bridging is not None:
            said.append(self.say("desk.instruction.bridging_yes" if one.bridging else "desk.instruction.bridging_no"))
        said.append(self.say("desk.recorded", who=one.recorded_by, at=self.at(one.recorded_at)))
        return said
