"""What a reply says, in parts that any language can put together: plain text, or words keys."""

from __future__ import annotations

from kypho_prep.prep.answers.answer import Pairs
from kypho_prep.prep.checklist import Item
from kypho_prep.prep.reply import Reply, State


def said(item: Item, reply: Reply | None, name: str = "answer") -> tuple[Pairs, Pairs]:
    """Return a reply as a reason's params or words under a placeholder: one of the two is empty, or both."""
    if reply is None:
        return (), ()
    keys = said_keys(item, reply)
    if keys:
        return (), ((name, " ".join(keys)),)
    return (reply.answer.params(name) if reply.answer is not None else ()), ()


def said_keys(item: Item, reply: Reply) -> tuple[str, ...]:
    """Return the words keys of a reply; empty for one that the patient typed."""
    if reply.state is not State.VALUE:
        return (f"answer.{reply.state.value}",)
    return reply.answer.word_keys(item) if reply.answer is not None else ()
