"""A clinic's two folders, as tests use them."""

from dataclasses import dataclass
from pathlib import Path

from kypho_prep.records.sqlite.database import Database


@dataclass(frozen=True)
class Places:
    data: Path
    config: Path

    def open(self, **how: object) -> Database:
        return Database.open(self.data, self.config, **how)  # type: ignore[arg-type]

    @property
    def slots(self) -> Path:
        (only,) = (self.config / "keys").glob("*.json")
        return only

    @property
    def file(self) -> Path:
        return self.data / "kypho-prep.db"
