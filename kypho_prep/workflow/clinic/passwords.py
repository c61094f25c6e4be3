"""Staff passwords: kept as argon2id hashes only; half a second of work, so never on the screen's thread."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from kypho_prep.workflow.workplace import PasswordRule

_NOBODY = "a password that nobody has"


def hashed(password: str, rule: PasswordRule) -> str:
    """Return what is stored of a password."""
    return _hasher(rule).hash(_same_everywhere(password))


def matches(stored: str | None, password: str, rule: PasswordRule) -> bool:
    """Tell whether a password is the stored one; with nothing stored, work as long and say no."""
    from argon2.exceptions import InvalidHashError, VerificationError

    if stored is None:
        _hasher(rule).hash(_NOBODY)
        return False
    try:
        return _hasher(rule).verify(stored, _same_everywhere(password))
    except (VerificationError, InvalidHashError):
        return False


def _hasher(rule: PasswordRule) -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=rule.rounds, memory_cost=rule.memory_kib, parallelism=rule.lanes)


def _same_everywhere(password: str) -> str:
    """Return the same characters whichever keyboard typed them."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode("utf-8")
