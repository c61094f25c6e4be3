"""What is handed in when a page is left: the answer, with the very words that stood on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from kypho_prep.kiosk import route
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.kiosk.pages.dialogs import WritingDialog
from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.pages.plan_page import PlanPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.session.state import SessionState
from kypho_prep.prep.answers.answer import Answer
from kypho_prep.prep.answers.single import Acknowledged, Number, OneOfOrText, YesNo
from kypho_prep.prep.answers.structured import Entries, NamedMedicine, Scene, SomeOf
from kypho_prep.prep.reply import Shown
from kypho_prep.prep.times import clock_shown
from kypho_prep.prep.words import Words
from kypho_prep.workflow.patient import intake as patient


def handed_in(state: SessionState, screen: Screen, view: ItemView, given: Given) -> patient.Given:
    """Return the reply as it is handed to the database; the same answer after a failure keeps its id and moment."""
    workplace = screen.services.workplace()
    situation = state.intake.situation
    stood = situation.chart.latest.get((view.page.item, view.page.entry))
    knew = state.knew if situation.checklist.item(view.page.item).tells else None
    made = patient.Given(
        item=view.page.item,
        entry=view.page.entry,
        state=given.state,
        answer=given.answer,
        shown=replace(shown(view, given, screen.words), knew=knew),
        shown_ms=_shown_ms(state, screen, view),
        text_size=screen.comfort.text_size,
        language=screen.comfort.language,
        stood=stood.id if stood is not None else None,
        at=workplace.now() if workplace is not None else None,
    )
    # The time runs on while a save is tried again; that makes no other answer of it.
    again = (one for one in state.unsaved if replace(made, id=one.id, shown_ms=one.shown_ms, at=one.at) == one)
    return next(again, made)


def entry_of(state: SessionState, given: Given) -> str:
    """Return the entry that a name is to be: that of the same name where it was handed in and waits, or a new one.

    Whether it is another bottle may be asked again; that makes no other name of it.
    """
    name = given.answer
    if isinstance(name, NamedMedicine):
        waits = [(one.entry, one.answer) for one in state.unsaved if isinstance(one.answer, NamedMedicine)]
        same = (entry for entry, other in waits if entry and replace(other, bottle=name.bottle) == name)
        return next(same, patient.new_entry_id())
    return patient.new_entry_id()


def worth_keeping(state: SessionState, screen: Screen) -> list[tuple[ItemView, Given]]:
    """Return what the page that shows, and a question for the nurse over it, holds and nobody has saved yet.

    A line of names that the patient was asked about and that waits to be saved is worth no more than that.
    """
    frame = screen.frame
    if frame is None:
        return []
    given = frame.content.answered() if isinstance(frame.content, QuestionPage) else []
    kept = [one for one in given if route.worth_keeping(state.intake.situation, *one) and not _decided(state, *one)]
    return kept + (written(frame, screen.words) if isinstance(frame.dialog, WritingDialog) else [])


def written(frame: Frame, words: Words) -> list[tuple[ItemView, Given]]:
    """Return the question for the nurse that stands over a page, with the page that it is about."""
    page = frame.dialog.page if isinstance(frame.dialog, WritingDialog) else None
    about = frame.content.view.question if isinstance(frame.content, QuestionPage | PlanPage) else ""
    given = page.answered() if page is not None else []
    said = words("kiosk.ask.about", question=about) if about else ""
    return [(replace(view, help=said or view.help), one) for view, one in given]


def _decided(state: SessionState, view: ItemView, given: Given) -> bool:
    page = view.page
    waits = [one.answer for one in state.unsaved if (one.item, one.entry) == (page.item, page.entry)]
    typed = [one.typed for one in (*waits, given.answer) if isinstance(one, NamedMedicine)]
    return len(typed) > 1 and typed[0] == typed[-1]


def _shown_ms(state: SessionState, screen: Screen, view: ItemView) -> int:
    """Return for how many milliseconds a question stood there: half of it for each of two on one page."""
    stood = max(0, round((screen.services.ticks() - state.shown_at) * 1000))
    return stood // 2 if view.beside or view.second is not None else stood


def shown(view: ItemView, given: Given, words: Words) -> Shown:
    """Return the question, the help and the answer as they stood on the screen."""
    return Shown(view.question, view.help or view.body, answer_shown(view, given, words))


def answer_shown(view: ItemView, given: Given, words: Words) -> str:
    """Return an answer in the words of the page it was given on."""
    if given.answer is None:
        return words(f"answer.{given.state.value}")
    return _SAID.get(view.kind, _said)(view, given.answer, words)


def _said(view: ItemView, answer: Answer, words: Words) -> str:
    """Return the words of the chosen cards, or what was typed."""
    del words
    return _cards(view, answer.picked) if view.choices else answer.text


def _cards(view: ItemView, picked: Iterable[str]) -> str:
    chosen = set(picked)
    return ", ".join(one.words for one in view.choices if one.id in chosen)


def _card_or_words(view: ItemView, answer: OneOfOrText, words: Words) -> str:
    del words
    return _cards(view, answer.picked) if answer.choice else answer.text


def _number(view: ItemView, answer: Number, words: Words) -> str:
    del words
    return clock_shown(answer.number) if view.clock else answer.text


def _yes_or_no(view: ItemView, answer: YesNo, words: Words) -> str:
    del view
    return words("answer.yes" if answer.yes else "answer.no")


def _read_card(view: ItemView, answer: Acknowledged, words: Words) -> str:
    del view
    return words(f"answer.{answer.stored()}")


def _ticks(view: ItemView, answer: SomeOf, words: Words) -> str:
    """Return the ticked cards, else "none of these"; "not sure" beside them is said too."""
    said = _cards(view, answer.ticked or [one.id for one in view.choices if one.none])
    return words("answer.also_not_sure", answer=said) if answer.unsure else said


def _scene(view: ItemView, answer: Scene, words: Words) -> str:
    del words
    return _cards(view, (answer.pick,))


def _list(view: ItemView, answer: Entries, words: Words) -> str:
    named = {entry.id: entry.name for entry in view.entries}
    return ", ".join(named[one] for one in answer.entries) or words("answer.nothing_listed")


# Kinds that say more than the words of their cards, or than what was typed.
_SAID: dict[type[Answer], Callable[[ItemView, Any, Words], str]] = {
    YesNo: _yes_or_no,
    OneOfOrText: _card_or_words,
    Number: _number,
    Acknowledged: _read_card,
    SomeOf: _ticks,
    Entries: _list,
    Scene: _scene,
}
