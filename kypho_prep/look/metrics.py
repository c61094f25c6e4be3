"""Every size on a screen, in millimetres times the screen's pixels per millimetre, times the text size."""

from __future__ import annotations

from dataclasses import dataclass

REFERENCE = 3.94  # pixels per millimetre of a 100 dpi screen, which the design pictures were drawn at
TEXT_SIZES = (100, 140, 200)


def around(start: int, top: int, end: int, bottom: int, *, right_to_left: bool) -> tuple[int, int, int, int]:
    """Return margins as a layout takes them, which never turns them round: left, top, right, bottom."""
    return (end, top, start, bottom) if right_to_left else (start, top, end, bottom)


@dataclass(frozen=True, slots=True)
class Scale:
    """How large a millimetre and a letter are on this screen at this text size."""

    px_per_mm: float = REFERENCE
    text_percent: int = 100

    def mm(self, millimetres: float) -> int:
        """Return a length in pixels that the text size leaves alone: a target, a gap, an edge."""
        return round(millimetres * self.px_per_mm)

    def px(self, pixels: float) -> int:
        """Return a length drawn at 100 dpi in this screen's pixels."""
        return round(pixels * self.px_per_mm / REFERENCE)

    def text(self, pixels: float) -> int:
        """Return a letter size drawn at 100 dpi in this screen's pixels and at this text size."""
        return round(pixels * self.px_per_mm / REFERENCE * self.text_percent / 100)

    def space(self, steps: float) -> int:
        """Return a space of so many steps of 8 pixels."""
        return self.px(8 * steps)

    @property
    def large(self) -> bool:
        """Tell whether the words are large enough that columns stack and the top bar takes two rows."""
        return self.text_percent >= 140


@dataclass(frozen=True, slots=True)
class Metrics(Scale):
    """Sizes in pixels; targets and gaps follow the screen, words follow the screen and the text size in percent."""

    @property
    def question(self) -> int:
        """Return the letter size of a page's question: large already, it grows less than the words below it."""
        return self.px(42 + 0.6 * 42 * (self.text_percent - 100) / 100)

    @property
    def answer(self) -> int:
        """Return the letter size of an answer."""
        return self.text(34)

    @property
    def body(self) -> int:
        """Return the letter size of help and lessons; its capitals are 4.8 mm high."""
        return self.text(29)

    @property
    def warning(self) -> int:
        """Return the letter size of a warning between a question and its answers: it grows less than half as they."""
        return self.px(29 + 0.38 * 29 * (self.text_percent - 100) / 100)

    @property
    def bar(self) -> int:
        """Return the letter size of bars and captions."""
        return self.text(20)

    @property
    def desk_body(self) -> int:
        """Return the letter size of the nurse's desk."""
        return self.text(17)

    @property
    def desk_row(self) -> int:
        """Return the height of a row on the nurse's board."""
        return self.text(68)

    @property
    def answer_height(self) -> int:
        """Return the least height of answers, Back and Next: 20 mm."""
        return self.mm(20)

    @property
    def target(self) -> int:
        """Return the least side of everything else that can be tapped: 16 mm."""
        return self.mm(16)

    @property
    def key(self) -> int:
        """Return the least side of a key of the on-screen keyboard: 14 mm."""
        return self.mm(14)

    @property
    def key_gap(self) -> int:
        """Return the gap between two keys: 2 mm."""
        return self.mm(2)

    @property
    def gap(self) -> int:
        """Return the gap between two targets: 4 mm, a step of 8."""
        return max(self.mm(4), self.space(2))

    @property
    def card_radius(self) -> int:
        """Return the corner radius of a card."""
        return self.px(20)

    @property
    def button_radius(self) -> int:
        """Return the corner radius of a button."""
        return self.px(18)
