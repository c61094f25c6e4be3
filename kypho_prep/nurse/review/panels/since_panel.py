"""What changed since the chart was last in hand: each value as it was and as it is, until somebody has read it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kypho_prep.look.cards import Card, Rule
from kypho_prep.nurse.open_visit.context import OpenVisit
from kypho_prep.nurse.open_visit.panels import Panel
from kypho_prep.nurse.review.panels.signed_words import subject_words, value_words
from kypho_prep.nurse.widgets.parts import LevelChip, column, holder, key, row, say
from kypho_prep.prep.reply import Reply
from kypho_prep.prep.sign_off.changes_since import SeenHow, Since, authored
from kypho_prep.prep.sign_off.prep_sign_off import Change, binding
from kypho_prep.workflow.desk import review

MOST = 4
PLACE = "all_changes"


class Difference:
    """The changes since a moment, in words: what about, how it was, how it is, who changed it."""

    def __init__(self, opened: OpenVisit, found: Since) -> None:
        """Read the chart of then beside the one of now."""
        self._opened = opened
        self._found = found
        before = replace(opened.review, situation=found.then, bound=binding(found.then))
        self._past = replace(opened, review=before)

    def title(self) -> str:
        """Return who had the chart in hand last, how and when, and how much changed since."""
        opened, found = self._opened, self._found
        count = len(found.changes) or len(found.gone)
        many = opened.desk.words.count("desk.since.count", count)
        head = opened.say(f"desk.since.{found.kind.value}", who=found.who, at=opened.at(found.at))
        return f"{head} · {many}"

    def about(self, change: Change) -> str:
        """Return what a change is about, by the name that it has now or had then."""
        opened = self._opened if change.key in self._opened.review.bound else self._past
        return subject_words(opened, change.key)

    def sides(self, change: Change) -> tuple[str, str]:
        """Return how it was and how it is; what was signed is told in the words that were signed."""
        opened, past, nothing = self._opened, self._past, self._opened.say("desk.bound.nothing")
        signed = opened.review.standing.sign_off if self._found.kind is SeenHow.SIGNED else None
        before = signed.words.get(change.key, "") if signed is not None and change.before else ""
        if not before:
            before = value_words(past, change.key, change.before) if change.key in past.review.bound else nothing
        after = value_words(opened, change.key, change.after) if change.key in opened.review.bound else nothing
        return before, after

    def by(self, change: Change) -> str:
        """Return who changed it and when; empty where the chart does not say."""
        source = authored(self._opened.situation, change.key)
        if isinstance(source, Reply):
            return self._opened.answered_by(source)
        if source is None:
            return ""
        return self._opened.say("desk.recorded", who=source.recorded_by, at=self._opened.at(source.recorded_at))

    def besides(self) -> list[str]:
        """Return what needs no line of its own: questions no longer asked, open ones that have their first answer."""
        opened, count = self._opened, self._found.answered
        questions = " · ".join(self.about(change) for change in self._found.gone)
        said = [opened.say("desk.since.gone", questions=questions)] if questions else []
        if count:
            said.append(opened.desk.words.count("desk.since.answered", count))
        return said


class SincePanel(Card):
    """The difference on top of the review, with the key by which a nurse says that she has read it."""

    def __init__(self, opened: OpenVisit, found: Since) -> None:
        super().__init__(opened.desk.look, edge="go")
        self.setObjectName("since_panel")
        self._opened = opened
        self._said = Difference(opened, found)
        desk = opened.desk
        self.body.setContentsMargins(*(desk.px(20), desk.px(14)) * 2)
        self.body.setSpacing(0)
        self.body.addLayout(row(LevelChip(self._said.title(), desk.look, "go", 17), None))
        self.body.addSpacing(desk.px(8))
        shown = found.changes if opened.place == PLACE else found.changes[:MOST]
        for change in shown:
            self.body.addWidget(Rule(desk.look))
            self.body.addLayout(self._line(change))
        for sentence in self._said.besides():
            self.body.addWidget(Rule(desk.look))
            self.body.addSpacing(desk.px(8))
            self.body.addWidget(say(desk, sentence, "quiet/surface"))
            self.body.addSpacing(desk.px(8))
        self.body.addLayout(self._keys(more=len(shown) < len(found.changes)))

    def _line(self, change: Change) -> QHBoxLayout:
        opened, desk = self._opened, self._opened.desk
        before, after = self._said.sides(change)
        parts: list[QWidget] = [say(desk, opened.say("desk.banner.change", before=before, after=after))]
        if by := self._said.by(change):
            parts.append(say(desk, by, "quiet/surface", 15))
        line = QHBoxLayout()
        line.setContentsMargins(0, desk.px(8), 0, desk.px(8))
        line.setSpacing(desk.px(20))
        line.addWidget(holder(column(say(desk, self._said.about(change), bold=True), None)), 5)
        line.addWidget(holder(column(*parts, None, gap=4)), 8)
        return line

    def _keys(self, *, more: bool) -> QHBoxLayout:
        opened = self._opened
        job = lambda: review.mark_read(  # noqa: E731
            opened.desk.workplace, staff=opened.session.staff, visit=opened.visit
        )
        read = key(opened.desk, opened.say("desk.since.mark_read"), "mark_read", lambda: opened.do(job, None))
        if not more:
            return row(read, None)
        return row(read, key(opened.desk, opened.say("desk.since.all"), PLACE, lambda: opened.go(PLACE)), None)


def since_panel(opened: OpenVisit) -> Panel:
    """Return the difference; empty on a first review, and where the revoked sign-off tells it already."""
    return Panel("since", (opened.around, opened.review, opened.place == PLACE), partial(_since, opened))


def _since(opened: OpenVisit) -> list[QWidget]:
    found = opened.review.since
    return [SincePanel(opened, found)] if found is not None and found.kind is not SeenHow.SIGNED else []


def tell_since(opened: OpenVisit, body: QVBoxLayout, pair: str) -> dict[str, str]:
    """Show the difference before it is signed, and return its words, which are signed with the rest."""
    found = opened.review.since
    if found is None:
        return {}
    said = Difference(opened, found)
    words = {"since": said.title()}
    body.addWidget(say(opened.desk, said.title(), pair, bold=True))
    for change in found.changes:
        before, after = said.sides(change)
        sentence = opened.say("desk.since.change", about=said.about(change), before=before, after=after)
        words[f"since:{change.key}"] = sentence
        body.addWidget(say(opened.desk, sentence, pair, 15))
    besides = said.besides()
    for sentence in besides:
        body.addWidget(say(opened.desk, sentence, pair, 15))
    return words | ({"since:besides": " ".join(besides)} if besides else {})
