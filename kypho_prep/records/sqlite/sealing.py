"""Wraps the data key under what a person knows: argon2id makes a key of that, AES-256-GCM seals with it.

What a guess costs stands in each slot, so that one from before a change still opens.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

# More is no slot of ours: a damaged one must not ask for all of the machine's memory.
_MOST = {"memory_kib": 1 << 20, "rounds": 64, "lanes": 64}


def seal(key: bytes, secret: bytes, bound: str, cost: Mapping[str, int]) -> dict[str, Any]:
    """Return a data key sealed under a secret at the cost of a guess; `bound` says whose it is, or it opens nothing."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_stretched(secret, salt, cost)).encrypt(nonce, key, bound.encode())
    return {**cost, "salt": salt.hex(), "nonce": nonce.hex(), "sealed": sealed.hex()}


def unseal(slot: Mapping[str, Any], secret: bytes, bound: str) -> bytes | None:
    """Return the data key of a slot; None where the secret is another one, or the slot is damaged or another's."""
    from argon2.exceptions import HashingError
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        cost = {name: int(slot[name]) for name in _MOST}
        if any(not 0 < cost[name] <= most for name, most in _MOST.items()):
            return None
        salt, nonce, sealed = (bytes.fromhex(slot[name]) for name in ("salt", "nonce", "sealed"))
        return AESGCM(_stretched(secret, salt, cost)).decrypt(nonce, sealed, bound.encode())
    except (InvalidTag, HashingError, OverflowError, ValueError, KeyError, TypeError):
        return None


@lru_cache(maxsize=4)
def rounds_for(seconds: float, rounds: int, memory_kib: int, lanes: int) -> int:
    """Return how many rounds make a guess last so long on this machine, measured once a run, and never fewer."""
    if seconds <= 0:
        return rounds
    began = time.perf_counter()
    _stretched(b"", bytes(16), {"rounds": rounds, "memory_kib": memory_kib, "lanes": lanes})
    one_round = (time.perf_counter() - began) / rounds
    return min(max(rounds, round(seconds / one_round)), _MOST["rounds"])


def _stretched(secret: bytes, salt: bytes, cost: Mapping[str, int]) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        secret,
        salt,
        time_cost=cost["rounds"],
        memory_cost=cost["memory_kib"],
        parallelism=cost["lanes"],
        hash_len=32,
        type=Type.ID,
    )
