"""What a transaction does not wait for: a statement whose outcome nobody reads, a value that is told after the commit.

On a clinic's server a kiosk's statements are sent together (`postgresql/pipelining.py`); an encrypted file has nothing
to wait for, and takes each as it comes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

# How a statement is executed whose outcome nobody reads.
UNREAD = {"unread": True}


class Pipeline(Protocol):
    """The statements of one transaction, on their way to the server."""

    def tell_later(self, statement: str, *values: str) -> Callable[[], Any]:
        """Ask for one value; what is returned tells it, None for no row, once the transaction is through."""
