"""Passwords: what one must be, what is stored of it, and whether a typed one is it.

Hashing takes half a second: outside any transaction, and off the screen's thread.
"""

from __future__ import annotations

import base64
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kypho_prep.paths import resources

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from kypho_prep.workflow.errors import Problem
    from kypho_prep.workflow.workplace import PasswordRule

_NOBODY = "a password that nobody has"
# As long as one is: 32 bytes.
_NO_HASH = "A" * 43


def problem(password: str, rule: PasswordRule, *own: str) -> Problem | None:
    """Return why a new password cannot be taken, as a problem of the field "password"; None where it can.

    Too short without its outer spaces, with characters that no keyboard types, one of the commonest of all, or one of
    the person's `own` names: these are what somebody else tries first (NIST SP 800-63B, 3.1.1.2).
    """
    typed = same_everywhere(password).strip()
    params: dict[str, Any] = {}
    if any(unicodedata.category(one) in ("Cc", "Cs", "Cn") for one in password):
        key = "error.password_letters"
    elif len(typed) < rule.least:
        key, params = "error.password_short", {"least": rule.least}
    elif typed.casefold() in {same_everywhere(one).strip().casefold() for one in own} or len(set(typed)) == 1:
        key = "error.password_own"
    elif typed.casefold() in _commonest():
        key = "error.password_common"
    else:
        return None
    return "password", key, params


def hashed(password: str, rule: PasswordRule) -> str:
    """Return what is stored of a password."""
    return _hasher(rule).hash(same_everywhere(password))


def proof(salted: str, password: str) -> str:
    """Return what is stored of a password if its costs and its salt are these: all of the stored, without the hash."""
    from argon2 import PasswordHasher, extract_parameters

    costs = PasswordHasher.from_parameters(extract_parameters(f"{salted}${_NO_HASH}"))
    salt = base64.b64decode(f"{salted.rpartition('$')[2]}==")
    return costs.hash(same_everywhere(password), salt=salt)


def matches(stored: str | None, password: str, rule: PasswordRule) -> bool:
    """Tell whether a password is the stored one; with nothing stored, work as long and say no."""
    from argon2.exceptions import InvalidHashError, VerificationError

    if stored is None:
        _hasher(rule).hash(_NOBODY)
        return False
    try:
        return _hasher(rule).verify(stored, same_everywhere(password))
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _commonest() -> frozenset[str]:
    """Return the passwords that people choose most, in small letters."""
    return frozenset((resources() / "passwords" / "commonest.txt").read_text("utf-8").split("\n"))


def _hasher(rule: PasswordRule) -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=rule.rounds, memory_cost=rule.memory_kib, parallelism=rule.lanes)


def same_everywhere(password: str) -> str:
    """Return the same characters whichever keyboard typed them."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode("utf-8")
