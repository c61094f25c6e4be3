"""Wrong passwords at one account: the wait that they bring, and what an administrator reads of a week of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kypho_prep.workflow.lockout import Misses

if TYPE_CHECKING:
    from kypho_prep.records.rows import StaffRow
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.workplace import Workplace

# A server counts for its kiosks by migration 0012: another number needs a step there too.
# A quarter of an hour at most: wrong passwords must not keep a nurse from her desk.
LONGEST_WAIT = 900
# More than anybody mistypes in a week; with the waits after it a guesser has some 700 tries a week.
MOST_IN_A_WEEK = 50


def of_account(row: StaffRow) -> Misses:
    """Return what is known of the wrong passwords at an account."""
    return Misses(row.misses, row.waits_from, row.waits_until, row.week_misses, row.week_from)


def seconds_to_wait(workplace: Workplace, row: StaffRow) -> int:
    """Return how long an account waits until the next try at its password."""
    return workplace.seconds_to_wait(_whose(row), of_account(row))


def of_this_week(workplace: Workplace, row: StaffRow) -> Misses:
    """Return what is known of them without those of a week that is over."""
    return workplace.of_this_week(_whose(row), of_account(row))


def count_one_more(workplace: Workplace, records: Transaction, row: StaffRow) -> None:
    """Count a wrong password, and let the wait begin that it brings."""
    before = of_this_week(workplace, row)
    misses = before.one_more(workplace.now(), longest=LONGEST_WAIT, most_in_a_week=MOST_IN_A_WEEK)
    keep(records, row.id, misses)
    workplace.begin_to_wait(_whose(row), misses)


def keep(records: Transaction, account: str, misses: Misses) -> None:
    """Keep what is known of the wrong passwords at an account."""
    records.staff.change(account, **columns(misses))


def columns(misses: Misses) -> dict[str, Any]:
    """Return what an account's row holds of its misses."""
    return {**wait_columns(misses), "week_misses": misses.week, "week_from": misses.week_from}


def wait_columns(misses: Misses) -> dict[str, Any]:
    """Return what of it is about the misses in a row and their wait, the week left as it is."""
    return {"misses": misses.count, "waits_from": misses.waits_from, "waits_until": misses.waits_until}


def _whose(row: StaffRow) -> str:
    return f"account {row.id}"
