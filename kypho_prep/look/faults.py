"""What may be said of a fault of the program's own: its kind and the places in the code, never its words.

An error's text quotes what was at hand, such as the parameters of a statement: a patient's words would be in the log.
This module is light: the command line may import it.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePath
from typing import TypeVar

Value = TypeVar("Value")
DEEPEST = 12  # places named, the innermost first
log = logging.getLogger(__name__)


def places(error: BaseException) -> str:
    """Return an error's kind and where it came through the code; what it was made from follows it."""
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in chain:
        chain.append(one)
        one = one.__cause__ or one.__context__
    return "; of ".join(" < ".join([type(one).__name__, *_frames(one)]) for one in chain)


def note(what: str, error: BaseException) -> None:
    """Log a fault without a word of what it was about."""
    log.error("%s: %s", what, places(error))


def forget(error: BaseException) -> None:
    """Let go of what the functions that failed had in hand: a painter at work spoils the next paint, words stay on."""
    trace = error.__traceback__
    while trace is not None:
        with suppress(RuntimeError):  # still at work, further up
            trace.tb_frame.clear()
        trace = trace.tb_next
    # Python keeps the last error that it printed.
    sys.last_type = sys.last_value = sys.last_traceback = None


def attempt(step: Callable[[], Value], otherwise: Value) -> Value:
    """Do one step of a recovery; where it fails it is logged, and the next one has its turn all the same."""
    try:
        return step()
    except Exception as error:  # noqa: BLE001 - whatever it is, it may be the very fault that is recovered from
        note("a step after a fault failed", error)
        return otherwise


def _frames(error: BaseException) -> list[str]:
    found, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        parts = PurePath(code.co_filename).parts
        inside = parts[parts.index("kypho_prep") + 1 :] if "kypho_prep" in parts else parts[-1:]
        found.append(f"{'/'.join(inside)}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found[::-1][:DEEPEST]
