"""Everything that can be pressed: buttons and cards that wrap their words and say what they are to a screen reader."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from kypho_prep.look.face import Face, Painted, Room
from kypho_prep.look.press import PressButton
from kypho_prep.look.theme import Look


class Button(PressButton):
    """A button or card that draws itself: its words wrap, its state shows by edge, ground and a check mark."""

    def __init__(self, words: str, look: Look, face: Face, name: str = "") -> None:
        super().__init__()
        self._look = look
        self._face = face
        self._words = ""
        self._heights: dict[int, int] = {}  # a layout asks for the same width many times over
        self._wanted: QSize | None = None
        self._least: QSize | None = None
        self._laid: Room | None = None  # painted again and again as it stands
        self.setObjectName(name)
        if face.mark:
            self.setCheckable(True)
            self.setAutoExclusive(face.mark in ("choice", "frame"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFont(look.letters(face.size, face.weight))
        if face.mark:  # what cannot be chosen is never toggled
            self.toggled.connect(self._declare_pair)
        self._declare_pair()
        self.set_words(words)

    @property
    def words(self) -> str:
        """Return the words as they stand on the button."""
        return self._words

    @property
    def face(self) -> Face:
        """Return how the button is drawn."""
        return self._face

    def set_words(self, words: str) -> None:
        """Change the words; a screen reader says them with the detail below them."""
        self._words = words
        self._heights.clear()
        self._wanted = self._least = self._laid = None
        # Qt takes a single & for the mark of a shortcut and leaves it out.
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(f"{words}, {self._face.detail}" if self._face.detail else words)
        self.updateGeometry()
        self.update()

    def set_face(self, face: Face) -> None:
        """Draw the button another way from now on."""
        self._face = face
        self._declare_pair()
        self.set_words(self._words)

    def set_detail(self, detail: str) -> None:
        """Change the smaller words below."""
        self.set_face(replace(self._face, detail=detail))

    def hasHeightForWidth(self) -> bool:
        """Tell the layout to ask for the height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that words, detail and padding take in a width."""
        if width not in self._heights:
            self._heights[width] = self._room().height(width)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Return the size with the words on one line."""
        if self._wanted is None:
            self._wanted = self._room().wanted()
        return QSize(self._wanted)

    def minimumSizeHint(self) -> QSize:
        """Return the least size, at which the longest ordinary word still fits."""
        if self._least is None:
            self._least = self._room().least()
        return QSize(self._least)

    def least_with_mark(self) -> int:
        """Return the least width in pixels at which the words fit beside a check mark that may come to stand there."""
        marked = replace(self._face, icon=self._face.icon or "check")
        return Room(self._words, marked, self._look, self.isRightToLeft()).least().width()

    def text_rect(self) -> QRectF:
        """Return the room that the words and the detail take inside the button."""
        return self._room().text_rect(self.size())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, edge, mark, icons and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painted = Painted(painter, self._room(), self.size(), self.property("pair"), self.isChecked(), self.isDown())
        painted.ground()
        painted.words()
        painter.end()

    def _room(self) -> Room:
        if self._laid is None or self._laid.right_to_left != self.isRightToLeft():
            self._laid = Room(self._words, self._face, self._look, self.isRightToLeft())
        return self._laid

    def _declare_pair(self) -> None:
        self.setProperty("pair", "go/go_soft" if self.isChecked() else self._face.pair)
        self.update()


def primary(words: str, look: Look, name: str = "next", icon_after: str = "arrow-right") -> Button:
    """Return a page's one filled button: Next, Continue, That's all of them."""
    m = look.metrics
    face = Face(
        m.text(27), m.answer_height, m.mm(50), "go_text/go_ground", "go", padding=m.space(4),
        weight=QFont.Weight.Bold, icon_after=icon_after,
    )  # fmt: skip
    return Button(words, look, face, name)


def secondary(words: str, look: Look, name: str, icon: str = "") -> Button:
    """Return a button of a page's lower bar, or beside a card: Back, Why do we ask, Print my papers."""
    m = look.metrics
    face = Face(m.text(27), m.answer_height, m.mm(25), padding=m.space(4), icon=icon)
    return Button(words, look, face, name)


def back(words: str, look: Look, name: str = "back") -> Button:
    """Return the way back, with its arrow and in the colour of going."""
    m = look.metrics
    face = Face(
        m.text(27), m.answer_height, m.mm(25), "go/surface", "go", padding=m.space(4), icon="arrow-left"
    )  # fmt: skip
    return Button(words, look, face, name)


def bar_button(words: str, look: Look, name: str, icon: str = "") -> Button:
    """Return a button of the top bar: text size, call the nurse, leave; one without words has a larger icon."""
    m = look.metrics
    size, padding = (m.bar, m.space(2)) if words else (m.text(26), m.space(1.5))
    face = Face(size, m.target, m.target, edge_width=2, radius=14, padding=padding, icon=icon)
    return Button(words, look, face, name)


def answer(words: str, look: Look, name: str) -> Button:
    """Return one big answer of a few, side by side: Yes, No."""
    m = look.metrics
    face = Face(m.text(38), m.mm(32), m.mm(40), mark="choice", padding=m.space(2), weight=QFont.Weight.Bold, radius=20)
    return Button(words, look, face, name)


def choice_card(words: str, look: Look, name: str) -> Button:
    """Return one card of a single choice."""
    m = look.metrics
    face = Face(m.answer, m.answer_height, m.mm(40), mark="choice", padding=m.space(3), centered=False, radius=20)
    return Button(words, look, face, name)


