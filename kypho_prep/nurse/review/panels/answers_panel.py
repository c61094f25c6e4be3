"""All answers by chapter: each with its history, who gave it and when; unanswered ones with a way to answer them."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QWidget

from kypho_prep.look.cards import Card
from kypho_prep.look.labels import Label
from kypho_prep.nurse.open_visit.context import OpenVisit
from kypho_prep.nurse.open_visit.panels import Panel
from kypho_prep.nurse.review.forms.answer_form import answer_form, place_of
from kypho_prep.nurse.widgets.parts import bar_key, key, say
from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.answers.structured import Entries, Scene
from kypho_prep.prep.checklist import Asks, Chapter, Item
from kypho_prep.prep.interview.path import PageRef, for_staff, missing_required, pages
from kypho_prep.prep.reply import Reply
from kypho_prep.prep.wording.other_language import given_words, said_words
from kypho_prep.prep.wording.sentences import question_words
from kypho_prep.workflow.patient.intake import new_entry_id


def answers_panel(opened: OpenVisit, shown: set[str]) -> Panel:
    """Return the panel of all answers; `shown` keeps which chapters a key opened."""
    asked = tuple(pages(opened.situation)), tuple(missing_required(opened.situation))
    # What staff enter in the plan takes back that the patient has read it.
    counted = frozenset(one.id for one in opened.situation.current.values())
    form = opened.held(here=opened.place.startswith(("answer:", "add:")))
    made_from = opened.around, opened.answers, asked, counted, frozenset(shown), form
    return Panel("answers_panel", made_from, lambda: [AnswersPanel(opened, shown)])


class AnswersPanel(Card):
    """The answers of every chapter; a chapter opens by its key, and by itself where one of its answers is edited."""

    def __init__(self, opened: OpenVisit, shown: set[str]) -> None:
        super().__init__(opened.desk.look)
        self._opened = opened
        self._shown = shown
        self.setObjectName("answers_panel")
        desk = opened.desk
        self.body.setSpacing(desk.px(8))
        self.body.addWidget(say(desk, opened.say("desk.answers.title"), size=18, bold=True))
        self.body.addWidget(say(desk, opened.say("desk.answers.help"), "quiet/surface"))
        seen = opened.situation
        ordered = [*pages(seen), *missing_required(seen), *for_staff(seen)]
        self._pages = tuple(dict.fromkeys([*self._named(), *ordered]))
        for chapter in opened.situation.checklist.chapters:
            self._chapter(chapter)

    def _named(self) -> list[PageRef]:
        """Return the pages that have replies, those that a branch hides and removed entries among them."""
        latest = self._opened.situation.chart.latest
        order = {item.id: at for at, item in enumerate(self._opened.situation.checklist.items)}
        known = [(item, entry) for item, entry in latest if item in order]
        return [PageRef(item, entry) for item, entry in sorted(known, key=lambda one: (order[one[0]], one[1] or ""))]

    def _chapter(self, chapter: Chapter) -> None:
        opened, desk = self._opened, self._opened.desk
        items = {item.id: item for step in chapter.steps for item in step.items}
        order = {item: at for at, item in enumerate(items)}
        inside = sorted((page for page in self._pages if page.item in items), key=lambda page: order[page.item])
        title = opened.say(f"chapter.{chapter.id}.title")
        missing = len([page for page in missing_required(opened.situation) if page.item in items])
        answered = len([page for page in inside if (page.item, page.entry) in opened.situation.current])
        words = "desk.answers.chapter_missing" if missing else "desk.answers.chapter"
        name = opened.say(words, title=title, answered=answered, missing=missing)
        shown = chapter.id in self._shown or self._edits(items)
        button = bar_key(desk, name, f"chapter:{chapter.id}", icon="chevron-up" if shown else "chevron-down")
        button.clicked.connect(lambda *_: self._toggle(chapter.id))
        self.body.addWidget(button)
        if shown:
            self.body.addWidget(self._answers(items, inside))

    def _edits(self, items: dict[str, Item]) -> bool:
        parts = self._opened.place.split(":")
        return parts[0] in ("answer", "add") and parts[1] in items

    def _toggle(self, chapter: str) -> None:
        self._shown ^= {chapter}
        self._opened.go("")

    def _answers(self, items: dict[str, Item], inside: list[PageRef]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._opened.desk.px(16))
        grid.setVerticalSpacing(self._opened.desk.px(6))
        for at, stretch in enumerate((5, 5, 4, 0)):
            grid.setColumnStretch(at, stretch)
        for page in inside:
            self._line(grid, page, items[page.item])
        return holder

    def _line(self, grid: QGridLayout, page: PageRef, item: Item) -> None:
        opened, desk, at = self._opened, self._opened.desk, grid.rowCount()
        name = opened.situation.entry_name(page.entry) if page.entry else ""
        grid.addWidget(say(desk, question_words(desk.words, item, name), "quiet/surface", 16), at, 0)
        history = [one for one in opened.situation.chart.replies if (one.item, one.entry) == (page.item, page.entry)]
        current = opened.situation.current.get((page.item, page.entry))
        if current is None and (page.item, page.entry) in opened.situation.reached:
            own = item.asks is Asks.STAFF
            words = opened.say("desk.answers.for_staff" if own else "desk.answers.none")
            grid.addWidget(say(desk, words, "quiet/surface" if own else "check/surface", bold=not own), at, 1)
        for reply in sorted(history, key=lambda one: -one.seq):
            grid.addWidget(self._reply(reply, counts=reply is current), at, 1)
            given = given_words(desk.words, reply, said_words(opened.situation, desk.words, reply))
            by = " · ".join(part for part in (opened.answered_by(reply), given) if part)
            grid.addWidget(say(desk, by, "quiet/surface", 15), at, 2)
            at += 1
        self._edit(grid, page, item, at - 1 if history else at)

    def _edit(self, grid: QGridLayout, page: PageRef, item: Item, at: int) -> None:
        opened, desk, place = self._opened, self._opened.desk, place_of(page)
        if (page.item, page.entry) not in opened.situation.reached or kind_of(item) is Scene:
            return
        if opened.place == place:
            grid.addWidget(answer_form(opened, page), grid.rowCount(), 0, 1, 4)
        else:
            known = (page.item, page.entry) in opened.situation.current
            words = opened.say("desk.answers.change" if known else "desk.answers.answer")
            grid.addWidget(key(desk, words, place, lambda: opened.go(place)), at, 3)
        if kind_of(item) is Entries:
            self._add_entry(grid, item)

    def _add_entry(self, grid: QGridLayout, item: Item) -> None:
        """Offer a new entry of the list: a medicine, an allergy, a question."""
        opened, place = self._opened, f"add:{item.id}"
        names = opened.situation.checklist.entry_items(item.entries)
        if not names:
            return
        if opened.place == place:
            page = PageRef(names[0].id, new_entry_id())
            grid.addWidget(answer_form(opened, page, listed=item.id), grid.rowCount(), 0, 1, 4)
        else:
            words = opened.say(f"desk.answers.add_{item.entries}")
            grid.addWidget(key(opened.desk, words, place, lambda: opened.go(place)), grid.rowCount(), 3)

    def _reply(self, reply: Reply, *, counts: bool) -> Label:
        """Return a reply in words; struck through when it no longer counts."""
        text = said_words(self._opened.situation, self._opened.desk.words, reply)
        label = say(self._opened.desk, text, "text/surface" if counts else "quiet/surface", 16, bold=counts)
        if not counts:
            font = QFont(label.font())
            font.setStrikeOut(True)
            label.setFont(font)
            label.setAccessibleName(self._opened.say("desk.answers.struck", answer=text))
        return label
