"""What a patient does at the kiosk: sign in, reply, turn the page, leave, finish; calling the nurse is beside it.

This module is light: the first paint may import it. Every function may raise NotSaved (nothing reached the disk).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kypho_prep.prep.author import Author
from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.reply import Answerer, State, Who
from kypho_prep.prep.rules.emergency import emergency
from kypho_prep.prep.times import local_date
from kypho_prep.records.ids import new_id
from kypho_prep.records.rows import SessionRow
from kypho_prep.workflow import clinic_setting, stations
from kypho_prep.workflow.answers import store_reply
from kypho_prep.workflow.answers.given import Given, new_entry_id
from kypho_prep.workflow.clinic.staff import require_staff
from kypho_prep.workflow.derived.refresh import refresh, situation_of, stamp_of, worked_out
from kypho_prep.workflow.errors import DiskNearlyFull, SessionTaken, StaffOnly, VisitEnded
from kypho_prep.workflow.patient import position
from kypho_prep.workflow.patient.nurse_call import call_nurse, see_before_leaving, take_back_call
from kypho_prep.workflow.patient.open_sitting import note, open_seat, open_sitting
from kypho_prep.workflow.visits.slip_codes import visit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kypho_prep.prep.interview.path import PageRef
    from kypho_prep.prep.interview.situation import Situation
    from kypho_prep.records.rows import Seat
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace


__all__ = [
    "Given",
    "Intake",
    "Session",
    "acknowledge_emergency",
    "call_nurse",
    "comfort",
    "emergency_on",
    "finish",
    "hand_over",
    "leave",
    "new_entry_id",
    "not_me",
    "remove_entry",
    "reply_to",
    "sign_in",
    "take_back_call",
    "turn_to",
]


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting of a patient at a kiosk; text_size in percent (100, 140, 200), theme light or high_contrast."""

    id: str
    visit: str
    who: Who
    helper_name: str
    language: str
    text_size: int
    theme: str


@dataclass(frozen=True)
class Intake:
    """What the kiosk shows next: the session, everything known about the visit, the page (None: the overview).

    `emergency` stands while the full page "Tell the staff now" must show, `nurse_called` while a call for a nurse is
    open that nobody has handled or taken back. `change_seq` is the newest change to the visit that `situation` holds;
    `kept_here`: the newest reply is kept on this machine, since the server is away.
    """

    session: Session
    situation: Situation
    page: PageRef | None
    sitting: SessionRow
    emergency: bool = False
    nurse_called: bool = False
    change_seq: int = 0
    kept_here: bool = False


def sign_in(workplace: Workplace, *, code: str, born: date) -> Intake:
    """Open the visit of a slip's code and a birth date. Raises WrongCode, Wait, SessionTaken or DiskNearlyFull."""
    visit = visit_of(workplace, code=code, born=born)
    with workplace.writing() as records:
        return open_visit(workplace, records, visit, Author("patient"))


def hand_over(workplace: Workplace, *, visit: str, staff: StaffMember) -> Intake:
    """Open a visit for the patient whom staff has just identified.

    Raises StaffOnly, SessionTaken, VisitEnded or DiskNearlyFull.
    """
    with workplace.writing() as records:
        require_staff(records, staff)
        return open_visit(workplace, records, visit, staff.author)


