"""The recovery key: what a clinic keeps on paper, so that a back-up opens on a machine that has no key of its own.

The data key is wrapped under it (argon2id, then AES-256-GCM) and travels with each back-up; the paper alone opens it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

# No I, L, O and U: what is read wrong on paper is read as the digit that it looks like.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKS_LIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})
# 27 letters of five bits each, 135 in all, and one that tells a slip of the pen.
RANDOM, GROUP = 27, 4
KIND = "recovery"
# Of a new slot, which keeps its own: one from before a change still opens.
COST = {"memory_kib": 65536, "rounds": 3, "lanes": 4}
# More is no slot of ours: a damaged one must not ask for all of the machine's memory.
_MOST = {"memory_kib": 1 << 20, "rounds": 64, "lanes": 64}


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
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_own(printed, salt, cost)).encrypt(nonce, key, _bound(database))
    return {"kind": KIND, **cost, "salt": salt.hex(), "nonce": nonce.hex(), "sealed": sealed.hex()}


def unwrap(slot: Mapping[str, Any], database: str, typed: str) -> bytes | None:
    """Return the data key of a slot; None where the recovery key is another one, or the slot is damaged."""
    from argon2.exceptions import HashingError
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        cost = {name: int(slot[name]) for name in COST}
        if any(not 0 < cost[name] <= most for name, most in _MOST.items()):
            return None
        salt, nonce, sealed = (bytes.fromhex(slot[name]) for name in ("salt", "nonce", "sealed"))
        return AESGCM(_own(typed, salt, cost)).decrypt(nonce, sealed, _bound(database))
    except (InvalidTag, HashingError, OverflowError, ValueError, KeyError, TypeError):
        return None


def _own(printed: str, salt: bytes, cost: Mapping[str, int]) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    letters = read(printed)
    if letters is None:
        raise ValueError("not a recovery key")
    return hash_secret_raw(
        letters.encode("ascii"),
        salt,
        time_cost=cost["rounds"],
        memory_cost=cost["memory_kib"],
        parallelism=cost["lanes"],
        hash_len=32,
        type=Type.ID,
    )


def _bound(database: str) -> bytes:
    """What a slot is bound to: moved to another clinic's file it opens nothing."""
    return f"kypho-prep {KIND} 1 {database}".encode()


def _check(letters: str) -> str:
    """Return the letter that makes a wrong one, and most that changed places, show."""
    return LETTERS[sum(LETTERS.index(one) * (2 * at + 1) for at, one in enumerate(letters)) % len(LETTERS)]
