"""Which few answers a nurse asks again, each with why in words; all the others need no second asking.

There is no score: a question stands on the list for a reason that can be read, and leaves it when staff ask it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.answers.single import Acknowledged, OneOf, YesNo
from kypho_prep.prep.answers.structured import Entries, Scene, SomeOf
from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.checklist import Checklist, Item, Kind, Level, SimpleFlag
from kypho_prep.prep.conditions import canonical, unsure
from kypho_prep.prep.interview.brought_list import BROUGHT
from kypho_prep.prep.interview.medicine_groups import GROUP_ITEMS
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.interview.situation import Key, Situation
from kypho_prep.prep.reply import Reply, State, Who
from kypho_prep.prep.rules.contradiction_rules import CONTRADICTIONS
from kypho_prep.prep.rules.finding import Finding, Reason
from kypho_prep.prep.rules.flags import findings, latest_rows, page_of
from kypho_prep.prep.rules.visit_rules import RIGHT_NOW

# What only the patient has felt or done: the last dose, what was stopped, bleeding, reactions, what is new. A family
# member knows a diagnosis, a device or the ride as well as the patient does, so those are not asked again.
OWN_WORD = (
    RIGHT_NOW,
    "medicines.last_taken",
    "medicines.still_taking",
    "medicines.stomach",
    "bleeding.history",
    "allergies.treatment",
    "allergies.contact",
    "health.new_illness",
    "health.new_back",
)
# Reasons of other flags that contradict too: a picture card ticked and nothing named, a dose after the agreed date.
CONTRADICTING_REASONS = {"not_named": "", "taken_after": "medicines.last_taken"}
# Educated adults read silently at 200 to 400 words a minute (Rayner and others, 2016; mean 238, Brysbaert 2019): who
# was faster than the fastest of them through the question and the touched card alone has not read them.
FASTEST_WORDS_A_MINUTE = 400
TAPPED = (YesNo, OneOf, SomeOf)
# One change is a slip put right; a second one shows that the patient does not know.
CHANGES = 2
MISSED_SCENE = ("second_try", "handed_over")
# Who sits at the kiosk, the patient's own questions and the closing pages tell nothing about the patient's health.
NOT_ABOUT_HEALTH = ("start", "questions", "check")
ASKED = "asked"
REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question to ask again: the reply in doubt, why, and the replies that show it."""

    page: PageRef
    reply: Reply
    reasons: tuple[Reason, ...]
    evidence: tuple[str, ...]
    seconds: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that staff asked again: the patient gave the same answer."""

    page: PageRef
    reply: Reply
    fact: StaffFact


@dataclass(frozen=True, slots=True)
class AskAgain:
    """The questions in the order to ask them, those asked already, and how many answers need no asking again."""

    questions: tuple[Doubt, ...]
    asked: tuple[Asked, ...]
    rest: int

    @property
    def seconds(self) -> int:
        """Return about how long asking them takes, from the items' own seconds."""
        return sum(one.seconds for one in self.questions)


@dataclass(frozen=True, slots=True)
class _Why:
    """One reason, the number of what it stands since, and the replies that show it."""

    reason: Reason
    since: int
    evidence: tuple[str, ...]


def ask_again(situation: Situation, found: Iterable[Finding] | None = None) -> AskAgain:
    """Return the questions worth asking again, what could cancel the case first, then those with most reasons.

    `found` is what the rules find in this situation, where the caller has asked them already.
    """
    against = _contradictions(situation, findings(situation) if found is None else found)
    earlier = _earlier(situation)
    facts = {fact.subject: fact for fact in situation.chart.current_facts if fact.kind is FactKind.CHART_TICK}
    doubts: list[Doubt] = []
    asked: list[Asked] = []
    answered = _questions(situation)
    for key, reply in answered.items():
        whys = (*_own_reasons(situation, reply, earlier[key]), *against.get(key, ()))
        if not whys:
            continue
        fact = facts.get(asked_subject(PageRef(*key)))
        if fact is not None and _settles(fact, reply, whys):
            asked.append(Asked(PageRef(*key), reply, fact))
        else:
            doubts.append(_doubt(situation, reply, whys))
    urgent = could_cancel(situation.checklist)
    doubts.sort(key=lambda one: (not _urgent(situation, one, urgent), -len(one.reasons)))
    return AskAgain(tuple(doubts), tuple(asked), len(answered) - len(doubts))


