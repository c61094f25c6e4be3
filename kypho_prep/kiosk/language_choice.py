"""The languages that a kiosk offers, in their own names, as the clinic's settings stood when they were last read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.workflow.workplace import Workplace

BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """The codes and own names of what may be chosen; those `for_review` are drafts that no patient is to use."""

    offered: tuple[tuple[str, str], ...] = ()
    for_review: frozenset[str] = frozenset()

    @property
    def several(self) -> bool:
        """Tell whether there is anything to choose."""
        return len(self.offered) > 1

    def others(self, language: str, most: int = 3) -> str:
        """Return the own names of the other languages, which their readers know: at most so many of them."""
        names = [name for code, name in self.offered if code != language]
        return BETWEEN.join([*names[:most], *(["…"] if len(names) > most else [])])


def language_choice(workplace: Workplace, clinic: Clinic) -> LanguageChoice:
    """Return what a clinic's kiosks offer."""
    from kypho_prep.prep.languages import for_review_only, shown

    known = workplace.content.known
    named = tuple((one.code, one.name) for one in shown(known, clinic))
    return LanguageChoice(named, frozenset(for_review_only(known, clinic)))
