"""What "ask again only these" finds: the share of wrong answers covered against the share of questions asked again.

Prints the tables and draws `.pictures/ask-again-curve.svg`. The wrong answers are injected into made-up charts
(tests/cohort/rates.py says how); the curve asks the first k questions of each visit's list, for k from 0 to all.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kypho_prep import paths
from kypho_prep.content import load
from kypho_prep.prep.interview.situation import Key
from kypho_prep.prep.sign_off.ask_again import ask_again, could_cancel
from tests.benchmarks.curve import Line, curve_svg
from tests.benchmarks.timing import note
from tests.cohort import rates
from tests.cohort.charts import Case, cohort

PICTURE = Path(__file__).resolve().parents[2] / ".pictures" / "ask-again-curve.svg"
MORE_TRACELESS = 0.60
STEPS = (1, 2, 3, 4, 6, 8, 12, 16)


@dataclass(frozen=True)
class Visit:
    """One visit: the list in its order, the wrong answers by their trace, all questions, and the list's minutes."""

    listed: tuple[Key, ...]
    wrong: dict[Key, str]
    questions: int
    minutes: float


@dataclass(frozen=True)
class Point:
    """Asking the first `first` questions of each list: shares asked again, of wrong answers covered, and minutes."""

    first: int
    asked: float
    covered: float
    by_chance: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    content = load(paths.resources())
    urgent = could_cancel(content.checklist)
    usual = [seen(case) for case in cohort(content, asked.visits, asked.seed, wrong=rates.WRONG)]
    worse = [
        seen(case) for case in cohort(content, asked.visits, asked.seed, wrong=rates.WRONG, traceless=MORE_TRACELESS)
    ]
    lines = (
        Line("the whole list, 35 % leave no trace", curve(usual)),
        Line("the whole list, 60 % leave no trace", curve(worse)),
        Line("as many questions, drawn by chance", by_chance(usual), dashed=True),
    )
    table(usual, worse, urgent)
    PICTURE.write_text(curve_svg(lines, asked.visits), "utf-8")
    return 0


def seen(case: Case) -> Visit:
    """Return what counts of a case for the curve."""
    found = ask_again(case.situation)
    listed = tuple((one.page.item, one.page.entry) for one in found.questions)
    answered = {key: trace for key, trace in case.wrong.items() if key in case.situation.current}
    return Visit(listed, answered, len(listed) + found.rest, found.seconds / 60)


def curve(visits: Sequence[Visit]) -> tuple[tuple[float, float], ...]:
    """Return the points of the curve, from no question to each visit's whole list."""
    return tuple((one.asked, one.covered) for one in points(visits))


def by_chance(visits: Sequence[Visit]) -> tuple[tuple[float, float], ...]:
    """Return what as many questions of each visit find when they are drawn at random: the mean, no drawing."""
    return tuple((one.asked, one.by_chance) for one in points(visits))


def points(visits: Sequence[Visit]) -> tuple[Point, ...]:
    """Return a point for each number of first questions."""
    longest = max(len(one.listed) for one in visits)
    return tuple(point(visits, first) for first in range(longest + 1))


def point(visits: Sequence[Visit], first: int, only: frozenset[str] | None = None) -> Point:
    """Return what asking the first questions of each list finds; `only` counts wrong answers to these items."""
    questions = sum(one.questions for one in visits)
    wrong = sum(len(_wrong(one, only)) for one in visits)
    asked = sum(min(first, len(one.listed)) for one in visits)
    covered = sum(len(_wrong(one, only) & set(one.listed[:first])) for one in visits)
    chance = sum(len(_wrong(one, only)) * min(first, len(one.listed)) / one.questions for one in visits)
    return Point(first, asked / questions, covered / wrong, chance / wrong)


def _wrong(visit: Visit, only: frozenset[str] | None) -> set[Key]:
    return {key for key in visit.wrong if only is None or key[0] in only}


def table(usual: Sequence[Visit], worse: Sequence[Visit], urgent: frozenset[str]) -> None:
    """Print the curve and what lies behind it."""
    whole = max(len(one.listed) for one in [*usual, *worse])
    heads = ("first questions of each list", "asked again", "wrong answers covered", "of those that could cancel")
    note(f"| {' | '.join((*heads, 'as many by chance', 'covered if 60 % leave no trace'))} |")
    note("|---|---|---|---|---|---|")
    for first in (*STEPS, whole):
        one, urgently, other = point(usual, first), point(usual, first, urgent), point(worse, first)
        name = "whole list" if first == whole else first
        shares = (one.asked, one.covered, urgently.covered, one.by_chance, other.covered)
        note(f"| {name} | {' | '.join(f'{share:.1%}' for share in shares)} |")
    traces = Counter(trace for one in usual for trace in one.wrong.values())
    found = Counter(one.wrong[key] for one in usual for key in one.listed if key in one.wrong)
    note(", ".join(f"{name}: {found[name]} of {many} found" for name, many in traces.items()))
    lengths = sorted(len(one.listed) for one in usual)
    minutes = sorted(one.minutes for one in usual)
    half, most, every = len(usual) // 2, len(usual) * 9 // 10, sum(one.questions for one in usual)
    note(f"{every / len(usual):.0f} questions a visit, {sum(traces.values()) / every:.1%} of them answered wrongly")
    note(f"on the list: median {lengths[half]}, nine in ten at most {lengths[most]} questions")
    note(f"minutes: median {minutes[half]:.1f}, nine in ten at most {minutes[most]:.1f}")


if __name__ == "__main__":
    sys.exit(main())