def asked_subject(page: PageRef) -> str:
    """Return the subject of the chart tick "asked again, the same answer"."""
    return ":".join((ASKED, page.item, *([page.entry] if page.entry else [])))


def could_cancel(checklist: Checklist) -> frozenset[str]:
    """Return the items of which one answer could cancel the case: now, or as the day comes near."""
    cancelling = (flag for item in checklist.items for flag in item.flags if _cancels(flag))
    return frozenset({RIGHT_NOW, *GROUP_ITEMS, *(one.item for flag in cancelling for one in flag.when)})


def too_fast(reply: Reply, item: Item) -> bool:
    """Tell whether the page was left before its question and its cards could be read; the help may be skipped."""
    # What staff recorded stood on no screen.
    if reply.shown_ms is None:
        return False
    # A word for each card that was not touched: it is the least that has to be read of it.
    read = len(reply.shown.question.split()) + len(reply.shown.answer.split()) + max(0, len(item.choices) - 1)
    return reply.shown_ms < read * 60_000 / FASTEST_WORDS_A_MINUTE


def _questions(situation: Situation) -> dict[Key, Reply]:
    """Return the replies that answer a question about the patient's health, in the checklist's order."""
    kept = {key: reply for key, reply in situation.current.items() if _asks(situation.checklist.item(reply.item))}
    order = _order(situation)
    return {key: kept[key] for key in sorted(kept, key=order.__getitem__)}


def _order(situation: Situation) -> dict[Key, tuple[int, int, int]]:
    """Return where each answer stands in the checklist, all questions about one medicine together."""
    place = {item.id: number for number, item in enumerate(situation.checklist.items)}
    order: dict[Key, tuple[int, int, int]] = {}
    for item_id, entry in situation.current:
        kind = situation.checklist.item(item_id).entry_of
        first = situation.checklist.entry_items(kind)[0].id if kind else item_id
        which = situation.entries(kind).index(entry) if entry else 0
        order[item_id, entry] = (place[first], which, place[item_id])
    return order


def about_health(item: Item) -> bool:
    """Tell whether an answer says something about the patient's health; how the medicines are told does not."""
    return item.step not in NOT_ABOUT_HEALTH and item.id != BROUGHT


def _asks(item: Item) -> bool:
    return kind_of(item) is not Acknowledged and not item.day_of and about_health(item)


def _earlier(situation: Situation) -> dict[Key, tuple[Reply, ...]]:
    """Return all replies to each item and entry, oldest first."""
    told: dict[Key, list[Reply]] = {}
    for reply in sorted(situation.chart.replies, key=lambda one: one.seq):
        told.setdefault((reply.item, reply.entry), []).append(reply)
    return {key: tuple(replies) for key, replies in told.items()}


def _own_reasons(situation: Situation, reply: Reply, history: tuple[Reply, ...]) -> Iterator[_Why]:
    """Yield why one reply is in doubt by itself; what staff asked in person is in doubt only where it says so."""
    item = situation.checklist.item(reply.item)
    left_open = [one for one in history if _open_answer(situation.checklist, item, one)]
    if reply in left_open:
        yield _why("declined" if reply.state is State.DECLINED else "not_sure", reply)
    if reply.answerer.who is Who.STAFF:
        return
    if left_open and reply not in left_open and not item.every_session:
        yield _why("not_sure_first", reply, *left_open)
    if isinstance(reply.answer, Scene) and reply.answer.outcome in MISSED_SCENE:
        yield _why(reply.answer.outcome, reply)
    if reply.answerer.who is Who.HELPER_FOR and item.id in OWN_WORD:
        yield _why("helper", reply)
    if not item.every_session and kind_of(item) is not Entries and _changes(history) >= CHANGES:
        yield _why("changed", reply, *history[:-1])
    if kind_of(item) in TAPPED and too_fast(reply, item) and _first_seen(situation, reply):
        yield _why("too_fast", reply)


