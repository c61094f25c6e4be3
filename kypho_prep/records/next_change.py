"""The one expression that the two databases say differently: the number of the next change to the board.

On the server it also wakes the desks at the commit, with a word that carries nothing.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

# Where a desk hears that something changed, and a kiosk that one was handed over; what it was, each reads for itself.
CHANNEL, HANDED_OVER = "board_changed", "handed_over"


class NextChange(FunctionElement[int]):
    """One more than the newest change's number, taken so that numbers become visible in their order.

    A board that has seen a number has seen all smaller ones: whoever takes one holds the numbers until the commit.
    """

    # It says the same whenever it is asked: without this the statement would be compiled anew at each reply.
    inherit_cache = True
    type = Integer()


@compiles(NextChange, "sqlite")
def _in_the_file(_one: NextChange, _compiler: SQLCompiler, **_how: Any) -> str:
    # Nobody else writes: the file is held since the transaction began.
    return "(SELECT coalesce(max(change_seq), 0) + 1 FROM visit_summary)"


@compiles(NextChange, "postgresql")
def _on_the_server(_one: NextChange, _compiler: SQLCompiler, **_how: Any) -> str:
    # A function of the migrations, since a lock must be held before the statement that reads under it begins.
    return f"(SELECT next_change() FROM pg_notify('{CHANNEL}', ''))"  # noqa: S608 - our own word
