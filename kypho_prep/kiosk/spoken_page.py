"""What a voice says of a page: its sentences one by one, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kypho_prep.look.buttons import Button
from kypho_prep.look.passages import Passage, passages
from kypho_prep.prep.wording.spoken import sentence_spans, spoken
from kypho_prep.prep.words import Words


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it is said, and where it stands: the letters from `begin` to `end` of a widget, if on any."""

    said: str
    widget: QWidget | None = None
    begin: int = 0
    end: int = 0

    @property
    def stands(self) -> bool:
        """Tell whether its place has not gone from the page meanwhile."""
        return self.widget is None or (isValid(self.widget) and self.widget.isVisible())


def sentences(parts: Sequence[QWidget], words: Words, *, asked: bool, aloud: bool) -> list[Sentence]:
    """Return the sentences of the parts of a page, in order.

    Where nobody asked for this page, nothing of what was chosen or typed is among them. `aloud`, without headphones,
    what is private is not, and its being left out is said at the end.
    """
    found: list[Sentence] = []
    left_out = False
    for one in (passage for part in parts for passage in passages(part)):
        if one.private and aloud:
            left_out = True
        elif asked or not one.typed:
            found += _of(one, words, asked=asked)
    if left_out and asked:
        found.append(Sentence(words("kiosk.read_aloud.private")))
    return found


def as_it_stands(sentence: Sentence, words: Words, *, asked: bool) -> Sentence:
    """Return the sentence of a button as the button is now: what it does, or that it is chosen, may have changed."""
    if not isinstance(sentence.widget, Button):
        return sentence
    now = sentences([sentence.widget], words, asked=asked, aloud=False)
    return next((one for one in now if one.begin == sentence.begin), sentence)


def spoken_lines(lines: Sequence[str], words: Words) -> list[Sentence]:
    """Return lines that stand nowhere by themselves as they are said."""
    return [Sentence(spoken(line, words)) for line in lines if line.strip()]


def _of(passage: Passage, words: Words, *, asked: bool) -> Iterator[Sentence]:
    shows = passage.widget if passage.widget.isVisible() else None
    if passage.typed:
        said = words("kiosk.read_aloud.typed", text=spoken(passage.words, words))
        yield Sentence(said, shows, 0, len(passage.words))
    elif passage.detail or passage.chosen:
        said = ", ".join(spoken(one, words) for one in (passage.words, passage.detail) if one)
        if passage.chosen and asked:
            said = words("kiosk.read_aloud.chosen", said=said.rstrip("."))
        yield Sentence(said, shows, 0, len(passage.words))
    else:
        for begin, end in sentence_spans(passage.words):
            yield Sentence(spoken(passage.words[begin:end], words), shows, begin, end)
