"""What blocks the sign-off "prep complete", what it binds, and whether it still stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kypho_prep.prep.answers.answer import Pairs
from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.answers.single import Acknowledged
from kypho_prep.prep.answers.structured import OUTCOMES, Scene
from kypho_prep.prep.chart import Chart, FactKind, SignOff, SignOffKind, StaffFact
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.conditions import canonical, unsure
from kypho_prep.prep.interview.answer_days import day_bound
from kypho_prep.prep.interview.path import missing_required
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Reply, State
from kypho_prep.prep.rules.contradiction_rules import CONTRADICTIONS
from kypho_prep.prep.rules.flags import Card, cards, findings, page_of
from kypho_prep.prep.rules.visit_rules import adult_settled, identified, seen
from kypho_prep.prep.sign_off.blocker import Blocker
from kypho_prep.prep.sign_off.chart_ticks import missing_ticks
from kypho_prep.prep.staff_entries.fasting import Fasting, fasting_instructions, fasting_state
from kypho_prep.prep.staff_entries.instructions import told
from kypho_prep.prep.staff_entries.visit_change import VISIT_FIELDS, field_text

__all__ = [
    "Blocker",
    "Change",
    "Standing",
    "binding",
    "blockers",
    "blocks",
    "bound_replies",
    "changes",
    "differences",
    "opened_under",
    "reply_key",
    "reply_value",
    "signed_in_order",
    "standing",
]

WHO_ANSWERS = "start"
# From which version of the list a name was confirmed says nothing about the patient: a new list ends no signature.
PROVENANCE = ("list_version",)
FLAG_LETTERS = ("b", "c", "d")
# Calls and papers are left out: they are work on the visit, and say nothing about the patient.
COUNTED_FACTS = (FactKind.IDENTIFIERS, FactKind.ADULT_VERIFIED, FactKind.ESCORT_EXEMPT, FactKind.RESULT_SEEN)
INSTRUCTION_FIELDS = ("on", "at", "text", "decided_by", "told_on", "told_by", "restart", "bridging", "read_back")
FIRST_TRY = OUTCOMES[0]


@dataclass(frozen=True, slots=True)
class Change:
    """One bound value that is no longer as signed; empty `before` = added, empty `after` = gone."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest sign-off "prep complete", whether it stands, what changed since, and what opened under it."""

    sign_off: SignOff | None
    stands: bool
    changes: tuple[Change, ...] = ()
    opened: tuple[Blocker, ...] = ()


def blockers(situation: Situation, *, turned: bool = True) -> tuple[Blocker, ...]:
    """Return everything that blocks a sign-off "prep complete": the complete list, nothing else does.

    Without `turned` the calendar opens nothing: what was looked at before its flag turned red stays closed.
    """
    return (*_unanswered(situation), *_open_flags(situation, turned=turned), *_facts_missing(situation))


def binding(situation: Situation) -> dict[str, str]:
    """Return the exact values that a sign-off binds: `reply:<item>[:<entry>]`, `instruction:…`, `fact:…`, `visit:…`."""
    chart = situation.chart
    bound = {reply_key(reply): reply_value(situation, reply) for reply in _bound(situation)}
    bound |= {f"visit:{name}": field_text(getattr(chart.visit, name)) for name in VISIT_FIELDS}
    lists: dict[str, list[str]] = {}
    for one in chart.current_instructions:
        said = [field_text(getattr(one, name)) for name in INSTRUCTION_FIELDS]
        lists.setdefault(f"instruction:{one.subject}:{one.action}", []).append(canonical(said))
    for fact in chart.current_facts:
        if fact.kind in COUNTED_FACTS:
            lists.setdefault(f"fact:{fact.kind}:{fact.subject}", []).append(_fact_value(fact))
    # Neither the order of two entries nor the same said twice is a change.
    return bound | {key: "\n".join(sorted(set(values))) for key, values in lists.items()}


