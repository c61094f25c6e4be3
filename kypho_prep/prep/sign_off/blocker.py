"""One thing that keeps a nurse from signing, and how it is kept on record when it took a sign-off back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kypho_prep.prep.answers.answer import Pairs
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.rules.finding import Finding, Reason


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that keeps a nurse from signing, with where to go.

    `kind` says what it waits for: "a" an answer, "b" to "d" something about a flag's card, "e" an entry of staff's,
    "prep" the preparation's own signature, "day" a line of the day's page.
    `key` is a words key (`blocker.…`), `params` are plain text, `words` are words keys (as in `Reason`); where a flag
    blocks, its board line is the placeholder {answer}.
    """

    kind: str
    key: str
    params: Pairs = ()
    words: Pairs = ()
    page: PageRef | None = None
    thread: str | None = None
    subject: str = ""
    finding: Finding | None = None

    @property
    def mark(self) -> tuple[str, str, str]:
        """Return what makes a blocker the same one: its letter, what it is about, which problem."""
        return (self.kind, str(self.subject), self.finding.problem if self.finding else self.key)

    @property
    def passing(self) -> bool:
        """Tell whether it says nothing about the preparation: a call from the kiosk, a code that is locked."""
        return self.finding is not None and self.finding.problem in ("nurse_called", "code_dead")

    def stored(self) -> dict[str, Any]:
        """Return it as JSON: enough to say it in words later."""
        row: dict[str, Any] = {"kind": self.kind, "key": self.key, "subject": str(self.subject)}
        row |= {"params": [list(one) for one in self.params], "words": [list(one) for one in self.words]}
        if self.finding is not None:
            row["problem"] = self.finding.problem
            row["level"] = self.finding.level.value
            row["reasons"] = [one.stored() for one in self.finding.reasons]
        return row

    @staticmethod
    def read(row: Mapping[str, Any]) -> Blocker:
        """Return the blocker that `stored` wrote, without the place where it was closed."""
        finding = None
        if "problem" in row:
            reasons = tuple(Reason.read(one) for one in row["reasons"])
            # The kind was not kept and is not needed: a blocker on record is said in words, never handled.
            finding = Finding(row["problem"], row["subject"], Level(row["level"]), Kind.CHECK, reasons)
        params, words = (tuple((name, said) for name, said in row[part]) for part in ("params", "words"))
        return Blocker(row["kind"], row["key"], params, words, subject=row["subject"], finding=finding)
