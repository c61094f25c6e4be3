"""The code on a patient's slip: six digits that live until the end of the procedure's day, known only as an HMAC.

Every wrong try counts against the kiosk, a wrong birth date against the code as well; the person at the kiosk is never
told which it was, nor learns it from the waits.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.times import local_date
from kypho_prep.records.rows import AuditRow, CodeHit
from kypho_prep.workflow import clinic_setting
from kypho_prep.workflow.clinic.clock_watch import latest_seen
from kypho_prep.workflow.clinic.on_record import refused_in_wait
from kypho_prep.workflow.derived.refresh import refresh, situation_of
from kypho_prep.workflow.errors import Wait, WrongCode
from kypho_prep.workflow.lockout import Misses
from kypho_prep.workflow.visits import guessed_dates
from kypho_prep.workflow.visits.claiming import claimed

if TYPE_CHECKING:
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.workplace import Workplace

DIGITS = 6
# Who has a right code has only a birth date to guess: ten tries, then the code is dead and the nurse is told.
# A server counts for its kiosks by migration 0011: another number needs a step there too.
MISSES_OF_A_CODE = 10
# Two minutes at most: mistyped codes must not close the kiosk to whoever comes next.
LONGEST_WAIT = 120
# More unknown codes than all patients of a week mistype. Who signs in by a slip of their own between guesses would
# else guess at others' without a wait; so a week of guessing finds a code and its birth date in less than 1 of 10,000.
MOST_IN_A_WEEK = 500


def visit_of(workplace: Workplace, *, code: str, born: date) -> str:
    """Return the visit of a code and a birth date. Raises WrongCode or Wait; every wrong try is stored first."""
    if workplace.database.guarded:
        held = claimed(workplace, born=born, code_hmac=_hmac(workplace, code))
        if held is None:
            raise WrongCode
        return held
    with workplace.writing() as records:
        misses = _misses(records, workplace.station)
        # Before the code is looked at: a wait that a right code could skip would not slow down guessing.
        left = workplace.seconds_to_wait(_whose(workplace), misses)
        visit = None if left else _judged(workplace, records, _hmac(workplace, code), born, misses)
    # Not inside the transaction, which would take the counted miss, or the line about it, back with it.
    if visit is not None:
        return visit
    if left:
        refused_in_wait(workplace, actor="patient", event="code_refused", subject=workplace.kiosk, seconds=left)
        raise Wait(left)
    raise WrongCode


def _judged(workplace: Workplace, records: Transaction, code_hmac: str, born: date, misses: Misses) -> str | None:
    """Return the visit that a code and a birth date open; None where they open none, and the miss is counted."""
    # A code that was dead once stays dead where somebody puts the clock back to its day.
    hit = _live(records, code_hmac, local_date(latest_seen(workplace, records), _clinic(records)))
    # In constant time: how long a refusal takes must not tell how much of the date was right.
    closed = guessed_dates.is_closed(workplace, records, born)
    if hit is not None and hmac.compare_digest(hit.born.isoformat(), born.isoformat()) and not closed:
        records.visits.change(hit.visit, code_misses=0)
        _keep_misses(records, workplace.station, misses.after_a_right_one())
        return hit.visit
    guessed_dates.count(workplace, records, born)
    _count_miss(workplace, records, hit, misses)
    return None


def new_code(workplace: Workplace, records: Transaction, visit: str, born: date) -> str:
    """Give a visit a new code that no other visit has, and kill its old one. Raises DateClosed."""
    guessed_dates.require_open(workplace, records, born)
    records.visits.drop_spent_codes(local_date(workplace.now(), _clinic(records)))
    while True:
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        if records.visits.take_code(visit, _hmac(workplace, code)):
            return code


def _live(records: Transaction, code_hmac: str, today: date) -> CodeHit | None:
    hit = records.visits.by_code(code_hmac)
    return hit if hit is not None and hit.ended is None and today <= hit.procedure_on else None


def _count_miss(workplace: Workplace, records: Transaction, hit: CodeHit | None, misses: Misses) -> None:
    now = workplace.now()
    known = workplace.of_this_week(_whose(workplace), misses)
    counted = known.one_more(now, longest=LONGEST_WAIT, most_in_a_week=MOST_IN_A_WEEK)
    _keep_misses(records, workplace.station, counted)
    workplace.begin_to_wait(_whose(workplace), counted)
    if hit is None:
        records.audit.add(AuditRow(now, "patient", "code_unknown", workplace.kiosk))
        # Of no visit: the same work as for a wrong date, so that the time taken does not tell whether the code is one.
        records.visits.change("", code_misses=0)
        return
    count = hit.misses + 1
    records.audit.add(AuditRow(now, "patient", "code_missed", workplace.kiosk, hit.visit, {"misses": count}))
    records.visits.change(hit.visit, code_misses=count)
    if count >= MISSES_OF_A_CODE:
        before = situation_of(workplace, records, hit.visit)
        records.visits.change(hit.visit, code_hmac=None, code_dead=True)
        records.audit.add(AuditRow(now, "program", "code_killed", workplace.kiosk, hit.visit))
        refresh(workplace, records, before)


def _hmac(workplace: Workplace, code: str) -> str:
    # Keyed: of six digits a plain hash is undone by trying them all.
    return hmac.new(workplace.database.codes, code.strip().encode(), hashlib.sha256).hexdigest()


def _clinic(records: Transaction) -> Any:
    return clinic_setting.read(records.settings.get(clinic_setting.KEY))


def _whose(workplace: Workplace) -> str:
    return f"codes {workplace.station}"


def _misses(records: Transaction, station: str) -> Misses:
    kept = records.settings.get(f"wrong_codes:{station}") or {"count": 0, "from": None, "until": None}
    # What was kept before a week was counted has none.
    began, until, week = (
        datetime.fromisoformat(kept[name]) if kept.get(name) else None for name in ("from", "until", "week_from")
    )
    return Misses(kept["count"], began, until, kept.get("week", 0), week)


def _keep_misses(records: Transaction, station: str, misses: Misses) -> None:
    value = {
        "count": misses.count,
        "from": misses.waits_from.isoformat() if misses.waits_from else None,
        "until": misses.waits_until.isoformat() if misses.waits_until else None,
        "week": misses.week,
        "week_from": misses.week_from.isoformat() if misses.week_from else None,
    }
    records.settings.put(f"wrong_codes:{station}", value)
