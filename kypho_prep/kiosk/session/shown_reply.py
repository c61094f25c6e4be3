"""What is handed in when a page is left: the answer, with the very words that stood on the screen."""

from __future__ import annotations

from dataclasses import replace

from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.session.state import SessionState
from kypho_prep.prep.checklist import Control
from kypho_prep.prep.reply import Shown, State
from kypho_prep.prep.times import clock_shown
from kypho_prep.prep.words import Words
from kypho_prep.workflow.patient import intake as patient


def handed_in(state: SessionState, screen: Screen, view: ItemView, given: Given) -> patient.Given:
    """Return the reply as it is handed to the database; the same answer after a failure keeps its id."""
    made = patient.Given(
        item=view.page.item,
        entry=view.page.entry,
        state=given.state,
        value=given.value,
        shown=shown(view, given, screen.words),
        shown_ms=max(0, round((screen.services.ticks() - state.shown_at) * 1000)),
        text_size=screen.comfort.text_size,
        language=screen.comfort.language,
    )
    before = state.pending
    # The time on the screen runs on while a save is tried again; that makes no other answer of it.
    same = before is not None and replace(made, id=before.id, shown_ms=before.shown_ms) == before
    return before if before is not None and same else made


def shown(view: ItemView, given: Given, words: Words) -> Shown:
    """Return the question, the help and the answer as they stood on the screen."""
    return Shown(view.question, view.help or view.body, answer_shown(view, given, words))


def answer_shown(view: ItemView, given: Given, words: Words) -> str:
    """Return an answer in the words of the page it was given on."""
    if given.state is not State.VALUE:
        return words(f"answer.{given.state.value}")
    if view.control in (Control.YES_NO, Control.LESSON):
        said = {True: "yes", False: "no"}.get(given.value, given.value)
        return words(f"answer.{said}")
    if view.control in (Control.CHOICE, Control.SCENE, Control.TICKS):
        return _cards(view, given, words)
    if view.control is Control.LIST:
        named = {entry.id: entry.name for entry in view.entries}
        return ", ".join(named[one] for one in given.value["entries"]) or words("answer.nothing_listed")
    if isinstance(given.value, dict):
        return str(given.value.get("confirmed") or given.value.get("typed"))
    return clock_shown(given.value) if view.clock else str(given.value)


def _cards(view: ItemView, given: Given, words: Words) -> str:
    """Return the words of the chosen cards; "not sure" beside ticks is said too."""
    if view.control is Control.TICKS:
        picked = given.value["picked"] or [one.id for one in view.choices if one.none]
    else:
        picked = [given.value["pick"] if view.control is Control.SCENE else given.value]
    said = ", ".join(one.words for one in view.choices if one.id in picked)
    if view.control is Control.TICKS and given.value["unsure"]:
        return words("answer.also_not_sure", answer=said)
    return said
