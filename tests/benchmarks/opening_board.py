"""Opening the board over a growing history, against one bare SELECT of the same rows from the same file."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from functools import partial
from time import perf_counter
from typing import Any

from clinic import PASSWORD, TimedWorkplace, clinic, utc
from showing_board import show_board
from timing import compared, interleaved, note, say

from kypho_prep.sample import sample_clinic
from kypho_prep.workflow.visits import schedule

A_DAY = 25
DAYS_AHEAD = 10
SIZES = (1_000, 20_000)
MOST = 200_000
ROUNDS = 15
SELECT = """SELECT * FROM visit_summary WHERE procedure_on >= ?
    ORDER BY coalesce(cancel_red_from <= ? AND procedure_on <= ?, 0) DESC, procedure_on, procedure_at, patient"""


def main() -> None:
    today = utc().date()
    with ExitStack() as open_clinics:
        places: dict[int, TimedWorkplace] = {}
        for size in (*SIZES, MOST) if "--full" in sys.argv else SIZES:
            places[size], _ = open_clinics.enter_context(clinic())
            fill(places[size], size)
            measured(places[size], today, f"{A_DAY * DAYS_AHEAD} to come of {size:,}")
        measured(places[SIZES[0]], date.min, f"all {SIZES[0]:,}")
        for size in list(places)[1:]:
            growth(places[SIZES[0]], places[size], size)
        one_change(places[SIZES[0]], today)
        statements(places[SIZES[0]], today)
        show_board(places[SIZES[0]])


def fill(place: TimedWorkplace, size: int) -> None:
    """Store as many rows as a clinic has after years, copied from visits in every stage; only the last are to come."""
    sample_clinic.make(place, password=PASSWORD, visits=9)
    raw = place.file._raw
    found = raw.execute("SELECT * FROM visit_summary")
    names = [column[0] for column in found.description]
    models = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("BEGIN")
    raw.execute("DELETE FROM visit_summary")
    marks = ",".join(f":{name}" for name in names)
    raw.executemany(f"INSERT INTO visit_summary ({','.join(names)}) VALUES ({marks})", rows(models, size))
    raw.execute("COMMIT")
    raw.execute("PRAGMA foreign_keys=ON")


def rows(models: list[dict[str, Any]], size: int) -> Iterator[dict[str, Any]]:
    last = utc().date() + timedelta(days=DAYS_AHEAD - 1)
    for number in range(size):
        day = (last - timedelta(days=number // A_DAY)).isoformat()
        model = models[number % len(models)]
        # What ended did so on its own day: a copy that ended today would stand on today's board, however old it is.
        ended = f"{day}T20:00:00.000000Z" if model["ended_at"] else None
        own = {"visit_id": f"visit-{number}", "change_seq": number + 1, "procedure_on": day, "ended_at": ended}
        # Patients of their own: 25 times the same nine would be taken for one another, each with each.
        own |= {"patient": f"{name_of(number)}, Ann", "mrn": f"M{number}"}
        yield {**model, **own, "procedure_at": f"{7 + number % 10:02}:15"}


def name_of(number: int) -> str:
    """Return a family name of five syllables that sounds like no other's."""
    syllables = ("bar", "del", "fim", "gon", "kul", "lat", "mer", "nip", "rod", "sut")
    return "".join(syllables[number // 10**place % 10] for place in range(5)).capitalize()


def measured(place: TimedWorkplace, since: date, said: str) -> None:
    today = utc().date()
    wanted = len(bare_rows(place, since, today))
    board = schedule.board(place, today=today, since=since)
    if len(board.rows) != wanted:
        raise ValueError(f"the board shows {len(board.rows)} of {wanted} rows")
    bare = partial(timed, partial(bare_rows, place, since, today))
    ours = partial(timed, partial(schedule.board, place, today=today, since=since))
    taken = interleaved({"bare": bare, "ours": ours, "again": bare}, ROUNDS)
    say(compared(f"board, {said} visits / bare SELECT", taken["ours"], taken["bare"], taken["again"], 5.0))


def bare_rows(place: TimedWorkplace, since: date, today: date) -> list[tuple[Any, ...]]:
    asked = (since.isoformat(), today.isoformat(), (today + timedelta(days=2)).isoformat())
    found: list[tuple[Any, ...]] = place.file._raw.execute(SELECT, asked).fetchall()
    return found


def timed(action: partial[Any]) -> float:
    begun = perf_counter()
    action()
    return perf_counter() - begun


def statements(place: TimedWorkplace, today: date) -> None:
    """Count what the database is asked when the board opens."""
    asked: list[str] = []
    raw = place.file._raw
    raw.set_trace_callback(asked.append)
    schedule.board(place, today=today)
    raw.set_trace_callback(None)
    selects = [one for one in asked if one.lstrip().upper().startswith("SELECT")]
    plan = raw.execute(f"EXPLAIN QUERY PLAN {SELECT}", (today.isoformat(),) * 3).fetchall()
    note(f"{f'SELECT statements a board: {len(selects)} (goal 3)':<58}{'; '.join(str(step[3]) for step in plan)}")


def one_change(place: TimedWorkplace, today: date) -> None:
    """A board that is held and hears of one changed visit, against one that is read whole."""
    held = schedule.board(place, today=today)
    raw = place.file._raw
    newest = "SELECT visit_id FROM visit_summary WHERE procedure_on >= ? LIMIT 1"
    visit = raw.execute(newest, (today.isoformat(),)).fetchone()[0]
    raw.execute("UPDATE visit_summary SET change_seq = ? WHERE visit_id = ?", (held.change_seq + 1, visit))
    whole = partial(timed, partial(schedule.board, place, today=today))
    after = partial(timed, partial(schedule.board, place, today=today, held=held))
    taken = interleaved({"whole": whole, "after": after, "again": whole}, ROUNDS)
    say(compared("board after one change / whole board", taken["after"], taken["whole"], taken["again"], 0.05))


def growth(few: TimedWorkplace, many: TimedWorkplace, size: int) -> None:
    """The same rows to come, behind a longer history."""
    short, long = (partial(timed, partial(schedule.board, place)) for place in (few, many))
    taken = interleaved({"few": short, "many": long, "again": short}, ROUNDS)
    what = f"board, history of {size:,} / of {SIZES[0]:,}"
    say(compared(what, taken["many"], taken["few"], taken["again"], 1.3))


if __name__ == "__main__":
    main()
