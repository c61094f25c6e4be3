"""Coded rules about medicines: one loop per medicine, classes that reach the nurse, names that nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kypho_prep.prep.answers.answer import Answer, Pairs
from kypho_prep.prep.answers.single import Day
from kypho_prep.prep.chart import Instruction, InstructionAction
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.interview.brought_list import BROUGHT, on_the_list, with_nurse
from kypho_prep.prep.interview.duplicate_medicines import named_medicine
from kypho_prep.prep.interview.entries import MEDICINE, Entry, entries
from kypho_prep.prep.interview.medicine_groups import (
    ANTICOAGULANTS,
    GROUP_ITEMS,
    GROUPS,
    Group,
    named_by,
    prescribed_level,
    thinner,
)
from kypho_prep.prep.interview.path import missing_required
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.interview.substances import GROUP, Substance, best_standing, standing_gaps, substances
from kypho_prep.prep.medicines.catalogue import class_levels, generics_of, recognised
from kypho_prep.prep.reply import Reply, State
from kypho_prep.prep.rules.finding import LOOP, Finding, Reason, Rule, reason
from kypho_prep.prep.rules.reply_words import said
from kypho_prep.prep.staff_entries.instructions import MORNING, WITHOUT_RESTART, best_instruction, gaps, open_gaps

SUPPLEMENT = "supplement_bleeding"
ALSO = "medicines.also"
ALSO_LIST = "medicines.also_list"
# Only a late dose of it matters, and the question about that dose raises its own flag.
NO_FLAG = ("denosumab",)
MORNING_OF = "morning_of"
BROUGHT_LIST = "brought_list"


def loops(situation: Situation) -> Iterator[Finding]:
    """Keep each medicine of a loop class open until a complete instruction stands and nothing said since denies it."""
    for one in substances(situation):
        codes = [code for code in one.classes if situation.medicines.classes[code].loop]
        reasons = _loop_reasons(situation, one) if codes else ()
        if reasons:
            level = Level.RED if _has(reasons, "self_stopped") else _highest(situation, one)
            # For a MAO inhibitor alone anesthesia has to get ready; a thinner beside it could cancel the case.
            prepares = codes == ["maoi"]
            yield Finding(LOOP, one.lead.id, level, _kind(level, prepares=prepares), reasons, blocks=True)


def self_stopped(situation: Situation) -> Iterator[Finding]:
    """Keep a thinner that the patient stopped alone red until it is recorded what the prescriber said about that.

    While its loop is open the loop's card says so; an instruction that came later, "continue" too, may have been given
    by somebody who does not know of it.
    """
    for one in substances(situation):
        complete = _complete(situation, one)
        for entry in one.entries:
            reply = situation.reply("medicines.still_taking", entry.id)
            alone = reply is not None and "self" in reply.picked and thinner(entry)
            if alone and complete is not None and reply is not None and complete.seq >= reply.seq:
                why = reason("self_stopped", value=reply.id, name=entry.name)
                yield Finding("self_stopped", entry.id, Level.RED, Kind.CANCEL, (why,), blocks=True)


def ticked_groups(situation: Situation) -> Iterator[Finding]:
    """Raise a picture card that was ticked while no medicine of it is named; a named one takes the card's place."""
    for group in GROUPS:
        if group.choice not in _ticked(situation) or named_by(situation, group):
            continue
        subject = f"group:{group.choice}"
        words: Pairs = (("name", f"{group.item}.choice.{group.choice}"),)
        if not group.loop:
            level = _level_of_group(situation, group)
            problem = f"medicine_{group.classes[0]}"
            yield Finding(problem, subject, level, Kind.CHECK, (reason(problem, "not_named", words=words),))
            continue
        lacking = open_gaps(situation.chart, subject)
        if lacking:
            # While nothing is recorded the missing name comes first: what an instruction lacks can wait for one.
            more = () if best_instruction(situation.chart, subject) is None else lacking
            reasons = tuple(reason(LOOP, one, words=words) for one in ("not_named", *more))
            level = _level_of_group(situation, group)
            yield Finding(LOOP, subject, level, _kind(level), reasons, blocks=True)


