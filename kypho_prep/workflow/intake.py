"""What a patient does at the kiosk: sign in, reply, turn the page, call the nurse, leave, finish.

This module is light: the first paint may import it. Every function may raise NotSaved (nothing reached the disk).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.reply import Shown, State, Who

if TYPE_CHECKING:
    from kypho_prep.prep.path import PageRef
    from kypho_prep.prep.situation import Situation
    from kypho_prep.workflow.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace


def new_entry_id() -> str:
    """Return a new id for a medicine, an allergy or a question of the patient's."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Given:
    """One reply as the page gives it; handing in the same `id` again after a failure stores it once."""

    item: str
    entry: str | None
    state: State
    value: Any
    shown: Shown
    shown_ms: int | None = None
    text_size: int = 100
    language: str = "en"
    id: str = field(default_factory=new_entry_id)


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

    `emergency` stands while the full page "Tell the staff now" must show.
    """

    session: Session
    situation: Situation
    page: PageRef | None
    emergency: bool = False


def sign_in(workplace: Workplace, *, code: str, born: date) -> Intake:
    """Open the visit of a slip's code and a birth date. Raises WrongCode, Wait or SessionTaken."""
    raise NotImplementedError


def hand_over(workplace: Workplace, *, visit: str, staff: StaffMember) -> Intake:
    """Open a visit for the patient whom staff has just identified. Raises StaffOnly, SessionTaken or VisitEnded."""
    raise NotImplementedError


def reply_to(workplace: Workplace, *, session: str, given: Given, next_page: PageRef | None = None) -> Intake:
    """Store one reply, durably, and return the page after it; `next_page` names another one (Back, the overview).

    Stored only where it differs from the current one, or the person answering or the item's revision does; the
    position is stored either way. Raises TooLong, SessionEnded or NotSaved.
    """
    raise NotImplementedError


def remove_entry(workplace: Workplace, *, session: str, given: Given, next_page: PageRef | None = None) -> Intake:
    """Take a medicine, an allergy or a question off its list: `given` names the entry's name item; its state is set."""
    raise NotImplementedError


def turn_to(workplace: Workplace, *, session: str, page: PageRef | None) -> None:
    """Store where the patient is, without a reply. Raises SessionEnded."""
    raise NotImplementedError


def comfort(
    workplace: Workplace,
    *,
    session: str,
    text_size: int | None = None,
    theme: str | None = None,
    language: str | None = None,
) -> Session:
    """Store how the patient reads best; the next sign-in takes it over."""
    raise NotImplementedError


def call_nurse(workplace: Workplace, *, session: str) -> None:
    """Store that the patient asks for a nurse; it stands on the board until staff opens the chart."""
    raise NotImplementedError


def leave(workplace: Workplace, *, session: str, idle: bool = False) -> None:
    """Close the session, everything saved; the patient goes on later at the same question."""
    raise NotImplementedError


def finish(workplace: Workplace, *, session: str) -> None:
    """Mark the patient as finished and close the session; signing in again still works."""
    raise NotImplementedError


def not_me(workplace: Workplace, *, session: str) -> None:
    """Close the session at once: this is not the person, or not right; staff must check two identifiers."""
    raise NotImplementedError


def printed_plan(workplace: Workplace, *, session: str, printed: bool) -> None:
    """Store that the patient's plan was printed here, or that there was no printer and the nurse must print it."""
    raise NotImplementedError


def emergency_on(workplace: Workplace) -> str | None:
    """Return the visit whose emergency at this kiosk nobody has acknowledged yet, also after a restart."""
    raise NotImplementedError


def acknowledge_emergency(workplace: Workplace, *, visit: str, staff: StaffMember) -> None:
    """End the emergency page by a named staff member; the red flag stays until it is handled."""
    raise NotImplementedError
