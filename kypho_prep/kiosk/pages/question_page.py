"""One page: a question, a line of help, the answers; it knows neither the database nor the next page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from kypho_prep.kiosk.controls.answer import Answer
from kypho_prep.kiosk.controls.build import control_for
from kypho_prep.kiosk.controls.dock import KeyboardDock
from kypho_prep.kiosk.controls.lesson import Lesson
from kypho_prep.kiosk.controls.list_page import EntryList
from kypho_prep.kiosk.controls.medicine_name import Suggest
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.kiosk.pages.bars import slim
from kypho_prep.kiosk.pages.chapter_line import ChapterLine
from kypho_prep.kiosk.pages.fitting import Fitting, heading_of, note_of
from kypho_prep.kiosk.pages.second_question import SecondQuestion
from kypho_prep.look.announce import choices_of
from kypho_prep.look.cards import NoteBox
from kypho_prep.look.labels import HelpLabel
from kypho_prep.look.overrides import later
from kypho_prep.look.scroll import PageScroll
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words

LOW = 790  # pixels at 100 dpi: on a lower screen a keyboard leaves a field and its question no air
UNLIMITED = 1_000_000
WIDEST = 360  # millimetres over which eyes need not travel: a page on a larger screen keeps its middle


def no_names(_: str) -> tuple[()]:
    """Offer no names: for pages that name no medicine."""
    return ()


class QuestionPage(QWidget):
    """Shows one view and gives back what the patient answered; Back, Next and the bars are the window's."""

    changed = Signal()
    rest_wanted = Signal()
    turned = Signal()
    add_wanted = Signal()
    another_wanted = Signal(str)
    tile_wanted = Signal(str, str)
    edit_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, view: ItemView, look: Look, words: Words, suggest: Suggest = no_names) -> None:
        super().__init__()
        self.view = view
        self._look = look
        self._words = words
        self._dock: KeyboardDock | None = None
        self._help: HelpLabel | None = None
        self._low = False
        self._shown: list[QWidget] = []
        self._line: ChapterLine | None = None
        self.answer = control_for(view, look, words, suggest)
        self._second = SecondQuestion(view.second, look, words) if view.second is not None else None
        self._answers: tuple[Answer, ...] = (self.answer, *((self._second.answer,) if self._second else ()))
        self._join()
        self.heading = self.answer.heading if isinstance(self.answer, Lesson) else heading_of(view, look)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._blocks = QVBoxLayout()
        self._fill()
        self.sheet = PageScroll(self._content, look, words("controls.more_below"))
        self.sheet.turned.connect(self.count_below)
        self._missing = NoteBox("", look, "hand")
        self._missing.setObjectName("missing")
        self._missing.hide()
        self._below = QVBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.sheet, 1)
        outer.addLayout(self._below)
        self._fill_below()

    def _join(self) -> None:
        for one in self._answers:
            one.changed.connect(self._changed)
        if isinstance(self.answer, Lesson):
            self.answer.more_opened.connect(self._show_more)
        entries = self.answer
        if not isinstance(entries, EntryList):
            return
        entries.add_wanted.connect(self.add_wanted)
        entries.another_wanted.connect(self.another_wanted)
        entries.tile_wanted.connect(self.tile_wanted)
        entries.edit_wanted.connect(self.edit_wanted)
        entries.remove_wanted.connect(self.remove_wanted)

    @property
    def next_key(self) -> str:
        """Return the words key of the page's Next button: what it does as the page stands."""
        return "controls.show_more" if self._has_more() else self.answer.next_key

    @property
    def wants_explaining(self) -> bool:
        """Tell whether the nurse is to explain this page."""
        return isinstance(self.answer, Lesson) and self.answer.wants_explaining

    def ask_to_explain(self) -> None:
        """Ask the nurse to explain this card, or take that back; nothing on a question's page."""
        if isinstance(self.answer, Lesson):
            self.answer.ask_to_explain()

    def value(self) -> Given | None:
        """Return (state, value) as it stands, or nothing."""
        return self.answer.value()

    def value_below(self) -> Given | None:
        """Return the answer to the second question as it stands, or nothing."""
        return self._second.answer.value() if self._second is not None else None

    def answered(self) -> list[tuple[ItemView, Given]]:
        """Return each question of the page with its answer, those left out that have none or lack something."""
        found = [(one.view, one.value()) for one in self._answers if one.problem() is None]
        return [(view, given) for view, given in found if given is not None]

    def problem(self) -> str | None:
        """Return the words key of what is missing, or nothing."""
        return next((key for one in self._answers if (key := one.problem())), None)

    def settle(self) -> bool:
        """Tell whether Next may leave the page; a scene says something about the pick first."""
        settled = self.answer.settle()
        if not settled:
            later(0, self, lambda: self.sheet.show_widget(self.answer.told()))
        return settled

    def show_problem(self) -> None:
        """Say in words what is missing, on the page and through a screen reader."""
        lacks = next((one for one in self._answers if one.problem()), self.answer)
        self.say(lacks.problem_words())
        if lacks is not self.answer:
            later(0, self, lambda: self.sheet.show_widget(lacks))

    def say(self, text: str) -> None:
        """Say something about this page above the lower bar: that it was not saved, for example."""
        self._missing.set_words(text)
        if self._dock is not None and self._look.metrics.large and self.width() > self.height():
            self._dock.put_away()
        self._missing.setVisible(bool(text))
        self._look.voice.say(self._missing, [text], urgent=True)

    def scroll_unseen(self) -> bool:
        """Scroll on to what has not been on the screen; false when all of it has been."""
        return not self._is_settled() and self.sheet.scroll_unseen()

    def _has_more(self) -> bool:
        return not self._is_settled() and self.sheet.unseen

    def _is_settled(self) -> bool:
        """Tell whether nothing further down matters; two questions on a page, both answered, need no more looking."""
        if self._second is not None:
            return all(one.value() is not None for one in self._answers)
        given = self.answer.typing() is None and self.answer.value() is not None
        seen = given and all(self.sheet.has_seen(one) for one in self.answer.must_be_seen())
        return seen or self.answer.is_settled()

    def add_line(self, line: ChapterLine) -> None:
        """Say below the answers that the chapter before is done: no question leaves its place for it."""
        self._line = line
        line.rest_wanted.connect(self.rest_wanted)
        self._column.insertWidget(self._column.indexOf(self._second or self.answer) + 1, line)

    def add_block(self, block: QWidget) -> None:
        """Put what the chart says right below the question: who it is for, food and drink, the anesthesia."""
        self._shown.append(block)
        if isinstance(self.answer, Lesson):
            self.answer.add_block(block)
        else:
            self._blocks.addWidget(block)

    def lines(self) -> list[str]:
        """Return what the page says: the question, the help, and each choice that stands on it."""
        ended, second = self._line.said if self._line is not None else "", self._second
        below = [second.view.question, *choices_of(second.answer)] if second is not None else []
        return [one for one in (self.view.question, self.view.help, *choices_of(self.answer), *below, ended) if one]

    def hasHeightForWidth(self) -> bool:
        """Tell the window's layout that any height will do: the page scrolls."""
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Give the heading the focus and say the question when the page shows."""
        super().showEvent(event)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.voice.say(self.heading, self.lines())
        later(0, self, self.count_below)  # drawn ahead it was counted before it was laid out whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the page for its width: columns only where there is room for them."""
        super().resizeEvent(event)
        m = self._look.metrics
        wide = self.width() >= m.mm(250) * m.text_percent / 100 and self.width() > self.height()
        side = (
            max(m.space(5), (self.width() - m.mm(WIDEST) * m.text_percent // 100) // 2)
            if wide and not self.view.is_text and not self.view.sections
            else m.space(5)
        )
        room = self.window().height() - (m.answer_height if self.view.note else 0)
        tight = m.large or self._second is not None or (self.view.is_text and room < m.px(LOW))
        self._low = low = tight and self.width() > self.height()  # every line of air costs the first answer its place
        top = 0.5 if m.large and self.width() > self.height() else 1.5  # one for all pages: titles stand at one place
        self._column.setContentsMargins(side, m.space(top), side, m.space(2 if self.view.is_text else 1))
        self._column.setSpacing(m.space(0.5 if self._second is not None else 1 if low else 1.5))
        if self._help is not None:  # on a low screen the answers come first: the question says what they answer
            self._column.removeWidget(self._help)
            above, last = self._column.indexOf(self._blocks), self._line or self.answer
            self._column.insertWidget(self._column.indexOf(last) + 1 if low else above, self._help)
        self._below.setContentsMargins(m.space(5), 0, m.space(5), m.space(1))
        if isinstance(self.answer, Lesson):
            self.answer.explain_in_bar(in_bar=not slim(self, self._look))
        for one in self._answers:
            one.flow(wide=wide)
        self._fit_answers(side)
        if self._dock is not None:
            self._dock.place(event.size(), m)

    def _fit_answers(self, side: int) -> None:
        """Let the letters grow less on a low page where two answers would not stand whole below the question."""
        if not self._look.metrics.large:
            return
        m = self._look.metrics
        above = [
            self.heading,
            *self._shown,
            *([self._note] if not isinstance(self.answer, Lesson) and self._note else []),
        ]
        wide = self.width() - 2 * side - self.sheet.area.verticalScrollBar().sizeHint().width()
        room = self.height() - self.sheet.more.sizeHint().height() - self._column.contentsMargins().top() - m.space(2.5)
        self._fitting.fit(above, wide, room if self.width() > self.height() else UNLIMITED, self._column.spacing())

    def _fill(self) -> None:
        m = self._look.metrics
        self._note = note_of(self.view, self._look) if self.view.note else None
        self._fitting = Fitting(self.answer)
        if not isinstance(self.answer, Lesson):
            self._column.addWidget(self.heading)
            if self._note is not None:
                self._column.addWidget(self._note)
            if self.view.help and self._second is None:
                self._help = HelpLabel(self.view.help, self._look)
                self._column.addWidget(self._help)
        self._blocks.setSpacing(m.gap)
        self._column.addLayout(self._blocks)
        self._column.addWidget(self.answer)
        if self._second is not None:
            self._column.addWidget(self._second)
        if self._note is not None and isinstance(self.answer, Lesson):
            self._column.addWidget(self._note)
        self._column.addStretch(1)

    def _fill_below(self) -> None:
        self._below.setSpacing(self._look.metrics.space(1))
        self._below.addWidget(self._missing)
        typing = self.answer.typing()
        if typing is not None:
            self._below.addWidget(typing.keyboard)
            self._dock = KeyboardDock(typing, self.sheet)
            self.sheet.area.resized.connect(self._fit)
            typing.keyboard.turned.connect(self._fit)
            typing.keyboard.turned.connect(lambda is_open: self._missing.setHidden(is_open or self._missing.isHidden()))

    def count_below(self) -> None:
        """Let the strip say how many answers are below it, and Next whether it shows them."""
        asked = () if isinstance(self.answer, Lesson) else self._answers
        answers = [one for part in asked for one in part.findChildren(QAbstractButton) if one.isVisibleTo(part)]
        below = self.sheet.below(answers)
        words = self._words
        said = words.count("controls.answers_below", below) if below else words("controls.more_below")
        self.sheet.more.set_words(said)
        self.turned.emit()

    def _show_more(self) -> None:
        """Bring what "Tell me more" opened into sight, once it is laid out, and let it be heard."""
        told = self.answer.told()
        self.sheet.show_top(told)
        self._look.voice.say(told, [f"{one.title} {one.body}" for one in self.view.more])
        self.turned.emit()

    def _fit(self, *_: object) -> None:
        """Let what is typed have the room above the keys: the help has been read by then."""
        if self._dock is not None:
            self.answer.fit(self._dock.room)
            if self._help is not None and self._low:
                self._help.setVisible(not self._dock.room)

    def _changed(self) -> None:
        self._missing.hide()
        self.changed.emit()