def reply_to(
    workplace: Workplace, *, session: str, given: Given, next_page: PageRef | None = None, held: Intake | None = None
) -> Intake:
    """Store one reply, durably, and return the page after it; `next_page` names another one (Back, the overview).

    Stored only where it differs from the current one, or the person answering or the item's revision does; the
    position is stored either way. `held` is what this sitting was told last: where nobody changed the visit since, its
    chart is not read again. Raises NotAnAnswer, TooLong, SessionEnded, VisitEnded or NotSaved.
    """
    with workplace.writing() as records:
        seat = open_seat(records, session)
        # Before the reply is stored: who says "my daughter answers for me" is the first answer of the daughter's.
        sitting = position.answering(seat.sitting, given)
        who = Who(sitting.who)
        if given.state is State.DECLINED:
            raise StaffOnly
        before = _still_held(workplace, held, seat, who) or situation_of(workplace, records, sitting.visit, who)
        telling = store_reply.Telling(Answerer(who, sitting.helper_name), session, anew=True)
        after = store_reply.store(workplace, records, before, given, telling)
        change: Callable[[], int] | None = None
        called = seat.nurse_called
        # Otherwise nothing new was said, so that neither flags nor the board's row can have changed.
        if after is not before:
            after = see_before_leaving(workplace, records, sitting, after, given)
            after, row = worked_out(workplace, records, before, after, sitting)
            change = records.summaries.put_again(row, there=seat.change_seq > 0)
            called = row.nurse_called_at is not None
        sitting = position.moved(after, sitting, given, next_page)
        records.sessions.change(session, **position.columns(sitting))
    page, newest = position.current(after, sitting), change() if change is not None else seat.change_seq
    return Intake(_session(sitting), after, page, sitting, emergency(after) is not None, called, newest)


def remove_entry(
    workplace: Workplace, *, session: str, given: Given, next_page: PageRef | None = None, held: Intake | None = None
) -> Intake:
    """Take a medicine, an allergy or a question off its list: `given` names the entry's name item; its state is set."""
    removed = replace(given, state=State.REMOVED, answer=None)
    return reply_to(workplace, session=session, given=removed, next_page=next_page, held=held)


def turn_to(workplace: Workplace, *, session: str, page: PageRef | None) -> bool:
    """Store where the patient is, without a reply (None: the overview), and tell whether a call for a nurse is open.

    Raises SessionEnded.
    """
    with workplace.writing() as records:
        sitting = open_sitting(records, session)
        records.sessions.change(session, **position.columns(position.turned(sitting, page)))
        return records.summaries.call_open(sitting.visit)


def comfort(
    workplace: Workplace,
    *,
    session: str,
    text_size: int | None = None,
    theme: str | None = None,
    language: str | None = None,
) -> Session:
    """Store how the patient reads best; the next sign-in takes it over. Raises SessionEnded."""
    with workplace.writing() as records:
        old = open_sitting(records, session)
        sitting = replace(
            old,
            text_size=text_size or old.text_size,
            theme=theme or old.theme,
            language=language or old.language,
        )
        records.sessions.change(session, text_size=sitting.text_size, theme=sitting.theme, language=sitting.language)
        return _session(sitting)


def leave(workplace: Workplace, *, session: str, idle: bool = False) -> bool:
    """Close the session, to go on later at the same question; tell whether a call is open. Twice does nothing more."""
    with workplace.writing() as records:
        sitting = records.sessions.get(session)
        if sitting is not None and sitting.ended_at is None:
            before = situation_of(workplace, records, sitting.visit)
            close_sitting(workplace, records, sitting, "idle" if idle else "left")
            refresh(workplace, records, before)
        return sitting is not None and records.summaries.call_open(sitting.visit)


def finish(workplace: Workplace, *, session: str) -> bool:
    """Mark the patient as finished, close the session, and tell whether a call is open. Raises SessionEnded."""
    with workplace.writing() as records:
        sitting = open_sitting(records, session)
        before = situation_of(workplace, records, sitting.visit)
        now = workplace.now()
        records.visits.change(sitting.visit, finished_at=now, finished_by=sitting.who, finished_by_id=None)
        close_sitting(workplace, records, sitting, "finished")
        refresh(workplace, records, before)
        return records.summaries.call_open(sitting.visit)


def not_me(workplace: Workplace, *, session: str) -> None:
    """Close the session at once: this is not the person, or not right; staff must check two identifiers."""
    with workplace.writing() as records:
        sitting = open_sitting(records, session)
        before = situation_of(workplace, records, sitting.visit)
        now = stamp_of(workplace, before)
        records.visits.change(sitting.visit, wrong_person_at=now.at, wrong_person_seq=now.seq)
        close_sitting(workplace, records, sitting, "not_me")
        refresh(workplace, records, before)


