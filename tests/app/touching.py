"""Runs the program as its command does, touches what it is told to touch as soon as that shows, and says what it saw.

The words after the data folder are names of buttons, or `name=text` for a field; the window is closed after the last.
"""

from __future__ import annotations

import json
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from kypho_prep import app as program
from kypho_prep.app.main_window import MainWindow
from kypho_prep.tour.driver.hand import Hand


class Toucher(QObject):
    """Looks at the program's one window again and again until everything has been touched."""

    def __init__(self, app: QApplication, wanted: list[str]) -> None:
        super().__init__()
        self.app = app
        self.wanted = wanted
        self.touched = False
        self.busy = False
        self.seen: list[dict[str, object]] = []
        self.timer = QTimer(self)
        self.timer.setInterval(20)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        """Touch what comes next; a button that did nothing yet (the database is still opening) is touched again."""
        shown = [one for one in self.app.topLevelWidgets() if one.isVisible()]
        if self.busy or not shown:
            return
        self.busy = True
        hand = Hand(shown[0])
        if len(self.wanted) > 1 and hand.sees(self.wanted[1].partition("=")[0]) and self.touched:
            self.wanted.pop(0)
            self.touched = False
        name, _, text = self.wanted[0].partition("=")
        if hand.sees(name):
            self.touch(hand, name, text, len(shown))
        self.busy = False

    def touch(self, hand: Hand, name: str, text: str, windows: int) -> None:
        if not self.touched:
            self.note(windows, hand)
        self.touched = True
        if text:
            hand.write(name, text)
        elif len(self.wanted) > 1 or name == "quit":
            hand.tap(name)
        if len(self.wanted) == 1:
            self.wanted.pop()
            self.timer.stop()
            hand.window.leave() if isinstance(hand.window, MainWindow) else hand.window.close()

    def note(self, windows: int, hand: Hand) -> None:
        labels = [one.text() for one in hand.window.findChildren(QLabel) if one.isVisible()]
        self.seen.append({"windows": windows, "words": labels, "station": self.app.applicationDisplayName()})


def main(data: str, *wanted: str) -> int:
    app = QApplication([])
    toucher = Toucher(app, list(wanted))
    code = program.run(data, sample_visits=2)
    sys.stdout.write(json.dumps({"code": code, "seen": toucher.seen, "left": toucher.wanted}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