def _open_answer(checklist: Checklist, item: Item, reply: Reply) -> bool:
    """Tell whether a reply leaves its question open, and the answer matters to somebody."""
    if item.optional or not (unsure(reply) or reply.state is State.DECLINED):
        return False
    flags = (condition for one in checklist.items for flag in one.flags for condition in flag.when)
    return item.unsure_level is not Level.NOTE or any(one.item == item.id and one.op == "not_sure" for one in flags)


def _changes(history: tuple[Reply, ...]) -> int:
    """Return how often an answer became another one; the same answer given anew is no change."""
    values = [(reply.state, canonical(reply.value)) for reply in history]
    return sum(one != other for one, other in pairwise(values))


def _first_seen(situation: Situation, reply: Reply) -> bool:
    """Tell whether the question was new when it was answered: who saw it before, for any medicine, reads no more."""
    return not any(one.item == reply.item and one.seq < reply.seq for one in situation.chart.replies)


def _contradictions(situation: Situation, found: Iterable[Finding]) -> dict[Key, tuple[_Why, ...]]:
    """Return the contradictions by the answer to ask again; an answer that staff took is not the one in doubt."""
    rows = latest_rows(situation.chart.flags)
    against: dict[Key, tuple[_Why, ...]] = {}
    for finding in found:
        row = rows.get((finding.problem, finding.subject))
        for reason in finding.said:
            page = _contradicted(situation, finding, reason)
            reply = situation.reply(page.item, page.entry) if page is not None else None
            if reply is not None and reply.answerer.who is not Who.STAFF:
                why = _Why(reason, row.seq if row is not None else reply.seq, (reply.id,))
                key = (reply.item, reply.entry)
                against[key] = (*against.get(key, ()), why)
    return against


def _contradicted(situation: Situation, finding: Finding, reason: Reason) -> PageRef | None:
    if finding.problem in CONTRADICTIONS:
        return page_of(situation, finding.subject)
    suffix = reason.key.rpartition(".")[2]
    if suffix not in CONTRADICTING_REASONS:
        return None
    item = CONTRADICTING_REASONS[suffix]
    return PageRef(item, finding.subject) if item else page_of(situation, finding.subject)


def _settles(fact: StaffFact, reply: Reply, whys: tuple[_Why, ...]) -> bool:
    """Tell whether staff asked since every reason stands, and the answer is still the one that they heard."""
    return fact.value.get(REPLY) == reply.id and all(why.since <= fact.seq for why in whys)


def _doubt(situation: Situation, reply: Reply, whys: tuple[_Why, ...]) -> Doubt:
    evidence = dict.fromkeys(one for why in whys for one in why.evidence)
    seconds = situation.checklist.item(reply.item).seconds
    return Doubt(PageRef(reply.item, reply.entry), reply, tuple(why.reason for why in whys), tuple(evidence), seconds)


def _why(suffix: str, reply: Reply, *before: Reply) -> _Why:
    return _Why(Reason(f"desk.again.reason.{suffix}"), reply.seq, (*(one.id for one in before), reply.id))


def _urgent(situation: Situation, doubt: Doubt, items: frozenset[str]) -> bool:
    codes = situation.classes(doubt.page.entry) if doubt.page.entry else ()
    loop = any(situation.medicines.classes[code].loop for code in codes)
    return loop or doubt.page.item in items


def _cancels(flag: SimpleFlag) -> bool:
    turns_red = flag.turn is not None and flag.turn_level is Level.RED
    return flag.kind is Kind.CANCEL and (flag.level is Level.RED or turns_red)