def emergency_on(workplace: Workplace) -> str | None:
    """Return the visit whose emergency at this kiosk nobody has acknowledged yet, also after a restart."""
    with workplace.reading() as records:
        return records.summaries.emergency_at(workplace.kiosk)


def acknowledge_emergency(workplace: Workplace, *, visit: str, staff: StaffMember) -> None:
    """End the emergency page by a named staff member; the red flag stays until it is handled. Raises StaffOnly."""
    with workplace.writing() as records:
        require_staff(records, staff)
        before = situation_of(workplace, records, visit)
        now = stamp_of(workplace, before)
        fact = StaffFact(
            new_id(now.at), visit, FactKind.EMERGENCY_ACKNOWLEDGED, "", {}, staff.name, now.at,
            recorded_by_id=staff.id, seq=now.seq,
        )  # fmt: skip
        records.charts.add_fact(fact)
        records.audit.add(staff.line(now.at, "emergency_acknowledged", fact.id, visit))
        refresh(workplace, records, before)


def open_visit(workplace: Workplace, records: Transaction, visit: str, by: Author) -> Intake:
    """Open a sitting here, by who let the patient in. Raises SessionTaken, VisitEnded or DiskNearlyFull."""
    before = situation_of(workplace, records, visit)
    if before.chart.visit.ended is not None:
        raise VisitEnded
    standing = records.sessions.open_of(visit)
    # Open at another kiosk, somebody may be answering there; open at this one, or at one that has gone, it is what a
    # walk-away or a cut left.
    if standing is not None and stations.held_elsewhere(workplace, records, standing):
        raise SessionTaken(kiosk=standing.kiosk)
    # Whom a cut sent away in the middle may go on.
    if standing is None and workplace.database.no_room:
        raise DiskNearlyFull
    if standing is not None:
        close_sitting(workplace, records, standing, "taken_over")
    stations.be_seen(workplace, records)
    last = records.sessions.newest_of(visit)
    sitting = position.opened(workplace, before, last, by)
    records.sessions.add(sitting)
    note(workplace, records, sitting, "session_opened", sitting.kiosk)
    after = refresh(workplace, records, before)
    return intake_of(records, replace(after, who=Who(sitting.who)), sitting)


def close_sitting(workplace: Workplace, records: Transaction, sitting: SessionRow, how: str) -> None:
    """Close a sitting from the kiosk, by who sits there."""
    stations.end_sitting(records, sitting, how, workplace.now(), Author(sitting.who))


def _session(sitting: SessionRow) -> Session:
    return Session(
        sitting.id,
        sitting.visit,
        Who(sitting.who),
        sitting.helper_name,
        sitting.language,
        sitting.text_size,
        sitting.theme,
    )


def intake_of(records: Transaction, situation: Situation, sitting: SessionRow) -> Intake:
    """Return what the kiosk shows of an open sitting."""
    page, called = position.current(situation, sitting), records.summaries.call_open(sitting.visit)
    change = records.summaries.change_of(sitting.visit)
    return Intake(_session(sitting), situation, page, sitting, emergency(situation) is not None, called, change)


def _still_held(workplace: Workplace, held: Intake | None, seat: Seat, who: Who) -> Situation | None:
    """Return what a sitting holds, of this moment; nothing where somebody changed the visit since it was told."""
    if held is None or (held.session.id, held.change_seq) != (seat.sitting.id, seat.change_seq):
        return None
    clinic = clinic_setting.read(seat.clinic)
    known, today = held.situation, local_date(workplace.now(), clinic)
    if (known.clinic, known.today, known.who) == (clinic, today, who):
        # As it is: what was worked out of it already still holds.
        return known
    return replace(known, clinic=clinic, today=today, who=who)
