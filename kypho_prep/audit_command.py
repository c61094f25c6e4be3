"""The command line's part for proving the audit: is it whole, and what a check of it cannot tell."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kypho_prep.flags import data_flag
from kypho_prep.terminal import typed, unlocked

if TYPE_CHECKING:
    from kypho_prep.workflow.clinic.audit_proof import Held, Proof

_WRONG = {
    "edited": "it is not what was written, or it stands where another stood",
    "gone": "it is no longer there",
    "cut_out": "entries from there on were removed together with their places",
    "slipped_in": "behind the last place there is an entry that was put in past the program",
    "shorter": "the record ends before it: its tail was cut, or an older copy was put back",
    "another": "at its place stands another record: it was written anew, or an older copy went on",
}
_NOT_PROVED = """\
What this cannot prove:
  - that nothing was cut behind the newest anchor: keep the line above where nobody reaches it who reaches the data;
  - that who holds the data's key, or owns the server's database, wrote no new chain behind that anchor;
  - that a password was used by its owner, and that what a kiosk's login put on record of itself is so."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands about the audit to the program's."""
    audit = commands.add_parser("audit", help="prove that the record of who did what is whole")
    verbs = audit.add_subparsers(required=True, metavar="VERB")
    verify = verbs.add_parser("verify", help="name the first bad entry, a cut tail, an older copy; change nothing")
    said = "hold the record to a line that an earlier check printed, NUMBER:TAG"
    verify.add_argument("--anchor", metavar="ANCHOR", help=said)
    verify.set_defaults(run=_verify)
    said = "accept the record as it stands where an anchor knows another one, and put that on record"
    accept = verbs.add_parser("accept", help=said)
    accept.add_argument("--without-asking", action="store_true", help="accept it without asking")
    accept.set_defaults(run=_accept)
    for one in (verify, accept):
        data_flag(one)


def _verify(asked: argparse.Namespace) -> int:
    from kypho_prep import settings
    from kypho_prep.records import audit_anchor
    from kypho_prep.workflow.clinic import audit_proof

    anchor = audit_anchor.typed(asked.anchor) if asked.anchor else None
    if asked.anchor and anchor is None:
        print("kypho-prep: an anchor is a number, a colon and 64 letters, as an earlier check printed it.")
        return 2
    proof = audit_proof.prove(unlocked(settings.load(asked.data)), anchor)
    _say(proof)
    for row in proof.replaced:
        print(f"{row.at:%Y-%m-%d %H:%M} UTC: {row.event} {row.subject}: what was entered in between is not in it.")
    print(f"To hold a later check to: {audit_anchor.shown(proof.upto)}")
    print(_NOT_PROVED)
    return 0 if proof.whole else 1


def _say(proof: Proof) -> None:
    if proof.fault is None:
        print(f"kypho-prep: the audit holds together. Entries, each as it was written: {proof.upto.place:,}.")
    else:
        number, wrong = proof.fault.place, _WRONG[proof.fault.kind]
        print(f"kypho-prep: the audit is NOT whole. The first bad entry is number {number:,}: {wrong}.")
        if proof.entry is not None:
            row = proof.entry
            print(f"  It says now: {row.at:%Y-%m-%d %H:%M} UTC, {row.event}, by {row.actor or row.actor_id}.")
        print(f"  Whole before it: {proof.upto.place:,} entries.")
    broken = [one for one in proof.anchors if not one.holds]
    for one in broken:
        print(f"  By {_anchor(one)}: {_WRONG[one.fault.kind] if one.fault else ''}.")
    held = [one for one in proof.anchors if one.fault is None]
    newest = max((one.anchor.place for one in held), default=0)
    print(f"Anchors outside the database that it was held to and that hold: {len(held)}, the newest at {newest:,}.")
    if not proof.anchors:
        print("There is none yet: a cut tail, or an older copy that was put back, would not be found.")


def _anchor(one: Held) -> str:
    taken = f" of {one.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if one.at is not None else ""
    return f"the anchor{taken} at {one.anchor.place:,} ({one.where})"


def _accept(asked: argparse.Namespace) -> int:
    from kypho_prep import settings
    from kypho_prep.workflow.clinic import audit_proof

    if not asked.without_asking and typed("Type yes to accept the record as it stands: ") != "yes":
        print("Nothing was changed.")
        return 0
    audit_proof.accept(unlocked(settings.load(asked.data)), settings.account(), datetime.now(UTC))
    print("kypho-prep: the record is accepted as it stands, and says so itself. Later checks are held to it.")
    return 0
