"""Opens a clinic's database, or makes a new one; the database layer is loaded only when that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kypho_prep.records.sqlite.folder import holds_data
from kypho_prep.records.trouble import Trouble
from kypho_prep.workflow.errors import refusal
from kypho_prep.workflow.workplace import PasswordRule, Workplace

if TYPE_CHECKING:
    from kypho_prep.content import Content
    from kypho_prep.records.sqlite.database import Database


def has_clinic(data: Path) -> bool:
    """Tell whether a data folder holds a clinic (or what is left of one), by its files alone."""
    return holds_data(data)


def open_or_create(data: Path, config: Path, *, create: bool = True) -> Database:
    """Open the clinic of a data folder, its key slots in `config`; make a new one where there is none and `create`.

    Raises a CannotOpen by name (NoCipher, WrongKey, MissingKey, DamagedKey, Damaged, Insecure, DataFolder,
    NewerDatabase, AlreadyRunning, NoClinic), and never starts empty beside existing data.
    """
    from kypho_prep.records.sqlite.database import Database

    try:
        return Database.open(data, config, create=create)
    except Trouble as trouble:
        raise refusal(trouble) from trouble


def workplace(
    database: Database,
    content: Content,
    *,
    clock: Callable[[], datetime],
    kiosk: str,
    passwords: PasswordRule | None = None,
) -> Workplace:
    """Join an open database, the content and a clock to a workplace."""
    return Workplace(database, content, clock, kiosk, passwords or PasswordRule())
