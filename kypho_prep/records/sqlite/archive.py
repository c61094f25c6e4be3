"""The back-ups of one clinic in one folder: the next number, how long each is kept, and the copy in a second place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from kypho_prep.records.disk import Disk, Tell
from kypho_prep.records.sqlite import backup
from kypho_prep.records.sqlite.backup import MAKING, BackUp, Source, not_taken
from kypho_prep.records.sqlite.lock import FolderLock
from kypho_prep.records.trouble import Trouble

LOCK = "backups.lock"


def _half_hour(at: datetime) -> Hashable:
    return at.date(), at.hour, at.minute // 30


# Of each of the newest so many half-hours, days and weeks that have any, the last back-up is kept.
KEPT: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (8, _half_hour),
    (14, datetime.date),
    (8, lambda at: at.isocalendar()[:2]),
)


class Archive:
    """A folder of back-ups; one at a time makes or removes any."""

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        """Know the folder; it is made with the first back-up."""
        self.folder = folder
        self._disk = disk or Disk()
        # Reading all of them once a run is enough to know which may be counted on.
        self._seen: dict[Path, bool] = {}

    def held(self) -> tuple[BackUp, ...]:
        """Return the back-ups that stand, the newest first; their content is not looked at."""
        found = [one for one in map(backup.read, self._places()) if one is not None]
        return tuple(sorted(found, key=lambda one: (one.number, one.place.name), reverse=True))

    def damaged(self) -> tuple[Path, ...]:
        """Return the folders that should be back-ups and are not, or not any more."""
        found = {place: backup.read(place) for place in self._places() if place.name[:6].isdigit()}
        return tuple(sorted(place for place, one in found.items() if one is None or not self.is_whole(one)))

    def last_whole(self) -> BackUp | None:
        """Return the newest back-up that is still what was read back when it was made."""
        for one in self.held():
            self._seen[one.place] = one.whole
            if self._seen[one.place]:
                return one
        return None

    def highest(self) -> int:
        """Return the highest number that was given here; by name, since one whose papers are damaged keeps its own.

        Raises OSError where the folder cannot be read: a number must not be given twice.
        """
        return max((number for number, _ in self._numbered()), default=0)

    def is_ahead_of(self, other: Archive, one: BackUp) -> bool:
        """Tell whether a back-up that the other folder lacks has the number of one of its own, or a later one.

        It would be taken for newer. Raises OSError where a folder cannot be read.
        """
        known = {name for _, name in other._numbered()}
        return any(number >= one.number and name not in known for number, name in self._numbered())

    def number_above(self, number: int) -> None:
        """Have the next ones numbered above this; raises OSError. A name without a folder keeps it."""
        if self.highest() < number:
            self._disk.make_folder(self.folder)
            self._disk.write(self.folder / f"{number:06}-brought-back", "")
            self._disk.flush_names(self.folder)

    def back_up(
        self,
        source: Source,
        at: datetime,
        *,
        only_changed: bool,
        above: int = 0,
        tell: Tell | None = None,
    ) -> BackUp:
        """Make one, or return the last one where nothing changed and that is enough; raises as `make` does."""
        last = self.last_whole() if only_changed else None
        if last is not None and last.label == source.label and backup.unchanged(source, last):
            return last
        return self.make(source, at, above=above, tell=tell)

    def make(self, source: Source, at: datetime, *, above: int = 0, tell: Tell | None = None) -> BackUp:
        """Make one, numbered `above` what another place holds too, then let go of what is kept no longer.

        Raises Trouble damaged, no_backup or backup_running, and what `tell` does, which hears which part is copied.
        """
        with self._alone():
            self._sweep()
            made = backup.make(self.folder, max(self.highest(), above) + 1, source, at, self._disk, tell=tell)
            self._seen[made.place] = True
            self._thin(made)
        return made

    def take(self, finished: BackUp) -> BackUp:
        """Take a copy of another archive's back-up, which is whole. Raises Trouble no_backup or backup_running."""
        already = next((one for one in self.held() if one.place.name == finished.place.name), None)
        if already is not None and already.digest == finished.digest:
            return already
        with self._alone():
            self._sweep()
            taken = backup.push(finished, self.folder, self._disk)
            self._seen[taken.place] = True
            self._thin(taken)
        return taken

    def of_before(self, at: datetime, database: str, *, newer_comes: bool = False) -> tuple[BackUp, ...]:
        """Return one clinic's whole back-ups of before a moment, but for the newest, unless a newer one comes first."""
        standing = [one for one in self.held() if one.label.database == database and self.is_whole(one)]
        return tuple(one for one in standing[0 if newer_comes else 1 :] if one.made_at < at)

    def forget_before(self, at: datetime, database: str) -> tuple[Path, ...]:
        """Remove those of before a moment, and return which went; for a clock that is known to be right.

        Raises Trouble backup_running or no_backup.
        """
        if not self.of_before(at, database):
            return ()
        with self._alone():
            return tuple(one.place for one in self.of_before(at, database) if self._remove(one))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            self._disk.make_folder(self.folder)
            lock = FolderLock(self.folder / LOCK)
        except OSError as error:
            raise not_taken(error) from error
        except Trouble as trouble:
            running = trouble.what == "already_running"
            raise Trouble("backup_running" if running else "no_backup", str(self.folder)) from trouble
        try:
            yield
        except OSError as error:
            # The folder went meanwhile, as a stick does that is drawn out.
            raise not_taken(error) from error
        finally:
            lock.release()

    def _numbered(self) -> list[tuple[int, str]]:
        try:
            names = [one.name for one in self._disk.entries(self.folder)]
        except FileNotFoundError:
            return []
        return [(int(name[:6]), name) for name in names if name[:6].isdigit()]

    def _places(self) -> list[Path]:
        """Return the folders that may be back-ups; none where the folder cannot be read."""
        try:
            return [one for one in self._disk.entries(self.folder) if one.is_dir() and not one.name.startswith(".")]
        except OSError:
            return []

    def _sweep(self) -> None:
        """Remove what a cut left half made; what cannot be seen now is left to the next one."""
        with suppress(OSError):
            for one in self._disk.entries(self.folder):
                if one.name.startswith(MAKING):
                    self._disk.remove(one)

    def _thin(self, newest: BackUp) -> None:
        """Remove what is kept no longer; a damaged one neither counts nor goes, since somebody has to look at it.

        Nor does another clinic's, which somebody put here.
        """
        own = [one for one in self.held() if one.label.database == newest.label.database]
        standing = [one for one in own if self.is_whole(one)]
        kept = to_keep(standing)
        for one in standing:
            if one.place not in kept:
                self._remove(one)

    def _remove(self, one: BackUp) -> bool:
        """Remove a back-up; False where the disk refuses, so that it is kept until somebody tries again."""
        # No longer a back-up from the first step on: a cut must not leave half of it under its name.
        going = one.place.with_name(f"{MAKING}{one.place.name}")
        try:
            self._disk.rename(one.place, going)
        except OSError:
            return False
        self._disk.remove(going)
        self._seen.pop(one.place, None)
        return True

    def is_whole(self, one: BackUp) -> bool:
        """Tell whether a back-up is still what was read back when it was made; each is read once a run."""
        if one.place not in self._seen:
            self._seen[one.place] = one.whole
        return self._seen[one.place]


def to_keep(newest_first: Sequence[BackUp]) -> set[Path]:
    """Return which of these whole back-ups stay: by half-hour, day and week, and the newest of each version's tables.

    They are told apart by their numbers and their own dates, never by the clock's: one that jumped removes nothing.
    """
    kept: set[Path] = set()
    for most, slot in KEPT:
        slots: dict[Hashable, Path] = {}
        for one in newest_first:
            if len(slots) < most:
                slots.setdefault(slot(one.made_at), one.place)
        kept |= set(slots.values())
    versions: dict[str, Path] = {}
    for one in newest_first:
        versions.setdefault(one.revision, one.place)
    return kept | set(versions.values())
