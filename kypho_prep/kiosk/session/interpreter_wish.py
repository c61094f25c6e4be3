"""An interpreter asked for before signing in becomes the patient's own answers, once it is known who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.kiosk import interpreter, route
from kypho_prep.prep.answers.single import Text, YesNo
from kypho_prep.prep.interview.path import PageRef, is_open
from kypho_prep.prep.reply import Shown, State
from kypho_prep.prep.rules.visit_rules import INTERPRETER, RIGHT_PERSON
from kypho_prep.workflow.patient import intake as patient
from kypho_prep.workflow.patient.position import HELPER_NAME, WHO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kypho_prep.kiosk.screen import Screen
    from kypho_prep.prep.answers.answer import Answer
    from kypho_prep.workflow.patient.intake import Intake
    from kypho_prep.workflow.workplace import Workplace

LANGUAGE = "start.language"


class InterpreterWish:
    """What was asked for on the first page of one session; it is stored once and then forgotten."""

    def __init__(self, language: str, screen: Screen) -> None:
        """Take the language's code, `interpreter.NOBODY` for none, and the words and size that it was chosen in."""
        self._language = language
        self._words = screen.words
        self._comfort = screen.comfort

    def store(self, workplace: Workplace, opened: Intake) -> Intake:
        """Store it if it is time, and return the visit with it, at the page after what is answered by it.

        Not before the patient has said "this is me": the wish of somebody else must not reach this chart.
        """
        if self._language == interpreter.NOBODY or opened.page is None or opened.emergency or _too_early(opened):
            return opened
        for given in tuple(self._replies()):
            here = opened.page
            # On a page that this answers the patient goes on; on any other one they stay.
            stay = None if here == PageRef(given.item) else here
            opened = patient.reply_to(workplace, session=opened.session.id, given=given, next_page=stay, held=opened)
        self._language = interpreter.NOBODY
        return opened

    def _replies(self) -> Iterator[patient.Given]:
        named = interpreter.for_staff(self._words, self._language)
        yield self._reply(INTERPRETER, YesNo(True))
        if named:
            yield self._reply(LANGUAGE, Text(named))

    def _reply(self, item: str, answer: Answer) -> patient.Given:
        words, chosen = self._words, self._language
        said = f"{interpreter.own_name(words, chosen)}: {interpreter.need(words, chosen)}"
        shown = Shown(words("kiosk.interpreter.title"), words("kiosk.interpreter.heading"), said)
        size, language = self._comfort.text_size, self._comfort.language
        return patient.Given(item, None, State.VALUE, answer, shown, text_size=size, language=language)


def _too_early(opened: Intake) -> bool:
    """Tell whether it is still open whether this is the patient, who answers, or what the helper is called."""
    waiting = {page.item for page in route.gate(opened)}
    return bool(waiting & {WHO, HELPER_NAME}) or is_open(opened.situation, PageRef(RIGHT_PERSON))
