"""All rules in one tuple: the content's single-answer flags and the coded rules, run by one evaluator."""

from __future__ import annotations

from kypho_prep.prep.checklist import Checklist
from kypho_prep.prep.finding import Finding, Rule
from kypho_prep.prep.situation import Situation


def rules(checklist: Checklist) -> tuple[Rule, ...]:
    """Return every rule of a checklist: its content flags in their order, then the coded rules."""
    raise NotImplementedError


def settled(situation: Situation, finding: Finding) -> bool:
    """Tell whether a staff fact has settled a finding: a result seen, an adult verified, identifiers checked."""
    raise NotImplementedError
