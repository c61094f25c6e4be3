"""Writes down what SQLite does to a folder's files, and rebuilds what a power cut at any of these moments would leave.

The engine stays the program's own, cipher and all: the functions that write, cut, flush and remove a file are wrapped
where SQLite keeps them (its VFS), through the symbols that the driver's library exports.
"""

from __future__ import annotations

import ctypes
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlcipher3 import _sqlite3 as driver

FULL = 13  # SQLITE_FULL
SECTOR = 512  # bytes: the least that a disk writes whole
ADDRESS, INT, LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_longlong
# A path goes on as the address that it came as: SQLite keeps it, and more stands behind it.
OPEN = ctypes.CFUNCTYPE(INT, ADDRESS, ADDRESS, ADDRESS, INT, ADDRESS)
DELETE = ctypes.CFUNCTYPE(INT, ADDRESS, ADDRESS, INT)
WRITE = ctypes.CFUNCTYPE(INT, ADDRESS, ADDRESS, INT, LONG)
TRUNCATE = ctypes.CFUNCTYPE(INT, ADDRESS, LONG)
SYNC = ctypes.CFUNCTYPE(INT, ADDRESS, INT)
CLOSE = ctypes.CFUNCTYPE(INT, ADDRESS)


class Vfs(ctypes.Structure):
    """The beginning of `sqlite3_vfs`."""

    _fields_ = [("version", INT), ("of_file", INT), ("longest", INT), ("following", ADDRESS), ("name", ctypes.c_char_p),
                ("data", ADDRESS), ("open", ADDRESS), ("delete", ADDRESS)]  # fmt: skip


class Methods(ctypes.Structure):
    """`sqlite3_io_methods`, of which the first few are of interest."""

    _fields_ = [
        ("version", INT),
        ("close", ADDRESS),
        ("read", ADDRESS),
        ("write", ADDRESS),
        ("truncate", ADDRESS),
        ("sync", ADDRESS),
        ("rest", ADDRESS * 13),
    ]


@dataclass(frozen=True)
class Step:
    """One thing that was done to one file; `told` is what was acknowledged by then, or stood in the watched file."""

    what: str
    file: str = ""
    at: int = 0
    content: bytes = b""
    told: Any = None


@dataclass
class Trace:
    """What was done to a folder's files, in order, from the state in which they were found."""

    folder: Path
    before: Mapping[str, bytes]
    watched: Path
    steps: list[Step] = field(default_factory=list)
    # How many more writes find room on the disk, and how many found none; None: there is room for all.
    room: int | None = None
    refused: int = 0

    def refuses(self) -> bool:
        """Tell whether the disk is full when something is about to be written."""
        if self.room is None:
            return False
        self.refused += self.room <= 0
        self.room -= 1
        return self.room < 0

    def tell(self, what: object) -> None:
        """Note that the program has just acknowledged something."""
        self.add(Step("told", told=what))

    def add(self, step: Step) -> None:
        """Write a step down, and what the watched file held when it was taken."""
        self.steps += [Step("held", told=self.watched.read_bytes()), step]

    def held(self, cut: int) -> bytes:
        """Return what the watched file held before a step: more than that no cut leaves of it."""
        return next(step.told for step in self.steps[cut::-1] if step.what == "held")

    @property
    def told(self) -> list[Any]:
        """All that was acknowledged."""
        return [one.told for one in self.steps if one.what == "told"]

    def after_cut(self, cut: int, chance: random.Random | None) -> dict[str, bytes]:
        """Return the files as a cut before a step leaves them: what was flushed, and of the rest what chance says.

        Without chance it is a kill: the machine goes on, and all that was written is there.
        """
        durable: dict[str, bytes | None] = dict(self.before)
        waiting: dict[str, list[Step]] = {}
        for step in self.steps[:cut]:
            if step.what == "sync":
                durable[step.file] = _done(durable.get(step.file), waiting.pop(step.file, []), None)
            elif step.file:
                waiting.setdefault(step.file, []).append(step)
        for file, steps in waiting.items():
            durable[file] = _done(durable.get(file), steps, chance)
        return {file: content for file, content in durable.items() if content is not None}


