"""What a local time means, beside each change of the clocks of each zone to the end of 2036: as the clocks show it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from kypho_prep.prep.times import meant

BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2037, 1, 1, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
# No zone changes twice within so few days, and none moves its clocks by more than so many hours.
STEP, BESIDE = timedelta(days=4), timedelta(hours=4)
Change = tuple[datetime, timedelta, timedelta]


def offset(at: datetime, zone: ZoneInfo) -> timedelta:
    moved = at.astimezone(zone).utcoffset()
    assert moved is not None
    return moved


def changes(zone: ZoneInfo) -> Iterator[Change]:
    """Yield each moment from which the clocks go otherwise, with what they were off by before and after it."""
    at = BEGIN
    while at < END:
        if offset(at, zone) != offset(at + STEP, zone):
            low, high = at, at + STEP
            while high - low > QUARTER:
                middle = low + (high - low) // 2 // QUARTER * QUARTER
                low, high = (middle, high) if offset(middle, zone) == offset(at, zone) else (low, middle)
            yield high, offset(low, zone), offset(high, zone)
        at += STEP


@pytest.fixture(scope="module")
def told_apart() -> dict[tuple[Change, ...], str]:
    """One zone for each way in which clocks change."""
    return {tuple(changes(ZoneInfo(name))): name for name in sorted(available_timezones())}


def shown(moment: datetime, zone: ZoneInfo) -> dict[tuple[date, str], list[datetime]]:
    """Return when the clocks show what they show beside a change, a quarter of an hour at a time."""
    found = defaultdict(list)
    at = moment - 2 * BESIDE
    while at < moment + 2 * BESIDE:
        local = at.astimezone(zone)
        found[local.date(), local.strftime("%H:%M")].append(at)
        at += QUARTER
    return found


def test_a_deadline_is_the_first_moment_at_which_the_clocks_show_it(told_apart: dict[tuple[Change, ...], str]) -> None:
    looked, never, twice = 0, 0, 0
    for found, name in told_apart.items():
        for moment, before, after in found:
            when = shown(moment, ZoneInfo(name))
            wall = (moment + before).replace(tzinfo=None) - BESIDE
            for quarter in range(2 * BESIDE // QUARTER):
                local = wall + quarter * QUARTER
                on, clock = local.date(), local.strftime("%H:%M")
                means, comes = meant(on, clock, name), when.get((on, clock), [])
                looked += 1
                assert means.comes == ("never", "once", "twice")[len(comes)], (name, on, clock)
                if comes:
                    assert (means.at, means.on, means.clock) == (comes[0], on, clock), (name, on, clock)
                else:  # before the clocks leapt over it: nobody eats or drinks too late
                    assert moment - (after - before) <= means.at < moment, (name, on, clock)
                never += not comes
                twice += len(comes) == 2
    assert len(told_apart) > 25
    assert looked > 20_000
    assert never > 1_000
    assert twice > 1_000