def standing(situation: Situation, *, turned: bool = True) -> Standing:
    """Return whether the newest sign-off "prep complete" stands, and what took it back: never beside a blocker.

    What opened under it takes it back for good, whatever is answered or closed later: it was not seen by who signed.
    The turn of a day alone takes it back only while the flag that turned is open: nobody said anything new.
    """
    signed = signed_in_order(situation.chart)
    prep = [one for one in signed if one.kind is SignOffKind.PREP]
    if not prep:
        return Standing(None, stands=False)
    found = changes(prep[-1].bound, situation)
    now = blockers(situation, turned=turned)
    opened = tuple({one.mark: one for one in (*_on_record(situation.chart, prep[-1]), *now)}.values())
    # A newer "not complete" takes the place of what was signed before it.
    return Standing(prep[-1], not found and not opened and prep[-1] is signed[-1], found, opened)


def opened_under(already: Iterable[Blocker], after: Situation) -> tuple[Blocker, ...]:
    """Return what a change opened under the newest sign-off "prep complete", beside what was open already.

    None where the sign-off fell like this before. A call to the nurse and a locked code say nothing about the
    preparation: they take it back only while they are open.
    """
    prep = [one for one in signed_in_order(after.chart) if one.kind is SignOffKind.PREP]
    if not prep or _on_record(after.chart, prep[-1]):
        return ()
    known = {one.mark for one in already}
    return tuple(one for one in blockers(after) if one.mark not in known and not one.passing)


def signed_in_order(chart: Chart) -> list[SignOff]:
    """Return the sign-offs of the preparation, "not complete" among them, oldest first; one taken back is none."""
    taken_back = {one.subject for one in chart.current_facts if one.kind is FactKind.SIGN_OFF_WITHDRAWN}
    about_prep = [one for one in chart.sign_offs if one.kind is not SignOffKind.DAY_OF and one.id not in taken_back]
    return sorted(about_prep, key=lambda one: one.seq)


def changes(bound: Mapping[str, str], situation: Situation) -> tuple[Change, ...]:
    """Return every difference between bound values and the present ones; "right now: none" is no change."""
    return differences(bound, binding(situation), situation)


def differences(bound: Mapping[str, str], now: Mapping[str, str], situation: Situation) -> tuple[Change, ...]:
    """Return every difference between what was bound and what would be; "right now: none" is no change."""
    keys = sorted(key for key in {*bound, *now} if bound.get(key) != now.get(key))
    return tuple(
        Change(key, bound.get(key, ""), now.get(key, ""))
        for key in keys
        # A plain none to "right now" is not bound, so it may take the place of an answer without ending the signature.
        if key in now or not _answered_none(situation, key)
        # The scene about fasting comes with the plan, perhaps after her sitting: right at once, it is no news.
        if key in bound or not _right_at_once(situation, key)
    )


def bound_replies(situation: Situation) -> tuple[str, ...]:
    """Return the ids of the replies that a sign-off now would rest on, kept as evidence only."""
    return tuple(reply.id for reply in _bound(situation))


def _unanswered(situation: Situation) -> Iterator[Blocker]:
    for page in missing_required(situation):
        name: Pairs = (("name", situation.entry_name(page.entry)),) if page.entry else ()
        words: Pairs = (("answer", f"{page.item}.question"),)
        yield Blocker("a", "blocker.unanswered", name, words, page, subject=page.entry or page.item)


def _on_record(chart: Chart, sign_off: SignOff) -> tuple[Blocker, ...]:
    """Return what is on record as opened under a sign-off."""
    fell = [one for one in chart.facts if one.kind is FactKind.SIGN_OFF_FALLEN and one.subject == sign_off.id]
    return tuple(Blocker.read(row) for one in fell for row in one.value["opened"])


def _open_flags(situation: Situation, *, turned: bool) -> Iterator[Blocker]:
    standing_still = [replace(one, turn_level=None, turn_from=None) for one in findings(situation)]
    shown = cards(situation) if turned else cards(situation, standing_still)
    found = [(_flag_kind(card), card) for card in shown if card.open]
    for letter in FLAG_LETTERS:
        for card in (card for kind, card in found if kind == letter):
            subject = card.finding.subject
            yield Blocker(
                letter, _flag_key(letter, card), (), (), card.page, card.thread or None, subject, card.finding
            )


