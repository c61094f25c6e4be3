"""Lets a low page at large letters show its question and two whole answers in any language: there letters grow less."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from kypho_prep.kiosk.controls.answer import Answer
from kypho_prep.kiosk.controls.choosing import YesNo
from kypho_prep.kiosk.controls.lesson import Lesson
from kypho_prep.kiosk.controls.number_pad import NumberPad
from kypho_prep.kiosk.item_view import ItemView
from kypho_prep.look.buttons import Button
from kypho_prep.look.cards import NoteBox
from kypho_prep.look.labels import BodyLabel, HeadingLabel, HelpLabel, Label
from kypho_prep.look.theme import Look
from kypho_prep.prep.checklist import Control

# Shares of the letters that were chosen, of what stands above the answers and of these: the first that fits is taken.
STEPS = ((1.0, 1.0), (0.9, 1.0), (0.8, 1.0), (0.7, 1.0), (0.7, 0.9), (0.7, 0.8), (0.7, 0.7))
WARNED = 56  # pixels at 100 dpi: the largest letters of a question that a warning stands below


def heading_of(view: ItemView, look: Look) -> HeadingLabel:
    """Return the question in large letters, a little smaller where keys or a warning below it need the room."""
    m = look.metrics
    size = min(m.text(36), m.question) if view.is_text else m.question
    return HeadingLabel(view.question, look, min(size, m.px(WARNED)) if view.note else size)


def note_of(view: ItemView, look: Look) -> NoteBox:
    """Return what a page warns of; it stands between the question and the answers, below a lesson."""
    note = NoteBox(view.note, look, slim=view.control is not Control.LESSON)
    note.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return note


class Fitting:
    """Knows how large the letters of a page were made, and how much smaller they have to stand."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._sizes: dict[QWidget, int] = {}

    def fit(self, above: Sequence[QWidget], width: int, room: int, spacing: int) -> None:
        """Choose the letters of what stands `above` the answers, and of these, for a width and a height in pixels."""
        labels = [label for part in above for label in _labels(part)]
        buttons = [one for one in self._answer.findChildren(Button) if not one.isHidden()]
        for share, answers in STEPS:
            self._scale(labels, share)
            self._scale((*buttons, *self._sentences()), answers)
            tall = sum(_height(part, width) + spacing for part in above) + self._first(buttons, width)
            if tall <= room:
                return

    def _sentences(self) -> list[BodyLabel]:
        return self._answer.findChildren(BodyLabel) if isinstance(self._answer, Lesson) else []

    def _scale(self, parts: Iterable[Label | Button], share: float) -> None:
        for part in parts:
            if isinstance(part, Label):
                part.set_size(round(self._sizes.setdefault(part, part.letter_size) * share))
                continue
            wanted = round(self._sizes.setdefault(part, part.face.size) * share)
            if wanted != part.face.size:
                said = part.accessibleName()
                part.set_face(replace(part.face, size=wanted))
                part.setAccessibleName(said)

    def _first(self, buttons: list[Button], width: int) -> int:
        """Return the height of the first two answers, of a field, or of a lesson's first sentence."""
        answer, gap = self._answer, self._answer.rows.spacing()
        if isinstance(answer, Lesson):
            return sum(one.heightForWidth(width) for one in self._sentences()[:1])
        if isinstance(answer, NumberPad):
            beside = [one.heightForWidth((width - gap) // 2) for one in (answer.unsure,) if one is not None]
            keys = (one.sizeHint().height() for one in buttons if one is not answer.unsure)
            return max([*beside, answer.field.minimumHeight()]) + gap + max(keys)
        typing = answer.typing()
        if typing is not None and not answer.view.choices:
            return typing.field.minimumHeight()
        if isinstance(answer, YesNo) or len(buttons) < 2:
            return max((one.heightForWidth((width - gap) // 2) for one in buttons[:2]), default=0)
        told = sum(
            one.heightForWidth(width) + gap for one in answer.findChildren(HelpLabel)
        )  # of a list without entries
        return told + sum(one.heightForWidth(width) for one in buttons[:2]) + gap


def _labels(part: QWidget) -> list[Label]:
    return [part] if isinstance(part, Label) else [one for one in part.findChildren(Label) if not one.isHidden()]


def _height(part: QWidget, width: int) -> int:
    layout = part.layout()
    if layout is None:
        return part.heightForWidth(width)
    _forget(layout)
    return layout.totalHeightForWidth(width)


def _forget(layout: QLayout) -> None:
    """Let a layout and those within measure anew: a label that changed tells the outermost alone."""
    for number in range(layout.count()):
        within = layout.itemAt(number).layout()  # type: ignore[union-attr]
        if within is not None:
            _forget(within)
    layout.invalidate()
