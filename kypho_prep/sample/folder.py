"""A sample clinic in a folder of its own, its key in the folder too: whole, or not there at all."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from kypho_prep.records.sqlite.folder import LOCK
from kypho_prep.records.sqlite.lock import FolderLock
from kypho_prep.records.trouble import Trouble
from kypho_prep.sample import sample_clinic
from kypho_prep.sample.sample_clinic import Told
from kypho_prep.settings import SAMPLE_CONFIG, SAMPLE_MARK
from kypho_prep.workflow import start
from kypho_prep.workflow.errors import DataFolder, Invalid
from kypho_prep.workflow.refusals import refusal
from kypho_prep.workflow.workplace import PasswordRule

MAKING = ".making"


def make_in_folder(
    folder: Path,
    *,
    password: str,
    visits: int = sample_clinic.VISITS,
    passwords: PasswordRule | None = None,
    told: Told | None = None,
) -> int:
    """Make a sample clinic and return the number of its visits. Raises Invalid or a CannotOpen.

    It is made in a folder beside and moved to its place when everything stands; what a killed program left half made
    goes with the next try.
    """
    rule = passwords or PasswordRule()
    _hold(folder, visits, password, rule)
    beside = folder.with_name(f"{folder.name}{MAKING}")
    _sweep(beside)
    try:
        made = _fill(beside, visits, password, rule, told)
        if folder.exists():
            folder.rmdir()
        beside.rename(folder)
    except OSError as error:
        raise DataFolder(detail=str(folder)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return made


def _fill(beside: Path, visits: int, password: str, rule: PasswordRule, told: Told | None) -> int:
    from kypho_prep.content import load
    from kypho_prep.paths import resources

    content = load(resources())
    database = start.open_or_create(beside, beside / SAMPLE_CONFIG)
    try:
        workplace = start.workplace(database, content, clock=lambda: datetime.now(UTC), kiosk="sample", passwords=rule)
        made = sample_clinic.make(workplace, password=password, visits=visits, told=told)
    finally:
        database.close()
    (beside / SAMPLE_MARK).write_text(json.dumps({"version": 1, "visits": made}) + "\n", "utf-8")
    return made


def _hold(folder: Path, visits: int, password: str, rule: PasswordRule) -> None:
    """Refuse what cannot become a sample before anything is made. Raises Invalid or DataFolder."""
    if start.has_clinic(folder):
        raise Invalid((("dir", "error.sample_exists", {"folder": str(folder)}),))
    if folder.exists() and not folder.is_dir():
        raise DataFolder(detail=str(folder))
    if folder.exists() and any(folder.iterdir()):
        raise Invalid((("dir", "error.sample_not_empty", {"folder": str(folder)}),))
    if not 1 <= visits <= sample_clinic.MOST_VISITS:
        raise Invalid((("visits", "error.sample_visits", {"most": sample_clinic.MOST_VISITS}),))
    if len(password) < rule.least:
        raise Invalid((("password", "error.password_short", {"least": rule.least}),))


def _sweep(beside: Path) -> None:
    """Remove what a killed program left half made. Raises AlreadyRunning while another one is making it."""
    if not beside.exists():
        return
    try:
        # Whoever can take the lock knows that nobody is at work in there.
        FolderLock(beside / LOCK).release()
    except Trouble as trouble:
        raise refusal(trouble) from trouble
    shutil.rmtree(beside, ignore_errors=True)
