"""One program at a time on a data folder: a lock that the system drops by itself when the program dies."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from kypho_prep.records.trouble import Trouble

# Windows locks bytes, not files, and nobody can read locked ones: the lock stands far behind the written number.
_FAR = 1 << 20


class FolderLock:
    """Holds a data folder until it is released; the file names the program that holds it."""

    def __init__(self, path: Path) -> None:
        """Take the lock. Raises Trouble already_running, or data_folder where the file cannot be made."""
        try:
            # A link of that name would have another file emptied.
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        except OSError as error:
            raise Trouble("data_folder", str(path.parent)) from error
        folder = _folder_of(path) if _taken(handle) else None
        if folder is None:
            os.close(handle)
            raise Trouble("already_running", str(path.parent))
        # Not before it is ours: until then the number in it names who holds the folder.
        with suppress(OSError):
            # The number is for people: a disk that is full must not keep the folder, nor this handle, locked.
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
        self._handles = [handle, *folder]

    def release(self) -> None:
        """Let another program have the folder; a second time does nothing."""
        while self._handles:
            # The file stays: were it removed, two programs could each lock a file of that name.
            with suppress(OSError):
                # On a stick that was drawn out closing fails too; the handle is gone all the same.
                os.close(self._handles.pop())


if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True

    def _folder_of(path: Path) -> list[int] | None:  # noqa: ARG001
        # Nobody can remove a lock file that is open.
        return []

else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _folder_of(path: Path) -> list[int] | None:
        """Lock the folder as well, since somebody may remove the file; None where another program holds it."""
        try:
            handle = os.open(path.parent, os.O_RDONLY)
        except OSError:
            return []
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return None
        except OSError:  # a share may lock no folders; the file is what is left
            os.close(handle)
            return []
        return [handle]
