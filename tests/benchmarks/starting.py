"""From nothing to the moments of the start: whole processes, against a bare window that leaves at its first paint."""

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from time import perf_counter

from timing import compared, interleaved, say

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PROGRAM = (sys.executable, "-m", "kypho_prep")
GOALS = {"first-paint": 1.6, "ready-to-save": 4.0, "first-question": 5.0}
WHAT = {
    "first-paint": "welcome page painted / bare window",
    "ready-to-save": "ready to save, clinic there already / bare window",
    "first-question": "first question painted, clinic there already / bare window",
}
NEW = "first question painted, new clinic and visit / bare window"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="kypho-prep-bench-") as folder:
        home, data = Path(folder) / "home", Path(folder) / "clinic"
        home.mkdir()
        (home / "password").write_text("quiet river stone", "utf-8")
        once = partial(whole_process, at_home(home))
        once((*PROGRAM, "sample", str(data), "--visits", "1", "--password-file", str(home / "password")))
        bare = partial(once, (sys.executable, str(HERE / "bare_window.py")))
        subjects = {"bare": bare, "again": bare}
        for moment in GOALS:
            subjects[moment] = partial(once, (*PROGRAM, "--data", str(data), "--quit-after", moment))
        nowhere = (*PROGRAM, "--data", str(Path(folder) / "new"), "--quit-after", "first-question")
        subjects["new"] = partial(once, nowhere)
        taken = interleaved(subjects)
    for moment, goal in GOALS.items():
        say(compared(WHAT[moment], taken[moment], taken["bare"], taken["again"], goal))
    say(compared(NEW, taken["new"], taken["bare"], taken["again"]))


def at_home(home: Path) -> dict[str, str]:
    """The environment of a user who has never opened the program; compiled modules are kept, as once installed."""
    left_out = ("KYPHO_PREP_", "PYTHONDONTWRITEBYTECODE", "PYSIDE6_", "COV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    folders = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    return {**kept, **folders, "QT_QPA_PLATFORM": "offscreen"}


def whole_process(environment: dict[str, str], command: tuple[str, ...]) -> float:
    """Return the seconds from asking for a process to its end; CalledProcessError where it did not get there."""
    begun = perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return perf_counter() - begun


if __name__ == "__main__":
    main()
