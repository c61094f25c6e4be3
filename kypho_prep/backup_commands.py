"""The command line's part for who looks after a computer: a back-up now, and bringing one back."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kypho_prep.flags import data_flag
from kypho_prep.terminal import typed, unlocked

if TYPE_CHECKING:
    from kypho_prep.settings import Settings
    from kypho_prep.workflow.clinic.restoring import Offer


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands about back-ups to the program's."""
    backup = commands.add_parser("backup", help="make a back-up now and read it back; the program may run meanwhile")
    said = "make a new recovery key, show it once to be kept on paper, and a back-up that it opens"
    backup.add_argument("--new-recovery-key", action="store_true", help=said)
    said = "on a server: put on record that its own back-up was just made, as by pg_dump; the board says its age"
    backup.add_argument("--server-ran", action="store_true", help=said)
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="bring the last whole back-up back, while the program is closed")
    restore.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    said = "bring it back also where the data holds newer entries, without asking"
    restore.add_argument("--replace-newer", action="store_true", help=said)
    restore.add_argument(
        "--from", dest="source", type=Path, metavar="DIR", help="a back-up's folder, or one of several"
    )
    restore.set_defaults(run=_restore)
    for one in (backup, restore):
        data_flag(one)


def _backup(asked: argparse.Namespace) -> int:
    from kypho_prep import settings
    from kypho_prep.workflow.clinic import backing_up, recovery_key

    if asked.server_ran:
        return _report(settings.load(asked.data))
    chosen = unlocked(settings.load(asked.data))
    backing = backing_up.of_folder(chosen, lambda: datetime.now(UTC))
    if asked.new_recovery_key:
        recovery_key.new_recovery_key(chosen, _show_and_ask, settings.account(), datetime.now(UTC))
    state = backing.make(only_changed=False)
    if state.trouble is not None:
        raise state.trouble
    print(f"kypho-prep: a back-up was made in {backing.newest()} and read back: it is whole.")
    if state.away is not None:
        print(f"The second place, {state.away}, is not there or takes nothing: it did not get this one.")
    for place in state.damaged:
        print(f"{place} is damaged and counts no more.")
    if not recovery_key.has_recovery_key(chosen.data, chosen.config):
        print("It opens on this computer alone: make a recovery key with --new-recovery-key.")
    return 0


def _report(chosen: Settings) -> int:
    from kypho_prep.workflow.clinic import server

    shown = server.backed_up(chosen.config, datetime.now(UTC))
    print(f"kypho-prep: it is on record that a back-up of {shown} was made now. The desks say how old it is.")
    return 0


def _show_and_ask(printed: str) -> str:
    print(f"The recovery key, shown this once:\n\n    {printed}\n")
    print("Print it or write it down, and keep it where neither this computer nor its back-ups are.", flush=True)
    # Whoever reads its output from a file has it there.
    return typed("Type it in from the paper: ") if sys.stdin.isatty() else printed


def _restore(asked: argparse.Namespace) -> int:
    from kypho_prep import settings
    from kypho_prep.workflow.clinic import restoring

    chosen = unlocked(settings.load(asked.data))
    offered = restoring.offer(chosen, asked.source)
    _say(offered)
    if asked.dry_run:
        print("Nothing was changed.")
        return 0
    restoring.refuse_loss(offered, lambda: asked.replace_newer or _agreed())
    return _bring_back(chosen, offered)


def _agreed() -> bool:
    """Ask whether newer entries may go; where nobody can be asked, nobody agreed."""
    print("The data holds entries that this back-up lacks.", flush=True)
    return sys.stdin.isatty() and typed("Type yes to set the data aside and bring the back-up back: ") == "yes"


def _bring_back(chosen: Settings, offered: Offer) -> int:
    from kypho_prep.workflow.backup_errors import RecoveryKeyNeeded
    from kypho_prep.workflow.clinic import restoring

    now = datetime.now(UTC)
    try:
        brought = restoring.bring_back(chosen, offered, now)
    except RecoveryKeyNeeded:
        print("Its key is not on this computer. Type the recovery key from its paper.", flush=True)
        brought = restoring.bring_back(chosen, offered, now, typed("Recovery key: "))
    if brought.key_alone:
        print("kypho-prep: the key is back. The data itself was whole, and stands as it was.")
        return 0
    print("kypho-prep: the back-up is back.")
    if brought.aside is not None:
        print(f"What stood there before is in {brought.aside}, all of it together.")
    return 0


def _say(offered: Offer) -> None:
    """Say what a back-up is, what would be gone, and what would change."""
    from kypho_prep.records.copying import NAMES

    print(f"kypho-prep: the back-up of {offered.made_at:%Y-%m-%d %H:%M}, in {offered.backup.place}, is whole.")
    if offered.newest is not None:
        last = offered.newest.astimezone(offered.made_at.tzinfo)
        print(f"The data was written to last at {last:%Y-%m-%d %H:%M}. Minutes between the two: {offered.gap}.")
    for name, now, then in offered.rows:
        if now is None:
            print(f"  {NAMES[name]}: {then} in the back-up; what stands now cannot be read")
        elif now != then:
            print(f"  {NAMES[name]}: {now} now, {then} in the back-up")
    if offered.newest is not None and not offered.changes:
        print("  Nothing that can be counted would change.")
