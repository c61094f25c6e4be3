"""What a process that opened a clinic leaves of its memory on the disk: nothing."""

from __future__ import annotations

import ctypes
import sys

PR_SET_DUMPABLE = 4


def leave_no_core() -> None:
    """Have a crash write no core file, and no other program of this account look into this process.

    A core holds the key and the names of whoever was looked at. On Linux a limit alone would not do: one that hands
    cores to a program, as most desktops have it, ignores the limit. Elsewhere only the limit, on Windows nothing.
    """
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
