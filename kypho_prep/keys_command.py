"""The command line's part for what opens a clinic's data at a start: its people, or this machine by itself."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime

from kypho_prep.flags import data_flag
from kypho_prep.terminal import opened, secret, typed, unlocked

_RISK = "The key will lie in the settings folder as it is: whoever takes this computer or copies its disk can read all."
_LEFT = "A disk may still hold a copy of the key that lay there: encrypt or replace it where that matters."


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's."""
    said = "say who opens the clinic's data at a start, while the program is closed; asks for an administrator"
    keys = commands.add_parser("keys", help=said)
    verbs = keys.add_subparsers(required=True, metavar="VERB")
    by_staff = verbs.add_parser("by-staff", help="staff unlock this machine each time it was switched on")
    by_itself = verbs.add_parser("by-itself", help="this machine opens the data without anybody; says what that risks")
    said = "give an administrator a new password by the recovery key, where nobody remembers one"
    anew = verbs.add_parser("new-password", help=said)
    data_flag(anew)
    anew.set_defaults(run=_new_password)
    for one, alone in ((by_staff, False), (by_itself, True)):
        data_flag(one)
        one.set_defaults(run=_change, by_itself=alone)


def _change(asked: argparse.Namespace) -> int:
    from kypho_prep import settings
    from kypho_prep.workflow.clinic.unlocking import change_start

    chosen = unlocked(settings.load(asked.data))
    if asked.by_itself:
        print(_RISK)
    with opened(chosen) as place:
        user = typed("An administrator's user name: ")
        change_start(place, chosen, by_itself=asked.by_itself, user=user, password=secret("Password: "))
    if asked.by_itself:
        print("kypho-prep: this machine opens the data by itself from now on.")
    else:
        print(f"kypho-prep: staff unlock this machine from now on; each can who signed in on it before. {_LEFT}")
    return 0


def _new_password(asked: argparse.Namespace) -> int:
    from kypho_prep import settings
    from kypho_prep.workflow.clinic import accounts
    from kypho_prep.workflow.clinic.unlocking import Unlocking
    from kypho_prep.workflow.errors import OnServer
    from kypho_prep.workflow.start import enrolled

    chosen = settings.load(asked.data)
    # The paper of the file that was left says nothing about who looks after the server's people.
    if enrolled(chosen.config) is not None:
        raise OnServer
    found = Unlocking(chosen, _now, time.monotonic).by_recovery_key(typed("Recovery key: "))
    with opened(replace(chosen, key=found.key)) as place:
        user, password = typed("An administrator's user name: "), secret("New password: ")
        if secret("The same password again: ") != password:
            print("kypho-prep: this is not the same password. Nothing was changed.", file=sys.stderr)
            return 2
        account = settings.account()
        member = accounts.reset_by_recovery_key(place, user=user, password=password, account=account)
    print(f"kypho-prep: {member.name} has a new password, which unlocks this machine too. It is on record.")
    return 0


def _now() -> datetime:
    return datetime.now(UTC)
