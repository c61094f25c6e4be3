"""An answer as a test writes it down, in the form in which it is stored."""

from typing import Any

from kypho_prep.prep.answers.answer import Answer
from kypho_prep.prep.answers.kinds import kind_of
from tests.shipped import shipped


def told(item: str, value: Any) -> Answer | None:
    """Return the answer to an item of the shipped checklist that a stored value holds; none for None."""
    return None if value is None else kind_of(shipped().checklist.item(item)).parse(value)
