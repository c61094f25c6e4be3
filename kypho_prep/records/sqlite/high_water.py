"""How far a clinic's file had come when it was last saved to, noted beside the keys.

SQLite takes a log that is damaged, gone or from before for one that ends there, and says nothing: what was acknowledged
since would be gone without a word. Each change that is saved has a number in the file. A start that finds a lower one
than was noted refuses, before it touches anything.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from kypho_prep.records.files import write_durably
from kypho_prep.records.sqlite import cipher, keys
from kypho_prep.records.sqlite.backup import Source
from kypho_prep.records.sqlite.folder import MARKS
from kypho_prep.records.trouble import Trouble

DIGITS, SEAL = 20, 32  # letters of the number, and of what shows that it is whole

log = logging.getLogger(__name__)


class HighWater:
    """The mark of one clinic on this machine; without a file, as of a clinic of before, it holds nobody up.

    It is written in its place after each commit and never waits for the disk: a power cut may leave an earlier number,
    never a later one than the file's.
    """

    def __init__(self, config: Path, source: Source) -> None:
        """Know where it stands; nothing is read or made yet."""
        self._file = mark_file(config, source.label.database)
        self._key = keys.derived(source.key, "high water")
        self._open: BinaryIO | None = None

    def refuse_loss(self, source: Source, *, whole: bool = False) -> None:
        """Raise Trouble damaged where a file has changes less than were saved; file and log stay as they are.

        Where the `whole` is asked for, every page of a file of ordinary size is read too.
        """
        # The mark first: whoever has the file open may save meanwhile.
        noted = self._noted()
        found = cipher.last_change(source.file, source.key, source.module, whole=whole)
        if noted is not None and found < noted:
            raise Trouble("damaged", f"changes after the last of {source.file.name} are gone")

    def begin(self, number: int) -> None:
        """Note the first number, where none stands that can be read; on a disk that takes nothing do without."""
        with suppress(OSError):
            if self._noted() is None:
                if self._file.exists():
                    log.warning("%s: damaged, begun anew", self._file)
                self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                write_durably(self._file, self._line(number))
            # Unbuffered: one call writes the whole line, which is less than a disk's sector.
            self._open = self._file.open("r+b", buffering=0)

    def note(self, number: int) -> None:
        """Note that a change is saved; what keeps that from being noted keeps nobody from going on."""
        if self._open is not None:
            with suppress(OSError):
                self._open.seek(0)
                self._open.write(self._line(number).encode("ascii"))

    def close(self) -> None:
        """Let go of the file; a second time does nothing."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _noted(self) -> int | None:
        """Return the number that stands; None where there is none, or it is damaged."""
        try:
            said = self._file.read_text("ascii")
            number = int(said[:DIGITS])
        except (OSError, ValueError):
            return None
        return number if hmac.compare_digest(said, self._line(number)) else None

    def _line(self, number: int) -> str:
        written = f"{number:0{DIGITS}}"
        seal = hmac.new(self._key, written.encode("ascii"), hashlib.sha256).hexdigest()[:SEAL]
        return f"{written} {seal}\n"


def mark_file(config: Path, database: str) -> Path:
    """Return where the mark of a database stands."""
    return config / MARKS / database


def forget(config: Path, database: str) -> None:
    """Remove a mark: an older file is put in the place of the one that it is about, or none; raises OSError."""
    mark_file(config, database).unlink(missing_ok=True)
