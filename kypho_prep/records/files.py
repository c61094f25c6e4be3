"""Writes a small file so that after a power cut it is either the old one or the new one, whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write_durably(path: Path, content: str, *, mode: int = 0o600) -> None:
    """Replace a file by a rename, everything flushed to the disk; OSError where the folder cannot be written to."""
    beside = path.with_name(f"{path.name}.new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    # The content is on the disk by now; the other way round a cut could leave the name with nothing in it.
    beside.replace(path)
    # The rename itself is durable only with this.
    flush_folder(path.parent)


@contextmanager
def overwritten(path: Path) -> Iterator[None]:
    """Overwrite what a file held once another one stands in its place, or none: a disk may still keep a copy of it.

    Flash memory and some file systems write elsewhere; nothing that is done to a file changes that.
    """
    handle = None
    if os.name == "posix":  # elsewhere a file that is open cannot be replaced
        with suppress(FileNotFoundError):
            handle = os.open(path, os.O_WRONLY | os.O_NOFOLLOW)
    try:
        yield
        # Only once nothing leads to it any more: cut before that, it is the old file, whole.
        if handle is not None and os.fstat(handle).st_nlink == 0:
            os.pwrite(handle, bytes(os.fstat(handle).st_size), 0)
            os.fsync(handle)
    finally:
        if handle is not None:
            os.close(handle)


def flush_folder(folder: Path) -> None:
    """Flush a folder's list of names; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
