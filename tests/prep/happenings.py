"""Things that happen to a visit, one after the other in any order, as the tests of whole histories draw them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from kypho_prep.prep.chart import ActionKind, Ending, FactKind, FlagAction, InstructionAction, SignOffKind, StaffFact
from kypho_prep.prep.rules.flags import Card, cards
from kypho_prep.prep.sign_off.prep_sign_off import binding, blockers, signed_in_order
from kypho_prep.prep.staff_entries.visit_change import both_sides
from tests.prep.builders import Story, ticks
from tests.prep.sign_off.test_prep_sign_off import QUIET

VALUES: dict[str, tuple[Any, ...]] = {
    "ride.adult": (True, False, None),
    "ride.phone": ("555-0100", "555-0199"),
    "bleeding.history": (ticks(), ticks("bruises"), ticks("disorder", "bruises"), None),
    "health.body": (ticks(), ticks("diabetes")),
    "now.symptoms": (ticks(), ticks("fever_chills"), ticks("chest_pain")),
    "medicines.groups_thin": (ticks(), ticks("aspirin"), None),
    "medicines.group_names": ({"entries": []},),
    "tests.blood": ("done", "not_done", None),
    "about.what": ("understood", "question"),
    "start.who": ("me", "helper_with"),
}


@dataclass
class History:
    """A story that remembers in its own words what happened, for an oracle that does not read the chart."""

    story: Story = field(default_factory=lambda: Story(tests=("blood",)).evaluates())
    told: list[str] = field(default_factory=list)
    signed: dict[str, str] | None = None
    done: list[FlagAction] = field(default_factory=list)
    fell: bool = False

    def answers(self, item: str, at: int) -> None:
        value = VALUES[item][at % len(VALUES[item])]
        (self.story.unsure(item) if value is None else self.story.says(item, value)).evaluates()
        self.told.append("reply")

    def quiet(self) -> None:
        """The patient answers everything and nothing is flagged."""
        for item, value in {**QUIET, "tests.blood": "done"}.items():
            self.story.says(item, value)
        self.story.evaluates()
        self.told.append("reply")

    def finishes(self) -> None:
        self.story.changes(finished_at=self.story.now, finished_by="patient")
        self.told.append("finish")

    def records(self, kind: FactKind) -> None:
        subject = "blood" if kind is FactKind.RESULT_SEEN else ""
        self.story.records(kind, subject, name="Sam").evaluates()
        self.told.append("call" if kind is FactKind.CALL else "read" if kind is FactKind.CHART_READ else "fact")

    def instructs(self, what: str) -> None:
        if what == "fasting":
            self.story.fasts()
        else:
            self.story.instructs("group:aspirin", InstructionAction.CONTINUE)
        self.story.evaluates()
        self.told.append("instruction")

    def acts(self, which: int, kind: ActionKind) -> None:
        open_cards = [card for card in cards(self.story.situation()) if card.open]
        if open_cards:
            self._acts_on(open_cards[which % len(open_cards)], kind)

    def undoes(self, which: int) -> None:
        if self.done:
            gone = self.done.pop(which % len(self.done))
            back = FlagAction(
                self.story.new_id(),
                gone.thread,
                ActionKind.UNDONE,
                "wrong",
                "",
                "s",
                self.story.now,
                answer=gone.id,
                seq=self.story.next,
            )
            self._adds(back)
            self.told.append("undo")

    def moves(self, hour: int) -> None:
        old = self.story.chart.visit
        moved = replace(old, procedure_at=f"{hour:02}:00")
        sides = both_sides(old, moved)
        if sides:
            self.story.changes(procedure_at=moved.procedure_at, times_revision=old.times_revision + 1)
            fact = StaffFact(
                self.story.new_id(),
                "v",
                FactKind.VISIT_CHANGED,
                "",
                sides,
                "clerk",
                self.story.now,
                seq=self.story.next,
            )
            self.story.chart = replace(self.story.chart, facts=(*self.story.chart.facts, fact))
            self.story.evaluates()
            self.told.append("fact")

    def signs(self) -> None:
        if not blockers(self.story.situation()):
            self.signed = binding(self.story.situation())
            self.story.signs()
            self.told.append("sign")
            self.fell = False

    def gives_up(self) -> None:
        self.story.signs(SignOffKind.NOT_COMPLETE)
        self.told.append("not_complete")

    def takes_back(self) -> None:
        """A nurse takes back the newest "not complete", if that is the newest word on the preparation."""
        signed = signed_in_order(self.story.chart)
        if signed and signed[-1].kind is SignOffKind.NOT_COMPLETE:
            self.story.records(FactKind.SIGN_OFF_WITHDRAWN, signed[-1].id)
            del self.told[len(self.told) - 1 - self.told[::-1].index("not_complete")]

    def ends(self, ending: Ending) -> None:
        self.story.changes(ended=ending)
        self.told.append(f"end:{ending.value}")

    def closes_all(self) -> None:
        """A nurse does all that a quiet patient needs before the sign-off, and acts on each card that is open."""
        for kind in (FactKind.IDENTIFIERS, FactKind.ADULT_VERIFIED, FactKind.RESULT_SEEN):
            self.records(kind)
        for what in ("fasting", "medicine"):
            self.instructs(what)
        while acting := [one for one in cards(self.story.situation()) if one.open and one.closing]:
            self._acts_on(acting[0], acting[0].closing[0])

    def _acts_on(self, card: Card, kind: ActionKind) -> None:
        action = FlagAction(
            self.story.new_id(),
            card.thread,
            kind,
            "text",
            "Dr. Lee",
            "s",
            self.story.now,
            answer="answer",
            seq=self.story.next,
        )
        self._adds(action)
        self.done.append(action)
        self.told.append("action")

    def _adds(self, action: FlagAction) -> None:
        self.story.chart = replace(self.story.chart, actions=(*self.story.chart.actions, action))


RECORDED = (FactKind.IDENTIFIERS, FactKind.ADULT_VERIFIED, FactKind.RESULT_SEEN, FactKind.CALL, FactKind.CHART_READ)
DONE = [kind for kind in ActionKind if kind is not ActionKind.UNDONE]
# What happens, as the name of a method of History and what it takes: hypothesis prints it as it is.
Happening = tuple[Any, ...]


def told(drawn: list[Happening]) -> History:
    """Return the history in which all that was drawn has happened."""
    return go_on(History(), drawn)


def go_on(history: History, drawn: list[Happening]) -> History:
    """Let more happen."""
    for name, *how in drawn:
        if name == "waits":
            history.story.today += timedelta(days=how[0])
        else:
            getattr(history, name)(*how)
        history.story.evaluates()
        # Once something blocked under a signature, only a new signature counts.
        history.fell = history.fell or (
            "sign" in history.told and bool(blockers(history.story.situation(), turned=False))
        )
    return history


def happenings(*, endings: bool = False, days: bool = False) -> st.SearchStrategy[list[Happening]]:
    """Return any order of anything that can happen, to a visit that is new, prepared or signed."""
    numbers = st.integers(0, 9)
    made: list[st.SearchStrategy[Happening]] = [
        st.tuples(st.just("answers"), st.sampled_from(sorted(VALUES)), numbers),
        st.sampled_from(
            [("quiet",), ("closes_all",), ("signs",), ("signs",), ("finishes",), ("gives_up",), ("takes_back",)]
        ),
        st.tuples(st.just("records"), st.sampled_from(RECORDED)),
        st.tuples(st.just("instructs"), st.sampled_from(["fasting", "medicine"])),
        st.tuples(st.just("acts"), numbers, st.sampled_from(DONE)),
        st.tuples(st.just("undoes"), numbers),
        st.tuples(st.just("moves"), st.integers(8, 10)),
    ]
    if endings:
        made.append(st.tuples(st.just("ends"), st.sampled_from(list(Ending))))
    if days:
        made.append(st.tuples(st.just("waits"), st.integers(1, 4)))
    begun = st.sampled_from([[], [("quiet",), ("closes_all",)], [("quiet",), ("closes_all",), ("signs",)]])
    return st.tuples(begun, st.lists(st.one_of(made), max_size=12)).map(lambda parts: [*parts[0], *parts[1]])
