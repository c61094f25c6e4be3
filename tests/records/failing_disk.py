"""Disks that give up at the n-th step: one that is full, and a machine that is switched off at the wall there."""

import errno
from pathlib import Path

from kypho_prep.records.disk import Disk


class PowerCut(BaseException):
    """The machine is off: nothing catches it, and nothing is tidied up."""


class FullDisk(Disk):
    """Refuses one step, counted from 1, after half of it; 0 refuses none and only counts."""

    def __init__(self, refused: int = 0) -> None:
        super().__init__()
        self.refused = refused
        self.steps = 0

    def _due(self) -> bool:
        self.steps += 1
        return self.steps == self.refused

    def _give_up(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def entries(self, folder: Path) -> list[Path]:
        if self._due():
            self._give_up()
        return super().entries(folder)

    def make_folder(self, folder: Path) -> None:
        if self._due():
            self._give_up()
        super().make_folder(folder)

    def write(self, path: Path, content: str) -> None:
        if self._due():
            super().write(path, content[: len(content) // 2])
            self._give_up()
        super().write(path, content)

    def copy(self, source: Path, target: Path) -> None:
        super().copy(source, target)
        if self._due():
            halve(target)
            self._give_up()

    def flush(self, path: Path) -> None:
        if self._due():
            self._give_up()
        super().flush(path)

    def rename(self, old: Path, new: Path) -> None:
        if self._due():
            self._give_up()
        super().rename(old, new)

    def flush_names(self, folder: Path) -> None:
        if self._due():
            self._give_up()
        super().flush_names(folder)


class SwitchedOff(FullDisk):
    """Switches the machine off before one step; `come_back` leaves only what was flushed, new names kept or not."""

    def __init__(self, off_at: int, *, names_kept: bool) -> None:
        super().__init__(off_at)
        self._names_kept = names_kept
        self._flushed: set[Path] = set()
        self._renamed: list[tuple[Path, Path]] = []
        self._off = False

    def _give_up(self) -> None:
        self._off = True
        raise PowerCut

    def flush(self, path: Path) -> None:
        super().flush(path)
        self._flushed.add(path)

    def rename(self, old: Path, new: Path) -> None:
        super().rename(old, new)
        self._renamed.append((old, new))
        self._flushed = {new / one.name if one.parent == old else one for one in self._flushed}

    def flush_names(self, folder: Path) -> None:
        super().flush_names(folder)
        self._renamed = [one for one in self._renamed if one[1].parent != folder]

    def remove(self, folder: Path) -> None:
        if self._off:
            raise PowerCut
        super().remove(folder)

    def come_back(self, changed: list[Path]) -> None:
        """Leave on the disk what a power cut leaves of the files that were changed."""
        for file in changed:
            if file.exists() and file not in self._flushed:
                halve(file)
        for old, new in reversed(self._renamed if not self._names_kept else []):
            if new.exists():
                new.replace(old)


def halve(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.truncate(file.stat().st_size // 2)
