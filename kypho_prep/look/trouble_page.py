"""The page of a program that cannot start: what is wrong, in a sentence, and that nothing was changed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kypho_prep.look.buttons import primary, secondary
from kypho_prep.look.labels import BodyLabel, CaptionLabel, HeadingLabel
from kypho_prep.look.scroll import PageScroll
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words


@dataclass(frozen=True, slots=True)
class Found:
    """What keeps the program from starting; `details` name a file and a field, never a value or a traceback.

    `offer` says which back-up could be brought back, and what would be gone; empty where there is none. `calm` is what
    a patient reads in place of all that until staff ask for it: a heading, and words below it; empty at a desk.
    """

    sentence: str
    details: str = ""
    offer: str = ""
    calm: tuple[str, str] = ("", "")


class TroublePage(QWidget):
    """Says why the program cannot start, and offers to try again or to close it; of damaged data, a back-up.

    `bring_back` says that the back-up is wanted, after it was asked twice.
    """

    again = Signal()
    closed = Signal()
    bring_back = Signal()

    def __init__(self, found: Found, look: Look, words: Words) -> None:
        super().__init__()
        m = look.metrics
        heading, text = found.calm
        self.heading = HeadingLabel(heading or words("program.cannot_start"), look)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(m.space(10), m.space(8), m.space(10), m.space(6))
        column.setSpacing(m.space(3))
        column.addWidget(self.heading)
        self._calm = [BodyLabel(" ".join(one.split()), look, m.body, "text/page") for one in text.split("\n\n") if one]
        self._technical: list[QWidget] = [
            BodyLabel(found.sentence, look, m.body, "text/page"),
            BodyLabel(words("program.cannot_start_help"), look, m.body, "text/page"),
        ]
        if found.details:
            self._technical.append(CaptionLabel(f"{words('program.details')}: {found.details}", look))
        if found.offer:
            self._technical.append(BodyLabel(found.offer, look, m.body, "text/page"))
        for label in (*self._calm, *self._technical):
            column.addWidget(label)
        self._sure = BodyLabel(words("program.bring_back_sure"), look, m.body, "urgent/page")
        self._sure.hide()
        column.addWidget(self._sure)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, m.space(3))
        outer.addWidget(PageScroll(content, look, words("controls.more_below")), 1)
        outer.addLayout(self._ways_on(look, words, offers=bool(found.offer)))
        self._look = look
        self.for_staff = not heading
        self._cannot_start = words("program.cannot_start")
        self._said = " ".join([f"{self._cannot_start}.", found.sentence, found.offer]).strip()
        self._aloud = f"{heading}. {' '.join(text.split())}" if heading else self._said
        for one in self._technical if heading else (*self._calm, self._staff):
            one.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the heading the focus and say what is wrong."""
        super().showEvent(event)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.voice.say(self.heading, [self._aloud], urgent=True)

    def _show_technical(self) -> None:
        """Say what was found, for whoever looks after the computer, in place of the patient's words."""
        self.for_staff = True
        self.heading.setText(self._cannot_start)
        for one in (*self._calm, self._staff):
            one.hide()
        for one in self._technical:
            one.show()
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.voice.say(self.heading, [self._said], urgent=True)

    def _ask_again(self) -> None:
        """Ask once more before anything is touched: whoever stands here may be a patient."""
        self._offered.hide()
        self._sure.show()
        self._yes.show()
        self._yes.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.voice.say(self._sure, [self._sure.text()])

    def _brought(self) -> None:
        # Once is enough: it is under way.
        self._yes.setEnabled(False)
        self.bring_back.emit()

    def _ways_on(self, look: Look, words: Words, *, offers: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(look.metrics.space(10), 0, look.metrics.space(10), 0)
        close = secondary(words("program.quit"), look, "quit")
        close.clicked.connect(self.closed)
        again = primary(words("program.try_again"), look, "try_again", "")
        again.clicked.connect(self.again)
        row.setSpacing(look.metrics.space(2))
        self._staff = secondary(words("program.for_staff"), look, "for_staff")
        self._staff.clicked.connect(self._show_technical)
        row.addWidget(self._staff)
        row.addWidget(close)
        row.addStretch(1)
        self._offered = secondary(words("program.bring_back"), look, "bring_back")
        self._yes = secondary(words("program.bring_back_yes"), look, "bring_back_yes")
        for button, press in ((self._offered, self._ask_again), (self._yes, self._brought)):
            button.clicked.connect(press)
            button.hide()
            row.addWidget(button)
        self._technical.append(close)
        if offers:
            self._technical.append(self._offered)
            self._offered.show()
        row.addWidget(again)
        return row
