"""Loads Qt and gives Python its own import back.

PySide6 puts another one in its place, which opens and reads the source of each module that is imported later, whoever's
it is, to see whether it may ask for one of PySide6's features (`from __feature__ import snake_case`). No module here
does, and reading some five hundred sources takes a third of the time until answers can be saved.
"""

from __future__ import annotations

import builtins


def load_qt() -> None:
    """Load Qt's core; modules imported from now on are imported as Python does it."""
    own = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    vars(builtins)["__import__"] = own
