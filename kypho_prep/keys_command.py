"""The command line's part for what opens a clinic's data at a start: its people, or this machine by itself."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from kypho_prep.flags import data_flag
from kypho_prep.terminal import secret, typed, unlocked

_RISK = "The key will lie in the settings folder as it is: whoever takes this computer or copies its disk can read all."
_LEFT = "A disk may still hold a copy of the key that lay there: encrypt or replace it where that matters."


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's."""
    said = "say who opens the clinic's data at a start, while the program is closed; asks for an administrator"
    keys = commands.add_parser("keys", help=said)
    verbs = keys.add_subparsers(required=True, metavar="VERB")
    by_staff = verbs.add_parser("by-staff", help="staff unlock this machine each time it was switched on")
    by_itself = verbs.add_parser("by-itself", help="this machine opens the data without anybody; says what that risks")
    for one, alone in ((by_staff, False), (by_itself, True)):
        data_flag(one)
        one.set_defaults(run=_change, by_itself=alone)


def _change(asked: argparse.Namespace) -> int:
    from kypho_prep import paths, settings
    from kypho_prep.content import load
    from kypho_prep.workflow import start
    from kypho_prep.workflow.clinic.unlocking import change_start

    chosen = unlocked(settings.load(asked.data))
    content = load(paths.resources())
    if asked.by_itself:
        print(_RISK)
    database = start.open_or_create(chosen.data, chosen.config, create=False, key=chosen.key)
    try:
        place = start.workplace(database, content, clock=lambda: datetime.now(UTC), kiosk=chosen.kiosk)
        user = typed("An administrator's user name: ")
        change_start(place, chosen, by_itself=asked.by_itself, user=user, password=secret("Password: "))
    finally:
        database.close()
    if asked.by_itself:
        print("kypho-prep: this machine opens the data by itself from now on.")
    else:
        print(f"kypho-prep: staff unlock this machine from now on; each can who signed in on it before. {_LEFT}")
    return 0
