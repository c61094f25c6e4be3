"""Who wrote something: the name as it stood then, and the account's id, which outlives a change of the name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Author:
    """A person by name; `id` is the staff account's, None for a patient, a helper, the program and old rows."""

    name: str
    id: str | None = None

    def is_same(self, other: Author) -> bool:
        """Tell whether both are one person: by their ids where both have one, else by their names."""
        if self.id is not None and other.id is not None:
            return self.id == other.id
        return self.name == other.name


class Recorded:
    """A row that somebody recorded, with its place in the order of what happened to the visit."""

    __slots__ = ()
    recorded_by: str
    recorded_by_id: str | None
    recorded_at: datetime
    seq: int

    @property
    def author(self) -> Author:
        """Return who recorded it."""
        return Author(self.recorded_by, self.recorded_by_id)
