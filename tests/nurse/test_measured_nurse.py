"""The scripted nurse of `make nurse` works through the real window, and each red is two keys from the board."""

import pytest

from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.sample.cases import SCRIPTS, Archetype
from tests.benchmarks.measured_nurse import Cleared, MeasuredNurse
from tests.nurse.conftest import Open, Ward

RED = {Archetype.THINNER: "loop", Archetype.INFECTION: "new_hospital"}
MOST_MOVES = 40


@pytest.fixture
def board(ward: Ward, open_window: Open) -> NurseWindow:
    """A board with two reds that could cancel, and a patient who has not begun."""
    for archetype in RED:
        ward.answered(ward.visit(archetype.name.title()), SCRIPTS[archetype])
    ward.visit("Unfinished")
    return open_window(ward)


def test_she_clears_the_board_and_each_red_is_two_keys_away(board: NurseWindow) -> None:
    nurse = MeasuredNurse(board)
    done = nurse.clear_board()
    assert [one.stage for one in done] == [Stage.SIGNED_OFF, Stage.SIGNED_OFF, Stage.NOT_COMPLETE]
    assert sorted(problem for one in done for problem, _ in one.reds) == sorted(RED.values())
    assert {moves for one in done for _, moves in one.reds} == {2}
    assert all(0 < one.spent.moves <= MOST_MOVES for one in done)
    assert total(done) <= nurse.fingers.spent.moves
    assert nurse.fingers.spent.taps == 0


def total(done: list[Cleared]) -> int:
    return sum(one.spent.moves for one in done)
