"""All benchmarks, or the one that is named, in one table of ratios. Each runs in a process of its own."""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from timing import HEAD, QUICK, note

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
QUIET = "default.warning=false"  # the offscreen platform says at each window what it cannot do
SECTIONS = {
    "start": "starting.py",
    "reply": "replying.py",
    "board": "opening_board.py",
    "hearing": "hearing.py",
    "stations": "stations.py",
    "load": "load.py",
    "page": "turning_pages.py",
    "medicines": "looking_up.py",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=SECTIONS, help="one section alone")
    parser.add_argument("--full", action="store_true", help="the board over 200,000 visits too, the load of 200 kiosks")
    parser.add_argument("--quick", action="store_true", help="two rounds, to see that it runs: its figures say nothing")
    asked = parser.parse_args()
    if asked.quick:
        os.environ[QUICK] = "1"
    note(HEAD)
    begun = time.perf_counter()
    # A quarter of an hour by itself: only where it is asked for.
    wanted = [name for name in SECTIONS if name == asked.only or (asked.only is None and name != "load")]
    codes = [section(SECTIONS[name], full=asked.full) for name in wanted]
    note(
        f"{time.perf_counter() - begun:.0f} s. A ratio is the median of its rounds; bare/bare, the limit against itself"
    )
    note("(the middle half of the rounds), is the noise. Milliseconds only say how large things are on this machine.")
    return max(codes)


def section(file: str, *, full: bool) -> int:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": QUIET}
    command = [sys.executable, str(HERE / file), *(["--full"] if full else [])]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
