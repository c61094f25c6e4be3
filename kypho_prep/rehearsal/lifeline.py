"""Runs a module as `python -m` does, and ends the process at once where whoever started it has gone.

`python -m kypho_prep.rehearsal.lifeline MODULE ARGUMENT...`; whoever starts it holds the pipe that is its input.
"""

from __future__ import annotations

import os
import runpy
import sys
from threading import Thread


def _wait_for_the_end() -> None:
    """Wait until nobody holds the other end, which the system lets go of however a process ends."""
    # Not by sys.stdin, whose lock this thread would hold while Python ends.
    while os.read(0, 1):
        pass
    # Whatever the program is doing: nobody is left who could end it.
    os._exit(1)


if __name__ == "__main__":
    Thread(target=_wait_for_the_end, daemon=True).start()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