def brought_list(situation: Situation) -> Iterator[Finding]:
    """Raise a list or bottles that the patient brought until staff answered every page of medicines from it."""
    if with_nurse(situation) and any(on_the_list(page.item) for page in missing_required(situation)):
        yield Finding(BROUGHT_LIST, BROUGHT, Level.AMBER, Kind.PREPARE, (reason(BROUGHT_LIST),), blocks=True)


def forgotten_ones(situation: Situation) -> Iterator[Finding]:
    """Raise each card of what people forget that was ticked while nothing was added from it."""
    also = situation.answer(ALSO)
    if also is None:
        return
    added = [named_medicine(situation, one.id) for one in entries(situation, MEDICINE) if one.listed == ALSO_LIST]
    named = {one.group or "" for one in added}
    # A medicine added without a card may be of any of them, so that none of them can be called missing.
    for choice in also.picked if "" not in named else ():
        if choice not in named:
            words: Pairs = (("name", f"{ALSO}.choice.{choice}"),)
            why = reason("medicine_not_named", words=words)
            yield Finding("medicine_not_named", f"group:{choice}", Level.AMBER, Kind.CHECK, (why,))


def flagged_classes(situation: Situation) -> Iterator[Finding]:
    """Raise each class without a loop at its level; all supplements are one card."""
    for entry in entries(situation, MEDICINE):
        for code, level in class_levels(situation.medicines, named_medicine(situation, entry.id)).items():
            if situation.medicines.classes[code].loop or code in NO_FLAG or _morning_told(situation, entry, code):
                continue
            # Red opioids (methadone, buprenorphine, a patch) are for anesthesia to know, no reason to cancel.
            tell = code == "opioid" and level is Level.RED
            problem = f"medicine_{code}"
            suffix = "tell_anesthesia" if tell else "reason"
            # A patient may take a dozen of them, and it is one question to the doctor.
            subject = ALSO if code == SUPPLEMENT else entry.id
            why = reason(problem, suffix, value=f"{entry.id} {entry.name}", name=entry.name)
            yield Finding(problem, subject, level, _kind(level, prepares=tell), (why,))


def double_thinner(situation: Situation) -> Iterator[Finding]:
    """Raise two bottles of one thinner: the dose may be doubled."""
    bottles: dict[str, list[Entry]] = {}
    for entry in entries(situation, MEDICINE):
        if set(entry.classes) & set(ANTICOAGULANTS):
            for generic in generics_of(situation.medicines, named_medicine(situation, entry.id)):
                bottles.setdefault(generic, []).append(entry)
    for generic, found in bottles.items():
        if len(found) > 1:
            typed = ", ".join(entry.name for entry in found)
            value = " ".join(entry.id for entry in found)
            why = reason("double_thinner", value=value, name=generic, typed=typed)
            yield Finding("double_thinner", found[-1].id, Level.RED, Kind.CANCEL, (why,))


def not_recognised(situation: Situation) -> Iterator[Finding]:
    """Raise a name that the list does not know, word for word as typed."""
    for entry in entries(situation, MEDICINE):
        named = named_medicine(situation, entry.id)
        typed = named.typed or entry.name
        if typed and not recognised(situation.medicines, named) and not generics_of(situation.medicines, named):
            why = reason("not_recognised", value=typed, typed=typed)
            yield Finding("not_recognised", entry.id, Level.AMBER, Kind.CHECK, (why,))


def latest_taken(reply: Reply) -> date | None:
    """Return the latest day that an answer about a last dose can mean; none where it means no day."""
    return reply.answer.latest if reply.state is State.VALUE and isinstance(reply.answer, Day) else None


def _loop_reasons(situation: Situation, one: Substance) -> tuple[Reason, ...]:
    """Return why a substance's loop is open: what its instruction lacks, and what the patient said against it."""
    best = best_standing(situation, one.lead.id)
    lacking = list(standing_gaps(situation.chart, best))
    complete = _complete(situation, one)
    if best is not None and best.subject.startswith(GROUP):
        # The word for the ticked card counts only until the nurse has asked if card and name are one.
        lacking.insert(0, "one_or_two")
    said_so = [why for entry in one.entries for why in _stopped(situation, entry, complete)]
    later = [why for entry in one.entries for why in _taken_after(situation, entry, best)]
    return (*(reason(LOOP, gap, value=one.name, name=one.name) for gap in lacking), *said_so, *later)


