"""The recovery key: what a clinic keeps on paper, so that a back-up opens on a machine that has no key of its own.

The data key is wrapped under it (argon2id, then AES-256-GCM) and travels with each back-up; the paper alone opens it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from kypho_prep.records.sqlite import sealing

# No I, L, O and U: what is read wrong on paper is read as the digit that it looks like.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKS_LIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})
# 27 letters of five bits each, 135 in all, and one that tells a slip of the pen.
RANDOM, GROUP = 27, 4
KIND = "recovery"
# Of a new slot, which keeps its own: one from before a change still opens.
COST = {"memory_kib": 65536, "rounds": 3, "lanes": 4}


def new() -> str:
    """Return a new recovery key as it is printed, in groups of four."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(RANDOM))
    return grouped(drawn + _check(drawn))


def grouped(letters: str) -> str:
    """Return the letters of a recovery key in groups of four."""
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def read(typed: str) -> str | None:
    """Return a typed recovery key without its dashes; None for what cannot be one."""
    letters = "".join(one for one in typed.upper().translate(_LOOKS_LIKE) if one.isalnum())
    if len(letters) != RANDOM + 1 or set(letters) - set(LETTERS):
        return None
    return letters if letters[-1] == _check(letters[:-1]) else None


def wrap(key: bytes, database: str, printed: str, cost: Mapping[str, int] = COST) -> dict[str, Any]:
    """Return the slot in which a data key travels, with what a guess costs; ValueError for what is no recovery key."""
    letters = read(printed)
    if letters is None:
        raise ValueError("not a recovery key")
    return {"kind": KIND, **sealing.seal(key, letters.encode("ascii"), _bound(database), cost)}


def unwrap(slot: Mapping[str, Any], database: str, typed: str) -> bytes | None:
    """Return the data key of a slot; None where the recovery key is another one, or the slot is damaged."""
    letters = read(typed)
    return None if letters is None else sealing.unseal(slot, letters.encode("ascii"), _bound(database))


def _bound(database: str) -> str:
    """What a slot is bound to: moved to another clinic's file it opens nothing."""
    return f"kypho-prep {KIND} 1 {database}"


def _check(letters: str) -> str:
    """Return the letter that makes a wrong one, and most that changed places, show."""
    return LETTERS[sum(LETTERS.index(one) * (2 * at + 1) for at, one in enumerate(letters)) % len(LETTERS)]
