"""A panel of the review's right-hand side: it opens and shuts by its title, and says in one line what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy, QWidget

from kypho_prep.look.buttons import Button
from kypho_prep.look.cards import Card
from kypho_prep.look.face import Face
from kypho_prep.look.labels import Label
from kypho_prep.nurse.open_visit.context import OpenVisit
from kypho_prep.nurse.widgets.parts import key, row, say, small_key
from kypho_prep.prep.chart import Instruction, StaffFact


@dataclass(frozen=True, slots=True)
class Fold:
    """How a panel folds: what it says while shut, whether it begins shut, and whether it must be open now."""

    summary: str = ""
    shut: bool = False
    held: bool = False


def own_turns(opened: OpenVisit, name: str, rows: Iterable[Instruction | StaffFact] = ()) -> frozenset[str]:
    """Return what the nurse opened or shut of one panel: itself, its entries, and what was taken back."""
    own = {name} | {f"{what}:{one.id}" for one in rows for what in ("change", "earlier")}
    return frozenset(one for one in opened.turned if one in own or one.startswith(("taken_back:", "calls:")))


class SidePanel(Card):
    """A card of the right-hand side with its title; where it is shut, `is_open` is false and nothing more is added."""

    def __init__(
        self, opened: OpenVisit, title: str, name: str, ground: str = "surface", fold: Fold | None = None
    ) -> None:
        super().__init__(opened.desk.look, ground)
        self.opened = opened = replace(opened, narrow=True)
        self.setObjectName(name)
        self.body.setSpacing(opened.desk.px(6))
        self.body.setContentsMargins(*(opened.desk.px(20), opened.desk.px(14)) * 2)
        self.is_open = fold is None or fold.held or fold.shut == (name in opened.turned)
        if fold is None:
            self.tell(title, f"text/{ground}", bold=True)
            return
        self.body.addWidget(self._title(title, ground))
        if not self.is_open and fold.summary:
            self.tell(fold.summary, f"quiet/{ground}" if ground == "surface" else f"text/{ground}")

    def tell(self, text: str, pair: str = "text/surface", size: int = 17, *, bold: bool = False) -> Label:
        """Add words."""
        label = say(self.opened.desk, text, pair, size, bold=bold)
        self.body.addWidget(label)
        return label

    def ask(self, words: str, place: str) -> Button:
        """Add a key that opens a form in its place."""
        button = key(self.opened.desk, words, place, lambda: self.opened.go(place))
        self.body.addLayout(row(button, None))
        return button

    def waits(self, words: str, place: str, form: Callable[[], QWidget], pair: str = "check/surface") -> None:
        """Say what nobody has recorded yet, with the key that opens its form; in its place the form itself."""
        line = say(self.opened.desk, words, pair)
        if self.opened.place == place:
            self.put(line, form())
            return
        record = self.opened.say("desk.fact.record")
        button = small_key(self.opened.desk, record, place, lambda: self.opened.go(place))
        button.setAccessibleDescription(words)
        across = row(line, button)
        across.setStretch(0, 1)
        self.body.addLayout(across)

    def put(self, *widgets: QWidget) -> None:
        """Add widgets below each other."""
        for widget in widgets:
            self.body.addWidget(widget)

    def _title(self, title: str, ground: str) -> Button:
        desk, name = self.opened.desk, self.objectName()
        face = Face(
            desk.look.metrics.desk_body,
            desk.px(34),
            desk.px(80),
            f"text/{ground}",
            edge_width=0,
            radius=8,
            padding=0,
            weight=QFont.Weight.Bold,
            centered=False,
            icon_after="chevron-up" if self.is_open else "chevron-down",
        )
        button = Button(title, desk.look, face, f"fold:{name}")
        button.setAutoDefault(True)
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        said = "desk.panel.shut" if self.is_open else "desk.panel.open"
        button.setAccessibleDescription(self.opened.say(said))
        button.clicked.connect(lambda *_: self.opened.turn(name))
        return button
