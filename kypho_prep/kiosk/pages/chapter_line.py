"""One quiet line on the first page of a chapter: the one before is done, and how much is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kypho_prep.look.buttons import bar_button
from kypho_prep.look.labels import CaptionLabel, IconLabel
from kypho_prep.look.theme import Look
from kypho_prep.prep.interview.progress import Progress
from kypho_prep.prep.words import Words


class ChapterLine(QWidget):
    """Small words beside a check mark, and every few minutes an offer to rest; nothing on it needs an answer."""

    rest_wanted = Signal()

    def __init__(self, said: str, look: Look, rest: str = "") -> None:
        super().__init__()
        self.setObjectName("chapter_line")
        self.said = f"{said} {rest}".strip()
        m = look.metrics
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(m.space(1))
        # Like a question it is large already, and grows less than the answers, which it must not push away.
        letters = round(m.question * 22 / 42)
        row.addWidget(IconLabel("circle-check", look, letters, "done"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(CaptionLabel(said, look, letters, "quiet/page"), 0 if rest else 1, Qt.AlignmentFlag.AlignVCenter)
        if rest:
            offer = bar_button(rest, look, "rest")
            offer.clicked.connect(self.rest_wanted)
            row.addSpacing(m.space(1))
            row.addWidget(offer)
            row.addStretch(1)


def chapter_words(words: Words, chapter: str, known: Progress) -> str:
    """Return that a chapter is done, how many are left, and about how many minutes these take."""
    title, left = words(f"chapter.{chapter}.title"), known.chapters_of - known.chapters_done
    if not left:
        return words("kiosk.overview.ended_last", title=title)
    minutes = words.count("kiosk.overview.takes", known.minutes_left)
    return words("kiosk.overview.ended", title=title, left=left, minutes=minutes)