def _done(content: bytes | None, steps: list[Step], chance: random.Random | None) -> bytes | None:
    """Do to a file what was done; with chance: of one file all of it, nothing or a part arrived, also half a write."""
    share = 1.0 if chance is None else chance.choice((0.0, 0.5, 1.0))
    file = None if content is None else bytearray(content)
    for step in steps:
        if chance is not None and chance.random() >= share:
            continue
        if step.what == "delete":
            file = None
            continue
        file = bytearray() if file is None else file
        if step.what == "truncate":
            del file[step.at :]
            continue
        written = step.content
        if share == 0.5 and chance is not None and len(written) > SECTOR:
            written = written[: SECTOR * chance.randrange(len(written) // SECTOR + 1)]
        file.extend(bytes(max(0, step.at - len(file))))
        file[step.at : step.at + len(written)] = written
    return None if file is None else bytes(file)


@contextmanager
def traced(folder: Path, watched: Path) -> Iterator[Trace]:
    """Write down all that SQLite does in a folder, and beside it what a small file holds that somebody else writes.

    It is done in this process only, and only until the end.
    """
    before = {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}
    trace = Trace(folder, before, watched)
    library = ctypes.CDLL(driver.__file__)
    library.sqlite3_vfs_find.restype = ctypes.POINTER(Vfs)
    vfs = library.sqlite3_vfs_find(None).contents
    opening, deleting = vfs.open, vfs.delete
    wrapped = _Wrapped(trace, opening, deleting)
    vfs.open, vfs.delete = (ctypes.cast(one, ADDRESS).value for one in (wrapped.open, wrapped.delete))
    try:
        yield trace
    finally:
        vfs.open, vfs.delete = opening, deleting
        assert not wrapped.files, "a file that was opened under the trace is still open: its functions go now"


class _Wrapped:
    """SQLite's own functions, each called, and what it did written down where it succeeded."""

    def __init__(self, trace: Trace, opening: int, deleting: int) -> None:
        self.files: dict[int, str] = {}
        self._trace = trace
        self._methods: dict[int, Methods] = {}
        self._kept: list[object] = []
        open_really, delete_really = OPEN(opening), DELETE(deleting)

        def open_file(vfs: int, path: int | None, file: int, flags: int, out: int) -> int:
            failed: int = open_really(vfs, path, file, flags, out)
            name = self._ours(path)
            if not failed and name:
                self.files[file] = name
                self._wrap(file)
            return failed

        def delete(vfs: int, path: int, flush_names: int) -> int:
            failed: int = delete_really(vfs, path, flush_names)
            name = self._ours(path)
            if not failed and name:
                trace.add(Step("delete", name))
                if flush_names:
                    trace.add(Step("sync", name))
            return failed

        self.open, self.delete = OPEN(open_file), DELETE(delete)

    def _ours(self, path: int | None) -> str:
        """Return the name of a file of the folder; nothing for any other, and for one that has no name."""
        found = Path(ctypes.string_at(path).decode()) if path else None
        return found.name if found is not None and found.parent == self._trace.folder else ""

    def _wrap(self, file: int) -> None:
        """Put wrapped functions in the place of an opened file's own."""
        place = ctypes.cast(file, ctypes.POINTER(ADDRESS))
        own = place[0]
        if own is not None and own not in self._methods:
            self._methods[own] = self._wrapped(ctypes.cast(own, ctypes.POINTER(Methods)).contents)
        place[0] = ctypes.addressof(self._methods[own])

    def _wrapped(self, own: Methods) -> Methods:
        really = WRITE(own.write), TRUNCATE(own.truncate), SYNC(own.sync), CLOSE(own.close)
        made = Methods.from_buffer_copy(own)

        def write(file: int, content: int, size: int, at: int) -> int:
            failed: int = FULL if self._trace.refuses() else really[0](file, content, size, at)
            return failed or self._note(Step("write", self.files[file], at, ctypes.string_at(content, size)))

        def truncate(file: int, size: int) -> int:
            failed: int = really[1](file, size)
            return failed or self._note(Step("truncate", self.files[file], size))

        def sync(file: int, flags: int) -> int:
            failed: int = really[2](file, flags)
            return failed or self._note(Step("sync", self.files[file]))

        def close(file: int) -> int:
            self.files.pop(file)
            failed: int = really[3](file)
            return failed

        functions: tuple[Callable[..., Any], ...] = (WRITE(write), TRUNCATE(truncate), SYNC(sync), CLOSE(close))
        self._kept.append(functions)
        made.write, made.truncate, made.sync, made.close = (ctypes.cast(one, ADDRESS).value for one in functions)  # type: ignore[arg-type]
        return made

    def _note(self, step: Step) -> int:
        self._trace.add(step)
        return 0
