"""One substance, whatever it is called: the entries that hold the same, and the prescriber's words that bind it."""

from __future__ import annotations

from dataclasses import dataclass

from kypho_prep.prep.chart import Chart, Instruction
from kypho_prep.prep.interview.duplicate_medicines import held_by, named_medicine
from kypho_prep.prep.interview.entries import MEDICINE, Entry, entries
from kypho_prep.prep.interview.medicine_groups import GROUPS, fits
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.medicines.catalogue import folded
from kypho_prep.prep.staff_entries.instructions import MEDICINE_ACTIONS, gaps, least_lacking, medicine_instructions

GROUP = "group:"


@dataclass(frozen=True, slots=True)
class Substance:
    """The listed medicines that hold the same, oldest first: one loop, one line of the plan, one dose of the day."""

    entries: tuple[Entry, ...]

    @property
    def lead(self) -> Entry:
        """Return the entry under which staff see the substance: the oldest."""
        # The oldest stays the same when a second name is added, and the card's handling with it.
        return self.entries[0]

    @property
    def name(self) -> str:
        """Return every name that the patient gave it, each once."""
        return " / ".join({folded(one.name): one.name for one in self.entries}.values())

    @property
    def classes(self) -> tuple[str, ...]:
        """Return the classes of its entries, each once."""
        return tuple(dict.fromkeys(code for one in self.entries for code in one.classes))


def substances(situation: Situation) -> tuple[Substance, ...]:
    """Return the listed medicines by what they hold, oldest first; an entry without a name stands alone."""
    return situation.once(_substances)


def substance_of(situation: Situation, entry: str) -> Substance | None:
    """Return the substance of an entry; none where the subject is no listed medicine."""
    return next((one for one in substances(situation) if entry in {same.id for same in one.entries}), None)


def standing(situation: Situation, subject: str) -> tuple[Instruction, ...]:
    """Return the instructions that bind a medicine's substance or a ticked group, oldest first.

    Of one substance's names the one with the newest word counts. What was recorded for a ticked group stands for the
    only substance that is named of it since; where several are named nobody knows which of them was meant.
    """
    chart, found = situation.chart, substance_of(situation, subject)
    if found is None:
        return medicine_instructions(chart, subject)
    own = [medicine_instructions(chart, one.id) for one in found.entries]
    said = [one for one in own if one] or [medicine_instructions(chart, one) for one in _groups_of(situation, found)]
    return max((one for one in said if one), key=lambda one: max(part.seq for part in one), default=())


def best_standing(situation: Situation, subject: str) -> Instruction | None:
    """Return the instruction for a substance or a group that lacks least; none when nothing is recorded."""
    return least_lacking(situation.chart, standing(situation, subject))


def counts(situation: Situation, one: Instruction) -> bool:
    """Tell whether an instruction still says what is to be done: no newer word and no named medicine took its place."""
    if one.action not in MEDICINE_ACTIONS:
        return True
    found = substance_of(situation, one.subject)
    groups = [group for group in GROUPS if one.subject == f"{GROUP}{group.choice}"]
    named = [same for same in substances(situation) if any(fits(situation, same.lead, group) for group in groups)]
    about = [found] if found is not None else named
    return not about or any(one in standing(situation, same.lead.id) for same in about)


def standing_gaps(chart: Chart, best: Instruction | None) -> tuple[str, ...]:
    """Return what keeps a loop open whose best instruction is this one; empty where it is complete."""
    return ("no_instruction",) if best is None else gaps(best, chart)


def _substances(situation: Situation) -> tuple[Substance, ...]:
    found: dict[frozenset[str], list[Entry]] = {}
    for entry in entries(situation, MEDICINE):
        named = named_medicine(situation, entry.id)
        # Two entries that the patient could not name are not one medicine for that.
        held = held_by(situation.medicines, named) if named.text else frozenset((entry.id,))
        found.setdefault(held, []).append(entry)
    return tuple(Substance(tuple(same)) for same in found.values())


def _groups_of(situation: Situation, found: Substance) -> tuple[str, ...]:
    """Return the groups of which this substance is the only one named."""
    return tuple(group for group, alone in situation.once(_named_alone).items() if alone == found)


def _named_alone(situation: Situation) -> dict[str, Substance]:
    """Return each group of which a single substance is named, with that substance."""
    every = substances(situation)
    meant = {f"{GROUP}{one.choice}": [same for same in every if fits(situation, same.lead, one)] for one in GROUPS}
    return {group: named[0] for group, named in meant.items() if len(named) == 1}
