"""A share that never answers: the back-up itself is made, nobody waits for good, and it is told apart from one away.

A FIFO stands in for it: whoever opens it waits until somebody comes to the other end.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from kypho_prep.records.sqlite import restoring
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.records.time_limit import TimeLimit
from kypho_prep.workflow.clinic import retention
from kypho_prep.workflow.clinic.backing_up import BackingUp
from tests.workflow.ward import Ward

SOON = 0.1

pytestmark = [pytest.mark.sqlite, pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFO to stand in for it")]


@contextmanager
def hanging(ward: Ward, share: Path) -> Iterator[None]:
    """Let a clinic's folder on a share answer nobody who reads in it."""
    place = share / ward.workplace.database.station.id / "000001-hanging"
    place.mkdir(parents=True)
    fifo = place / "backup.json"
    os.mkfifo(fifo)
    yield
    # Everybody who waits at it reads nothing and goes on.
    while waiting := [one for one in threading.enumerate() if one.name == TimeLimit.THREAD]:
        with suppress(OSError):
            os.close(os.open(fifo, os.O_WRONLY | os.O_NONBLOCK))
        waiting[0].join(0.01)
    fifo.unlink()
    place.rmdir()


def test_the_back_up_is_made_and_the_share_gets_it_once_it_answers(ward: Ward, folders: Path, tmp_path: Path) -> None:
    share = tmp_path / "share"
    ours = BackingUp(ward.workplace.database, ward.clock, share, TimeLimit(SOON))
    with hanging(ward, share):
        state = ours.make()
        assert (state.away, state.hangs) == (share, True)
        assert state.made_at is not None
        assert not state.is_bad(ward.clock())
        waiting = threading.active_count()
        ward.new_visit()
        for state in (ours.make(), ours.deliver()):
            assert (state.away, state.hangs) == (share, True)
        assert threading.active_count() == waiting, "one waits at it, however often it is tried"
        assert [one.number for one in Archive(folders / "data" / "backups").held()] == [3], "above the one there"
    state = ours.deliver()
    assert (state.away, state.hangs) == (None, False)
    there = Archive(share / ward.workplace.database.station.id).held()
    assert [one.number for one in there] == [3]


def test_what_is_brought_back_is_found_without_it(ward: Ward, folders: Path, tmp_path: Path) -> None:
    share = tmp_path / "share"
    BackingUp(ward.workplace.database, ward.clock).make()
    with hanging(ward, share):
        found = restoring.find(folders / "data", share, limit=TimeLimit(SOON))
        assert found is not None
        assert found.number == 1


def test_visits_go_without_it_and_it_is_left_out(ward: Ward, tmp_path: Path) -> None:
    share = tmp_path / "share"
    with hanging(ward, share):
        assert retention.old_back_ups(ward.workplace, 30, share, TimeLimit(SOON)) == ()
        assert retention.forget_back_ups(ward.workplace, 30, share, TimeLimit(SOON)) == ()
        assert retention.damaged_back_ups(ward.workplace, share, TimeLimit(SOON)) == ()


def test_what_answers_slowly_is_waited_for_while_it_goes_on() -> None:
    limit, beats = TimeLimit(5 * SOON), threading.Event()

    def slow() -> str:
        # All steps take longer than the limit; a busy machine has more than half of it for each.
        for _ in range(3):
            beats.wait(2 * SOON)
            limit.goes_on()
        return "there"

    assert limit.run(slow) == "there"
    assert not limit.hangs


def test_what_it_raises_is_raised() -> None:
    def refuse() -> None:
        raise PermissionError

    limit = TimeLimit(SOON)
    with pytest.raises(PermissionError):
        limit.run(refuse)
    assert not limit.hangs