def blocks(card: Card) -> bool:
    """Tell whether a flag blocks the sign-off."""
    return card.open and bool(_flag_kind(card))


def _flag_kind(card: Card) -> str:
    """Return the letter under which an open flag blocks; empty for an amber that somebody already acted on.

    Two answers that do not fit block until they are closed: that a doctor was told is no answer yet.
    """
    if card.finding.is_loop:
        return "c"
    if card.level is Level.RED or card.finding.blocks:
        return "b"
    return "" if card.acted and card.finding.problem not in CONTRADICTIONS else "d"


def _flag_key(letter: str, card: Card) -> str:
    """Return the words of an open flag that blocks: red, a loop, an amber nobody looked at, or one still to close."""
    if letter == "c":
        return "blocker.loop"
    if card.level is Level.RED:
        return "blocker.red"
    return "blocker.open" if card.acted else "blocker.amber"


def _facts_missing(situation: Situation) -> Iterator[Blocker]:
    if not identified(situation):
        yield Blocker("e", "blocker.identifiers", subject=FactKind.IDENTIFIERS)
    if not adult_settled(situation):
        yield Blocker("e", "blocker.adult", page=page_of(situation, "ride.adult"), subject=FactKind.ADULT_VERIFIED)
    state = fasting_state(situation.chart)
    if state in (Fasting.MISSING, Fasting.VOID):
        yield Blocker("e", f"blocker.fasting_{state.value}", subject="fasting")
    # An order that the patient was not told keeps nobody from eating.
    elif not all(told(one) for one in fasting_instructions(situation.chart)):
        yield Blocker("e", "blocker.fasting_not_told", subject="fasting")
    for test in situation.chart.visit.tests:
        if not seen(situation, test):
            page = page_of(situation, f"tests.{test}")
            yield Blocker("e", "blocker.result", (), (("name", f"test.{test}"),), page, subject=test)
    yield from missing_ticks(situation.chart, situation.clinic.prep_ticks)


def _bound(situation: Situation) -> Iterator[Reply]:
    for (item_id, _entry), reply in situation.current.items():
        item = situation.checklist.item(item_id)
        # Asked anew at each sitting: that the patient sat down once more must not end a signature.
        repeated = item.every_session and (item.step == WHO_ANSWERS or _is_none(reply))
        # A page that was read is no answer, and answers of the day belong to the day's own signature.
        if kind_of(item) is not Acknowledged and not item.day_of and not repeated:
            yield reply


def _is_none(reply: Reply) -> bool:
    return reply.state is State.VALUE and not reply.picked and not unsure(reply)


def _answered_none(situation: Situation, key: str) -> bool:
    item = situation.checklist.by_id.get(key.removeprefix("reply:"))
    reply = situation.reply(item.id) if item is not None and item.every_session else None
    return reply is not None and _is_none(reply)


def _right_at_once(situation: Situation, key: str) -> bool:
    reply = situation.reply(key.removeprefix("reply:"))
    return reply is not None and isinstance(reply.answer, Scene) and reply.answer.outcome == FIRST_TRY


def reply_key(reply: Reply) -> str:
    """Return the key under which a reply is bound."""
    return f"reply:{reply.item}" if reply.entry is None else f"reply:{reply.item}:{reply.entry}"


def reply_value(situation: Situation, reply: Reply) -> str:
    """Return what a reply says, as one text, with the day that it is read against; what it rests on is left out.

    Made of the stored value, not of the typed answer: what was signed must match on, whatever becomes of the item.
    """
    value = reply.value
    if isinstance(value, dict):
        value = {name: said for name, said in value.items() if name not in PROVENANCE}
        value |= {"picked": sorted(value["picked"])} if "picked" in value else {}
    day = day_bound(situation.checklist.by_id.get(reply.item), situation.clinic, reply)
    dated = {"day": day.isoformat()} if day is not None else {}
    return canonical({"state": reply.state.value, "value": value, **dated})


def _fact_value(fact: StaffFact) -> str:
    """Return what a staff fact says; identifiers checked once more, as on the day, say nothing new."""
    return "" if fact.kind is FactKind.IDENTIFIERS else canonical(dict(fact.value))
