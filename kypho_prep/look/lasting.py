"""A guard for Python 3.11: PySide6 6.12 gives back None, True, False and NotImplemented without counting them.

From Python 3.12 these never die; in 3.11 each call of a Qt method that returns nothing takes one away, until the
interpreter aborts ("none_dealloc"). PySide6 6.11 counts rightly; the guard costs nothing there.
"""

from __future__ import annotations

import ctypes
import sys

PLENTY = 1 << 40


def hold_singletons() -> None:
    """Give the four singletons more references than a kiosk can lose in years; from Python 3.12 do nothing."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for one in (None, True, False, NotImplemented):
        if sys.getrefcount(one) < PLENTY:
            ctypes.c_ssize_t.from_address(id(one)).value += 2 * PLENTY
