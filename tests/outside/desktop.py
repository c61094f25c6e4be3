"""A desktop without a screen: an X server, the two buses that screen readers use, the program, and a reader of it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[2]
# Debian's own Python, for which its packages bring the module that speaks AT-SPI.
PYTHON = "/usr/bin/python3"
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
PACKAGES = "xvfb, dbus, at-spi2-core, gir1.2-atspi-2.0, python3-gi and libxcb-cursor0"
ASK_FOR_ATSPI = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


def is_there() -> bool:
    """Tell whether this machine has all that reads a program from outside."""
    found = all(shutil.which(one) for one in ("Xvfb", "dbus-daemon", PYTHON, LAUNCHER))
    return found and subprocess.run([PYTHON, "-c", ASK_FOR_ATSPI], capture_output=True, check=False).returncode == 0


@dataclass(frozen=True)
class Node:
    """One thing that shows, as a screen reader has it: never what the program's own code knows of it."""

    number: int
    role: str
    name: str
    states: frozenset[str]
    typed: str
    within: str

    @property
    def takes_focus(self) -> bool:
        return "FOCUSABLE" in self.states

    @property
    def is_focused(self) -> bool:
        return "FOCUSED" in self.states

    @property
    def is_checked(self) -> bool:
        return "CHECKED" in self.states


class Outside:
    """Reads the program through AT-SPI and presses what it read."""

    def __init__(self, reader: "subprocess.Popen[str]", program: "subprocess.Popen[str]") -> None:
        self._reader = reader
        self.program = program

    def name(self) -> str:
        return str(self._ask("name"))

    def read(self, order: str = "read") -> tuple[Node, ...]:
        told = self._ask(order)
        return tuple(
            Node(number, one["role"], one["name"], frozenset(one["states"]), one["typed"], one["in"])
            for number, one in enumerate(told)
        )

    def press(self, node: Node) -> None:
        assert self._ask("press", node.number), node

    def write(self, node: Node, text: str) -> None:
        assert self._ask("write", node.number, text), node

    def heard(self) -> list[str]:
        return list(self._ask("heard"))

    def _ask(self, *order: object) -> Any:
        assert self._reader.stdin is not None
        assert self._reader.stdout is not None
        self._reader.stdin.write(json.dumps(order) + "\n")
        self._reader.stdin.flush()
        return json.loads(self._reader.stdout.readline() or "null")


@contextmanager
def running(*words: str, around: dict[str, str], said: int = subprocess.DEVNULL) -> Iterator["subprocess.Popen[str]"]:
    """A program that is ended afterwards, and has ended then."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        words, env=around, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=said, stderr=quiet
    ) as started:
        try:
            yield started
        finally:
            started.terminate()


def first_line(pipe: IO[str] | None) -> str:
    """What a program says once it listens."""
    assert pipe is not None
    return pipe.readline().strip()


@contextmanager
def read_from_outside(data: Path) -> Iterator[Outside]:
    """Start the program on a folder as whoever calls it `kypho-prep`, and a screen reader beside it."""
    pipe = subprocess.PIPE
    with ExitStack() as stack:
        # A socket's path has to be short, which a test's own folder is not.
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="kp-"))
        around = {**os.environ, "HOME": home, "XDG_RUNTIME_DIR": home}
        server = ("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
        screen = stack.enter_context(running(*server, around=around, said=pipe))
        around |= {"DISPLAY": f":{first_line(screen.stdout)}", "QT_QPA_PLATFORM": "xcb"}
        bus = ("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1")
        around["DBUS_SESSION_BUS_ADDRESS"] = first_line(
            stack.enter_context(running(*bus, around=around, said=pipe)).stdout
        )
        stack.enter_context(running(LAUNCHER, "--launch-immediately", around=around))
        command = (sys.executable, "-m", "kypho_prep", "--data", str(data))
        always = {**around, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        program = stack.enter_context(running(*command, around=always))
        script = str(Path(__file__).with_name("screen_reader.py"))
        reader = stack.enter_context(running(PYTHON, script, str(program.pid), around=around, said=pipe))
        yield Outside(reader, program)