def day_card(name: str, look: Look, object_name: str, date: str, said: str) -> Button:
    """Return one day of a row: its name, its date below; a screen reader says both in full."""
    m = look.metrics
    face = Face(
        m.text(24), m.answer_height, m.mm(22), mark="frame", edge_width=2, radius=14, padding=m.px(7), detail=date,
        detail_size=m.text(22),
    )  # fmt: skip
    button = Button(name, look, face, object_name)
    button.setAccessibleName(said)
    return button


def tick_card(words: str, look: Look, name: str, picture: str = "") -> Button:
    """Return one card that can be ticked beside others, with a picture of what it means where there is one."""
    m = look.metrics
    face = Face(
        m.text(32), m.answer_height, m.mm(40), mark="tick", padding=m.space(2.5), centered=False, radius=20,
        picture=picture, picture_side=m.mm(18),
    )  # fmt: skip
    return Button(words, look, face, name)


def unsure_card(words: str, look: Look, name: str = "unsure", *, beside_others: bool = False) -> Button:
    """Return "I'm not sure", across the width below the answers; `beside_others`: it can be tapped off again."""
    m = look.metrics
    face = Face(m.text(29), m.answer_height, m.mm(40), mark="choice", padding=m.space(2), radius=20)
    button = Button(words, look, face, name)
    button.setAutoExclusive(not beside_others)
    return button


def row_button(words: str, look: Look, name: str, icon: str = "") -> Button:
    """Return a smaller button beside an entry of a list: Edit, Remove, Undo."""
    m = look.metrics
    face = Face(m.text(24), m.target, m.target, edge_width=2, radius=14, padding=m.space(2), icon=icon)
    return Button(words, look, face, name)


def row_card(words: str, look: Look, name: str, detail: str = "") -> Button:
    """Return a row that can be pressed: an answer in the summary, a suggested medicine."""
    m = look.metrics
    face = Face(
        m.body, m.target, m.mm(40), edge="card_edge", edge_width=2, radius=14, padding=m.space(3), centered=False,
        detail=detail, detail_size=m.text(22),
    )  # fmt: skip
    return Button(words, look, face, name)


def desk_primary(words: str, look: Look, name: str, icon: str = "") -> Button:
    """Return the nurse's one filled button of a page or card."""
    m = look.metrics
    face = Face(
        m.desk_body, m.px(44), m.px(44), "go_text/go_ground", "go", 2, 12, m.px(18), QFont.Weight.Bold, icon=icon
    )
    return Button(words, look, face, name)


def desk_button(words: str, look: Look, name: str, icon: str = "") -> Button:
    """Return a button of the nurse's desk."""
    m = look.metrics
    face = Face(m.desk_body, m.px(44), m.px(44), edge_width=2, radius=12, padding=m.px(18), icon=icon)
    return Button(words, look, face, name)


def desk_toggle(words: str, look: Look, name: str) -> Button:
    """Return a filter of the nurse's board that stays pressed; one of its neighbours is, always."""
    button = desk_button(words, look, name)
    button.setCheckable(True)
    button.setAutoExclusive(True)
    return button


def key_button(words: str, look: Look, name: str, icon: str = "") -> Button:
    """Return one key of the on-screen keyboard; it leaves the focus in the field that is typed in."""
    m = look.metrics
    face = Face(m.text(26), m.key, m.key, edge_width=2, radius=12, padding=m.px(2), icon=icon, leading=1.0)
    button = Button(words, look, face, name)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return button


def pad_button(words: str, look: Look, name: str, icon: str = "") -> Button:
    """Return one key of the number pad."""
    m = look.metrics
    face = Face(m.text(34), m.mm(18), m.mm(22), edge_width=2, radius=16, padding=m.space(1), icon=icon)
    return Button(words, look, face, name)


def name_card(words: str, look: Look, name: str, bold: int = 0) -> Button:
    """Return one offered name of a medicine, so many letters bold; none is chosen until the patient taps one."""
    m = look.metrics
    face = Face(
        m.text(27), m.target, m.mm(40), edge_width=2, radius=14, padding=m.space(2), centered=False, mark="choice",
        light_from=bold, detail_size=m.text(22),
    )  # fmt: skip
    return Button(words, look, face, name)


def tile(words: str, look: Look, name: str, detail: str, *, listed: bool = False) -> Button:
    """Return one common medicine to touch, with what it holds below; `listed`: it stands on the list already."""
    m = look.metrics
    face = Face(
        m.text(27), m.mm(19), m.mm(40), "go/go_soft" if listed else "text/surface", "go" if listed else "edge", 2, 14,
        padding=m.space(2), centered=False, icon="check" if listed else "", detail=detail, detail_size=m.text(22),
    )  # fmt: skip
    return Button(words, look, face, name)


def another_tile(words: str, look: Look, name: str) -> Button:
    """Return the tile that leads to the search, last among the common medicines."""
    m = look.metrics
    face = Face(m.text(27), m.mm(19), m.mm(40), "go/surface", "go", 2, 14, m.space(2), centered=False, icon="plus")
    return Button(words, look, face, name)


def add_card(words: str, look: Look, name: str = "add") -> Button:
    """Return the button that adds an entry to a list, across the width."""
    m = look.metrics
    face = Face(m.body, m.answer_height, m.mm(40), "go/surface", "go", padding=m.space(3), icon="plus", radius=20)
    return Button(words, look, face, name)


def explain_card(words: str, look: Look, name: str = "explain") -> Button:
    """Return "Explain this to me": it can be tapped on and off, and is as large as Next, beside which it stands."""
    m = look.metrics
    face = Face(
        m.text(27), m.answer_height, m.mm(50), mark="tick", padding=m.space(2), weight=QFont.Weight.Bold
    )  # fmt: skip
    return Button(words, look, face, name)
