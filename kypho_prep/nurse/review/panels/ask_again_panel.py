"""The few answers that a nurse asks again: each with why, a key for "the same answer", and one to change it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QSizePolicy, QWidget

from kypho_prep.look.buttons import Button
from kypho_prep.look.cards import Card, Rule
from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.open_visit.panels import Panel
from kypho_prep.nurse.review.forms.answer_form import answer_form
from kypho_prep.nurse.review.forms.record_fact import NewFact, record
from kypho_prep.nurse.review.panels.entry_view import withdraw_form
from kypho_prep.nurse.widgets.parts import bar_key, column, holder, key, row, say
from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.answers.structured import Scene
from kypho_prep.prep.chart import FactKind
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import Reply
from kypho_prep.prep.sign_off.ask_again import REPLY, AskAgain, Asked, Doubt, ask_again, asked_subject
from kypho_prep.prep.wording.dates import quoted
from kypho_prep.prep.wording.other_language import said_words, typed_mark
from kypho_prep.prep.wording.sentences import flag_words, question_words

PANEL = "ask_again_panel"
EVERY = "again"
# More rows than these are shown by a key: after them the nurse sees all answers at a glance.
FIRST_ROWS = 6
KEY_WIDTH = 170


def again_panel(opened: OpenVisit, shown: set[str]) -> Panel:
    """Return the panel of what to ask again; empty while nothing is answered. `shown` keeps what a key opened."""
    found = ask_again(opened.situation, [card.finding for card in opened.review.cards])
    places = {place_of(one.page) for one in found.questions} | {f"withdraw:{one.fact.id}" for one in found.asked}
    form = opened.held(here=opened.place in places)
    made_from = opened.around, opened.answers, found, EVERY in shown, form
    return Panel(PANEL, made_from, partial(_again, opened, found, shown))


def _again(opened: OpenVisit, found: AskAgain, shown: set[str]) -> list[QWidget]:
    return [AskAgainPanel(opened, found, shown)] if found.questions or found.asked or found.rest else []


def place_of(page: PageRef) -> str:
    """Return the name of the place where an answer is changed in its row of the panel."""
    return f"again:{page.item}:{page.entry or ''}"


class AskAgainPanel(Card):
    """The questions in the order to ask them; below, how many answers need no asking, and those asked already."""

    def __init__(self, opened: OpenVisit, found: AskAgain, shown: set[str]) -> None:
        super().__init__(opened.desk.look)
        self._opened = opened
        self._shown = shown
        self.setObjectName(PANEL)
        desk = opened.desk
        self.body.setContentsMargins(*(desk.px(20), desk.px(14)) * 2)
        self.body.setSpacing(desk.px(8))
        title = say(desk, title_words(opened, found), size=18, bold=True)
        title.setObjectName("again_title")
        self.setAccessibleName(title.text())
        self.body.addWidget(title)
        self._questions(found.questions)
        if found.rest:
            words = desk.words.count("desk.again.rest", found.rest)
            rest = say(desk, words, "quiet/surface")
            rest.setObjectName("again_rest")
            self.body.addWidget(rest)
        self._asked(found.asked)

    def _questions(self, questions: tuple[Doubt, ...]) -> None:
        opened = self._opened
        names = [place_of(one.page) for one in questions]
        every = EVERY in self._shown or opened.place in names[FIRST_ROWS:]
        for doubt in questions if every else questions[:FIRST_ROWS]:
            self.body.addWidget(Rule(opened.desk.look))
            self.body.addWidget(Question(opened, doubt))
        left = len(questions) - FIRST_ROWS
        if left > 0 and not every:
            words = opened.say("desk.again.more", count=left)
            more = bar_key(opened.desk, words, "again_more", icon="chevron-down")
            more.clicked.connect(lambda *_: self._show_every())
            self.body.addWidget(more)

    def _show_every(self) -> None:
        self._shown.add(EVERY)
        self._opened.go("")

    def _asked(self, asked: tuple[Asked, ...]) -> None:
        opened = self._opened
        if not asked:
            return
        self.body.addWidget(Rule(opened.desk.look))
        self.body.addWidget(say(opened.desk, opened.say("desk.again.asked"), bold=True))
        for one in asked:
            words = asked_words(opened, one)
            line = say(opened.desk, words, "quiet/surface", 16)
            place = f"withdraw:{one.fact.id}"
            if opened.place == place:
                self.body.addWidget(line)
                self.body.addWidget(withdraw_form(opened, one.fact.id))
                continue
            back = key(opened.desk, opened.say("desk.again.take_back"), place, partial(opened.go, place))
            back.setAccessibleDescription(words)
            across = row(line, back)
            across.setStretch(0, 1)
            self.body.addLayout(across)


class Question(QWidget):
    """One question: what was answered, why to ask again, and its two keys."""

    def __init__(self, opened: OpenVisit, doubt: Doubt) -> None:
        super().__init__()
        self._opened = opened
        self._doubt = doubt
        self._question = question_of(opened, doubt.page)
        desk = opened.desk
        self.setObjectName(f"again:{doubt.page.item}:{doubt.page.entry or ''}")
        self.setAccessibleName(self._question)
        question = say(desk, self._question, "quiet/surface")
        answer = say(desk, answer_of(opened, doubt.reply), bold=True)
        whys = [say(desk, flag_words(desk.words, why)) for why in doubt.reasons]
        by = say(desk, opened.answered_by(doubt.reply), "quiet/surface", 15)
        sides = [holder(column(*parts, None, gap=4)) for parts in ((question, answer), (*whys, by))]
        changing = opened.place == place_of(doubt.page)
        across = row(*sides, *([] if changing else [holder(column(*self._keys(), None))]), gap=desk.px(20))
        for at in range(len(sides)):
            across.setStretch(at, 1)
        room = column(gap=0)
        room.setContentsMargins(0, desk.px(4), 0, desk.px(4))
        room.addLayout(across)
        if changing:
            room.addWidget(answer_form(opened, doubt.page))
        self.setLayout(room)

    def _keys(self) -> list[Button]:
        opened, page = self._opened, self._doubt.page
        scene = kind_of(opened.situation.checklist.item(page.item)) is Scene
        name = f"{page.item}:{page.entry or ''}"
        job = same_answer(opened, self._doubt)
        same = self._key("desk.again.taught" if scene else "desk.again.same", f"same:{name}")
        same.clicked.connect(lambda *_: opened.do(job, None))
        if scene:
            return [same]
        change = self._key("desk.again.change", f"change:{name}")
        change.clicked.connect(lambda *_: opened.go(place_of(page)))
        return [same, change]

    def _key(self, words: str, name: str) -> Button:
        """Return a key as wide as the others of the panel, so that all rows stand in line."""
        made = key(self._opened.desk, self._opened.say(words), name, lambda: None)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        made.setMinimumWidth(self._opened.desk.px(KEY_WIDTH))
        made.setAccessibleDescription(self._question)
        return made


def same_answer(opened: OpenVisit, doubt: Doubt) -> Job:
    """Return the job that records: asked again, and the patient gave the same answer."""
    return record(opened, NewFact(FactKind.CHART_TICK, {REPLY: doubt.reply.id}, asked_subject(doubt.page)))


def title_words(opened: OpenVisit, found: AskAgain) -> str:
    """Return how many questions and about how many minutes, or that there is nothing to ask."""
    count, minutes = len(found.questions), max(1, -(-found.seconds // 60))
    if not count:
        return opened.say("desk.again.nothing")
    questions = opened.desk.words.count("desk.again.questions", count)
    about = opened.desk.words.count("desk.again.minutes", minutes)
    return opened.say("desk.again.title", questions=questions, minutes=about)


def question_of(opened: OpenVisit, page: PageRef) -> str:
    """Return a page's question in words, a medicine's name in its place."""
    name = opened.situation.entry_name(page.entry) if page.entry else ""
    return question_words(opened.desk.words, opened.situation.checklist.item(page.item), name)


def answer_of(opened: OpenVisit, reply: Reply) -> str:
    """Return the answer in quotes, as it was shown; one of another language in these words."""
    words = opened.desk.words
    said = quoted(words, said_words(opened.situation, words, reply))
    return " · ".join(part for part in (said, typed_mark(words, reply)) if part)


def asked_words(opened: OpenVisit, one: Asked) -> str:
    """Return a question that was asked again with its answer, by whom and when."""
    said = opened.say("desk.again.line", question=question_of(opened, one.page), answer=answer_of(opened, one.reply))
    by = opened.say("desk.recorded", who=one.fact.recorded_by, at=opened.at(one.fact.recorded_at))
    return f"{said} · {by}"
