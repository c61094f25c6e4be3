"""What every function of the workflow works with: the database, the content, the clock and this kiosk's name.

This module is light: the first paint may import it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from kypho_prep.records.trouble import Trouble
from kypho_prep.workflow.refusals import refusal

if TYPE_CHECKING:
    from kypho_prep.content import Content
    from kypho_prep.records.store import Store
    from kypho_prep.records.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PasswordRule:
    """How dear a guess at a password is (argon2id), and how short a password may be."""

    # Dear enough to slow down guessing, and still well below a second on a small machine.
    rounds: int = 3
    memory_kib: int = 65536
    lanes: int = 4
    least: int = 8


@dataclass(frozen=True)
class Workplace:
    """One machine at work: a clock that tells UTC, and the parts that every function is handed.

    `kiosk` is the machine's name for people, `station` its id.
    """

    database: Store
    content: Content = field(repr=False)
    clock: Callable[[], datetime]
    kiosk: str
    station: str
    passwords: PasswordRule = field(default_factory=PasswordRule)

    def now(self) -> datetime:
        """Return the moment in UTC, by the injected clock."""
        return self.clock()

    @contextmanager
    def writing(self, *, alone: bool = False) -> Iterator[Transaction]:
        """Open the one write transaction; it commits at the end. Raises NotSaved, DiskFull, Busy or Damaged.

        Who touches more than one visit, or an account that is not there yet, asks to be `alone` with the clinic.
        """
        try:
            with self.database.write(alone=alone) as records:
                yield records
        except Trouble as trouble:
            raise refusal(trouble) from trouble

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Open a read of one consistent state. Raises Busy or Damaged."""
        try:
            with self.database.read() as records:
                yield records
        except Trouble as trouble:
            raise refusal(trouble) from trouble
