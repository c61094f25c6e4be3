"""The three programs of the rehearsed clinic as processes: in windows for people, or driven without a screen."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

from kypho_prep.rehearsal.machines import LIFELINE, Machine
from kypho_prep.workflow.errors import Refused

# How long one thing may take that a driven station is told to do, and how long a program has to end by itself.
LONGEST_S, ENDING_S = 120, 10
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_FONT_DPI": "96", "QT_LOGGING_RULES": "default.warning=false"}
WINDOW = ("-m", LIFELINE, "kypho_prep", "run")


class Stuck(Refused):
    """A station could not do what it was told; it says which one, what it did and why, to a test too."""

    key = "error.station_stuck"

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(name=name, detail=detail)

    def __str__(self) -> str:
        return "{name}: {detail}".format(**self.params)


class Station:
    """A driven station, from outside."""

    def __init__(self, name: str, pipe: Connection, taken: Path, out: Path, pictures: list[str]) -> None:
        """Talk to a station over a pipe; its pictures move into `out`, and their names behind those in `pictures`."""
        self.name = name
        self._pipe, self._taken, self._out, self._pictures = pipe, taken, out, pictures

    def do(self, what: str, **values: Any) -> Any:
        """Have the station do something and return what came of it. Raises Stuck, or Refused where it has died."""
        try:
            self._pipe.send((what, values))
        except OSError as error:
            raise Refused("error.station_died", name=self.name) from error
        return self.answer(what)

    def answer(self, what: str) -> Any:
        """Return what came of what it does. Raises Stuck, or Refused where it has died."""
        try:
            silent: tuple[Any, list[str], str] = (None, [], f"{what}: no word in {LONGEST_S} seconds")
            result, pictures, trouble = self._pipe.recv() if self._pipe.poll(LONGEST_S) else silent
        except (EOFError, OSError) as error:
            raise Refused("error.station_died", name=self.name) from error
        if trouble:
            raise Stuck(self.name, trouble)
        for one in pictures:
            self._keep(one)
        return result

    def _keep(self, picture: str) -> None:
        name = f"{len(self._pictures) + 1:02}-{self.name.lower()}-{picture.partition('-')[2]}"
        shutil.move(self._taken / picture, self._out / name)
        self._pictures.append(name)
        print(f"  {name}", flush=True)


@contextmanager
def driven(machines: Sequence[Machine], out: Path, pictures: list[str]) -> Iterator[list[Station]]:
    """Open each machine's program without a screen, to be told what to do; end them all afterwards. Raises Refused."""
    with ExitStack() as stack:
        stations = [stack.enter_context(_driven(one, out, pictures)) for one in machines]
        for one in stations:
            one.answer("open")
        yield stations


@contextmanager
def _driven(machine: Machine, out: Path, pictures: list[str]) -> Iterator[Station]:
    taken = machine.home / f"{machine.name}-pictures"
    taken.mkdir()
    here, there = Pipe()
    with here:
        with there:
            words = ("-m", LIFELINE, "kypho_prep.rehearsal.driven", str(there.fileno()), str(taken))
            process = _start(machine, words, OFFSCREEN, quiet=True, keep=(there.fileno(),))
        try:
            yield Station(machine.name, here, taken, out, pictures)
        finally:
            here.close()  # it closes by itself then
            end((process,), asked=True)


@contextmanager
def windows(machines: Sequence[Machine], words: Sequence[str]) -> Iterator[SimpleQueue[tuple[str, int]]]:
    """Open each machine's program in a window; hand out who ended, and with which code. End them all afterwards."""
    processes: list[subprocess.Popen[bytes]] = []
    ended: SimpleQueue[tuple[str, int]] = SimpleQueue()
    try:
        for machine in machines:
            process = _start(machine, words, {"KYPHO_PREP_WINDOW": "1"})
            processes.append(process)
            Thread(target=_tell, args=(machine.name, process, ended), daemon=True).start()
        yield ended
    finally:
        end(processes)


def end(processes: Sequence[subprocess.Popen[bytes]], *, asked: bool = False) -> None:
    """Ask programs to end, unless they were `asked`, and kill those that do not."""
    for one in processes:
        if not asked:
            one.terminate()
    for one in processes:
        try:
            one.wait(ENDING_S)
        except subprocess.TimeoutExpired:
            one.kill()
            one.wait()
        if one.stdin is not None:
            one.stdin.close()


def _tell(name: str, process: subprocess.Popen[bytes], ended: SimpleQueue[tuple[str, int]]) -> None:
    ended.put((name, process.wait()))


def _start(
    machine: Machine, words: Sequence[str], more: Mapping[str, str], *, quiet: bool = False, keep: Sequence[int] = ()
) -> subprocess.Popen[bytes]:
    """Start a program; in a session of its own, since who ends them does so in an order.

    Its input is the lifeline that this process holds until the program has ended.
    """
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *words],
        cwd=machine.home,
        env={**machine.environment, **more},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL if quiet else None,
        pass_fds=keep,
        start_new_session=True,
    )
