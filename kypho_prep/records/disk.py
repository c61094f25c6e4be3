"""The few steps by which files become durable, one by one, so that a test can stop at each of them."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from kypho_prep.records.files import flush_folder

# Some shares have no list of names to flush, and say so in one of these ways.
_NOTHING_TO_FLUSH = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)
_PIECE = 1024 * 1024
# Hears which part of something long is done, from 0 to 1; what it raises ends that.
Tell = Callable[[float], None]


class Disk:
    """The machine's disk: nothing is durable before its `flush`, no name before `flush_names` of its folder."""

    def __init__(self, goes_on: Callable[[], None] = lambda: None) -> None:
        """Tell `goes_on` of each step, and of each piece of a file that is copied."""
        self._goes_on = goes_on

    def entries(self, folder: Path) -> list[Path]:
        """Return what stands in a folder, in any order."""
        return list(folder.iterdir())

    def make_folder(self, folder: Path) -> None:
        """Make a folder for this account alone, and those above it, where it is not there yet."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def write(self, path: Path, content: str) -> None:
        """Write a small file that is read by this account alone."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(content)

    def copy(self, source: Path, target: Path) -> None:
        """Write a file's content into another one; neither may be a database that is open."""
        with source.open("rb") as read:
            handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as written:
                while piece := read.read(_PIECE):
                    written.write(piece)
                    self._goes_on()

    def flush(self, path: Path) -> None:
        """Flush what a file holds to the disk."""
        handle = os.open(path, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        self._goes_on()

    def rename(self, old: Path, new: Path) -> None:
        """Give a file or a folder another name; a file of that name is replaced."""
        old.replace(new)

    def flush_names(self, folder: Path) -> None:
        """Flush a folder's list of names."""
        try:
            flush_folder(folder)
        except OSError as error:
            if error.errno not in _NOTHING_TO_FLUSH:
                raise

    def remove(self, folder: Path) -> None:
        """Remove a folder and what is in it; what cannot be removed stays."""
        shutil.rmtree(folder, ignore_errors=True)


def digest(path: Path) -> str:
    """Return a file's SHA-256; OSError where it cannot be read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
