"""Room on the disk that is set aside for whoever sits at the kiosk when the disk is full: she can finish."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kypho_prep.records.trouble import Trouble

NAME = "reserve"
# A sitting's answers grow the log by 4 MB at most, before it is taken up and begun again; as much once more.
SIZE = 8 * 1024 * 1024
# With less than this left nobody new begins; a machine's other programs may want it at any time.
LEAST = 32 * 1024 * 1024
_PIECE = 1024 * 1024


class Reserve:
    """A file that holds room on the disk of a data folder, until it is given up."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / NAME

    @property
    def scarce(self) -> bool:
        """Whether the disk has too little room left for somebody new to begin; a disk that says nothing has enough."""
        try:
            return shutil.disk_usage(self.file.parent).free < LEAST
        except OSError:
            return False

    def set_aside(self) -> None:
        """Hold the room, where it is not held yet and the disk has it to spare; it is written for real."""
        try:
            held = self.file.exists() and self.file.stat().st_size == SIZE
            if held or shutil.disk_usage(self.file.parent).free < LEAST + SIZE:
                return
            handle = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as stream:
                for _ in range(SIZE // _PIECE):
                    # Zeros would be held by no room at all where a disk compresses them.
                    stream.write(os.urandom(_PIECE))
                stream.flush()
                os.fsync(handle)
        except OSError:
            self.give_up()

    @contextmanager
    def given_up_when_full(self) -> Iterator[None]:
        """Where the disk does not take what is written, give the room up: the next try, as of each answer, finds it."""
        try:
            yield
        except Trouble as trouble:
            if trouble.what == "disk_full":
                self.give_up()
            raise

    def give_up(self) -> None:
        """Let whoever writes have the room."""
        with suppress(OSError):
            self.file.unlink(missing_ok=True)
