"""The same under an X server with a window manager, whose own keys and menus are tried too: with --faults alone."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("Xvfb", "openbox", "xdotool")
EVENTS, BURST = 5_000, 100
# What Debian's openbox does at a key, and what a program of its own might do at one.
KEYS = (
    *("alt+F4", "alt+space", "alt+Tab", "alt+Escape", "super+d", "super+e", "ctrl+alt+Right", "alt+Print", "Print"),
    *("ctrl+q", "ctrl+w", "F10", "shift+F10", "Menu", "F11", "ctrl+shift+u", "Escape", "Tab", "Return", "space"),
    *("Up", "Down", "Page_Down", "Home", "BackSpace", "ctrl+a", "ctrl+c", "ctrl+v", "ctrl+z", "a", "e", "n", "1", "7"),
)


@contextmanager
def running(*words: str, **given: object) -> Iterator[subprocess.Popen[str]]:
    """A program that is ended afterwards."""
    with subprocess.Popen(words, text=True, stderr=subprocess.DEVNULL, **given) as started:  # type: ignore[call-overload]
        try:
            yield started
        finally:
            started.terminate()


def one_event(chance: random.Random) -> str:
    """Words for xdotool: a key, a button, a drag or the wheel, somewhere on the screen."""
    at, to = (f"mousemove {chance.randrange(1280)} {chance.randrange(800)}" for _ in range(2))
    click = f"{at} click {chance.choice((1, 1, 1, 1, 2, 3, 4, 5))}"
    drag = f"{at} mousedown 1 {to} mouseup 1"
    return chance.choices((f"key --delay 0 {chance.choice(KEYS)}", click, drag), (5, 5, 1))[0]


def windows(around: dict[str, str]) -> set[str]:
    """Ids of all windows that show, the window manager's menus too."""
    asked = ("xdotool", "search", "--onlyvisible", "--name", ".*")
    return set(subprocess.run(asked, env=around, text=True, capture_output=True, check=False).stdout.split())


@pytest.mark.skipif(any(shutil.which(one) is None for one in NEEDED), reason=f"needs {', '.join(NEEDED)}")
def test_no_key_of_a_window_manager_leads_out(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--faults"):
        pytest.skip("runs with --faults")
    chance, pages = random.Random(13), set()
    with ExitStack() as stack:
        server = ("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
        screen = stack.enter_context(running(*server, stdout=subprocess.PIPE))
        assert screen.stdout is not None
        around = {**os.environ, "DISPLAY": f":{screen.stdout.readline().strip()}", "HOME": str(tmp_path)}
        around |= {"QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        stack.enter_context(running("openbox", env=around))
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        kiosk = stack.enter_context(
            running(sys.executable, str(Path(__file__).with_name("under_x.py")), str(tmp_path), env=around, **pipes)
        )
        assert kiosk.stdin is not None
        assert kiosk.stdout is not None
        before: set[str] = set()
        for burst in range(EVENTS // BURST + 1):
            kiosk.stdin.write("on\n")
            kiosk.stdin.flush()
            told = json.loads(kiosk.stdout.readline() or '{"found": ["the program has ended"], "page": ""}')
            assert told["found"] == [], f"after {burst * BURST} events"
            pages.add(told["page"])
            shown = windows(around)
            assert not before or shown <= before, f"after {burst * BURST} events another window shows"
            before = before or shown
            words = " ".join(one_event(chance) for _ in range(BURST)).split()
            moved = subprocess.run(("xdotool", *words), env=around, text=True, check=False, capture_output=True)
            assert moved.returncode == 0, moved.stderr[-300:]
    assert len(pages) > 15, sorted(pages)
    assert [one.name for one in tmp_path.iterdir() if one.suffix in (".png", ".jpg")] == [], "a picture was taken"
