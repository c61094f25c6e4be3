"""What every benchmark is made of: pairs within one run, the bare limit against itself as the noise, and a line."""

import os
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

QUICK = "KYPHO_PREP_BENCH_QUICK"  # set by run.py --quick, for the sections' own processes
ROUNDS = 2 if QUICK in os.environ else 7
MS = 1000.0
Seconds = Sequence[float]


@dataclass(frozen=True)
class Line:
    """One ratio: the median of the rounds, and how far the bare limit strays from itself in the same rounds."""

    what: str
    ratio: float
    noise: tuple[float, float]
    rounds: int
    ours_ms: float
    bare_ms: float
    goal: float | None = None

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return ""
        return "met" if self.ratio <= self.goal else "MISSED"

    def text(self) -> str:
        goal = "" if self.goal is None else f"{self.goal:g}"
        noise = f"{self.noise[0]:.2f}-{self.noise[1]:.2f}"
        figures = f"{self.ratio:8.3g} {goal:>6} {self.verdict:<7}{noise:>12} {self.ours_ms:9.2f} {self.bare_ms:9.3f}"
        return f"{self.what:<58}{figures} {self.rounds:6}"


HEAD = f"{'':<58}{'ratio':>8} {'goal':>6} {'':<7}{'bare/bare':>12} {'ours ms':>9} {'bare ms':>9} {'rounds':>6}"


def interleaved(subjects: Mapping[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Run all subjects in turn, each second round backwards; the first round only warms up."""
    taken: dict[str, list[float]] = {name: [] for name in subjects}
    for number in range(rounds + 1):
        order = list(subjects.items())
        for name, once in order if number % 2 else reversed(order):
            seconds = once()
            if number:
                taken[name].append(seconds)
    return taken


def compared(what: str, ours: Seconds, bare: Seconds, again: Seconds, goal: float | None = None) -> Line:
    """Compare round by round; `again` is the bare limit measured a second time in each round."""
    return Line(
        what,
        statistics.median(ours_ratios(ours, bare)),
        middle_half(ours_ratios(again, bare)),
        len(ours),
        statistics.median(ours) * MS,
        statistics.median(bare) * MS,
        goal,
    )


def ours_ratios(ours: Seconds, bare: Seconds) -> list[float]:
    return [one / other for one, other in zip(ours, bare, strict=True)]


def middle_half(values: Seconds) -> tuple[float, float]:
    """The quartiles, between which half of the rounds lie."""
    first, _, third = statistics.quantiles(values, n=4, method="inclusive")
    return (first, third)


def percentile(values: Seconds, percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def say(line: Line) -> None:
    sys.stdout.write(line.text() + "\n")
    sys.stdout.flush()


def note(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