def _complete(situation: Situation, one: Substance) -> Instruction | None:
    """Return the complete instruction that stands for a substance."""
    best = best_standing(situation, one.lead.id)
    return best if best is not None and not standing_gaps(situation.chart, best) else None


def _highest(situation: Situation, one: Substance) -> Level:
    """Return the highest level among a substance's entries, each by its own loop classes."""
    loops_of = {
        entry: [code for code in entry.classes if situation.medicines.classes[code].loop] for entry in one.entries
    }
    levels = [prescribed_level(situation, entry, codes) for entry, codes in loops_of.items() if codes]
    return max(levels, key=lambda level: level.weight)


def _stopped(situation: Situation, entry: Entry, complete: Instruction | None) -> Iterator[Reason]:
    """Say that the patient stopped alone, or was told to by others, unless an instruction came after that answer.

    "Somebody told me to stop", said after a complete instruction, denies it only where that says to go on.
    """
    reply = situation.reply("medicines.still_taking", entry.id)
    if reply is None or (complete is not None and complete.seq >= reply.seq):
        return
    if "self" in reply.picked:
        suffix = "self_stopped" if thinner(entry) else "self_stopped_other"
        yield reason(LOOP, suffix, value=entry.name, name=entry.name)
    elif "told" in reply.picked and (complete is None or complete.action in WITHOUT_RESTART):
        who, what = (_text(situation.answer(f"medicines.told_{part}", entry.id)) for part in ("who", "what"))
        yield reason(LOOP, "patient_told", value=f"{who}\n{what}", name=entry.name, who=who, typed=what)


def _taken_after(situation: Situation, entry: Entry, best: Instruction | None) -> Iterator[Reason]:
    """Say that the last dose may have been taken after the instruction's date."""
    reply = situation.reply("medicines.last_taken", entry.id)
    if best is None or best.action is not InstructionAction.LAST_DOSE or best.on is None or reply is None:
        return
    latest = latest_taken(reply)
    if latest is not None and latest > best.on:
        params, words = said(situation.checklist.item(reply.item), reply)
        about = (*params, ("date", best.on.isoformat()), ("name", entry.name))
        yield Reason("flag.loop.taken_after", about, words, f"{latest.isoformat()} {best.on.isoformat()}")


def _ticked(situation: Situation) -> set[str]:
    answers = [situation.answer(item) for item in GROUP_ITEMS]
    return {one for answer in answers if answer is not None for one in answer.picked}


def _level_of_group(situation: Situation, group: Group) -> Level:
    known = [situation.medicines.classes[code].level for code in group.classes if code in situation.medicines.classes]
    return max(known, key=lambda level: level.weight, default=Level.AMBER)


def _morning_told(situation: Situation, entry: Entry, code: str) -> bool:
    """Tell whether the patient was told about the morning: for this medicine, or for all of them since it was named."""
    if code != MORNING_OF:
        return False
    whole = best_instruction(situation.chart, MORNING)
    # "All your medicines" cannot have meant one that was named later.
    covered = whole is not None and whole.seq >= situation.named(MEDICINE)[entry.id].seq
    found = (best_standing(situation, entry.id), whole if covered else None)
    return any(one is not None and not gaps(one, situation.chart) for one in found)


def _kind(level: Level, *, prepares: bool = False) -> Kind:
    if prepares:
        return Kind.PREPARE
    return Kind.CANCEL if level is Level.RED else Kind.CHECK


def _has(reasons: tuple[Reason, ...], suffix: str) -> bool:
    return any(one.key.endswith(f".{suffix}") for one in reasons)


def _text(answer: Answer | None) -> str:
    """Return what the patient typed; an ellipsis where nothing is known, so that the quotes are not empty."""
    return answer.text if answer is not None else "…"


RULES: tuple[Rule, ...] = (
    loops,
    self_stopped,
    ticked_groups,
    brought_list,
    forgotten_ones,
    flagged_classes,
    double_thinner,
    not_recognised,
)
