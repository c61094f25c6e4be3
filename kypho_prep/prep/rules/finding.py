"""What a rule finds: a problem about a subject, how urgent, of which kind, and why, in words keys."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from kypho_prep.prep.answers.answer import Pairs
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.conditions import canonical
from kypho_prep.prep.interview.situation import Situation

LOOP = "loop"
# All answers of which a patient was not sure, as one piece of work.
UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a flag stands: a words key with its placeholders (name, typed, answer, date, who).

    `params` are plain text (a date in ISO form), `words` are words keys to be said in the reader's language (several,
    parted by one space, for several ticks), `value` is what the reason rests on: while it is the same, nothing changed.
    """

    key: str
    params: Pairs = ()
    words: Pairs = ()
    value: str = ""

    @property
    def mark(self) -> tuple[str, str]:
        """Return what makes a reason the same reason: its key and what it rests on."""
        return (self.key, self.value)

    def stored(self) -> str:
        """Return the reason as one text for a flag's row."""
        return canonical({"key": self.key, "params": self.params, "words": self.words, "value": self.value})

    @staticmethod
    def read(text: str) -> Reason:
        """Return the reason that `stored` wrote."""
        row = json.loads(text)
        params, words = (tuple((name, said) for name, said in row[part]) for part in ("params", "words"))
        return Reason(row["key"], params, words, row["value"])


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of one subject (an entry's uuid, `group:<choice>`, or an item id): one flag, one card."""

    problem: str
    subject: str
    level: Level
    kind: Kind
    reasons: tuple[Reason, ...]
    blocks: bool = False
    turn_level: Level | None = None
    turn_from: date | None = None

    @property
    def is_loop(self) -> bool:
        """Tell whether only a prescriber's complete instruction closes it."""
        return self.problem == LOOP

    @property
    def said(self) -> tuple[Reason, ...]:
        """Return the reasons as a nurse reads them: each once; of unsure answers each question is one."""
        asked = self.problem == UNSURE
        return tuple({(one.key, one.params, one.words if asked else ()): one for one in self.reasons}.values())


Rule = Callable[[Situation], Iterable[Finding]]


def reason(problem: str, suffix: str = "reason", *, value: str = "", words: Pairs = (), **params: str) -> Reason:
    """Return a reason `flag.<problem>.<suffix>` with its placeholders."""
    return Reason(f"flag.{problem}.{suffix}", tuple(sorted(params.items())), words, value)


def level_on(finding: Finding, today: date) -> Level:
    """Return the level on a local date: the turned one from the day on which the finding turns."""
    if finding.turn_from is None or finding.turn_level is None or today < finding.turn_from:
        return finding.level
    return max(finding.level, finding.turn_level, key=lambda level: level.weight)


def kind_on(finding: Finding, today: date) -> Kind:
    """Return the kind on a local date: what was to be looked at could cancel the case once it has turned red."""
    turned = finding.level is not Level.RED and level_on(finding, today) is Level.RED
    return Kind.CANCEL if turned and finding.kind is Kind.CHECK else finding.kind
