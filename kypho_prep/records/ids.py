"""Ids that any kiosk can make by itself: the time first, so that they sort, then chance."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime


def new_id(at: datetime) -> str:
    """Return a version 7 uuid of a moment: 48 bits of milliseconds, then 74 bits of chance."""
    milliseconds = int(at.timestamp() * 1000) & (2**48 - 1)
    chance = secrets.randbits(74)
    high, low = chance >> 62, chance & (2**62 - 1)
    return str(uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low))
