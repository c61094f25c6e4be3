"""The ticked cards of a list's page, each with the common medicines of its kind: touched, not typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kypho_prep.prep.checklist import Choice, Item
from kypho_prep.prep.interview.duplicate_medicines import named_medicine
from kypho_prep.prep.interview.entries import MEDICINE, entries
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.medicines.catalogue import folded
from kypho_prep.prep.reply import State
from kypho_prep.prep.wording.sentences import short_words
from kypho_prep.prep.words import Words


@dataclass(frozen=True, slots=True)
class TileView:
    """One common medicine: its name, what it holds, and whether it stands on the list already."""

    name: str
    holds: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class SectionView:
    """One ticked card: its id, its words without the examples, its drawing, and its tiles."""

    id: str
    title: str
    picture: str = ""
    tiles: tuple[TileView, ...] = ()


def sections(situation: Situation, words: Words, item: Item) -> tuple[SectionView, ...]:
    """Return the ticked cards that lead to a list's page, in their order; none for a list that no card leads to."""
    if item.entries != MEDICINE:
        return ()
    return tuple(
        SectionView(
            choice.id,
            short_words(words, f"{page}.choice.{choice.id}"),
            choice.picture,
            tuple(_tiles(situation, words, choice.id)),
        )
        for page, choice in _ticked(situation, item)
    )


def _ticked(situation: Situation, item: Item) -> Iterator[tuple[str, Choice]]:
    for condition in item.branch.conditions:
        reply = situation.reply(condition.item)
        if not isinstance(condition.value, tuple) or condition.op != "includes_any":
            continue
        if reply is not None and reply.state is State.VALUE:
            cards = situation.checklist.item(condition.item).choices
            yield from ((condition.item, one) for one in cards if one.id in reply.picked and one.id in condition.value)


def _tiles(situation: Situation, words: Words, card: str) -> Iterator[TileView]:
    """Return a card's common medicines, then what was added from it by name."""
    listed = {folded(one.name): one for one in entries(situation, MEDICINE)}
    common = situation.medicines.tiles.get(card, ())
    for name in common:
        holds = ", ".join(one for one in name.generics if folded(one) != folded(name.name))
        yield TileView(name.name, holds or words.optional(f"controls.use.{name.what_for}"), folded(name.name) in listed)
    shown = {folded(name.name) for name in common}
    for called, one in listed.items():
        named = named_medicine(situation, one.id)
        if called not in shown and named.group == card:
            holds = ", ".join(generic for generic in named.generics or () if folded(generic) != called)
            yield TileView(one.name, holds, listed=True)
