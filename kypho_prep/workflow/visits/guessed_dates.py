"""Wrong codes with one birth date: so many a week, and then no slip of that date opens anything, only staff do.

Who knows a patient's birth date has the code's six digits alone to guess. So the tries with one date are counted, over
all codes and all kiosks, whatever lies between them, and alike for a date that nobody has: the kiosk's words and times
tell nothing. Staff are told a minute later, by a look that no guess waits for (`look`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.records.rows import AuditRow
from kypho_prep.workflow.derived.refresh import refresh, situation_of
from kypho_prep.workflow.errors import DateClosed
from kypho_prep.workflow.lockout import Misses

if TYPE_CHECKING:
    from datetime import date

    from kypho_prep.records.date_misses import Counted
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.workplace import Workplace

# Of a million codes: less than 1 in 10,000 in any seven days, which may hold the end of a date's week and the next one.
# A server counts by migration 0018: another number needs a step there too.
MOST_OF_A_DATE = 50


def is_closed(workplace: Workplace, records: Transaction, born: date) -> bool:
    """Tell whether a week had so many wrong codes with a date that no code opens a visit of it."""
    return _of_week(workplace, born, records.date_misses.of(born)).week >= MOST_OF_A_DATE


def count(workplace: Workplace, records: Transaction, born: date) -> None:
    """Count a wrong code against the date that was typed with it."""
    now = workplace.now()
    before = _of_week(workplace, born, records.date_misses.of(born))
    misses = Misses(week=before.week + 1, week_from=before.week_from or now)
    records.date_misses.keep(born, misses.week, misses.week_from or now)
    workplace.begin_to_wait(_whose(born), misses)


def require_open(workplace: Workplace, records: Transaction, born: date) -> None:
    """Refuse to print a slip that would open nothing this week. Raises DateClosed."""
    if is_closed(workplace, records, born):
        raise DateClosed


def look(workplace: Workplace) -> int:
    """Lock the codes of the visits whose date is closed, which tells staff on the board; return how many.

    A kiosk's login sees no such date: there the desks look.
    """
    if workplace.database.guarded:
        return 0
    with workplace.reading() as records:
        known = {born: _of_week(workplace, born, found) for born, found in records.date_misses.all().items()}
        closed = [born for born, misses in known.items() if misses.week >= MOST_OF_A_DATE]
        found = records.date_misses.visits_with_code(closed) if closed else ()
    # A server drops them itself.
    over = [born for born, misses in known.items() if not misses.week] if workplace.database.slots is not None else []
    if found or over:
        with workplace.writing(alone=True, heartbeat=not found) as records:
            if over:
                records.date_misses.drop(over)
            for visit in found:
                _lock_code(workplace, records, visit)
    return len(found)


def _lock_code(workplace: Workplace, records: Transaction, visit: str) -> None:
    before = situation_of(workplace, records, visit)
    records.visits.change(visit, code_hmac=None, code_dead=True)
    details = {"date": "guessed"}
    records.audit.add(AuditRow(workplace.now(), "program", "code_killed", workplace.kiosk, visit, details))
    refresh(workplace, records, before)


def _of_week(workplace: Workplace, born: date, found: Counted | None) -> Misses:
    """Return what counts now, by time that truly passes: a clock that is moved opens no date."""
    if found is None:
        return Misses()
    return workplace.of_this_week(_whose(born), Misses(week=found[0], week_from=found[1]))


def _whose(born: date) -> str:
    return f"date {born}"
