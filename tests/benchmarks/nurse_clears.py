"""A scripted nurse clears the sample clinic through the real window: what each visit costs her in keys, taps, letters.

She opens every visit that waits from the board, closes each flag by its first action, records what a sign-off needs,
and signs. Where the patient has not finished, she logs one call and says "not complete, because". A visit that is
being filled in now waits. Nothing is pressed that does not show, and no key goes anywhere but to where the keyboard is.
"""

import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kypho_prep.look.theme import apply_theme
from kypho_prep.look.worker import InlineWorker
from kypho_prep.nurse.desk import DeskContext, DeskServices
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.times import working_days_before
from kypho_prep.sample import sample_clinic
from kypho_prep.sample.cases import case
from kypho_prep.sample.people import number_of
from kypho_prep.workflow.derived.refresh import situation_of
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.workplace import Workplace
from tests.benchmarks.clinic import PASSWORD, clinic
from tests.benchmarks.fingers import Fingers
from tests.benchmarks.measured_nurse import TO_CLEAR, Cleared, MeasuredNurse
from tests.benchmarks.timing import note
from tests.cohort.budget import budget

GOAL_MOVES_TO_RED = 2


def main() -> None:
    visits = int(sys.argv[1]) if len(sys.argv) > 1 else sample_clinic.VISITS
    app = QApplication([])
    with ExitStack() as stack:
        place, _ = stack.enter_context(clinic())
        begun = time.perf_counter()
        sample_clinic.make(place, password=PASSWORD, visits=visits)
        note(f"{visits} visits made in {time.perf_counter() - begun:.0f} s")
        say_budget(place)
        nurse = MeasuredNurse(at_the_desk(app, place))
        begun = time.perf_counter()
        done = nurse.clear_board()
        note(f"{len(done)} visits cleared in {time.perf_counter() - begun:.0f} s of this machine")
    say_visits(done)
    say_reds(done)
    say_costs(nurse.fingers)


def at_the_desk(app: QApplication, place: Workplace) -> NurseWindow:
    """Open the window and sign in; the keyboard is then on the board."""
    desk = DeskContext(place, InlineWorker(), place.content.words("en"), apply_theme(app), DeskServices())
    window = NurseWindow(desk)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    app.processEvents()
    window.begin()
    fingers = Fingers(window)
    fingers.write(sample_clinic.USER)
    fingers.press(Qt.Key.Key_Tab)
    fingers.write(PASSWORD)
    fingers.press(Qt.Key.Key_Return)
    return window


def say_budget(place: Workplace) -> None:
    """The alarm budget of the visits that have not ended: two working days before, of nearer ones as they stand."""
    with place.reading() as records:
        everyone = [situation_of(place, records, visit) for visit in records.visits.all()]
    live = [one for one in everyone if one.chart.visit.ended is None]
    found = budget(near(one) for one in live)
    waiting = sum(row.stage in TO_CLEAR for row in schedule.board(place).rows)
    note(f"{len(live)} of them live, {waiting} waiting for the nurse")
    share = f"{found.with_red} of {found.visits} ({found.share_with_red:.1%})"
    # A part of the sample shows each stage, not a clinic's usual mix.
    verdict = (
        ("met" if found.met else "MISSED") if len(everyone) >= sample_clinic.VISITS else "the goal is for all forty"
    )
    note(f"live visits with an open red {share}, reds on each {found.reds_each:.1f}: {verdict}")


def near(one: Situation) -> Situation:
    """A visit on the second working day before its procedure, or today where that has passed."""
    day = working_days_before(one.chart.visit.procedure_on, 2, one.clinic.holidays)
    return replace(one, today=max(one.today, day))


def say_visits(done: Iterable[Cleared]) -> None:
    """Moves are keys and taps together; letters are counted by themselves."""
    by_kind: dict[str, list[Cleared]] = defaultdict(list)
    for one in done:
        name = case(number_of(one.mrn)).archetype.value if one.signed else "patient has not finished"
        by_kind[name].append(one)
    by_kind["every visit signed"] = [one for one in done if one.signed]
    by_kind["every visit"] = list(done)
    note("| kind of patient | visits | moves, median | worst | keys | taps | letters |")
    note("|---|---|---|---|---|---|---|")
    for name, held in by_kind.items():
        moves = [one.spent.moves for one in held]
        parts = [middle(one.spent.keys for one in held), middle(one.spent.taps for one in held)]
        letters = middle(one.spent.letters for one in held)
        note(f"| {name} | {len(held)} | {middle(moves)} | {max(moves)} | {' | '.join(parts)} | {letters} |")


def say_reds(done: Iterable[Cleared]) -> None:
    """From the board to the moment when a red's first action is under way."""
    reds = [(problem, moves) for one in done for problem, moves in one.reds]
    met = sum(moves <= GOAL_MOVES_TO_RED for _, moves in reds)
    listed = ", ".join(f"{problem} {moves}" for problem, moves in sorted(reds, key=lambda one: -one[1]))
    note(f"reds: {len(reds)}, first action within {GOAL_MOVES_TO_RED} moves from the board: {met} ({listed})")


def say_costs(fingers: Fingers) -> None:
    """What costs most, all visits together."""
    note("| what | times | keys | taps | letters | moves each |")
    note("|---|---|---|---|---|---|")
    for what, spent in sorted(fingers.cost.items(), key=lambda one: -one[1].moves):
        times = fingers.times[what]
        each = f"{spent.moves / times:.1f}"
        note(f"| {what} | {times} | {spent.keys} | {spent.taps} | {spent.letters} | {each} |")


def middle(values: Iterable[int]) -> str:
    return f"{statistics.median(values):g}"


if __name__ == "__main__":
    main()
