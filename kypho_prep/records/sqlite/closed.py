"""A clinic's file that is not opened here: what is known of it, and back-ups of it beside a program that has it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from types import ModuleType

from kypho_prep.records.disk import Tell
from kypho_prep.records.rows import Station
from kypho_prep.records.sqlite import cipher, folder, keys
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.records.sqlite.backup import BackUp, Source, of_back_up
from kypho_prep.records.sqlite.high_water import HighWater
from kypho_prep.records.sqlite.reserve import Reserve
from kypho_prep.records.trouble import Trouble


class ClosedClinic:
    """A clinic's file that is backed up without being opened here: another program may have it open."""

    def __init__(self, data: Path, config: Path, key: bytes | None = None) -> None:
        """Know the file and its key: the one that staff unlocked, else the machine's own.

        Raises Trouble no_clinic and what `source_of` does.
        """
        self.station = Station(source_of(data, config, key).label.database, "", "both")
        self.backups = Archive(data / folder.BACKUPS)
        self.changes = 0
        self._places = (data, config, key)

    @property
    def no_room(self) -> bool:
        """Whether the disk has too little room left for somebody new to begin."""
        return Reserve(self._places[0]).scarce

    def back_up(self, at: datetime, *, only_changed: bool = False, above: int = 0, tell: Tell | None = None) -> BackUp:
        """Make a back-up, as an open one does, unless changes that were saved are gone: Trouble damaged."""
        source = source_of(*self._places)
        try:
            HighWater(self._places[1], source).refuse_loss(source)
        except Trouble as trouble:
            raise of_back_up(trouble) from trouble
        return self.backups.back_up(source, at, only_changed=only_changed, above=above, tell=tell)


def source_of(data: Path, config: Path, key: bytes | None = None, module: ModuleType | None = None) -> Source:
    """Return a clinic's file and key, not opened yet: the key that staff unlocked, else the machine's own.

    Raises Trouble no_clinic, missing_key, damaged_key, must_unlock, wrong_key, and what reading the folder does.
    """
    label = finished(data)
    if label is None:
        raise Trouble("no_clinic", str(data))
    key = key or keys.read(config, label.database)
    # Before the file is opened: to the cipher a wrong key and a damaged file look alike.
    if keys.fingerprint(key) != label.fingerprint:
        raise Trouble("wrong_key", label.database)
    recovery = keys.recovery_slot(config, label.database)
    return Source(data / folder.NAME, key, label, module or cipher.driver(), recovery)


def finished(data: Path) -> folder.Label | None:
    """Return the label of a clinic that was finished; None where there is none. Raises what reading the folder does."""
    half_made = folder.parsed(data)
    # Somebody may just be making it: what is swept away as left over is so by who holds the folder alone.
    return folder.read_label(data) if half_made is None or half_made.made else None
