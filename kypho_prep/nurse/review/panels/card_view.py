"""One flag on the review: its subject, the patient's own words, why it stands, and the action that closes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kypho_prep.look.buttons import Button
from kypho_prep.nurse.open_visit.context import OpenVisit
from kypho_prep.nurse.review.forms.action_forms import act, action_form, one_tap, place_of
from kypho_prep.nurse.review.forms.answer_form import place_of as answer_place
from kypho_prep.nurse.review.forms.call_form import call_form
from kypho_prep.nurse.review.forms.fact_forms import fact_form
from kypho_prep.nurse.review.forms.instruction_forms import fasting_form, instruction_form, tell_again, to_tell_again
from kypho_prep.nurse.review.panels.done_lines import done_lines, undo_form
from kypho_prep.nurse.widgets.flow_layout import flowing
from kypho_prep.nurse.widgets.parts import bar_key, column, key, say
from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.answers.single import Acknowledged
from kypho_prep.prep.answers.structured import Entries, NamedMedicine
from kypho_prep.prep.chart import ActionKind
from kypho_prep.prep.checklist import Item
from kypho_prep.prep.medicines.catalogue import how_confirmed
from kypho_prep.prep.medicines.names import TOUCHED
from kypho_prep.prep.reply import Reply, State
from kypho_prep.prep.rules.finding import UNSURE, Reason
from kypho_prep.prep.rules.flags import Card
from kypho_prep.prep.rules.reply_rules import asked_at
from kypho_prep.prep.sign_off.calls import waiting_for_a_call
from kypho_prep.prep.times import local_date
from kypho_prep.prep.wording.dates import quoted
from kypho_prep.prep.wording.other_language import said_words, typed_mark
from kypho_prep.prep.wording.sentences import board_words, flag_words, question_words
from kypho_prep.workflow.desk.review import ActionForm

OFFERED = (ActionKind.SEEN, ActionKind.PREPARED, ActionKind.ANSWERED, ActionKind.TOLD_DOCTOR, ActionKind.PROCEED)


def record_place(card: Card) -> str:
    """Return which staff entry closes a card (instruction, fasting, adult, result); empty when an action does."""
    problem = card.finding.problem
    if card.finding.is_loop:
        return "instruction"
    if problem in ("fasting_missing", "fasting_confirm"):
        return "fasting"
    if problem in ("ride", "ride_time"):
        return "adult"
    if problem == "not_right_person":
        return "identifiers"
    if problem.startswith("test_"):
        return f"result:{problem.removeprefix('test_')}"
    return f"result:{card.finding.subject.partition('.')[2]}" if problem == "result_unseen" else ""


class CardView(QWidget):
    """A card of the review, with its form open in it while the nurse fills it in."""

    def __init__(self, opened: OpenVisit, card: Card, *, leads: bool = False) -> None:
        super().__init__()
        self._opened = opened
        self._card = card
        self._leads = leads
        self.setObjectName(f"card:{card.finding.problem}:{card.finding.subject}")
        self.is_open, self.level = card.open, card.level
        self.title = board_words(opened.desk.words, card.finding)
        self.setAccessibleName(self.title)
        desk = opened.desk
        room = QVBoxLayout(self)
        room.setContentsMargins(0, desk.px(10), 0, desk.px(10))
        room.setSpacing(desk.px(10))
        across = QHBoxLayout()
        across.setSpacing(desk.px(20))
        across.addWidget(column_widget(*self._left(), None), 5)
        across.addWidget(column_widget(*self._middle(), None), 8)
        room.addLayout(across)
        form = self._form()
        if form is not None:
            room.addWidget(form)
        elif card.open:
            room.addWidget(flowing(*self._buttons(), gap=desk.px(8)))

    def _left(self) -> list[QWidget]:
        desk = self._opened.desk
        parts: list[QWidget] = [say(desk, self.title, bold=True)]
        parts += [say(desk, text, "quiet/surface") for text in own_words(self._opened, self._card)]
        return parts

    def _middle(self) -> list[QWidget]:
        opened, desk = self._opened, self._opened.desk
        if self._card.finding.problem == UNSURE:
            return [*(self._ask(why) for why in self._card.finding.said), *done_lines(opened, self._card)]
        parts: list[QWidget] = [say(desk, flag_words(desk.words, why)) for why in self._card.finding.said]
        reply = reply_of(opened, self._card)
        if reply is not None:
            parts.append(say(desk, opened.answered_by(reply), "quiet/surface", 15))
        return [*parts, *done_lines(opened, self._card)]

    def _ask(self, why: Reason) -> QWidget:
        """Return the key that opens the answer of which the patient was not sure."""
        place = answer_place(asked_at(why))
        button = bar_key(
            self._opened.desk, flag_words(self._opened.desk.words, why), f"ask:{place}", icon="chevron-right"
        )
        button.clicked.connect(lambda _pressed=False: self._opened.go(place))
        return button

    def _buttons(self) -> list[Button]:
        record, made = record_place(self._card), []
        again = to_tell_again(self._opened, self._card.finding.subject) if self._card.finding.is_loop else None
        if again is not None:
            told = partial(self._opened.do, tell_again(self._opened, again), None)
            made.append(
                key(self._opened.desk, self._opened.say("desk.told_again.key"), "told_again", told, first=self._leads)
            )
            made[0].setAccessibleDescription(self.title)
        elif record:
            made.append(self._button("record", f"desk.act.record_{record.partition(':')[0]}", first=True))
        if record == "adult":
            made.append(self._button("exempt", "desk.fact.exempt"))
        for kind in (one for one in OFFERED if one in self._card.closing):
            made.append(self._button(kind.value, f"desk.act.{kind.value}", first=not made))
        if self._card.thread in waiting_for_a_call(self._opened.situation.chart):
            made.append(self._button("call", "desk.calls.log_about"))
        made.append(self._button(ActionKind.NEEDS_CALL.value, "desk.act.needs_call"))
        return made

    def _button(self, kind: str, words: str, *, first: bool = False) -> Button:
        press: Callable[[], object] = lambda: self._opened.go(place_of(self._card, kind))  # noqa: E731
        if one_tap(self._card, kind):
            job = act(self._opened, self._card, ActionForm(ActionKind(kind)))
            press = lambda: self._opened.do(job, None)  # noqa: E731
        button = key(self._opened.desk, self._opened.say(words), kind, press, first=first and self._leads)
        button.setAccessibleDescription(self.title)
        return button

    def _form(self) -> QWidget | None:
        place, card, opened = self._opened.place, self._card, self._opened
        if place == place_of(card, "record"):
            record = record_place(card)
            if record == "instruction":
                return instruction_form(opened, card.finding.subject)
            return fasting_form(opened) if record == "fasting" else fact_form(opened, record)
        if place == place_of(card, "call"):
            return call_form(opened, None, card.thread)
        if place == place_of(card, "exempt"):
            return fact_form(opened, "exempt")
        for kind in (*OFFERED, ActionKind.NEEDS_CALL):
            if place == place_of(card, kind.value):
                return action_form(opened, card, kind)
        return undo_form(opened, card)


def column_widget(*parts: QWidget | None) -> QWidget:
    """Return parts below each other as one widget."""
    made = QWidget()
    made.setLayout(column(*parts, gap=4))
    return made


def reply_of(opened: OpenVisit, card: Card) -> Reply | None:
    """Return the reply that a card is about, also one to a plan that staff changed since."""
    if card.page is None:
        return None
    key, situation = (card.page.item, card.page.entry), opened.situation
    told = situation.checklist.item(card.page.item).tells
    return situation.reply(*key) or (situation.chart.latest.get(key) if told else None)


def own_words(opened: OpenVisit, card: Card) -> list[str]:
    """Return the patient's own words about a card: as typed beside the confirmed name, what else was said of it.

    That a page was read and understood says nothing about its subject.
    """
    reply, words = reply_of(opened, card), opened.desk.words
    if reply is None or _only_read(reply):
        return []
    said = []
    if reply.state is State.VALUE and isinstance(reply.answer, NamedMedicine):
        typed, confirmed = reply.answer.typed, reply.answer.confirmed or ""
        how = how_confirmed(opened.situation.medicines, reply.answer) if confirmed else "only"
        if how == TOUCHED or typed.casefold() != confirmed.casefold():
            said.append(opened.say(f"desk.matched.{how}", typed=typed, confirmed=confirmed))
        return [*said, *_about_entry(opened, reply)]
    shown = said_words(opened.situation, words, reply)
    item = opened.situation.checklist.item(reply.item)
    asked = question_words(words, item, opened.situation.entry_name(reply.entry or ""))
    typed = typed_mark(words, reply)
    lines = [asked, quoted(words, shown), *([typed] if typed else [])]
    return [*lines, *_asked_because(opened, card, item, reply)]


def _asked_because(opened: OpenVisit, card: Card, item: Item, about: Reply) -> list[str]:
    """Return the answers to what was asked because of the choice that a card is about: what cement or latex did."""
    problem, found = card.finding.problem, []
    raised = (when for flag in item.flags if flag.problem == problem for when in flag.when if when.item == item.id)
    picked = {one for when in raised for one in _several(when.value)}
    for follow in opened.situation.checklist.items:
        reply = opened.situation.reply(follow.id)
        because = {one for when in follow.branch.conditions if when.item == item.id for one in _several(when.value)}
        if reply is not None and kind_of(follow) is not Entries and because & picked:
            found.append(_asked_about(opened, reply, about))
    return found


def _several(value: object) -> tuple[str, ...]:
    """Return the choices that a condition names: one, several or none."""
    return tuple(value) if isinstance(value, (list, tuple)) else (value,) if isinstance(value, str) else ()


def _about_entry(opened: OpenVisit, name: Reply) -> list[str]:
    """Return the other answers about the same entry, each with its question; lessons are none."""
    found = [
        reply
        for (item, entry), reply in opened.situation.current.items()
        if entry == name.entry and item != name.item and not _only_read(reply)
    ]
    return [_asked_about(opened, reply, name) for reply in found]


def _only_read(reply: Reply) -> bool:
    """Tell whether a reply only says that a page was read; a question about it is an answer."""
    return isinstance(reply.answer, Acknowledged) and not reply.answer.has_question


def _asked_about(opened: OpenVisit, reply: Reply, name: Reply) -> str:
    """Return a question with its answer, dated by its own day where the card's date is another one's."""
    words, item = opened.desk.words, opened.situation.checklist.item(reply.item)
    asked = question_words(words, item, opened.situation.entry_name(reply.entry or ""))
    shown = said_words(opened.situation, words, reply)
    said = f"{asked} {quoted(words, shown)}" if shown else asked
    said = " · ".join(part for part in (said, typed_mark(words, reply)) if part)
    days = {local_date(one.at, opened.session.clinic) for one in (reply, name)}
    return said if len(days) == 1 else f"{said} · {opened.at(reply.at)}"
